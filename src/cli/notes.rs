//! `claimlint notes` and `claimlint sources`: what was understood of the notes,
//! and which source carries what.

use super::check::style;
use super::flags::{Look, Notes, Sources};
use super::load::Loaded;
use super::{Exit, write};
use crate::argument::Case;
use crate::check::{Options, read_draft};
use crate::report::notes::{Listing, NOTES_FORMATS, sources_json, sources_text};

/// Runs `notes`.
pub fn notes(flags: &Notes, look: &Look) -> Exit {
    let loaded = Loaded::one(&flags.one);
    let exit = loaded.told();
    let Some(draft) = read_draft(loaded.input()) else { return Exit::Trouble };
    let read = crate::notes::read(&draft);
    let listing = Listing { texts: &loaded.texts, draft: &draft, notes: &read };
    let format = NOTES_FORMATS.iter().find(|format| format.name == flags.format).unwrap_or(&NOTES_FORMATS[0]);
    finish(&(format.render)(&listing, &style(look)), exit)
}

/// Runs `sources`.
pub fn sources(flags: &Sources, look: &Look) -> Exit {
    let loaded = Loaded::one(&flags.one);
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
        _ => sources_text(&case, &style(look)),
    };
    finish(&text, exit)
}

fn finish(text: &str, exit: Exit) -> Exit {
    match (write::out(text), exit) {
        (Exit::Clean, exit) => exit,
        (exit, _) => exit,
    }
}
