//! `claimlint man`: manual pages, made from the flags.

use std::path::Path;

use clap::CommandFactory;

use crate::cli::base::exit::Exit;
use crate::cli::base::path::shown;
use crate::cli::base::write;
use crate::cli::flags::{Flags, Man};

/// A page: the name of its file, and what stands in it.
type Page = (String, String);

/// Runs `man`.
pub fn man(flags: &Man) -> Exit {
    let pages = match pages() {
        Ok(pages) => pages,
        Err(error) => return write::trouble(&format!("the manual could not be created: {error}")),
    };
    match (&flags.dir, pages.first()) {
        (Some(folder), _) => match put(folder, &pages, flags.force) {
            Ok(count) => write::out(&told(folder, count, pages.len())),
            Err(message) => write::trouble(&message),
        },
        (None, Some((_, page))) => write::exact(page),
        (None, None) => Exit::Clean,
    }
}

/// Every page, that of the program first.
fn pages() -> std::io::Result<Vec<Page>> {
    fn walk(command: clap::Command, pages: &mut Vec<Page>) -> std::io::Result<()> {
        let below: Vec<_> =
            command.get_subcommands().filter(|command| !command.is_hide_set()).cloned().collect();
        let man = clap_mangen::Man::new(command).manual("claimlint");
        let mut page = Vec::new();
        man.render(&mut page)?;
        pages.push((man.get_filename(), String::from_utf8_lossy(&page).into_owned()));
        below.into_iter().try_for_each(|command| walk(command, pages))
    }
    let mut command = Flags::command().disable_help_subcommand(true);
    // Gives each command its full name: claimlint-check.
    command.build();
    let mut pages = Vec::new();
    walk(command, &mut pages)?;
    Ok(pages)
}

/// Writes the pages that are not there yet as they should be; how many these are.
fn put(folder: &Path, pages: &[Page], force: bool) -> Result<usize, String> {
    let mut wanting = Vec::new();
    for (name, page) in pages {
        let path = folder.join(name);
        match std::fs::read(&path) {
            Ok(there) if there == page.as_bytes() => {}
            Ok(_) if !force => {
                return Err(format!(
                    "{} exists and differs; nothing was written (--force overwrites it)",
                    shown(&path)
                ));
            }
            _ => wanting.push((path, page)),
        }
    }
    std::fs::create_dir_all(folder)
        .map_err(|error| format!("the folder {} could not be created: {error}", shown(folder)))?;
    for (path, page) in &wanting {
        if force { write::put(path, page)? } else { write::create(path, page)? }
    }
    Ok(wanting.len())
}

fn told(folder: &Path, written: usize, all: usize) -> String {
    format!("{}: {written} of {all} pages written, the others already exist\n", shown(folder))
}
