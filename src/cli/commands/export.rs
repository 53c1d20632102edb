//! `claimlint export`: claims, evidence and review for other programs.

use crate::check::Options;
use crate::cli::base::exit::Exit;
use crate::cli::base::path::shown;
use crate::cli::base::write;
use crate::cli::files::find::pairs;
use crate::cli::files::load;
use crate::cli::flags::Export;
use crate::open::How;
use crate::report::export::text;

/// Runs `export`.
pub fn export(flags: &Export) -> Exit {
    let (pairs, troubles) = pairs(std::slice::from_ref(&flags.path), How::default());
    for trouble in &troubles {
        write::trouble(&format!("{}: {}", trouble.file, trouble.message));
    }
    let mut with_claims: Vec<_> = pairs.iter().filter(|pair| pair.claims.is_some()).collect();
    if with_claims.is_empty() && pairs.len() == 1 {
        with_claims.extend(&pairs);
    }
    let [pair] = with_claims[..] else {
        let why = match with_claims.len() {
            0 => "there is no claims file; `claimlint init DRAFT` starts one",
            _ => "there are several claims files; name one",
        };
        return write::trouble(&format!("{}: {why}", shown(&flags.path)));
    };
    let loaded = load::pair(pair, How::default());
    let exit = loaded.told();
    if pair.claims.is_some() && loaded.claims.is_none() {
        return Exit::Trouble;
    }
    let draft = loaded.read_draft();
    let options = Options::default();
    let case = loaded.case(draft.as_ref(), &options);
    if case.written.is_empty() {
        let name = shown(&flags.path);
        return write::trouble(&format!(
            "{name}: there is no claims file; `claimlint init DRAFT` starts one"
        ));
    }
    write::out(&text(&(flags.format.render)(&case))).worst(exit)
}
