//! For people at a terminal: what was read and what was found, counted; then rule by rule, why it matters and what to
//! do once, and each place in a line or two.

mod lines;
mod rule;

use std::fmt::Write as _;

use lines::{clip, wrap_painted};
use rule::{Rule, rules};

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

/// So many rules of a level whose findings are not shown are named.
const NAMED: usize = 3;

/// So many cells are worth quoting words in.
const LEAST: usize = 26;

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
        page.rule(&mut out, rule);
    }
    if style.brief {
        page.taste(&mut out, &advice.collect::<Vec<_>>());
    }
    page.foot(&mut out, &rules);
    out
}

/// What the heading of a rule tells of the message of each finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Nothing,
    /// All but which entry of the claims file it is about.
    ButEntry,
    All,
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
            if self.style.brief && level == Level::Advice && many.len() + once.len() > NAMED + 1 {
                let singly = once.iter().map(|rule| format!("{} 1", rule.code));
                all = all.into_iter().chain(singly).take(NAMED).collect();
                let others = format!(" and {} other rules", many.len() + once.len() - NAMED);
                all.last_mut().into_iter().for_each(|last| last.push_str(&others));
            } else if let [only] = once.as_slice() {
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

    /// What a rule found: why and what to do once, then the places.
    fn rule(&self, out: &mut String, rule: &Rule<'_>) {
        let (why, help) = (rule.unanimous(|found| &found.why), rule.shared(|found| &found.help));
        let name = format!("{}[{}]", rule.level.name(), rule.code);
        let name = self.linked(&self.painted(&name, rule.level), rule.code);
        let message = self.shared_message(rule);
        let told = match (&message, rule.findings.len()) {
            (None, _) => Told::Nothing,
            (Some(_), 1) => Told::All,
            (Some(_), _) => Told::ButEntry,
        };
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
        for (nth, found) in rule.findings.iter().enumerate() {
            let own: Vec<String> = [(&found.why, &why), (&found.help, &help)]
                .into_iter()
                .filter(|(words, shared)| !words.trim().is_empty() && words.trim() != shared.as_str())
                .map(|(words, _)| sentence(words))
                .collect();
            let own = own.join(" ");
            if self.style.brief
                && told == Told::Nothing
                && (nth >= QUOTED && !own.is_empty() || self.quotes_itself(found))
            {
                let stop = if own.is_empty() { "" } else { ". " };
                let message = found.message.trim().trim_end_matches('.');
                self.at(out, found, &self.line(&format!("{message}{stop}{own}")));
                continue;
            }
            self.place(out, found, told, nth < QUOTED || !self.style.brief);
            if !own.is_empty() {
                self.indented(out, 6, &own);
            }
        }
        out.push('\n');
    }

    /// A few pieces of advice, a line or two each; all of them as those of other levels where they are few.
    fn taste(&self, out: &mut String, rules: &[&Rule<'_>]) {
        let pieces: usize = rules.iter().map(|rule| rule.findings.len()).sum();
        if pieces <= TASTE {
            return rules.iter().for_each(|rule| self.rule(out, rule));
        }
        let _ = writeln!(out, "{} ({TASTE} of {pieces})", self.painted("advice", Level::Advice));
        for (rule, found) in rules.iter().filter_map(|rule| Some((rule, rule.findings.first()?))).take(TASTE)
        {
            self.at(out, found, &self.line(&format!("{} [{}]", found.message.trim(), rule.code)));
        }
        if rules.len() < TASTE {
            for found in rules.iter().flat_map(|rule| rule.findings.iter().skip(1)).take(TASTE - rules.len())
            {
                self.at(out, found, &self.line(&format!("{} [{}]", found.message.trim(), found.code)));
            }
        }
        out.push('\n');
    }

    /// Whether the message of a finding says the words at its place, so that an excerpt would say them again.
    fn quotes_itself(&self, found: &Diagnostic) -> bool {
        let words = self.words(found);
        !words.is_empty()
            && [format!("“{words}”"), format!("`{words}`")].iter().any(|it| found.message.contains(it))
    }

    /// The words at the place of a finding.
    fn words(&self, found: &Diagnostic) -> &str {
        let place = found.place();
        self.run.texts.get(place.file).slice(place.span).trim()
    }

    /// Words after the place of a finding, which stays whole.
    fn at(&self, out: &mut String, found: &Diagnostic, words: &str) {
        let place = found.place();
        let at = self.position(place);
        // The place in a file is copied and clicked; one in words, as Word files have it, is read.
        let at =
            if self.locator.spot(place).is_none() { at.replace(' ', &clean::GLUE.to_string()) } else { at };
        self.hung(out, 2, 4, format!("{at}  {words}").trim_end());
    }

    /// The message of all findings of a rule, if they say the same but for the words that are marked at each place and the
    /// entry of the claims file that it is about: those are an ellipsis then.
    fn shared_message(&self, rule: &Rule<'_>) -> Option<String> {
        let (first, others) = rule.findings.split_first()?;
        if others.is_empty() {
            return Some(first.message.trim().to_owned());
        }
        let without = |found: &Diagnostic| {
            let words = self.words(found);
            let mut message = found.message.replace(&format!("“{words}”"), "“…”");
            for name in [Some(words), found.entry.as_deref()].into_iter().flatten() {
                message = message.replace(&format!("`{name}`"), "`…`");
            }
            message
        };
        let shared = without(first);
        others.iter().all(|found| without(found) == shared).then(|| shared.trim().to_owned())
    }

    /// The entry that a finding names and its place does not, once its message is told without it.
    fn entry_untold(&self, found: &Diagnostic) -> Option<String> {
        let name = found.entry.as_deref()?;
        let named = |words: &str| words.split_whitespace().any(|word| word == name);
        (found.message.contains(&format!("`{name}`")) && !named(self.words(found)))
            .then(|| format!("`{name}`: "))
    }

    /// Where a finding is, what it says unless that is `told` above, and the words, if they are to be `quoted`.
    fn place(&self, out: &mut String, found: &Diagnostic, told: Told, quoted: bool) {
        let place = found.place();
        let at = self.position(place);
        let message = match told {
            Told::Nothing => self.line(&found.message),
            Told::ButEntry => self.line(&self.entry_untold(found).unwrap_or_default()),
            Told::All => String::new(),
        };
        let room = self.width - 6;
        if !quoted && told == Told::Nothing {
            let room = self.width.saturating_sub(clean::width(&at) + 4).max(12);
            let _ = writeln!(out, "  {at}  {}", clip(&message, room, self.style.unicode));
            return;
        }
        let wide = clean::width(&at) + 4 + clean::width(&message);
        let least = if message.is_empty() { LEAST } else { LEAST / 2 };
        if told != Told::Nothing && (wide + least < self.width || !quoted) {
            let room = self.width.saturating_sub(wide).max(12);
            let _ = writeln!(out, "  {at}  {message}{}", self.quoted(place, room));
        } else {
            self.at(out, found, message.trim_end());
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
            let own = [format!("{name}:"), format!("{name}, ")];
            let own = own.iter().find_map(|name| at.strip_prefix(name.as_str())).filter(|_| file);
            let at = own.unwrap_or(&at).to_owned();
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
        if self.style.brief && pieces > TASTE {
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
            let _ = writeln!(out, "{:indent$}{}", "", line.trim_end());
        }
    }
}

/// Whether `explain` knows the rule.
fn manual_exists(code: &str) -> bool {
    crate::rules::rule(code).is_some()
}
