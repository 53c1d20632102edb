//! `claimlint trace`: what a claim rests on.

use crate::cli::base::exit::Exit;
use crate::cli::flags::{Look, TextOrJson, TraceFlags};
use crate::cli::run::argued::{entry_named, with_case};
use crate::report::argument::{trace_json, trace_text};

/// Runs `trace`.
pub fn trace(flags: &TraceFlags, look: &Look) -> Exit {
    with_case(flags.draft.as_deref(), &flags.which, |case| {
        let entry = entry_named(case, &flags.claim)?;
        Ok(match flags.format {
            TextOrJson::Json => trace_json(case, entry),
            TextOrJson::Text => trace_text(case, entry, &look.style()),
        })
    })
}
