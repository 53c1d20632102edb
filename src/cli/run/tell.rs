//! Telling a run: on standard output in one format, and in files in others.

use std::path::{Path, PathBuf};

use crate::cli::base::exit::Exit;
use crate::cli::base::path::same_file;
use crate::cli::base::write;
use crate::cli::files::table::Files;
use crate::cli::flags::{Look, Output};
use crate::cli::run::over;
use crate::report::{FORMATS, Run, Style, format, html, statistics};

/// Writes the files that `--report` asks for, then standard output. A file that
/// cannot be written does not keep the others back.
pub fn tell(run: &Run<'_>, format_name: &str, output: &Output, look: &Look, read: &Files) -> Exit {
    let style = look.style();
    let brief = style.brief && output.show.is_none();
    let style = Style { quiet: output.quiet, brief, ..style };
    let in_file = Style { brief: false, color: false, links: false, width: 100, ..style };
    let mut exit = Exit::Clean;
    let mut written: Vec<PathBuf> = Vec::new();
    for (format, file) in &output.report {
        let same = |other: &Path| same_file(other, file);
        let result = if read.paths().any(same) {
            Err(format!("{} was checked in this run; give the report another name", file.display()))
        } else if written.iter().any(|path| same(path)) {
            Err(format!("{} is named by two --report flags: each report needs its own file", file.display()))
        } else if format.name == "html" {
            page(run, file).map(drop)
        } else {
            put(format.name, file, &(format.render)(run, &in_file))
        };
        written.push(file.clone());
        if let Err(message) = result {
            exit = write::trouble(&message);
        }
    }
    let text = match (output.statistics, format_name) {
        (false, name) => (format(name).unwrap_or(&FORMATS[0]).render)(run, &style),
        (true, "json") => statistics::json(run),
        (true, "text" | "full" | "concise") => statistics::table(run, &style),
        (true, name) => {
            return write::trouble(&format!(
                "--statistics goes with --format text, full, concise or json, not with {name}"
            ));
        }
    };
    let told = match format_name {
        "github" => write::commands(&text),
        _ => write::out(&text),
    };
    match told {
        Exit::Trouble => Exit::Trouble,
        _ => exit,
    }
}

/// Writes a report over nothing, or over one of its own format.
fn put(format: &str, file: &Path, words: &str) -> Result<(), String> {
    let is_ours = |there: &[u8]| there.is_empty() || over::begins(format, there);
    let sort = format!("report in the format {format}");
    write::put_over(file, words, write::Sort { name: &sort, is_ours: &is_ours })
}

/// Writes the page of a draft into a file; of several drafts a page each into a folder, and an index that leads to
/// them. Returns the file to open.
///
/// # Errors
/// A plain sentence that names the file.
pub fn page(run: &Run<'_>, file: &Path) -> Result<PathBuf, String> {
    let pages = html::pages(run);
    let named_as_folder = file.to_string_lossy().ends_with(['/', '\\']);
    if !named_as_folder && !file.is_dir() {
        return match pages.as_slice() {
            [(_, page)] => put("html", file, page).map(|()| file.to_owned()),
            [] => put("html", file, &html::index(run, &[])).map(|()| file.to_owned()),
            many => Err(format!(
                "{} is one file and {} drafts were checked: name a folder, as in html={}/",
                file.display(),
                many.len(),
                file.with_extension("").display()
            )),
        };
    }
    std::fs::create_dir_all(file)
        .map_err(|error| format!("{} could not be made: {error}", file.display()))?;
    for (name, page) in &pages {
        put("html", &file.join(name), page)?;
    }
    let names: Vec<String> = pages.into_iter().map(|(name, _)| name).collect();
    let index = file.join("index.html");
    put("html", &index, &html::index(run, &names)).map(|()| index)
}
