//! `claimlint export`: claims, evidence and review for other programs.

use super::decode::How;
use super::flags::Export;
use super::load::{Loaded, pairs, shown};
use super::{Exit, write};
use crate::argument::Case;
use crate::check::{Options, read_draft};
use crate::report::export::{EXPORTS, text};

/// Runs `export`.
pub fn export(flags: &Export) -> Exit {
    let (pairs, troubles) = pairs(std::slice::from_ref(&flags.path), How::default());
    for trouble in &troubles {
        write::trouble(&format!("{}: {}", trouble.file, trouble.message));
    }
    let with_claims: Vec<_> = pairs.iter().filter(|pair| pair.claims.is_some()).collect();
    let [pair] = with_claims[..] else {
        let why = match with_claims.len() {
            0 => "there is no claims file; `claimlint init DRAFT` begins one",
            _ => "there are several claims files; name one",
        };
        return write::trouble(&format!("{}: {why}", shown(&flags.path)));
    };
    let loaded = Loaded::pair(pair, How::default());
    let exit = loaded.told();
    let Some(file) = loaded.claims else { return Exit::Trouble };
    let draft = read_draft(loaded.input());
    let parsed = (file, crate::syntax::parse(file, loaded.texts.get(file)));
    let options = Options::default();
    let case = Case::resolve(&loaded.texts, draft.as_ref(), Some(&parsed), &options);
    let Some(format) = EXPORTS.iter().find(|format| format.name == flags.format) else {
        return Exit::Trouble;
    };
    match (write::out(&text(&(format.render)(&case))), exit) {
        (Exit::Clean, exit) => exit,
        (exit, _) => exit,
    }
}
