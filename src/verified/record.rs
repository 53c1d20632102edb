//! The record: a text of one line for each identifier, sorted, so that git merges it. A line carries a seal over
//! its other words: what a hand has changed is told, and no rule rests on it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::identify::Id;
use super::work::{Update, Work};
use crate::span::Span;

/// What came of looking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It is there.
    There,
    /// It is not: the page answers 404 or 410, the registry knows no such number, the name of the host leads nowhere.
    Gone,
    /// Whether it is there could not be learned: no finding rests on this.
    NotKnown,
}

impl Answer {
    /// Its name for people.
    pub fn said(self) -> &'static str {
        match self {
            Answer::There => "there",
            Answer::Gone => "gone",
            Answer::NotKnown => "not known",
        }
    }
}

/// Whether an archive holds a copy of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// The day on which it was asked.
    pub day: Date,
    /// The address of the copy; `None` if it has none.
    pub at: Option<String>,
    /// The day of the copy.
    pub captured: Option<Date>,
}

/// What was seen of an identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// What was looked up.
    pub id: Id,
    /// The day.
    pub day: Date,
    /// What came of it.
    pub answer: Answer,
    /// What was seen, as the end of a sentence: "answered 404".
    pub why: String,
    /// Who was asked.
    pub by: Vec<String>,
    /// Where it was found in the end, if it had moved.
    pub at: Option<String>,
    /// The steps on the way there: `301 https://…`.
    pub hops: Vec<String>,
    /// The work that the registry describes.
    pub work: Option<Work>,
    /// Retractions, corrections.
    pub updates: Vec<Update>,
    /// Whether an archive holds a copy.
    pub copy: Option<Copy>,
    /// Since when the name of its host leads nowhere.
    pub missed: Option<Date>,
}

/// What a program of the user's made of a claim and a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The claim's name.
    pub claim: String,
    /// The source's name in the claims file.
    pub source: String,
    /// The day.
    pub day: Date,
    /// Its verdict.
    pub verdict: Verdict,
    /// What the program calls itself.
    pub program: String,
    /// Its reason; may be empty.
    pub reason: String,
    /// A digest of what it was given: a claim that has changed since was not judged.
    pub of: String,
}

/// What a program may say of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The passage supports the claim.
    Supports,
    /// It supports a part of it.
    Partly,
    /// It does not support it.
    DoesNotSupport,
    /// It says the contrary.
    Contradicts,
    /// The program cannot tell.
    Unsure,
}

impl Verdict {
    /// Every verdict, with its name.
    pub const ALL: [(&'static str, Verdict); 5] = [
        ("supports", Verdict::Supports),
        ("partly", Verdict::Partly),
        ("does-not-support", Verdict::DoesNotSupport),
        ("contradicts", Verdict::Contradicts),
        ("unsure", Verdict::Unsure),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, verdict)| *verdict == self).map_or("", |(name, _)| name)
    }
}

/// A line that cannot be relied on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its words in the record.
    pub span: Span,
    /// What is wrong: "was edited by hand".
    pub what: String,
    /// Whether its words are lost if the record is written anew.
    pub unread: bool,
}

/// A line as it is written.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: String,
    day: String,
    answer: Answer,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    why: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    by: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    hops: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    work: Option<Work>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    updates: Vec<Update>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    copy: Option<CopyLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    missed: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    seal: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CopyLine {
    day: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    captured: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct JudgementLine {
    claim: String,
    source: String,
    day: String,
    verdict: Verdict,
    program: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    reason: String,
    of: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    seal: String,
}

/// Everything that was seen for one draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    seen: BTreeMap<Id, Seen>,
    judged: BTreeMap<(String, String), Judgement>,
    /// Lines that cannot be relied on.
    pub faults: Vec<Fault>,
}

impl Record {
    /// Reads a record. Lines that cannot be relied on are left out and told.
    pub fn read(text: &str) -> Self {
        let mut record = Self::default();
        let mut at = 0;
        for line in text.split('\n') {
            let span = Span::new(at, at + line.trim_end().len());
            at += line.len() + 1;
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            if let Err((what, unread)) = record.take(line) {
                record.faults.push(Fault { span, what, unread });
            }
        }
        record
    }

