//! `claimlint notes` and `claimlint sources`: what was understood of the notes,
//! and which source carries what.

use crate::check::read_draft;
use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::files::one;
use crate::cli::flags::{Look, Notes};
use crate::report::notes::Listing;

/// Runs `notes`.
pub fn notes(flags: &Notes, look: &Look) -> Exit {
    let loaded = one::load(&flags.one);
    let exit = loaded.told();
    let Some(draft) = read_draft(loaded.input()) else { return Exit::Trouble };
    let read = crate::notes::read(&draft);
    let listing = Listing { texts: loaded.texts(), draft: &draft, notes: &read };
    write::out(&(flags.format.render)(&listing, &look.style())).worst(exit)
}
