//! For people at a terminal: what was read and what was found, counted; then rule by rule, why it matters and what to
//! do once, and each place in a line or two.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::locate::Locator;
use super::quote::quote;
use super::summary::{Tally, standing_lines};
use super::{Format, Run, Style, clean, manual_url, read, sentence};
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::span::Place;

/// The format.
pub const FORMAT: Format =
    Format { name: "text", about: "for people: a summary, then the findings rule by rule", render };

/// Narrower than this is written as if it were this wide.
const NARROWEST: usize = 40;

/// Of a rule that speaks often, so many places are quoted in a short report; the others keep one line.
const QUOTED: usize = 4;

/// So many pieces of advice are a taste.
const TASTE: usize = 2;

/// So many further places of one finding are named.
const FURTHER: usize = 3;

fn render(run: &Run<'_>, style: &Style) -> String {
    let rules = rules(run);
    let page = Page { run, style, width: style.width.max(NARROWEST), locator: Locator::new(run.texts) };
    let mut out = String::new();
    page.head(&mut out, &rules);
    let advice = rules.iter().filter(|rule| rule.level == Level::Advice);
    let shown: Vec<&Rule<'_>> = match style.brief {
        true => rules.iter().filter(|rule| rule.level < Level::Advice).collect(),
        false => rules.iter().collect(),
    };
    for rule in shown {
        page.rule(&mut out, rule, rule.findings.len());
    }
    if style.brief {
        for rule in advice.take(TASTE) {
            page.rule(&mut out, rule, 1);
        }
    }
    page.foot(&mut out, &rules);
    out
}

/// What one rule found at one level.
struct Rule<'a> {
    level: Level,
    code: &'static str,
    findings: Vec<&'a Diagnostic>,
}

impl Rule<'_> {
    /// How many of its findings `--fix` mends.
    fn mended(&self) -> usize {
        self.findings.iter().filter(|found| found.fix.as_ref().is_some_and(|fix| fix.safe)).count()
    }

    /// The words that most of its findings share, if two share any; of a single finding its own.
    fn shared(&self, words: impl Fn(&Diagnostic) -> &str) -> String {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for found in &self.findings {
            *counts.entry(words(found)).or_default() += 1;
        }
        let most = counts.iter().max_by_key(|(_, count)| **count);
        most.filter(|(_, count)| **count > 1 || self.findings.len() == 1)
            .map_or(String::new(), |(words, _)| (*words).trim().to_owned())
    }

    /// The words that all findings have, empty if they differ: one reason would stand over findings that have another.
    fn unanimous(&self, words: impl Fn(&Diagnostic) -> &str) -> String {
        let mut all = self.findings.iter().map(|found| words(found).trim());
        let first = all.next().unwrap_or("");
        if all.all(|other| other == first) { first.to_owned() } else { String::new() }
    }
}

/// The most serious first, then the most frequent, then by name.
fn rules<'a>(run: &Run<'a>) -> Vec<Rule<'a>> {
    let mut rules: BTreeMap<(Level, &'static str), Vec<&Diagnostic>> = BTreeMap::new();
    for finding in run.findings() {
        rules.entry((finding.level, finding.code)).or_default().push(finding);
    }
    let mut rules: Vec<Rule<'a>> =
        rules.into_iter().map(|((level, code), findings)| Rule { level, code, findings }).collect();
    rules.sort_by_key(|rule| (rule.level, std::cmp::Reverse(rule.findings.len()), rule.code));
    rules
}

struct Page<'a> {
    run: &'a Run<'a>,
    style: &'a Style,
    width: usize,
    locator: Locator<'a>,
}

