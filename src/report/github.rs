//! Workflow commands of GitHub Actions: findings become annotations on the lines
//! of a pull request.
//!
//! GitHub shows ten annotations of each kind for one step and drops the others
//! without a word. So the most serious come first, the first ten of each kind
//! become annotations, and the others are listed in the log; a last notice says
//! how many they are. GitHub takes columns only where the lines are the same.

use std::fmt::Write as _;

use super::locate::Locator;
use super::summary::{Tally, counted, coverage_lines};
use super::{Format, Run, Style, clean, read, sentence};
use crate::diagnostic::{Diagnostic, Level};

/// The format.
pub const FORMAT: Format =
    Format { name: "github", about: "annotations in GitHub Actions, as many as GitHub shows", render };

/// How many annotations of one kind GitHub shows for one step.
const CAP: usize = 10;

/// The kinds of annotation, in our levels' order.
const KINDS: [(&str, Level); 3] =
    [("error", Level::Error), ("warning", Level::Warning), ("notice", Level::Advice)];

fn render(run: &Run<'_>, style: &Style) -> String {
    let page = Page { run, locator: Locator::new(run.texts) };
    let mut out = String::new();
    if !style.quiet {
        for line in read::lines(run) {
            let _ = writeln!(out, "{}", plain(&line, style));
        }
    }
    for trouble in run.trouble.iter().take(CAP) {
        let file = property(&run.root.path(&trouble.file));
        let words = data(&format!("{}: {}", trouble.file, sentence(&trouble.message)));
        let _ = writeln!(out, "::error file={file},title=could not be checked::{words}");
    }
    let mut rest: Vec<&Diagnostic> = Vec::new();
    let found = run.by_weight();
    for (kind, level) in KINDS {
        let here: Vec<_> = found.iter().copied().filter(|finding| finding.level == level).collect();
        let taken = if level == Level::Error { run.trouble.len().min(CAP) } else { 0 };
        // The last notice is needed to say what is left out.
        let others = usize::from(level == Level::Advice && (!rest.is_empty() || here.len() > CAP));
        let (shown, left) = here.split_at(here.len().min(CAP - taken - others));
        for finding in shown {
            page.annotation(kind, finding, &mut out);
        }
        rest.extend(left);
    }
    if !rest.is_empty() {
        let more = counted(rest.len(), "more finding is", "more findings are");
        let shown = "GitHub shows 10 errors, 10 warnings and 10 notices a step";
        let _ = writeln!(
            out,
            "::notice title=claimlint::{}",
            data(&format!("+{more} in the log of this step: {shown}"))
        );
        for finding in rest {
            page.log(finding, style, &mut out);
        }
    }
    if !style.quiet {
        for line in coverage_lines(run).into_iter().chain([Tally::of(run).sentence()]) {
            let _ = writeln!(out, "{}", plain(&line, style));
        }
        for line in run.notices.iter().flat_map(|notice| notice.lines()).filter(|line| !line.is_empty()) {
            let _ = writeln!(out, "{}", plain(line, style));
        }
    }
    if out.is_empty() {
        out.push('\n');
    }
    out
}

struct Page<'r, 'a> {
    run: &'r Run<'a>,
    locator: Locator<'a>,
}

impl Page<'_, '_> {
    fn annotation(&self, kind: &str, finding: &Diagnostic, out: &mut String) {
        let _ = write!(out, "::{kind} file={}", property(&self.run.path(finding)));
        if let Some(lines) = self.locator.lines(finding.place()) {
            let _ = write!(out, ",line={},endLine={}", lines.start.line, lines.end.line);
            if lines.start.line == lines.end.line {
                let _ = write!(out, ",col={},endColumn={}", lines.start.column, lines.end.column);
            }
        }
        let parts =
            [&self.locator.message(finding), &finding.why, &finding.help].map(|words| sentence(words));
        let words = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
        let _ = writeln!(out, ",title={}::{}", property(finding.code), data(&words));
    }

    /// A finding as a line of the log.
    fn log(&self, finding: &Diagnostic, style: &Style, out: &mut String) {
        let at = self.locator.lines(finding.place());
        let at = at.map_or(String::new(), |lines| format!(":{}:{}", lines.start.line, lines.start.column));
        let (level, code) = (finding.level.name(), finding.code);
        let line =
            format!("{level}[{code}] {}{at}: {}", self.run.path(finding), self.locator.message(finding));
        let _ = writeln!(out, "{}", plain(&line, style));
    }
}

/// A line of the log that the runner takes for no command: one in the new form
/// begins a line, one in the old form may stand anywhere.
fn plain(line: &str, style: &Style) -> String {
    let line = clean::line(line, style.unicode).replace("##[", "## [");
    if line.trim_start().starts_with("::") { format!("- {line}") } else { line }
}

/// The words of a command.
fn data(words: &str) -> String {
    let words = clean::paragraphs(words, true);
    words.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A").replace("##[", "## [")
}

/// The value of a property.
fn property(words: &str) -> String {
    data(&clean::line(words, true)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Report;
    use crate::span::{Place, Span};
    use crate::text::{Text, Texts};

    #[test]
    fn commands_are_escaped() {
        assert_eq!(data("100%: a,\r\nb"), "100%25: a,%0Ab");
        assert_eq!(property("a:b, 5%\n::error::x"), "a%3Ab%2C 5%25 %3A%3Aerror%3A%3Ax");
        let style =
            Style { color: false, width: 80, unicode: true, links: false, quiet: false, brief: false };
        assert_eq!(plain(" ::error::x ##[add-mask]y", &style), "-  ::error::x ## [add-mask]y");
    }

    /// How many lines of each kind a run of so many findings has, and the rest of them.
    fn kinds(errors: usize, warnings: usize, advice: usize) -> ([usize; 3], String) {
        let mut texts = Texts::new();
        let file = texts.add(Text::new("a.md", "words"));
        let place = Place::new(file, Span::new(0, 5));
        let levels = [(advice, Level::Advice), (errors, Level::Error), (warnings, Level::Warning)];
        let findings = levels
            .iter()
            .flat_map(|&(count, level)| (0..count).map(move |_| Diagnostic::new("odd", level, place, "odd")))
            .collect();
        let reports = [Report {
            draft: Some(file),
            claims: None,
            findings,
            coverage: None,
            note_ids: crate::ids::IdVec::new(),
            waived: Vec::new(),
            quotations: None,
            outlets: None,
            argument: None,
            understanding: None,
            held_back: Vec::new(),
        }];
        let style = Style { color: false, width: 80, unicode: true, links: false, quiet: true, brief: false };
        let out = render(&Run::new(&texts, &reports, &[]), &style);
        let count = |kind: &str| out.lines().filter(|line| line.starts_with(&format!("::{kind} "))).count();
        let all = [count("error"), count("warning"), count("notice")];
        (all, out.lines().filter(|line| line.contains("more finding")).collect())
    }

    #[test]
    fn there_are_as_many_as_github_shows_and_the_rest_is_counted() {
        assert_eq!(kinds(10, 3, 10), ([10, 3, 10], String::new()));
        let (all, more) = kinds(12, 30, 4);
        assert_eq!(all, [10, 10, 5]);
        assert!(more.starts_with("::notice title=claimlint::+22 more findings are in the log"), "{more}");
        let (all, more) = kinds(0, 0, 11);
        assert_eq!(all, [0, 0, 10]);
        assert!(more.contains("+2 more"), "{more}");
    }
}
