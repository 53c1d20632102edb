//! `claimlint show`: what was understood of a draft.

use crate::check::Options;
use crate::cli::base::exit::Exit;
use crate::cli::base::path::shown;
use crate::cli::base::write;
use crate::cli::files::find::is_claims;
use crate::cli::files::one;
use crate::cli::flags::{Look, Show, TextOrJson};
use crate::report::listing::{assertions, show};

/// Runs `show`.
pub fn show(flags: &Show, look: &Look) -> Exit {
    if is_claims(&flags.one.draft) {
        let name = shown(&flags.one.draft);
        return write::trouble(&format!(
            "{name} is a claims file, and `show` tells how a draft is read: `claimlint status --full {name}` shows its claims, \
             `claimlint trace NAME {name}` what one of them is based on, and `claimlint check {name}` what could not be read"
        ));
    }
    let loaded = one::load(&flags.one);
    let exit = loaded.told();
    let Some(draft) = loaded.read_draft() else { return Exit::Trouble };
    let options = Options::default();
    let case = || loaded.case(Some(&draft), &options);
    let text = match flags.format {
        TextOrJson::Json => show::json(&case(), &draft, loaded.texts()),
        _ if flags.assertions => assertions::text(&case(), look.style().width),
        _ => show::text(&case(), &draft, loaded.texts(), look.style().width),
    };
    write::out(&text).worst(exit)
}