impl Page<'_> {
    /// What could not be read, what was read, how well it is covered, and what each rule found.
    fn head(&self, out: &mut String, rules: &[Rule<'_>]) {
        for trouble in self.run.trouble {
            let words = format!("{}: {}", trouble.file, trouble.message);
            let words = format!("{}: {}", self.painted("error", Level::Error), self.line(&words));
            self.wrapped(out, 0, &words);
        }
        if self.style.quiet {
            return;
        }
        for line in read::lines(self.run).iter().chain(&standing_lines(self.run)) {
            self.wrapped(out, 0, &self.line(line));
        }
        if !rules.is_empty() {
            out.push('\n');
            self.table(out, rules);
        }
    }

    /// A row for each rule that speaks more than once; the others of a level share a line, and in a short report so does
    /// all the advice.
    fn table(&self, out: &mut String, rules: &[Rule<'_>]) {
        let apart =
            |rule: &&Rule<'_>| rule.findings.len() > 1 && (!self.style.brief || rule.level < Level::Advice);
        let (rows, joined): (Vec<&Rule<'_>>, Vec<&Rule<'_>>) = rules.iter().partition(apart);
        let wide = rows.iter().map(|rule| rule.code.len()).max().unwrap_or(0);
        let digits = rows.iter().map(|rule| rule.findings.len().to_string().len()).max().unwrap_or(1);
        for level in [Level::Error, Level::Warning, Level::Advice] {
            let painted = self.painted(&format!("{:7}", level.name()), level);
            for rule in rows.iter().filter(|rule| rule.level == level) {
                let mended = match rule.mended() {
                    0 => String::new(),
                    mended => format!("  {mended} fixed by --fix"),
                };
                let count = rule.findings.len();
                let row = format!("  {painted}  {:wide$}  {count:>digits$}{mended}", rule.code);
                let _ = writeln!(out, "{}", row.trim_end());
            }
            let (many, once): (Vec<&Rule<'_>>, Vec<&Rule<'_>>) = joined
                .iter()
                .copied()
                .filter(|rule| rule.level == level)
                .partition(|rule| rule.findings.len() > 1);
            let mut all: Vec<String> =
                many.iter().map(|rule| format!("{} {}", rule.code, rule.findings.len())).collect();
            if let [only] = once.as_slice() {
                all.push(format!("{} 1", only.code));
            } else if !once.is_empty() {
                let names: Vec<&str> = once.iter().map(|rule| rule.code).collect();
                all.push(format!("1 each: {}", names.join(", ")));
            }
            if !all.is_empty() {
                self.hung(out, 2, 11, &format!("{painted}  {}", all.join(", ")));
            }
        }
        out.push('\n');
    }

    /// What a rule found: why and what to do once, then the first `most` places.
    fn rule(&self, out: &mut String, rule: &Rule<'_>, most: usize) {
        let (why, help) = (rule.unanimous(|found| &found.why), rule.shared(|found| &found.help));
        let name = format!("{}[{}]", rule.level.name(), rule.code);
        let name = self.linked(&self.painted(&name, rule.level), rule.code);
        let message = self.shared_message(rule);
        let told = message.is_some();
        let head = message.map_or(name.clone(), |message| format!("{name} {}", self.line(&message)));
        self.wrapped(out, 0, &head);
        let advice: Vec<String> = [&why, &help]
            .into_iter()
            .filter(|words| !words.is_empty())
            .map(|words| sentence(words))
            .collect();
        if !advice.is_empty() {
            self.indented(out, 2, &advice.join(" "));
        }
        for (nth, found) in rule.findings.iter().take(most).enumerate() {
            self.place(out, found, told, nth < QUOTED || !self.style.brief);
            let own: Vec<String> = [(&found.why, &why), (&found.help, &help)]
                .into_iter()
                .filter(|(words, shared)| !words.trim().is_empty() && words.trim() != shared.as_str())
                .map(|(words, _)| sentence(words))
                .collect();
            if !own.is_empty() {
                self.indented(out, 6, &own.join(" "));
            }
        }
        if most < rule.findings.len() {
            let more = rule.findings.len() - most;
            let _ = writeln!(out, "  and {more} more");
        }
        out.push('\n');
    }

    /// The message of all findings of a rule, if they say the same but for the words that are marked at each place:
    /// those are an ellipsis then.
    fn shared_message(&self, rule: &Rule<'_>) -> Option<String> {
        let (first, others) = rule.findings.split_first()?;
        if others.is_empty() {
            return Some(first.message.trim().to_owned());
        }
        let without = |found: &Diagnostic| {
            let place = found.place();
            let words = self.run.texts.get(place.file).slice(place.span).trim();
            match found.message.contains(&format!("“{words}”")) {
                true => found.message.replace(&format!("“{words}”"), "“…”"),
                false => found.message.clone(),
            }
        };
        let shared = without(first);
        others.iter().all(|found| without(found) == shared).then(|| shared.trim().to_owned())
    }

    /// Where a finding is, what it says unless that is `told` above, and the words, if they are to be `quoted`.
    fn place(&self, out: &mut String, found: &Diagnostic, told: bool, quoted: bool) {
        let place = found.place();
        let at = self.position(place);
        let message = if told { String::new() } else { self.line(&found.message) };
        let room = self.width - 6;
        if !quoted {
            let wide = clean::width(&at) + 4;
            let words = match told {
                true => self.quoted(place, self.width.saturating_sub(wide).max(12)),
                false => clip(&message, self.width.saturating_sub(wide).max(12), self.style.unicode),
            };
            let _ = writeln!(out, "  {at}  {words}");
            return;
        }
        if told && clean::width(&at) + 30 < self.width {
            let room = self.width - clean::width(&at) - 4;
            let _ = writeln!(out, "  {at}  {}", self.quoted(place, room));
        } else {
            self.hung(out, 2, 4, format!("{at}  {message}").trim_end());
            let _ = writeln!(out, "      {}", self.quoted(place, room));
        }
        if let Some(also) = self.further(found).filter(|_| !self.style.brief) {
            self.indented(out, 6, &also);
        }
    }

    /// The further places of a finding, with what stands there.
    fn further(&self, found: &Diagnostic) -> Option<String> {
        let related = found.related.iter().filter_map(|other| other.labels.first());
        let all: Vec<&Label> = found.labels.iter().skip(1).chain(related).collect();
        let named = all.iter().take(FURTHER).map(|label| {
            let file = label.place.file == found.place().file;
            let at = self.position(label.place);
            let name = self.line(&self.run.texts.get(label.place.file).name);
            let at = at.strip_prefix(&format!("{name}:")).filter(|_| file).unwrap_or(&at).to_owned();
            match label.text.trim() {
                "" => at,
                words => format!("{at} ({})", self.line(words)),
            }
        });
        let mut named: Vec<String> = named.collect();
        if all.len() > FURTHER {
            named.push(format!("{} more", all.len() - FURTHER));
        }
        (!named.is_empty()).then(|| format!("see also {}", named.join(", ")))
    }

    /// `draft.md:12:3`, or in a packaged file `paragraph 12, under “Trade”` with the file's name before it.
    fn position(&self, place: Place) -> String {
        let name = self.line(&self.run.texts.get(place.file).name);
        match self.locator.spot(place) {
            Some(spot) => {
                let spot = self.line(&spot);
                format!("{name}, {}", if self.style.unicode { spot } else { spot.replace(['“', '”'], "\"") })
            }
            None => {
                let position = self.locator.position(place.file, place.span.start);
                format!("{name}:{}:{}", position.line, position.column)
            }
        }
    }

    fn quoted(&self, place: Place, room: usize) -> String {
        quote(self.run.texts.get(place.file), place.span, room, self.style)
    }

    /// The counts, what else is to be told, and what to do next.
    fn foot(&self, out: &mut String, rules: &[Rule<'_>]) {
        if self.style.quiet {
            return;
        }
        self.wrapped(out, 0, &self.line(&Tally::of(self.run).sentence()));
        let next = self.next(rules);
        if !next.is_empty() {
            self.wrapped(out, 0, &format!("Next: {}.", next.join("; ")));
        }
        for notice in self.run.notices {
            let _ = writeln!(out, "\n{}", clean::notice(notice, self.style.unicode));
        }
    }

    fn next(&self, rules: &[Rule<'_>]) -> Vec<String> {
        let mut next = Vec::new();
        let mended: usize = rules.iter().map(Rule::mended).sum();
        if mended > 0 {
            next.push(format!("`claimlint check --fix` corrects {mended} of them"));
        }
        if let Some(first) = rules.first().filter(|rule| manual_exists(rule.code)) {
            next.push(format!("`claimlint explain {}` explains that rule", first.code));
        }
        let advice: Vec<&Rule<'_>> = rules.iter().filter(|rule| rule.level == Level::Advice).collect();
        let pieces: usize = advice.iter().map(|rule| rule.findings.len()).sum();
        if self.style.brief && pieces > advice.len().min(TASTE) {
            next.push(format!("`--show advice` shows all {pieces} pieces of advice"));
        }
        if !rules.is_empty() {
            next.push("`--format full` draws each place".to_owned());
        }
        next
    }

    fn line(&self, text: &str) -> String {
        clean::line(text, self.style.unicode)
    }

    fn painted(&self, words: &str, level: Level) -> String {
        let color = match level {
            Level::Error => 31,
            Level::Warning => 33,
            Level::Advice | Level::Off => 36,
        };
        if self.style.color { format!("\u{1b}[1;{color}m{words}\u{1b}[0m") } else { words.to_owned() }
    }

    /// A rule's name that leads to its manual, where the terminal can and the manual is published.
    fn linked(&self, words: &str, code: &str) -> String {
        match manual_url(code).filter(|_| self.style.links) {
            Some(url) => format!("\u{1b}]8;;{url}\u{1b}\\{words}\u{1b}]8;;\u{1b}\\"),
            None => words.to_owned(),
        }
    }

    fn wrapped(&self, out: &mut String, indent: usize, words: &str) {
        self.hung(out, indent, indent, words);
    }

    /// A text of several lines, each of them indented and wrapped.
    fn indented(&self, out: &mut String, indent: usize, words: &str) {
        for line in clean::paragraphs(words, self.style.unicode).lines() {
            self.hung(out, indent, indent, line);
        }
    }

    /// A line whose further lines are indented by `hanging`.
    fn hung(&self, out: &mut String, indent: usize, hanging: usize, words: &str) {
        let room = self.width.saturating_sub(indent.max(hanging));
        for (nth, line) in wrap_painted(words, room).lines().enumerate() {
            let indent = if nth == 0 { indent } else { hanging };
            let _ = writeln!(out, "{:indent$}{line}", "");
        }
    }
}

/// Wraps words of which the first may be painted: its escape sequences fill no cells.
fn wrap_painted(words: &str, room: usize) -> Cow<'_, str> {
    let Some(last) = words.rfind('\u{1b}').filter(|_| words.starts_with('\u{1b}')) else {
        return Cow::Owned(clean::wrap(words, room));
    };
    let end = words[last..].find(['m', '\\']).map_or(words.len(), |at| last + at + 1);
    let (painted, rest) = words.split_at(end);
    let bare: String = bare(painted);
    let wrapped = clean::wrap(&format!("{bare}{rest}"), room);
    // The painted words are one word, or stand at the head of a line that has room for them.
    Cow::Owned(match wrapped.strip_prefix(bare.trim_end()) {
        Some(rest) => format!("{}{rest}", painted.trim_end()),
        None => wrapped,
    })
}

/// Words without the escape sequences that we wrote.
fn bare(words: &str) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some(at) = rest.find('\u{1b}') {
        out.push_str(&rest[..at]);
        let end = match rest[at..].starts_with("\u{1b}]8") {
            true => rest[at..].find("\u{1b}\\").map(|end| at + end + 2),
            false => rest[at..].find('m').map(|end| at + end + 1),
        };
        rest = &rest[end.unwrap_or(rest.len())..];
    }
    out.push_str(rest);
    out
}

/// Whether `explain` knows the rule.
fn manual_exists(code: &str) -> bool {
    crate::rules::rule(code).is_some()
}

/// The first words that fit.
fn clip(words: &str, room: usize, unicode: bool) -> String {
    if clean::width(words) <= room {
        return words.to_owned();
    }
    let dots = if unicode { "…" } else { "..." };
    let room = room.saturating_sub(clean::width(dots));
    let mut used = 0;
    let kept: String = words
        .chars()
        .take_while(|c| {
            used += clean::cells(*c);
            used <= room
        })
        .collect();
    format!("{}{dots}", kept.trim_end())
}
