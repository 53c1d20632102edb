//! `claimlint show`: what was understood of a draft.

use crate::check::Options;
use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::files::one;
use crate::cli::flags::{Look, Show};
use crate::report::{assertions, show};

/// Runs `show`.
pub fn show(flags: &Show, look: &Look) -> Exit {
    let loaded = one::load(&flags.one);
    let exit = loaded.told();
    let Some(draft) = loaded.read_draft() else { return Exit::Trouble };
    let options = Options::default();
    let case = || loaded.case(Some(&draft), &options);
    let text = match flags.format.as_str() {
        "json" => format!("{:#}\n", show::json(&case(), &draft, loaded.texts())),
        _ if flags.assertions => assertions::text(&case(), look.style().width),
        _ => show::text(&case(), &draft, loaded.texts(), look.style().width),
    };
    write::out(&text).worst(exit)
}
