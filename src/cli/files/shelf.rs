//! The configurations and files of rules of one run as they were read, with what is wrong with them.

use std::path::{Path, PathBuf};

use crate::check::Report;
use crate::cli::files::table::Files;
use crate::cli::flags::style_of_errors;
use crate::config::Origin;
use crate::diagnostic::{Diagnostic, Level};
use crate::report::{Run, Trouble, full};
use crate::span::Place;
use crate::text::Texts;

/// What was read, and what is wrong with it.
pub struct Shelf {
    /// The texts; what was typed has no path.
    pub files: Files,
    /// The current folder.
    pub here: PathBuf,
    /// Faults with a place.
    pub faults: Vec<Diagnostic>,
    /// Faults without one.
    pub trouble: Vec<Trouble>,
}

impl Shelf {
    /// Nothing yet, seen from the current folder.
    pub fn new() -> Self {
        Self {
            files: Files::default(),
            here: std::path::absolute(".").unwrap_or_default(),
            faults: Vec::new(),
            trouble: Vec::new(),
        }
    }

    /// The texts.
    pub fn texts(&self) -> &Texts {
        &self.files.texts
    }

    /// Where a value was said, for people.
    pub fn origin(&self, from: &Origin) -> String {
        match from {
            Origin::Default => "default".to_owned(),
            Origin::Typed(words) => words.clone(),
            Origin::File(place) => {
                let text = self.texts().get(place.file);
                format!("{}:{}", text.name, text.line(place.span.start))
            }
        }
    }

    /// A path as seen from the current folder, as short as it gets.
    pub fn near(&self, path: &Path) -> PathBuf {
        for (up, above) in self.here.ancestors().enumerate().take(4) {
            if let Ok(rest) = path.strip_prefix(above)
                && (up == 0 || above.parent().is_some())
            {
                return std::iter::repeat_n("..", up).collect::<PathBuf>().join(rest);
            }
        }
        path.to_owned()
    }

    /// Whether everything could be read so far.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty() && self.trouble.is_empty()
    }

    /// The faults, drawn where they stand.
    pub fn drawn(&self) -> String {
        let mut faults = self.faults.clone();
        faults.sort_by_key(|fault| (fault.place().file, fault.span()));
        let report = Report { findings: faults, ..Report::default() };
        let reports = [report];
        let run = Run::new(self.texts(), &reports, &self.trouble);
        (full::FORMAT.render)(&run, &style_of_errors())
    }

    /// The faults as trouble, for formats that list it.
    pub fn troubles(&self) -> Vec<Trouble> {
        let fault = |fault: &Diagnostic| {
            let text = self.texts().get(fault.place().file);
            let at = text.position(fault.span().start);
            let help = if fault.help.is_empty() { String::new() } else { format!("; {}", fault.help) };
            Trouble {
                file: format!("{}:{}:{}", text.name, at.line, at.column),
                message: format!("{}{help}", fault.message),
            }
        };
        self.faults.iter().map(fault).chain(self.trouble.iter().cloned()).collect()
    }

    /// The files that were read, for `--watch`.
    pub fn files_read(&self) -> impl Iterator<Item = &Path> {
        self.files.paths()
    }
}

/// A fault of a configuration or a file of rules.
pub fn fault(place: Place, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new("config", Level::Error, place, message)
}
