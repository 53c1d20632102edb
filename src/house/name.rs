//! Names of house rules, kept for the length of the process, as a finding's name is.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use super::PREFIX;

/// The longest name, in bytes.
const LONGEST: usize = 60;

/// The most different names in one process. A run takes far fewer; a process that reads many files of rules (`--watch`,
/// or a program that uses the library) cannot grow without end.
const MOST: usize = 10_000;

static KEPT: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

/// The name as one that lives as long as the process: each is kept once. `None` if there are too many.
pub(super) fn kept(name: &str) -> Option<&'static str> {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = kept.get(name) {
        return Some(known);
    }
    if kept.len() >= MOST {
        return None;
    }
    let name: &'static str = Box::leak(name.into());
    kept.insert(name);
    Some(name)
}

/// What is wrong with a name, and what to do.
pub(super) fn fault(name: &str) -> Option<(String, String)> {
    let Some(rest) = name.strip_prefix(PREFIX) else {
        let message = format!(
            "the name of a house rule begins with `{PREFIX}`, so that it never clashes with a shipped \
                 rule"
        );
        return Some((message, format!("write `name = \"{PREFIX}{}\"`", dashed(name))));
    };
    let sound = rest.split('-').all(|part| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    });
    if !sound {
        let help = format!("write `name = \"{PREFIX}{}\"`", dashed(rest));
        return Some((
            format!("`{name}` is not a valid name: use small letters, digits and single dashes"),
            help,
        ));
    }
    if name.len() > LONGEST {
        return Some((
            format!("this name is longer than {LONGEST} letters"),
            "write a shorter one".to_owned(),
        ));
    }
    None
}

/// A name in small letters and dashes that is like this one.
fn dashed(name: &str) -> String {
    let letters = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let all: String = name.chars().take(LONGEST - PREFIX.len()).map(letters).collect();
    let parts: Vec<&str> = all.split('-').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "name".to_owned() } else { parts.join("-") }
}
