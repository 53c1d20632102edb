//! The format of reviewdog, which comments on pull requests of many forges.
//!
//! Its columns count bytes of UTF-8, from 1; its ranges end just past the last
//! byte. A suggestion replaces one range of the finding's own file, so a fix of
//! several edits is told in words only.

use serde_json::{Value, json};

use super::{Format, Run, Style, clean, in_full, manual_url, sentence};
use crate::diagnostic::{Diagnostic, Level};
use crate::report::locate::Locator;
use crate::span::Place;
use crate::text::Text;

/// The format.
pub const FORMAT: Format = Format { name: "rdjson", about: "for reviewdog, with suggestions", render };

fn render(run: &Run<'_>, _style: &Style) -> String {
    let locator = Locator::new(run.texts);
    let mut all: Vec<Value> = Vec::new();
    for trouble in run.trouble {
        all.push(json!({
            "message": format!("It could not be checked: {}", sentence(&trouble.message)),
            "location": { "path": run.root.path(&trouble.file) },
            "severity": "ERROR",
        }));
    }
    all.extend(run.findings().map(|finding| diagnostic(run, &locator, finding)));
    let mut source = json!({ "name": "claimlint" });
    if let Some(homepage) = super::homepage() {
        source["url"] = homepage.into();
    }
    clean::json(&format!("{:#}\n", json!({ "source": source, "diagnostics": all })))
}

fn diagnostic(run: &Run<'_>, locator: &Locator<'_>, finding: &Diagnostic) -> Value {
    let message = in_full(&locator.message(finding), finding);
    let mut code = json!({ "value": finding.code });
    if let Some(url) = manual_url(finding.code) {
        code["url"] = url.into();
    }
    let mut location = json!({ "path": run.path(finding) });
    if let Some(range) = range(run, finding.place()) {
        location["range"] = range;
    }
    let mut out = json!({
        "message": message,
        "location": location,
        "severity": match finding.level {
            Level::Error => "ERROR",
            Level::Warning => "WARNING",
            Level::Advice | Level::Off => "INFO",
        },
        "code": code,
    });
    if let Some([edit]) = finding.fix.as_ref().map(|fix| fix.edits.as_slice())
        && edit.place.file == finding.place().file
        && let Some(range) = range(run, edit.place)
    {
        out["suggestions"] = json!([{ "range": range, "text": edit.text }]);
    }
    out
}

/// A range in lines and bytes; `None` in a packaged file.
fn range(run: &Run<'_>, place: Place) -> Option<Value> {
    let text = run.texts.get(place.file);
    text.rendition()
        .is_none()
        .then(|| json!({ "start": position(text, place.span.start), "end": position(text, place.span.end) }))
}

fn position(text: &Text, offset: u32) -> Value {
    let offset = offset.min(text.span().end);
    let line = text.line(offset);
    json!({ "line": line, "column": offset - text.line_span(line).start.min(offset) + 1 })
}
