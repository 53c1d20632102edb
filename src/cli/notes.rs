//! `claimlint notes` and `claimlint sources`: what was understood of the notes,
//! and which source carries what.

use std::path::Path;

use super::check::style;
use super::flags::{Look, Notes, OneDraft, Sources};
use super::load::{Loaded, Pair};
use super::{Exit, write};
use crate::argument::Case;
use crate::check::{Input, Options, read_draft};
use crate::report::notes::{Listing, NOTES_FORMATS, sources_json, sources_text};

/// Runs `notes`.
pub fn notes(flags: &Notes, look: &Look) -> Exit {
    let loaded = load(&flags.one);
    let exit = told(&loaded);
    let Some(draft) = read_draft(input(&loaded)) else { return Exit::Trouble };
    let read = crate::notes::read(&draft);
    let listing = Listing { texts: &loaded.texts, draft: &draft, notes: &read };
    let format = NOTES_FORMATS.iter().find(|format| format.name == flags.format).unwrap_or(&NOTES_FORMATS[0]);
    finish(&(format.render)(&listing, &style(look)), exit)
}

/// Runs `sources`.
pub fn sources(flags: &Sources, look: &Look) -> Exit {
    let loaded = load(&flags.one);
    let exit = told(&loaded);
    let input = input(&loaded);
    let draft = read_draft(input);
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

/// The draft with the claims file of the same name beside it, which may name the
/// file of its notes.
fn load(one: &OneDraft) -> Loaded {
    let from = super::decode::How { from: one.from.as_deref(), encoding: Default::default() };
    if one.draft == Path::new("-") {
        return Loaded::stdin(&one.stdin_name, from);
    }
    let beside = one.draft.with_extension("claims");
    let claims = beside.is_file().then_some(beside);
    Loaded::pair(&Pair { draft: Some(one.draft.clone()), claims }, from)
}

fn input(loaded: &Loaded) -> Input<'_> {
    Input { texts: &loaded.texts, draft: loaded.draft, claims: loaded.claims, endnotes: &loaded.endnotes }
}

fn told(loaded: &Loaded) -> Exit {
    let mut exit = Exit::Clean;
    for trouble in &loaded.trouble {
        exit = write::trouble(&format!("{}: {}", trouble.file, trouble.message));
    }
    exit
}

fn finish(text: &str, exit: Exit) -> Exit {
    match (write::out(text), exit) {
        (Exit::Clean, exit) => exit,
        (exit, _) => exit,
    }
}
