//! One line a finding, for editors, `grep` and people in a hurry.

use std::fmt::Write as _;

use super::locate::Locator;
use super::summary::Tally;
use super::{Format, Run, Style, clean, read};
use crate::diagnostic::Level;

/// The format.
pub const FORMAT: Format =
    Format { name: "concise", about: "one line a finding: file:line:column: level[rule] message", render };

fn render(run: &Run<'_>, style: &Style) -> String {
    let mut out = String::new();
    let locator = Locator::new(run.texts);
    if !style.quiet {
        for line in read::lines(run) {
            let _ = writeln!(out, "{}", clean::line(&line, style.unicode));
        }
    }
    for trouble in run.trouble {
        let (file, message) =
            (clean::line(&trouble.file, style.unicode), clean::line(&trouble.message, style.unicode));
        let _ = writeln!(out, "{file}: {}: {message}", painted("error", Level::Error, style));
    }
    for finding in run.findings() {
        let place = finding.place();
        let position = locator.position(place.file, place.span.start);
        let file = clean::line(&run.texts.get(place.file).name, style.unicode);
        let level = painted(&format!("{}[{}]", finding.level.name(), finding.code), finding.level, style);
        let message = clean::line(&finding.message, style.unicode);
        let text = run.texts.get(place.file);
        // A line of a PDF's text is none that anybody could find.
        match text
            .spot(place.span.start)
            .filter(|_| text.rendition().is_some_and(|read| !read.places.is_empty()))
        {
            Some(spot) => {
                let spot = clean::line(spot, style.unicode);
                let _ = writeln!(out, "{file}, {spot}: {level} {message}");
            }
            None => {
                let _ = writeln!(out, "{file}:{}:{}: {level} {message}", position.line, position.column);
            }
        }
    }
    if !style.quiet {
        let _ = writeln!(out, "{}", clean::line(&Tally::of(run).sentence(), style.unicode));
        for notice in run.notices {
            let _ = writeln!(out, "\n{}", clean::notice(notice, style.unicode));
        }
    }
    out
}

fn painted(words: &str, level: Level, style: &Style) -> String {
    let color = match level {
        Level::Error => 31,
        Level::Warning => 33,
        Level::Advice | Level::Off => 36,
    };
    if style.color { format!("\u{1b}[{color}m{words}\u{1b}[0m") } else { words.to_owned() }
}
