//! Which comments go into a copy, which of ours stay, and which go out of it.

use std::collections::HashSet;

use super::{Comment, Copied, Placed, Thread};

/// What is to be done.
#[derive(Debug, Default)]
pub struct Plan {
    /// Comments to put in.
    pub add: Vec<Comment>,
    /// Comments to take out, by their numbers or names in the file.
    pub remove: HashSet<String>,
}

/// Holds what is wanted against what is there. A comment that somebody answered or resolved stays, and what it tells is
/// told nowhere else; one of the others stays if it tells what is wanted, and goes out if not.
pub fn plan(threads: &[Thread], placed: &Placed, copied: &mut Copied) -> Plan {
    let mut plan = Plan::default();
    let wanted: HashSet<&str> = placed.comments.iter().flat_map(Comment::tokens).collect();
    let still = |token: &String| wanted.contains(token.as_str()) || placed.held.contains(token);
    let ours = || threads.iter().filter(|thread| thread.is_ours());
    let mut done: HashSet<&str> = HashSet::new();
    for thread in ours().filter(|thread| thread.is_answered()) {
        done.extend(thread.tokens.iter().map(String::as_str));
        if thread.tokens.iter().any(still) {
            copied.kept += 1;
        } else {
            copied.answered += 1;
        }
    }
    let mut add: Vec<Comment> = placed.comments.clone();
    for comment in &mut add {
        comment.told.retain(|told| !done.contains(told.token.as_str()));
    }
    add.retain(|comment| !comment.told.is_empty());
    let mut old: HashSet<&str> = HashSet::new();
    for thread in ours().filter(|thread| !thread.is_answered()) {
        let same = |comment: &Comment| comment.tokens().eq(thread.tokens.iter().map(String::as_str));
        let told = |comment: &Comment| comment.tokens().any(|token| thread.tokens.iter().any(|t| t == token));
        if let Some(at) = add.iter().position(same) {
            add.remove(at);
            copied.kept += 1;
        } else if thread.tokens.iter().any(still) && !add.iter().any(told) {
            // It tells what is not put in unless asked for, and was asked for before; or it is there twice.
            copied.kept += 1;
        } else {
            plan.remove.insert(thread.id.clone());
            old.extend(thread.tokens.iter().map(String::as_str));
            if !thread.tokens.iter().any(still) {
                copied.cured += 1;
            }
        }
    }
    let is_old = |comment: &&Comment| comment.tokens().any(|token| old.contains(token));
    copied.renewed = add.iter().filter(is_old).count();
    plan.add = add;
    plan
}
