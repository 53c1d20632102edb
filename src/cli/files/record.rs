//! The record of `claimlint verify` that lies beside a draft.

use std::path::{Path, PathBuf};

use crate::cli::base::door;
use crate::cli::base::path::shown;
use crate::cli::base::read::read;
use crate::cli::files::loaded::{Loaded, Pair};
use crate::report::Trouble;
use crate::text::Text;
use crate::verified::ENDING;

/// Where the record of a draft lies: beside it, under its name.
pub fn beside(draft: &Path) -> PathBuf {
    draft.with_extension(ENDING)
}

/// Loads the record of a pair, if there is one.
pub fn load(loaded: &mut Loaded, pair: &Pair) {
    let Some(named) = pair.draft.as_ref().or(pair.claims.as_ref()) else { return };
    let path = beside(named);
    if !door::is_beside(named, &path) {
        return;
    }
    match read(&path) {
        Ok(content) => {
            let file = loaded.files.add(Some(&path), Text::new(shown(&path), content));
            loaded.files.texts.set_record(file);
        }
        Err(message) => loaded.trouble.push(Trouble { file: shown(&path), message }),
    }
}
