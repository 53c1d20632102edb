//! `--fix` and `--diff`: what the findings offer to change.

use std::collections::{BTreeMap, BTreeSet};

use crate::cli::base::edit::apply;
use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::flags::Check;
use crate::cli::run::checked::{Checked, run};
use crate::config::Block;
use crate::diagnostic::Edit;
use crate::span::Place;
use crate::text::FileId;

/// Applies or shows the safe fixes, and the others if asked: safe ones go first
/// where two would change the same words. `Some` if that ends the run.
pub fn fix(checked: &mut Checked, flags: &Check, typed: Block) -> Option<Exit> {
    let mut edits: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
    let mut count = 0;
    let mut untouched = BTreeSet::new();
    let all = checked.reports().flat_map(|report| &report.findings).filter_map(|it| it.fix.as_ref());
    let (safe, others): (Vec<_>, Vec<_>) = all.partition(|fix| fix.safe);
    for fix in safe.into_iter().chain(others.into_iter().filter(|_| flags.unsafe_fixes)) {
        let packaged = fix.edits.iter().map(|edit| checked.texts().get(edit.place.file));
        if let Some(text) = packaged.into_iter().find(|text| text.rendition().is_some()) {
            untouched.insert(&text.name);
            continue;
        }
        let clash = fix.edits.iter().any(|edit| {
            edits
                .get(&edit.place.file)
                .is_some_and(|all| all.iter().any(|other| overlap(other.place, edit.place)))
        });
        if !clash {
            count += 1;
            fix.edits.iter().for_each(|edit| edits.entry(edit.place.file).or_default().push(edit.clone()));
        }
    }
    for name in untouched {
        let message = "it was not changed: only text files are; make the changes in your word processor";
        write::trouble(&format!("{name}: {message}"));
    }
    let mut shown = String::new();
    let mut changed: Vec<(FileId, String)> = Vec::new();
    for (file, mut edits) in edits {
        let text = checked.texts().get(file);
        edits.sort_by_key(|edit| edit.place.span.start);
        let after = apply(&text.content, &edits);
        if flags.diff {
            shown.push_str(&write::diff(&text.name, &text.content, &after));
        } else {
            changed.push((file, after));
        }
    }
    if flags.diff {
        write::out(&shown);
        return Some(if shown.is_empty() { Exit::Clean } else { Exit::Findings });
    }
    let changes: Vec<write::Change<'_>> = changed
        .iter()
        .filter_map(|(file, content)| {
            let path = checked.files.path(*file)?;
            Some(write::Change { path, read: &checked.texts().get(*file).content, content })
        })
        .collect();
    if let Err(message) = write::replace_all(&changes) {
        return Some(write::trouble(&message));
    }
    if count > 0 {
        *checked = run(&flags.cases, typed);
    }
    None
}

fn overlap(a: Place, b: Place) -> bool {
    a.file == b.file && (a.span == b.span || a.span.overlaps(b.span))
}
