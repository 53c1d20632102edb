//! `claimlint status`: how far the review of the claims has come.

use crate::check::Options;
use crate::cli::base::decode::How;
use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::files::find::pairs;
use crate::cli::files::load;
use crate::cli::flags::{Look, Status, StatusFormat};
use crate::report::listing::status;

/// Runs `status`.
pub fn status(flags: &Status, look: &Look) -> Exit {
    let (pairs, troubles) = pairs(&flags.paths, How::default());
    let mut exit = Exit::Clean;
    for trouble in &troubles {
        exit = write::trouble(&format!("{}: {}", trouble.file, trouble.message));
    }
    let mut texts = Vec::new();
    let mut sheets = Vec::new();
    for pair in pairs.iter().filter(|pair| pair.claims.is_some()) {
        let loaded = load::pair(pair, How::default());
        if loaded.told() == Exit::Trouble {
            exit = Exit::Trouble;
        }
        let Some(file) = loaded.claims_id() else { continue };
        let draft = loaded.read_draft();
        let options = Options::default();
        let case = loaded.case(draft.as_ref(), &options);
        match flags.format {
            StatusFormat::Json => sheets.push(status::Worksheet::of(&case)),
            StatusFormat::Csv => texts.push(status::csv(&case)),
            StatusFormat::Text => texts.push(format!(
                "{}\n\n{}",
                loaded.texts().get(file).name,
                status::text(&case, &look.style())
            )),
        }
    }
    let out = match flags.format {
        StatusFormat::Json => status::json(sheets),
        StatusFormat::Csv => texts.concat(),
        StatusFormat::Text => texts.join("\n"),
    };
    if out.is_empty() {
        return write::trouble("there is no claims file; `claimlint init DRAFT` starts one");
    }
    write::out(&out).worst(exit)
}
