//! `claimlint status`: how far the review of the claims has come.

use crate::check::Options;
use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::files::find::pairs;
use crate::cli::files::load;
use crate::cli::flags::{Look, Status, StatusFormat};
use crate::open::How;
use crate::report::listing::{status, worksheet};

/// Runs `status`.
pub fn status(flags: &Status, look: &Look) -> Exit {
    let (pairs, troubles) = pairs(&flags.paths, How::default());
    let mut exit = Exit::Clean;
    for trouble in &troubles {
        exit = write::trouble(&format!("{}: {}", trouble.file, trouble.message));
    }
    let mut texts = Vec::new();
    let mut sheets = Vec::new();
    for pair in &pairs {
        let loaded = load::pair(pair, How::default());
        let draft = loaded.read_draft();
        let options = Options::default();
        let case = loaded.case(draft.as_ref(), &options);
        // A draft alone is of interest if claims stand in it.
        if (pair.claims.is_some() || !case.written.is_empty()) && loaded.told() == Exit::Trouble {
            exit = Exit::Trouble;
        }
        let Some(file) = case.written.first().map(|claims| claims.file) else { continue };
        match flags.format {
            StatusFormat::Json => sheets.push(status::Worksheet::of(&case)),
            StatusFormat::Csv => texts.push(status::csv(&case)),
            StatusFormat::Text => texts.push(format!(
                "{}\n\n{}",
                loaded.texts().get(file).name,
                worksheet::text(&case, &look.style(), flags.full)
            )),
        }
    }
    let out = match flags.format {
        StatusFormat::Json => status::json(sheets),
        StatusFormat::Csv if texts.is_empty() => String::new(),
        StatusFormat::Csv => status::csv_head() + &texts.concat(),
        StatusFormat::Text => texts.join("\n"),
    };
    if out.is_empty() {
        return write::trouble("there is no claims file; `claimlint init DRAFT` starts one");
    }
    if matches!(flags.format, StatusFormat::Csv) {
        // The byte order mark, by which spreadsheets know UTF-8.
        exit = write::exact("\u{feff}").worst(exit);
    }
    write::out(&out).worst(exit)
}
