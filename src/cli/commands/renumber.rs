//! `claimlint renumber`: follows notes that were inserted or taken out. Only the numbers
//! on `source` lines change.

use std::path::Path;

use crate::check::Options;
use crate::cli::base::edit::apply;
use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::files::find::pairs;
use crate::cli::files::load;
use crate::cli::files::loaded::{Loaded, Pair};
use crate::cli::flags::Renumber;
use crate::cli::run::proved::proved;
use crate::open::How;

/// Runs `renumber`: shows the difference, or makes it with `--write`.
pub fn renumber(flags: &Renumber) -> Exit {
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
    for pair in pairs.iter().filter(|pair| pair.claims.is_some()) {
        let loaded = load::pair(pair, How::default());
        // Without its draft or its notes every number would seem to be wrong.
        if loaded.told() == Exit::Trouble {
            exit = Exit::Trouble;
            continue;
        }
        match one(&loaded, pair, flags, &mut out) {
            Ok(changed) if changed && !flags.write && exit == Exit::Clean => exit = Exit::Findings,
            Ok(_) => {}
            Err(message) => exit = write::trouble(&message),
        }
    }
    if out.is_empty() && exit == Exit::Clean {
        out.push_str("every number on a source line is right\n");
    } else if exit == Exit::Findings {
        out.push_str("Nothing was changed; `claimlint renumber --write` does it.\n");
    }
    write::out(&out).worst(exit)
}

/// Renumbers one claims file; whether there was anything to change.
fn one(loaded: &Loaded, pair: &Pair, flags: &Renumber, out: &mut String) -> Result<bool, String> {
    let Some(file) = loaded.claims_id() else { return Ok(false) };
    let text = loaded.texts().get(file);
    let draft = loaded.read_draft();
    let options = Options::default();
    let case = loaded.case(draft.as_ref(), &options);
    let mut edits = Vec::new();
    for source in &case.sources {
        let renumbered = case.renumbered(source);
        edits.extend(case.renumbering_edits(source, &renumbered.changes));
        for note in renumbered.unclear {
            out.push_str(&format!(
                "{}:{}: note {} no longer cites {}; see which note does and correct it by hand\n",
                text.name,
                text.line(note.span.start),
                text.slice(note.span),
                source.decl.name.value
            ));
        }
    }
    if edits.is_empty() {
        return Ok(false);
    }
    edits.sort_by_key(|edit| edit.place.span.start);
    let after = apply(&text.content, &edits);
    let path = loaded.files.path(file).map(Path::to_owned);
    match (flags.write, path) {
        (true, Some(path)) => {
            let after = proved(loaded, &path, after, || load::pair(pair, How::default()))?;
            write::replace(&path, &text.content, &after)?;
            let plural = if edits.len() == 1 { "number" } else { "numbers" };
            out.push_str(&format!("{}: {} {plural} corrected\n", text.name, edits.len()));
        }
        _ => out.push_str(&write::diff(&text.name, &text.content, &after)),
    }
    Ok(true)
}
