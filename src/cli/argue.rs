//! `claimlint trace`, `impact` and `graph`: which claims file is meant, and what is asked of it.

use std::path::{Path, PathBuf};

use super::check::style;
use super::decode::How;
use super::flags::{GraphFlags, ImpactFlags, Look, TraceFlags, Which};
use super::load::{Loaded, pairs, shown};
use super::{Exit, write};
use crate::argument::Case;
use crate::argument::loss::{Gone, Losses};
use crate::check::{Options, read_draft};
use crate::report::argument::{
    MAP_FORMATS, chosen, impact_json, impact_text, loads_json, loads_text, trace_json, trace_text,
};
use crate::text::nearest;

/// Runs `trace`.
pub fn trace(flags: &TraceFlags, look: &Look) -> Exit {
    with_case(flags.draft.as_deref(), &flags.which, |case| {
        let entry = entry_named(case, &flags.claim)?;
        Ok(match flags.format.as_str() {
            "json" => trace_json(case, entry),
            _ => trace_text(case, entry, &style(look)),
        })
    })
}

/// Runs `impact`.
pub fn impact(flags: &ImpactFlags, look: &Look) -> Exit {
    let (targets, paths): (Vec<&String>, Vec<&String>) =
        flags.targets.iter().partition(|word| !is_path(word));
    let mut paths = paths.into_iter().map(|path| Path::new(path.as_str())).chain(flags.path.as_deref());
    let path = paths.next();
    if let Some(second) = paths.next() {
        return write::trouble(&format!("{}: name one draft or claims file at a time", shown(second)));
    }
    with_case(path, &flags.which, |case| {
        let style = style(look);
        let json = flags.format == "json";
        if targets.is_empty() {
            let loads = case.loads();
            return Ok(if json { loads_json(case, &loads) } else { loads_text(case, &loads, &style) });
        }
        let mut gone: Vec<Gone> = Vec::new();
        for word in &targets {
            let one = case.gone_named(word).ok_or_else(|| unknown(case, word, "claim, source or note"))?;
            if !gone.contains(&one) {
                gone.push(one);
            }
        }
        let argued = case.argued();
        let mut losses = Losses::new(&argued.graph, &argued.labels);
        let impact = case.impact(&mut losses, &case.things(), &gone);
        Ok(if json { impact_json(case, &gone, &impact) } else { impact_text(case, &gone, &impact, &style) })
    })
}

/// Runs `graph`.
pub fn graph(flags: &GraphFlags) -> Exit {
    with_case(flags.draft.as_deref(), &flags.which, |case| {
        let about = flags.claim.as_deref().map(|claim| entry_named(case, claim)).transpose()?;
        let format = MAP_FORMATS.iter().find(|format| format.name == flags.format).unwrap_or(&MAP_FORMATS[0]);
        let entries = chosen(case, about, flags.all);
        if entries.is_empty() {
            return Err(
                "no claim here gives a reason or meets an objection, so there is no argument to draw; \
                        --all draws every entry"
                    .to_owned(),
            );
        }
        Ok((format.render)(case, &entries))
    })
}

/// Whether a word of `impact` names a file: names of claims hold neither dots nor slashes.
fn is_path(word: &str) -> bool {
    !word.starts_with('[') && word.contains(['.', '/', '\\'])
}

/// Finds the one claims file that is meant, resolves it with its draft, and prints what is made of it.
fn with_case(
    path: Option<&Path>,
    which: &Which,
    make: impl FnOnce(&Case<'_>) -> Result<String, String>,
) -> Exit {
    let how =
        How { from: which.from.as_deref(), encoding: which.encoding, unpacking: which.packaged.unpacking() };
    let path = path.unwrap_or(Path::new("."));
    let loaded = match one(path, how) {
        Ok(loaded) => loaded,
        Err(message) => return write::trouble(&message),
    };
    let exit = loaded.told();
    let Some(claims) = loaded.claims else {
        return if exit == Exit::Clean { write::trouble(&missing(path)) } else { exit };
    };
    let draft = read_draft(loaded.input());
    let parsed = (claims, crate::syntax::parse(claims, loaded.texts.get(claims)));
    let options = Options::default();
    let case = Case::resolve(&loaded.texts, draft.as_ref(), Some(&parsed), &options);
    let faults = case.errors.iter().filter(|error| !error.mild).count();
    if faults > 0 {
        let s = if faults == 1 { "" } else { "s" };
        write::note(&format!(
            "{}: {faults} line{s} could not be read and may be missing here; `claimlint check` tells which",
            loaded.texts.get(claims).name
        ));
    }
    match make(&case) {
        Ok(text) => match (write::out(&text), exit) {
            (Exit::Clean, exit) => exit,
            (exit, _) => exit,
        },
        Err(message) => write::trouble(&message),
    }
}

fn missing(path: &Path) -> String {
    format!(
        "{}: no claims file lies beside it; `claimlint init` starts one, and `because` lines make an argument",
        shown(path)
    )
}

/// The pair that a path means; of a folder, the only one with a claims file.
fn one(path: &Path, how: How<'_>) -> Result<Loaded, String> {
    if !path.exists() {
        return Err(format!("{}: there is no such file", shown(path)));
    }
    let (found, trouble) = pairs(&[PathBuf::from(path)], how);
    let folder = path.is_dir();
    let mut with: Vec<_> = found.iter().filter(|pair| pair.claims.is_some()).collect();
    if !folder && with.is_empty() {
        with.extend(found.first());
    }
    match with.as_slice() {
        [pair] => Ok(Loaded::pair(pair, how)),
        [] => Err(match trouble.first() {
            Some(trouble) if !folder => format!("{}: {}", trouble.file, trouble.message),
            _ => format!("{}: no claims file was found here", shown(path)),
        }),
        many => {
            let names: Vec<String> =
                many.iter().filter_map(|pair| pair.claims.as_deref()).map(shown).take(5).collect();
            Err(format!(
                "{} claims files were found: name one of them ({}{})",
                many.len(),
                names.join(", "),
                if many.len() > 5 { ", …" } else { "" }
            ))
        }
    }
}

fn entry_named(case: &Case<'_>, name: &str) -> Result<usize, String> {
    if let Some(&entry) = case.entry_names.get(name) {
        return Ok(entry);
    }
    if case.source_names.contains_key(name) {
        return Err(format!("`{name}` is a source: `claimlint impact {name}` tells what rests on it"));
    }
    Err(unknown(case, name, "claim"))
}

fn unknown(case: &Case<'_>, word: &str, what: &str) -> String {
    let near = match what {
        "claim" => nearest(word, case.entry_names.keys().copied()),
        _ => nearest(word, case.names()),
    };
    let near = near.map(|near| format!("; is `{near}` meant?")).unwrap_or_default();
    let hint = if near.is_empty() && is_path(word) { "; a draft goes last" } else { "" };
    format!("there is no {what} `{word}` in this claims file{near}{hint}")
}
