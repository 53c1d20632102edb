//! `claimlint graph`: the argument drawn.

use crate::cli::base::exit::Exit;
use crate::cli::flags::GraphFlags;
use crate::cli::run::argued::{entry_named, with_case};
use crate::report::argument::{Links, Look, chosen, within};

/// Runs `graph`.
pub fn graph(flags: &GraphFlags) -> Exit {
    with_case(flags.draft.as_deref(), &flags.which, |case| {
        let about = flags.claim.as_deref().map(|claim| entry_named(case, claim)).transpose()?;
        let mut entries = chosen(case, about, flags.all);
        if let Some(depth) = flags.depth {
            entries = within(case, about, &entries, depth);
        }
        if entries.is_empty() {
            return Err(
                "no claim here has a reason or an objection, so there is no argument to draw; --all \
                     draws every entry"
                    .to_owned(),
            );
        }
        let links = flags.links.clone().map_or(Links::None, Links::To);
        Ok((flags.format.render)(case, &entries, &Look { sideways: flags.lr, links }))
    })
}
