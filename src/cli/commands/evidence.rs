//! `claimlint evidence`: what became of every citation.

use crate::check::Options;
use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::files::find::pairs;
use crate::cli::files::load;
use crate::cli::flags::{Evidence, Look, TextOrJson};
use crate::open::How;
use crate::report::listing::evidence as listing;

/// Runs `evidence`.
pub fn evidence(flags: &Evidence, look: &Look) -> Exit {
    let how = How { from: flags.from, ..How::default() };
    let (pairs, troubles) = pairs(&flags.paths, how);
    let mut exit = Exit::Clean;
    for trouble in &troubles {
        exit = write::trouble(&format!("{}: {}", trouble.file, trouble.message));
    }
    let mut all = Vec::new();
    for pair in pairs.iter().filter(|pair| pair.claims.is_some()) {
        let loaded = load::pair(pair, how);
        if loaded.told() == Exit::Trouble {
            exit = Exit::Trouble;
        }
        let draft = loaded.read_draft();
        let options = Options::default();
        all.extend(listing::Evidence::of(&loaded.case(draft.as_ref(), &options)));
    }
    if exit == Exit::Clean && all.iter().any(listing::Evidence::is_wrong) {
        exit = Exit::Findings;
    }
    let out = match flags.format {
        TextOrJson::Json => listing::json(all),
        TextOrJson::Text if all.is_empty() && exit == Exit::Clean => {
            return write::trouble("there is no claims file here: evidence is what its `cites` lines name");
        }
        TextOrJson::Text => all.iter().map(|each| listing::text(each, look.style().width)).collect(),
    };
    match write::out(&out) {
        Exit::Clean => exit,
        other => other,
    }
}
