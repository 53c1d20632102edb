//! `claimlint decide`: takes the decisions made on a review page into the claims file.

use std::path::PathBuf;

use crate::cli::base::exit::Exit;
use crate::cli::flags::{Cases, Decide};
use crate::cli::run::decided::{Wanted, decided};

/// Runs `decide`.
pub fn decide(flags: Decide) -> Exit {
    let path = flags.draft.unwrap_or_else(|| PathBuf::from("."));
    let mut cases = Cases { config: flags.taking.config, today: flags.taking.today, ..Cases::of(path) };
    decided(
        &mut cases,
        &Wanted { from: &flags.from, write: flags.taking.write, by: flags.taking.by.as_deref() },
    )
}
