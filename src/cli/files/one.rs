//! One draft that a command names, with the claims file beside it.

use std::path::Path;

use crate::cli::base::door;
use crate::cli::files::configs::Configs;
use crate::cli::files::load;
use crate::cli::files::loaded::{Loaded, Pair};
use crate::cli::files::notes::add_notes;
use crate::cli::flags::{ConfigFlags, OneDraft};
use crate::config::Block;

/// Loads one draft with the claims file of its name beside it, which may
/// name the file of its notes.
pub fn load(one: &OneDraft) -> Loaded {
    let how = one.how();
    if one.draft == Path::new("-") {
        return load::stdin(&one.stdin_name, how);
    }
    let beside = one.draft.with_extension("claims");
    let claims = door::is_beside(&one.draft, &beside).then_some(beside);
    let mut loaded = load::pair(&Pair { draft: Some(one.draft.clone()), claims }, how);
    let mut configs = Configs::new(&ConfigFlags::default(), Block::default());
    let settings = configs.settings(&one.draft);
    add_notes(&configs, &mut loaded, &settings, how);
    loaded.trouble.extend(configs.shelf().troubles());
    loaded
}
