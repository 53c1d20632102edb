//! What people answered to our comments in a copy, as decisions: an answer that says what is decided decides it, a comment
//! that was resolved with words is accepted for these words, one that was answered and left open is a question. What says
//! nothing that could be written is told, and so is a comment whose finding is gone.

use std::collections::HashSet;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::read::{Decision, Kind, What};
use super::{Now, clean};
use crate::case::Case;
use crate::comments::{Reply, Thread};
use crate::diagnostic::Diagnostic;

/// What is not in the copy, and has to come from whoever reads it.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Today: the day of an answer that tells none, or a later one.
    pub today: Date,
    /// Why a comment may be left that somebody resolved without a word; empty if nothing was said of that.
    pub reason: &'a str,
    /// How long waivers hold; a year from the answer if nothing was said.
    pub until: Option<Date>,
}

/// What became of the comments of a copy.
#[derive(Debug, Clone, Default)]
pub struct Answers {
    /// What is proposed.
    pub decisions: Vec<Decision>,
    /// Comments that were answered or resolved, and of which nothing can be proposed: why.
    pub open: Vec<String>,
    /// Comments that were answered or resolved, whose findings the draft no longer has.
    pub gone: Vec<String>,
    /// How many comments of ours there are.
    pub ours: usize,
    /// How many of them somebody answered or resolved.
    pub answered: usize,
    /// How many of the others tell of findings that the draft no longer has.
    pub cured: usize,
    /// Findings of which a comment of the copy tells.
    pub told: HashSet<String>,
    /// How many comments there are by other people that answer none of ours.
    pub others: usize,
}

/// What somebody decided in a comment, in which words.
struct Said<'t> {
    what: What,
    words: String,
    until: Option<Date>,
    reply: Option<&'t Reply>,
}

/// Reads what was answered. `then` is the copy with the claims file, as far as it can be tied: a claim is signed only if it
/// is now as it was there.
pub fn answers(threads: &[Thread], now: Now<'_, '_>, then: Option<&Case<'_>>, asked: Asked<'_>) -> Answers {
    let mut out = Answers::default();
    for thread in threads {
        if !thread.is_ours() {
            out.others += usize::from(!thread.is_reply);
            continue;
        }
        out.ours += 1;
        out.told.extend(thread.tokens.iter().cloned());
        let found: Vec<&Diagnostic> = thread.tokens.iter().filter_map(|token| of_token(now, token)).collect();
        if !thread.is_answered() {
            out.cured += usize::from(found.is_empty());
            continue;
        }
        out.answered += 1;
        if found.is_empty() {
            out.gone.push(gone(thread));
            continue;
        }
        match said(thread, asked) {
            Ok(said) if said.what == What::Checked => match claims_of(now.case, &found).as_slice() {
                [] => out.open.push(format!(
                    "{}: checked, and no claim is made there that could be signed",
                    about(thread)
                )),
                [entry] => {
                    let claim = Some((now.case.name(*entry), then));
                    out.decisions.push(decision(found[0], &said, claim, asked));
                }
                several => {
                    let names: Vec<&str> = several.iter().map(|&entry| now.case.name(entry)).collect();
                    out.open.push(format!(
                        "{}: checked, and several claims are made there: claimlint sign {}",
                        about(thread),
                        names.join(" ")
                    ));
                }
            },
            Ok(said) => out.decisions.extend(found.iter().map(|found| decision(found, &said, None, asked))),
            Err(why) => out.open.push(format!("{}: {why}", about(thread))),
        }
    }
    out
}

/// The finding with a fingerprint, waived ones included: `plan` says of these that nothing is to be done.
fn of_token<'n>(now: Now<'n, '_>, token: &str) -> Option<&'n Diagnostic> {
    let waived = now.waived.iter().copied();
    now.findings.iter().chain(waived).find(|found| found.identity.fingerprint() == token)
}

/// What an answered comment says of its findings.
fn said<'t>(thread: &'t Thread, asked: Asked<'_>) -> Result<Said<'t>, String> {
    let worded = || thread.replies.iter().filter(|reply| !reply.words.is_empty());
    // The last word that says what is decided; else the last word.
    for reply in worded().rev() {
        if let Some((what, words, until)) = command(&reply.words) {
            return Ok(Said { what, words, until, reply: Some(reply) });
        }
    }
    match worded().next_back() {
        Some(reply) => {
            let asks = !thread.resolved || reply.words.ends_with('?');
            let what = if asks { What::Question } else { What::Accept };
            Ok(Said { what, words: reply.words.clone(), until: None, reply: Some(reply) })
        }
        None if asked.reason.is_empty() => {
            Err("resolved without a word, so nothing says why it may stay; answer it, or give --reason"
                .to_owned())
        }
        None => Ok(Said { what: What::Accept, words: asked.reason.to_owned(), until: None, reply: None }),
    }
}

