//! Lists of outlets and of words in files.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::base::path::shown;
use crate::cli::base::read::read;
use crate::lexicon::{Lexicons, Page};
use crate::notes::outlets::{List, Outlets};
use crate::report::Trouble;

/// The shipped list, or `only` in its place, with the rows of `more` over it.
///
/// # Errors
/// What is wrong with a list file, each fault with its line.
pub fn outlets(only: Option<&Path>, more: &[PathBuf]) -> Result<Outlets, Vec<Trouble>> {
    let mut trouble = Vec::new();
    let mut list = match only {
        Some(path) => file(path, &mut trouble),
        None => Outlets::default(),
    };
    for path in more {
        list = Outlets::of(list.with(&file(path, &mut trouble)));
    }
    if trouble.is_empty() { Ok(list) } else { Err(trouble) }
}

fn file(path: &Path, trouble: &mut Vec<Trouble>) -> Outlets {
    let name = shown(path);
    match read(path).map(|words| List::parse(&words, &name)) {
        Ok(Ok(list)) => return Outlets::of(list),
        Ok(Err(faults)) => trouble.extend(
            faults
                .into_iter()
                .map(|fault| Trouble { file: format!("{name}:{}", fault.line), message: fault.message }),
        ),
        Err(message) => trouble.push(Trouble { file: name, message }),
    }
    Outlets::of(List::default())
}

/// The shipped lists with those of these files.
///
/// # Errors
/// What is wrong with a file of words, each fault with its line.
pub fn lexicons(files: &[std::path::PathBuf]) -> Result<Lexicons, Vec<Trouble>> {
    let mut trouble = Vec::new();
    let mut lists = Lexicons::default();
    for path in files {
        let name = shown(path);
        match read(path).map(|words| Page::parse(&words, &name)) {
            Ok(Ok(page)) => lists = Lexicons(Arc::new(lists.with(&page))),
            Ok(Err(faults)) => trouble.extend(
                faults
                    .into_iter()
                    .map(|fault| Trouble { file: format!("{name}:{}", fault.line), message: fault.message }),
            ),
            Err(message) => trouble.push(Trouble { file: name, message }),
        }
    }
    if trouble.is_empty() { Ok(lists) } else { Err(trouble) }
}
