//! Files of notes and bibliographies that a configuration names.

use std::path::{Component, Path};

use crate::cli::base::decode::How;
use crate::cli::base::path::{absolute, shown};
use crate::cli::files::configs::Configs;
use crate::cli::files::load::more_notes;
use crate::cli::files::loaded::Loaded;
use crate::config::Settings;
use crate::report::Trouble;

/// Adds the files of notes and the bibliographies that the settings name.
pub fn add_notes(configs: &Configs, loaded: &mut Loaded, settings: &Settings, how: How) {
    if loaded.draft.is_none() {
        return;
    }
    for key in ["endnotes", "bibliography"] {
        let Some((_, said)) = settings.list(key) else { continue };
        for (path, name, from) in configs.named(settings, key) {
            let path_now = absolute(&path);
            if loaded.files.paths().any(|known| absolute(known) == path_now) {
                continue;
            }
            let climbs = |part: Component<'_>| !matches!(part, Component::Normal(_) | Component::CurDir);
            if Path::new(&name).components().any(climbs) {
                let message = format!("`{name}` is outside this file's folder");
                loaded.trouble.push(Trouble { file: from, message });
            } else if let Err(why) = configs.may_open(&path, said) {
                loaded.trouble.push(Trouble { file: from, message: format!("`{name}` {why}") });
            } else if let Err(message) = more_notes(loaded, &path, key == "bibliography", how) {
                let message = format!("`{}`: {message}", shown(&path));
                loaded.trouble.push(Trouble { file: from, message });
            }
        }
    }
}
