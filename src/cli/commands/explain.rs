//! `claimlint explain`.

use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::files::in_force::InForce;
use crate::cli::flags::{Explain, Look};
use crate::report::reading;
use crate::report::rules as report;
use crate::rules::groups::{Group, group, may_be_house, nearest};
use crate::rules::rule;

/// Prints a rule's manual.
pub fn explain(flags: &Explain, look: &Look) -> Exit {
    match rule(&flags.rule) {
        Some(rule) => write::out(&shown(&report::manual(rule), look)),
        None if may_be_house(&flags.rule) => of_house(flags, look),
        None => match group(&flags.rule) {
            Some(group) if group == Group::House => match InForce::read(&flags.house, &flags.config) {
                Ok(known) => write::out(&(report::of_group(group) + &report::listed(&known.rules()))),
                Err(exit) => exit,
            },
            Some(group) => write::out(&report::of_group(group)),
            None => {
                let meant = nearest(&flags.rule)
                    .map_or("`claimlint rules` lists them all".to_owned(), |near| {
                        format!("did you mean `{near}`?")
                    });
                write::trouble(&format!("there is no rule or group `{}`; {meant}", flags.rule))
            }
        },
    }
}

/// A manual as it is read: set for a terminal, else as the Markdown it is written in.
fn shown(manual: &str, look: &Look) -> String {
    if look.is_read() { reading::set(manual, &look.style()) } else { manual.to_owned() }
}

/// Prints what a team's own rule is.
fn of_house(flags: &Explain, look: &Look) -> Exit {
    let known = match InForce::read(&flags.house, &flags.config) {
        Ok(known) => known,
        Err(exit) => return exit,
    };
    if let Some(rule) = known.house.named(&flags.rule) {
        return write::out(&shown(&report::explained(rule, known.level(rule)), look));
    }
    let meant = match crate::text::nearest(&flags.rule, known.house.names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.house.rules().is_empty() => "name its file with `--rules FILE`".to_owned(),
        None => "`claimlint rules` lists them all".to_owned(),
    };
    write::trouble(&format!("there is no house rule `{}`; {meant}", flags.rule))
}
