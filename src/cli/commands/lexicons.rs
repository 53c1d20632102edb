//! `claimlint lexicons`, and the flag that adds to the lists of words.

use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::files::lists;
use crate::cli::flags::{LexiconsCommand, ListFormat};
use crate::lexicon::List;
use crate::report::listing::lexicons as listing;

/// Prints the lists in force.
pub fn lexicons(flags: &LexiconsCommand) -> Exit {
    let table = match lists::lexicons(&flags.lexicons.lexicon) {
        Ok(table) => table,
        Err(trouble) => {
            for each in &trouble {
                write::trouble(&format!("{}: {}", each.file, each.message));
            }
            return Exit::Trouble;
        }
    };
    let one = flags.list;
    let lists: Vec<List> =
        List::ALL.iter().copied().filter(|list| one.is_none_or(|one| one == *list)).collect();
    write::out(&match flags.format {
        ListFormat::Json => listing::json(&table, &lists),
        ListFormat::Toml => listing::toml(&table, &lists),
        ListFormat::Text => listing::text(&table, &lists, one.is_some()),
    })
}
