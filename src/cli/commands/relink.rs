//! `claimlint relink`: follows sentences that were reworded. Shows the words that a claim had and the sentence that they
//! became, and moves the claim there. What was checked is checked no more: its seal no longer fits, and a check without
//! one gets a question.

use std::fmt::Write as _;

use crate::case::Case;
use crate::check::Options;

use crate::cli::base::edit::apply;
use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::files::find::pairs;
use crate::cli::files::load;
use crate::cli::files::loaded::{Loaded, Pair};
use crate::cli::flags::Relink;
use crate::cli::run::proved::proved;
use crate::diagnostic::Edit;
use crate::open::How;
use crate::text::FileId;

/// Runs `relink`: shows what it would do, or does it with `--write`.
pub fn relink(flags: &Relink) -> Exit {
    let (pairs, troubles) = pairs(&flags.paths, How::default());
    let mut exit = Exit::Clean;
    for trouble in &troubles {
        exit = write::trouble(&format!("{}: {}", trouble.file, trouble.message));
    }
    let held = pairs.iter().filter(|_| flags.write).filter_map(|pair| pair.claims.as_deref());
    let _lock = match write::lock(held) {
        Ok(lock) => lock,
        Err(message) => return write::trouble(&message),
    };
    let mut out = String::new();
    let mut known = Vec::new();
    for pair in pairs.iter().filter(|pair| pair.claims.is_some()) {
        let loaded = load::pair(pair, How::default());
        if loaded.told() == Exit::Trouble {
            exit = Exit::Trouble;
            continue;
        }
        match one(&loaded, pair, flags, &mut out, &mut known) {
            Ok(left) if left && exit == Exit::Clean => exit = Exit::Findings,
            Ok(_) => {}
            Err(message) => exit = write::trouble(&message),
        }
    }
    for name in flags.claim.iter().filter(|name| !known.contains(name)) {
        exit = write::trouble(&format!("no claim named {name} has lost its sentence"));
    }
    if out.is_empty() && exit == Exit::Clean {
        out.push_str("every claim has its sentence\n");
    }
    write::out(&out).worst(exit)
}

/// Moves the claims of one file; whether any is left without a sentence.
fn one(
    loaded: &Loaded,
    pair: &Pair,
    flags: &Relink,
    out: &mut String,
    known: &mut Vec<String>,
) -> Result<bool, String> {
    let Some(file) = loaded.claims_id() else { return Ok(false) };
    let text = loaded.texts().get(file);
    let draft = loaded.read_draft();
    let options = Options::default();
    let case = loaded.case(draft.as_ref(), &options);
    let mut found = Found::default();
    found.look(&case, file, flags, out);
    known.append(&mut found.names);
    if found.edits.is_empty() {
        return Ok(found.left > 0);
    }
    found.edits.sort_by_key(|edit| edit.place.span.start);
    let after = apply(&text.content, &found.edits);
    let path = loaded.files.path(file).filter(|_| flags.write);
    let Some(path) = path else {
        out.push_str("Nothing was changed; `claimlint relink --write` moves the claims there.\n");
        return Ok(true);
    };
    let after = proved(loaded, path, after, || load::pair(pair, How::default()))?;
    write::replace(path, &text.content, &after)?;
    let plural = if found.moved == 1 { "claim" } else { "claims" };
    let _ = writeln!(out, "{}: {} {plural} moved", text.name, found.moved);
    Ok(found.left > 0)
}

/// What was found for the lost anchors of a file.
#[derive(Default)]
struct Found {
    edits: Vec<Edit>,
    names: Vec<String>,
    moved: usize,
    left: usize,
}

impl Found {
    fn look(&mut self, case: &Case<'_>, file: FileId, flags: &Relink, out: &mut String) {
        for lost in case.lost_anchors() {
            if !flags.claim.is_empty() && !flags.claim.iter().any(|name| name == lost.name) {
                continue;
            }
            self.names.push(lost.name.to_owned());
            let text = case.texts.get(file);
            let _ = writeln!(out, "{}:{}: {}", text.name, text.line(lost.at.span.start), lost.name);
            let to = lost.at.to.as_ref().map(|to| format!(" … {}", to.text)).unwrap_or_default();
            let _ = writeln!(out, "  was  {}{to}", lost.at.from.text);
            match case.relink(lost.anchoring, lost.at) {
                Some(there) => {
                    let sentence = case.draft.map_or("", |draft| draft.words(there.passage));
                    let why = if there.respelt { " (only the spelling differs)" } else { "" };
                    let _ = writeln!(out, "  now  {sentence}{why}\n");
                    self.edits.extend(case.relink_edits(file, lost.entry, lost.at, &there));
                    self.moved += 1;
                }
                None => {
                    out.push_str(
                        "  now  no one sentence is clearly meant: change it by hand, or delete the claim\n\n",
                    );
                    self.left += 1;
                }
            }
        }
    }
}
