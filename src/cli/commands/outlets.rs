//! `claimlint outlets`, and the lists of outlets in files.

use std::path::Path;

use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::files::configs::Configs;
use crate::cli::flags::{ConfigFlags, ListFormat, OutletsCommand};
use crate::config::Block;
use crate::report::listing::outlets as listing;

/// Prints the list in force in the current folder.
pub fn outlets(flags: &OutletsCommand) -> Exit {
    let mut configs = Configs::new(&ConfigFlags::default(), Block::default());
    let settings = configs.settings(Path::new("."));
    let list = configs.outlets(&settings, &flags.outlets);
    if !configs.shelf().is_sound() {
        for each in &configs.shelf().troubles() {
            write::trouble(&format!("{}: {}", each.file, each.message));
        }
        return Exit::Trouble;
    }
    write::out(&match flags.format {
        ListFormat::Json => listing::json(&list),
        ListFormat::Toml => listing::toml(&list),
        ListFormat::Text => listing::text(&list),
    })
}
