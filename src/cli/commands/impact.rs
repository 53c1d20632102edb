//! `claimlint impact`: what falls if something goes.

use std::path::Path;

use crate::argument::loss::Losses;
use crate::case::losses::Gone;
use crate::cli::base::exit::Exit;
use crate::cli::base::path::shown;
use crate::cli::base::write;
use crate::cli::flags::{ImpactFlags, Look, TextOrJson};
use crate::cli::run::argued::{is_path, unknown, with_case};
use crate::report::argument::{impact_json, impact_text, loads_json, loads_text};

/// Runs `impact`.
pub fn impact(flags: &ImpactFlags, look: &Look) -> Exit {
    let (targets, paths): (Vec<&String>, Vec<&String>) =
        flags.targets.iter().partition(|word| !is_path(word));
    let mut paths = paths.into_iter().map(|path| Path::new(path.as_str())).chain(flags.path.as_deref());
    let path = paths.next();
    if let Some(second) = paths.next() {
        return write::trouble(&format!("{}: name one draft or claims file at a time", shown(second)));
    }
    with_case(path, &flags.which, |case| {
        let style = look.style();
        let json = flags.format == TextOrJson::Json;
        if targets.is_empty() {
            let loads = case.loads();
            return Ok(if json { loads_json(case, &loads) } else { loads_text(case, &loads, &style) });
        }
        let mut gone: Vec<Gone> = Vec::new();
        for word in &targets {
            let one = case.gone_named(word).ok_or_else(|| unknown(case, word, "claim, source or note"))?;
            if !gone.contains(&one) {
                gone.push(one);
            }
        }
        let argued = case.argued();
        let mut losses = Losses::new(&argued.graph, &argued.labels);
        let impact = case.impact(&mut losses, &case.things(), &gone, &case.theses());
        Ok(if json { impact_json(case, &gone, &impact) } else { impact_text(case, &gone, &impact, &style) })
    })
}