    /// Takes a line over; of two lines of one identifier the later day counts, as after a merge.
    fn take(&mut self, line: &str) -> Result<(), (String, bool)> {
        let unread = |error: serde_json::Error| (told(line, &error), true);
        let edited = || ("was edited by hand, or its end is missing".to_owned(), false);
        if line.starts_with("{\"claim\"") {
            let read: JudgementLine = serde_json::from_str(line).map_err(unread)?;
            let seal = read.seal.clone();
            let bare = JudgementLine { seal: String::new(), ..read };
            if sealed(&bare) != seal {
                return Err(edited());
            }
            let Ok(day) = bare.day.parse() else { return Err(edited()) };
            let JudgementLine { claim, source, verdict, program, reason, of, .. } = bare;
            self.judge(Judgement { claim, source, day, verdict, program, reason, of });
            return Ok(());
        }
        let read: Line = serde_json::from_str(line).map_err(unread)?;
        let seal = read.seal.clone();
        let bare = Line { seal: String::new(), ..read };
        if sealed(&bare) != seal {
            return Err(edited());
        }
        let seen = seen(bare).ok_or_else(edited)?;
        // Of two looks on one day one that learned something counts more.
        let turn = |seen: &Seen| (seen.day, seen.answer != Answer::NotKnown);
        if self.seen.get(&seen.id).is_none_or(|known| turn(known) <= turn(&seen)) {
            self.seen.insert(seen.id.clone(), seen);
        }
        Ok(())
    }

    /// What was seen of an identifier.
    pub fn get(&self, id: &Id) -> Option<&Seen> {
        self.seen.get(id)
    }

    /// Everything that was seen, sorted.
    pub fn all(&self) -> impl Iterator<Item = &Seen> {
        self.seen.values()
    }

    /// Every judgement, sorted.
    pub fn judgements(&self) -> impl Iterator<Item = &Judgement> {
        self.judged.values()
    }

    /// Whether nothing was seen.
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty() && self.judged.is_empty()
    }

    /// Keeps what was seen now, in the place of what was seen before.
    pub fn put(&mut self, seen: Seen) {
        self.seen.insert(seen.id.clone(), seen);
    }

    /// Keeps a judgement, unless a later one is there.
    pub fn judge(&mut self, judgement: Judgement) {
        let key = (judgement.claim.clone(), judgement.source.clone());
        if self.judged.get(&key).is_none_or(|known| known.day <= judgement.day) {
            self.judged.insert(key, judgement);
        }
    }

    /// The record as text, sorted, each line sealed.
    pub fn written(&self) -> String {
        let seen = self.seen.values().map(|seen| {
            let bare = line(seen);
            let seal = sealed(&bare);
            serde_json::to_string(&Line { seal, ..bare }).unwrap_or_default()
        });
        let judged = self.judged.values().map(|it| {
            let bare = JudgementLine {
                claim: it.claim.clone(),
                source: it.source.clone(),
                day: it.day.to_string(),
                verdict: it.verdict,
                program: it.program.clone(),
                reason: it.reason.clone(),
                of: it.of.clone(),
                seal: String::new(),
            };
            let seal = sealed(&bare);
            serde_json::to_string(&JudgementLine { seal, ..bare }).unwrap_or_default()
        });
        seen.chain(judged).map(|line| line + "\n").collect()
    }

    /// The lines of a text with their seals put on: for manuals and tests, whose lines are written by people.
    pub fn seal(text: &str) -> String {
        let lines = text.lines().map(|line| match serde_json::from_str::<Line>(line) {
            Ok(read) => {
                let bare = Line { seal: String::new(), ..read };
                let seal = sealed(&bare);
                serde_json::to_string(&Line { seal, ..bare }).unwrap_or_default()
            }
            Err(_) => match serde_json::from_str::<JudgementLine>(line) {
                Ok(read) => {
                    let bare = JudgementLine { seal: String::new(), ..read };
                    let seal = sealed(&bare);
                    serde_json::to_string(&JudgementLine { seal, ..bare }).unwrap_or_default()
                }
                Err(_) => line.to_owned(),
            },
        });
        lines.map(|line| line + "\n").collect()
    }
}

