//! `claimlint sources`: which source carries what.

use crate::argument::Case;
use crate::check::{Options, read_draft};
use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::files::one;
use crate::cli::flags::{Look, Sources};
use crate::report::notes::{sources_json, sources_text};

/// Runs `sources`.
pub fn sources(flags: &Sources, look: &Look) -> Exit {
    let loaded = one::load(&flags.one);
    let exit = loaded.told();
    let draft = read_draft(loaded.input());
    if draft.is_none() {
        return Exit::Trouble;
    }
    let parsed = loaded.claims.map(|file| (file, crate::syntax::parse(file, loaded.texts.get(file))));
    let options = Options::default();
    let case = Case::resolve(&loaded.texts, draft.as_ref(), parsed.as_ref(), &options);
    let text = match flags.format.as_str() {
        "json" => sources_json(&case),
        _ => sources_text(&case, &look.style()),
    };
    write::out(&text).worst(exit)
}
