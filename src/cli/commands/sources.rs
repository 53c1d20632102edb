//! `claimlint sources`: which source carries what.

use crate::check::Options;
use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::files::one;
use crate::cli::flags::{Look, Sources, TextOrJson};
use crate::report::notes::{sources_json, sources_text};

/// Runs `sources`.
pub fn sources(flags: &Sources, look: &Look) -> Exit {
    let loaded = one::load(&flags.one);
    let exit = loaded.told();
    let draft = loaded.read_draft();
    if draft.is_none() {
        return Exit::Trouble;
    }
    let options = Options::default();
    let case = loaded.case(draft.as_ref(), &options);
    let text = match flags.format {
        TextOrJson::Json => sources_json(&case),
        TextOrJson::Text => sources_text(&case, &look.style()),
    };
    write::out(&text).worst(exit)
}
