//! Files of notes, bibliographies and chapters that a configuration names.

use std::path::{Component, Path};

use crate::cli::base::path::{absolute, shown};
use crate::cli::files::configs::Configs;
use crate::cli::files::load::{bibliographies, more_notes};
use crate::cli::files::loaded::Loaded;
use crate::cli::files::quarto;
use crate::config::{Origin, Settings};
use crate::open::How;
use crate::report::Trouble;

/// Adds the files of notes and the bibliographies that the settings name.
pub fn add_notes(configs: &Configs, loaded: &mut Loaded, settings: &Settings, how: How) {
    if loaded.draft.is_none() {
        return;
    }
    add_chapters(configs, loaded, settings, how);
    add_project(loaded, settings, how);
    for key in ["endnotes", "bibliography"] {
        let Some((_, said)) = settings.list(key) else { continue };
        for (path, name, from) in configs.named(settings, key) {
            let path_now = absolute(&path);
            if loaded.files.paths().any(|known| absolute(known) == path_now) {
                continue;
            }
            if let Err(message) = may_read(configs, &path, &name, said) {
                loaded.trouble.push(Trouble { file: from, message });
            } else if let Err(message) = more_notes(loaded, &path, key == "bibliography", how) {
                let message = format!("`{}`: {message}", shown(&path));
                loaded.trouble.push(Trouble { file: from, message });
            }
        }
    }
}

/// Adds the files in which the draft goes on, if it is the first of those that `chapters` names.
fn add_chapters(configs: &Configs, loaded: &mut Loaded, settings: &Settings, how: How) {
    let Some((_, said)) = settings.list("chapters") else { return };
    // The claims file has named them: it knows the draft best.
    if !loaded.texts().chapters().is_empty() {
        return;
    }
    let Some(draft) = loaded.draft.and_then(|(file, _)| loaded.files.path(file)).map(absolute) else {
        return;
    };
    let mut named = configs.named(settings, "chapters").into_iter();
    if named.next().is_none_or(|(first, ..)| absolute(&first) != draft) {
        return;
    }
    for (path, name, from) in named {
        if let Err(message) = may_read(configs, &path, &name, said) {
            loaded.trouble.push(Trouble { file: from, message });
        } else if let Some((file, reader)) = loaded.file(&path, how) {
            loaded.files.texts.add_chapter(file, reader.name);
            bibliographies(loaded, (file, reader), &path, how);
        }
    }
}

/// Adds what a Quarto project says. Chapters that the claims file or a configuration names go before its own.
fn add_project(loaded: &mut Loaded, settings: &Settings, how: How) {
    let path = loaded.draft.and_then(|(file, _)| loaded.files.path(file)).map(Path::to_owned);
    if let Some(path) = path {
        let whole = settings.list("chapters").is_none() && loaded.texts().chapters().is_empty();
        quarto::add(loaded, &path, whole, how);
    }
}

/// Whether a file that a configuration names may be opened.
fn may_read(configs: &Configs, path: &Path, name: &str, said: &Origin) -> Result<(), String> {
    let climbs = |part: Component<'_>| !matches!(part, Component::Normal(_) | Component::CurDir);
    if Path::new(name).components().any(climbs) {
        return Err(format!("`{name}` is outside this file's folder"));
    }
    configs.may_open(path, said).map_err(|why| format!("`{name}` {why}"))
}
