//! A claims file read as it will stand, before it is written.

use std::collections::BTreeMap;
use std::path::Path;

use crate::case::soundness::Soundness;
use crate::check::Options;
use crate::cli::base::path::shown;
use crate::cli::base::read::stage;
use crate::cli::files::loaded::Loaded;

/// Whether a file may become `after`: `again` loads the case anew, which is then no less sound than before.
///
/// # Errors
/// What would be worse, in a plain sentence; the file is then not to be written.
pub fn proved(
    before: &Loaded,
    path: &Path,
    after: &str,
    again: impl FnOnce() -> Loaded,
) -> Result<(), String> {
    let now = {
        let _staged = stage(BTreeMap::from([(path.to_owned(), after.to_owned())]));
        again()
    };
    let (old, new) = (soundness(before), soundness(&now));
    let why = match () {
        () if now.trouble.len() > before.trouble.len() => "it could not be read any more",
        () if new.slips > old.slips => "it would have more mistakes than before",
        () if new.lost > old.lost => "it would lose words of the draft that it quotes",
        () if new.stale > old.stale => "it would void a signed check",
        () => return Ok(()),
    };
    Err(format!("{} was not changed: {why}", shown(path)))
}

fn soundness(loaded: &Loaded) -> Soundness {
    let draft = loaded.read_draft();
    let options = Options::default();
    Soundness::of(&loaded.case(draft.as_ref(), &options))
}
