//! Checkstyle XML, which Jenkins and many review tools read.
//!
//! The format has no published schema; it is `file` elements in `checkstyle`
//! and `error` elements in them. A finding in a Word or OpenDocument file is on
//! line 0, as Checkstyle itself puts what concerns a whole file, and its place
//! stands in the message.

use std::collections::BTreeMap;

use super::locate::Locator;
use super::xml::Xml;
use super::{Format, Run, Style, sentence};
use crate::diagnostic::{Diagnostic, Level};

/// The format.
pub const FORMAT: Format =
    Format { name: "checkstyle", about: "Checkstyle XML, for Jenkins and review tools", render };

fn render(run: &Run<'_>, _style: &Style) -> String {
    let locator = Locator::new(run.texts);
    let mut files: BTreeMap<String, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in run.findings() {
        files.entry(run.path(finding).into_owned()).or_default().push(finding);
    }
    let mut xml = Xml::new();
    xml.open("checkstyle", &[("version", "4.3")]);
    for trouble in run.trouble {
        xml.open("file", &[("name", &run.root.path(&trouble.file))]);
        error(&mut xml, (0, 0), "error", &sentence(&trouble.message), "claimlint");
        xml.close("file");
    }
    for (name, findings) in files {
        xml.open("file", &[("name", &name)]);
        for finding in findings {
            let start = locator.lines(finding.place()).map(|lines| lines.start);
            let at = start.map_or((0, 0), |start| (start.line, start.column));
            let message = [sentence(&locator.message(finding)), sentence(&finding.help)].join(" ");
            let source = format!("claimlint.{}", finding.code);
            error(&mut xml, at, severity(finding.level), message.trim(), &source);
        }
        xml.close("file");
    }
    xml.close("checkstyle");
    xml.finish()
}

fn error(xml: &mut Xml, (line, column): (usize, usize), severity: &str, message: &str, source: &str) {
    let (line, column) = (line.to_string(), column.to_string());
    let mut attributes = vec![("line", line.as_str())];
    if column != "0" {
        attributes.push(("column", &column));
    }
    attributes.extend([("severity", severity), ("message", message), ("source", source)]);
    xml.empty("error", &attributes);
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Advice | Level::Off => "info",
    }
}
