//! JUnit XML, which every build server shows as tests.
//!
//! A file is a test suite and a finding a test case that failed. What is below
//! the level that fails the run is a case that passed with its words as output,
//! so that the build server and the exit status agree; what a waiver accepted is
//! a skipped case, if it is asked for. A file without findings is one case that
//! passed: a suite without cases looks as if nothing had run. There is no single
//! schema; written here is what Jenkins, GitLab and GitHub actions read alike.

use super::locate::Locator;
use super::xml::Xml;
use super::{Format, Run, Style, read, sentence, summary};
use crate::diagnostic::Diagnostic;
use crate::text::FileId;

/// The format.
pub const FORMAT: Format =
    Format { name: "junit", about: "JUnit XML, for test reports of build servers", render };

/// One test suite.
#[derive(Default)]
struct Suite<'a> {
    findings: Vec<&'a Diagnostic>,
    waived: Vec<(&'a Diagnostic, &'a str)>,
}

impl Suite<'_> {
    /// How many cases it has, how many failed and how many are skipped.
    fn counts(&self, run: &Run<'_>) -> (usize, usize, usize) {
        let failed = self.findings.iter().filter(|finding| fails(run, finding)).count();
        ((self.findings.len() + self.waived.len()).max(1), failed, self.waived.len())
    }
}

fn fails(run: &Run<'_>, finding: &Diagnostic) -> bool {
    run.fail_on.is_some_and(|least| finding.level <= least)
}

fn render(run: &Run<'_>, _style: &Style) -> String {
    let suites = suites(run);
    let mut sums = (run.trouble.len(), 0, 0);
    for (_, suite) in &suites {
        let (tests, failed, skipped) = suite.counts(run);
        sums = (sums.0 + tests, sums.1 + failed, sums.2 + skipped);
    }
    let page = Page { run, locator: Locator::new(run.texts) };
    let mut xml = Xml::new();
    counted(&mut xml, "testsuites", "claimlint", sums, run.trouble.len());
    for trouble in run.trouble {
        let name = run.root.path(&trouble.file);
        counted(&mut xml, "testsuite", &name, (1, 0, 0), 1);
        xml.open("testcase", &[("name", "can be checked"), ("classname", &name)]);
        xml.text("error", &[("type", "trouble"), ("message", &sentence(&trouble.message))], "");
        xml.close("testcase");
        xml.close("testsuite");
    }
    for (file, suite) in &suites {
        let name = run.root.path(&run.texts.get(*file).name);
        counted(&mut xml, "testsuite", &name, suite.counts(run), 0);
        page.properties(&mut xml, *file);
        for finding in &suite.findings {
            page.case(&mut xml, finding, None);
        }
        for (finding, reason) in &suite.waived {
            page.case(&mut xml, finding, Some(reason));
        }
        if suite.findings.is_empty() && suite.waived.is_empty() {
            xml.empty("testcase", &[("name", "nothing to report"), ("classname", &name)]);
        }
        xml.close("testsuite");
    }
    xml.close("testsuites");
    xml.finish()
}

/// Drafts and claims files in the order of the run, then other files in which
/// something was found; none twice.
fn suites<'a>(run: &Run<'a>) -> Vec<(FileId, Suite<'a>)> {
    let mut suites: Vec<(FileId, Suite<'a>)> = Vec::new();
    let mut at = std::collections::HashMap::new();
    let mut index = |file: FileId, suites: &mut Vec<(FileId, Suite<'a>)>| {
        *at.entry(file).or_insert_with(|| {
            suites.push((file, Suite::default()));
            suites.len() - 1
        })
    };
    for report in &run.reports {
        for file in report.draft.into_iter().chain(report.claims) {
            index(file, &mut suites);
        }
    }
    for finding in run.findings() {
        let suite = index(finding.place().file, &mut suites);
        suites[suite].1.findings.push(finding);
    }
    for waived in run.reports.iter().filter(|_| run.show_waived).flat_map(|report| &report.waived) {
        let suite = index(waived.finding.place().file, &mut suites);
        suites[suite].1.waived.push((&waived.finding, &waived.reason));
    }
    suites
}

/// Opens an element with its name and its counts.
fn counted(xml: &mut Xml, element: &str, name: &str, counts: (usize, usize, usize), errors: usize) {
    let [tests, failures, skipped] = [counts.0, counts.1, counts.2].map(|count| count.to_string());
    let errors = errors.to_string();
    xml.open(
        element,
        &[
            ("name", name),
            ("tests", &tests),
            ("failures", &failures),
            ("errors", &errors),
            ("skipped", &skipped),
        ],
    );
}

struct Page<'r, 'a> {
    run: &'r Run<'a>,
    locator: Locator<'a>,
}

impl Page<'_, '_> {
    /// What was understood of a draft, and its coverage, as properties of its suite.
    fn properties(&self, xml: &mut Xml, file: FileId) {
        let Some(report) = self.run.reports.iter().find(|report| report.draft == Some(file)) else { return };
        let read = report.understanding.as_ref().map(read::line);
        let coverage = report.coverage.as_ref().map(summary::coverage_words);
        if read.is_none() && coverage.is_none() {
            return;
        }
        xml.open("properties", &[]);
        for (name, value) in [("read", read), ("coverage", coverage)] {
            if let Some(value) = value {
                xml.empty("property", &[("name", name), ("value", &value)]);
            }
        }
        xml.close("properties");
    }

    fn case(&self, xml: &mut Xml, finding: &Diagnostic, waived: Option<&str>) {
        let file = self.run.path(finding);
        let lines = self.locator.lines(finding.place());
        let line = lines.map(|lines| lines.start.line.to_string());
        let spot = match (&line, self.locator.spot(finding.place())) {
            (_, Some(spot)) => spot,
            (Some(line), None) => format!("line {line}"),
            (None, None) => String::new(),
        };
        let name = format!("{}, {spot}", finding.code);
        let mut attributes = vec![("name", name.as_str()), ("classname", &file), ("file", &file)];
        if let Some(line) = &line {
            attributes.push(("line", line));
        }
        xml.open("testcase", &attributes);
        let message = sentence(&finding.message);
        let text =
            [format!("{file}, {spot}"), message.clone(), sentence(&finding.why), sentence(&finding.help)];
        let text = text.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
        let level = finding.level.name();
        match waived {
            Some(reason) => xml.empty("skipped", &[("message", &format!("waived: {reason}"))]),
            None if fails(self.run, finding) => {
                xml.text("failure", &[("type", level), ("message", &message)], &text);
            }
            None => xml.text("system-out", &[], &format!("{level}: {text}")),
        }
        xml.close("testcase");
    }
}