/// Why a line cannot be read.
fn told(line: &str, error: &serde_json::Error) -> String {
    if line.starts_with("<<<<<<<") || line.starts_with("=======") || line.starts_with(">>>>>>>") {
        return "is a mark of a merge in git: delete it, and keep the lines on both sides".to_owned();
    }
    match error.classify() {
        serde_json::error::Category::Data => {
            "has fields that this version of claimlint does not know, or lacks some".to_owned()
        }
        _ => "is not a line of JSON".to_owned(),
    }
}

/// Eight digits over a line without its seal.
fn sealed<T: Serialize>(bare: &T) -> String {
    let words = serde_json::to_string(bare).unwrap_or_default();
    Sha256::digest(words.as_bytes()).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

fn line(seen: &Seen) -> Line {
    Line {
        id: seen.id.to_string(),
        day: seen.day.to_string(),
        answer: seen.answer,
        why: seen.why.clone(),
        by: seen.by.clone(),
        at: seen.at.clone(),
        hops: seen.hops.clone(),
        work: seen.work.clone(),
        updates: seen.updates.clone(),
        copy: seen.copy.as_ref().map(|copy| CopyLine {
            day: copy.day.to_string(),
            at: copy.at.clone(),
            captured: copy.captured.map(|day| day.to_string()),
        }),
        missed: seen.missed.map(|day| day.to_string()),
        seal: String::new(),
    }
}

fn seen(line: Line) -> Option<Seen> {
    let copy = match line.copy {
        Some(copy) => Some(Copy {
            day: copy.day.parse().ok()?,
            at: copy.at,
            captured: copy.captured.and_then(|day| day.parse().ok()),
        }),
        None => None,
    };
    Some(Seen {
        id: Id::read(&line.id)?,
        day: line.day.parse().ok()?,
        answer: line.answer,
        why: line.why,
        by: line.by,
        at: line.at,
        hops: line.hops,
        work: line.work,
        updates: line.updates,
        copy,
        missed: line.missed.and_then(|day| day.parse().ok()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: &str = r#"{"id":"url:https://b.example/","day":"2026-05-01","answer":"gone","why":"answered 404","by":["b.example"]}
{"id":"doi:10.1/a","day":"2026-05-02","answer":"there"}"#;

    #[test]
    fn what_is_written_is_read_back_sorted_and_sealed() {
        let record = Record::read(&Record::seal(LINES));
        assert_eq!(record.faults, []);
        let written = record.written();
        let ids: Vec<String> = record.all().map(|seen| seen.id.to_string()).collect();
        assert_eq!(ids, ["doi:10.1/a", "url:https://b.example/"]);
        assert!(written.starts_with("{\"id\":\"doi:10.1/a\"") && written.lines().count() == 2, "{written}");
        assert_eq!(Record::read(&written), record);
    }

    #[test]
    fn an_edit_by_hand_is_told_and_not_believed() {
        let written = Record::read(&Record::seal(LINES)).written();
        let edited = written.replace("\"gone\"", "\"there\"");
        let record = Record::read(&edited);
        assert_eq!(record.all().count(), 1);
        assert_eq!(record.faults.len(), 1);
        assert!(record.faults[0].what.contains("edited by hand"));
        assert!(edited[record.faults[0].span.range()].starts_with("{\"id\":\"url:"));
    }

    #[test]
    fn a_merge_keeps_the_later_day_and_marks_of_git_are_told() {
        let older = Record::seal(r#"{"id":"doi:10.1/a","day":"2026-05-02","answer":"gone"}"#);
        let newer = Record::seal(r#"{"id":"doi:10.1/a","day":"2026-06-02","answer":"there"}"#);
        let text = format!("<<<<<<< ours\n{newer}=======\n{older}>>>>>>> theirs\n");
        let record = Record::read(&text);
        let id = Id::read("doi:10.1/a").expect("an identifier");
        assert_eq!(record.get(&id).map(|seen| seen.answer), Some(Answer::There));
        assert_eq!(
            record.faults.iter().filter(|fault| fault.unread && fault.what.contains("merge")).count(),
            3
        );
    }
}