/// An answer that begins with what is decided: `accept: …`, `waive until 2027-01-31: …`, `question: …`, `checked`.
fn command(words: &str) -> Option<(What, String, Option<Date>)> {
    let (head, rest) = match words.split_once(':') {
        Some((head, rest)) => (head, rest.trim()),
        None => (words.trim_end_matches('.'), ""),
    };
    let head = head.trim().to_lowercase();
    let (verb, until) = match head.split_once(" until ") {
        Some((verb, day)) => (verb.trim(), Some(day.trim().parse::<Date>().ok()?)),
        None => (head.as_str(), None),
    };
    let what = match verb {
        "accept" | "accepted" => What::Accept,
        "waive" | "waived" => What::Waive,
        "question" if until.is_none() => What::Question,
        "checked" | "check" if until.is_none() => What::Checked,
        _ => return None,
    };
    Some((what, rest.to_owned(), until))
}

/// The claims that are made where these findings are.
fn claims_of(case: &Case<'_>, found: &[&Diagnostic]) -> Vec<usize> {
    let named = |found: &&Diagnostic| case.entry_names.get(found.entry.as_deref()?).copied();
    let mut entries: Vec<usize> = found.iter().filter_map(named).collect();
    if entries.is_empty() {
        let passages = found.iter().filter_map(|found| case.anchored.get(&found.passage?));
        entries.extend(passages.flatten().copied());
    }
    entries.retain(|&entry| case.entries[entry].is_claim());
    entries.sort_unstable();
    entries.dedup();
    entries
}

/// What was said of a finding, or of the claim made there, which is held against the copy.
fn decision(
    found: &Diagnostic,
    said: &Said<'_>,
    claim: Option<(&str, Option<&Case<'_>>)>,
    asked: Asked<'_>,
) -> Decision {
    let day = said.reply.and_then(|reply| reply.day.parse().ok()).unwrap_or(asked.today).min(asked.today);
    let waives = matches!(said.what, What::Accept | What::Waive);
    let year = day.checked_add(1.year()).unwrap_or(day);
    Decision {
        kind: if claim.is_none() { Kind::Finding } else { Kind::Claim },
        decision: said.what,
        on: day,
        reason: said.words.clone(),
        until: waives.then(|| said.until.or(asked.until).unwrap_or(year)),
        claim: claim.map(|(name, _)| name.to_owned()).unwrap_or_default(),
        // What the copy showed; a word that is no seal if that cannot be told.
        seal: claim.map(|(name, then)| state(then, name).unwrap_or_default()),
        fingerprint: found.identity.fingerprint(),
        rule: found.code.to_owned(),
        about: found.message.clone(),
        file: String::new(),
        by: said.reply.map(|reply| reply.by.clone()).unwrap_or_default(),
    }
}

/// How a claim stood with the copy.
fn state(then: Option<&Case<'_>>, claim: &str) -> Option<String> {
    let then = then?;
    then.state(*then.entry_names.get(claim)?)
}

/// A comment, for people: its first words.
fn about(thread: &Thread) -> String {
    let first = thread.lines.iter().find(|line| !line.trim().is_empty());
    format!("“{}”", clean(first.map_or("", |line| line.trim())))
}

/// An answered comment whose findings are gone.
fn gone(thread: &Thread) -> String {
    let reply = thread.replies.iter().rev().find(|reply| !reply.words.is_empty());
    let what = if thread.resolved { "resolved" } else { "answered" };
    match reply {
        Some(reply) => format!("{} ({what}; {}: “{}”)", about(thread), clean(&reply.by), clean(&reply.words)),
        None => format!("{} ({what})", about(thread)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const ASKED: Asked<'_> = Asked { today: date(2026, 5, 4), reason: "", until: None };

    fn thread(resolved: bool, replies: &[&str]) -> Thread {
        let reply =
            |words: &&str| Reply { by: "Ada".to_owned(), words: (*words).to_owned(), day: String::new() };
        Thread { resolved, replies: replies.iter().map(reply).collect(), ..Thread::default() }
    }

    fn what(resolved: bool, replies: &[&str]) -> Option<(What, String)> {
        said(&thread(resolved, replies), ASKED).ok().map(|said| (said.what, said.words))
    }

    #[test]
    fn the_last_word_decides_and_an_open_talk_is_a_question() {
        let is = |what: What, words: &str| Some((what, words.to_owned()));
        assert_eq!(what(true, &["Our own count."]), is(What::Accept, "Our own count."));
        assert_eq!(what(true, &["Whose count?", "Ours."]), is(What::Accept, "Ours."));
        assert_eq!(what(true, &["Whose count?"]), is(What::Question, "Whose count?"));
        assert_eq!(what(false, &["I will ask Ben."]), is(What::Question, "I will ask Ben."));
        assert_eq!(what(false, &["Accept: a round figure.", "Thanks."]), is(What::Accept, "a round figure."));
        assert_eq!(what(false, &["Checked."]), is(What::Checked, ""));
        assert_eq!(what(false, &["question: which ledger?"]), is(What::Question, "which ledger?"));
        assert_eq!(
            what(true, &["Accept that it is wrong: change it."]),
            is(What::Accept, "Accept that it is wrong: change it.")
        );
        assert_eq!(what(true, &[]), None);
    }

    #[test]
    fn a_waiver_may_name_its_day() {
        let day = date(2026, 9, 1);
        assert_eq!(
            command("Waive until 2026-09-01: the audit is due"),
            Some((What::Waive, "the audit is due".to_owned(), Some(day)))
        );
        assert_eq!(command("waive until the audit: soon"), None);
        assert_eq!(command("checked until 2026-09-01"), None);
    }
}
