//! House rules on the command line: `rules test`, and how `rules` and `explain` tell of them.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use super::config::Configs;
use super::flags::{ConfigFlags, HouseFlags, RulesTest};
use super::{Exit, write};
use crate::check::Report;
use crate::config::{Block, Settings};
use crate::diagnostic::{Diagnostic, Level};
use crate::house::{House, HouseRule, Sought};
use crate::report::{Run, full};

/// The house rules that flags and the configuration of the current folder name; what is wrong with them is drawn.
pub struct Known {
    configs: Configs,
    settings: Settings,
    /// The rules.
    pub house: Arc<House>,
}

impl Known {
    /// Reads them.
    ///
    /// # Errors
    /// The exit status, after the faults were told.
    pub fn read(flags: &HouseFlags, config: &ConfigFlags) -> Result<Self, Exit> {
        let mut configs = Configs::new(config, Block::default());
        let settings = configs.settings(Path::new("."));
        let house = configs.with_house(&settings, flags).house;
        configs.house_names_known();
        if !configs.is_sound() {
            write::err(&configs.drawn());
            return Err(Exit::Trouble);
        }
        Ok(Self { configs, settings, house })
    }

    /// The level at which a rule speaks.
    pub fn level(&self, rule: &HouseRule) -> Level {
        self.settings.house_level(rule.name, rule.level)
    }
}

/// Runs the examples of all house rules.
pub fn test(more: &HouseFlags, flags: &RulesTest) -> Exit {
    let rules = flags.house.rules.iter().chain(&more.rules).cloned().collect();
    let known = match Known::read(&HouseFlags { rules }, &flags.config) {
        Ok(known) => known,
        Err(exit) => return exit,
    };
    if known.house.rules().is_empty() {
        return write::trouble(
            "there are no house rules to test; name a file with `--rules FILE`, or with `rules = [\"FILE\"]` in \
             claimlint.toml",
        );
    }
    let failed: Vec<Diagnostic> =
        known.house.rules().iter().flat_map(|rule| failures(&known.house, rule)).collect();
    let count: usize = known.house.rules().iter().map(|rule| rule.flag.len() + rule.pass.len()).sum();
    let rules = counted(known.house.rules().len(), "rule");
    if failed.is_empty() {
        return write::out(&format!("{rules}, {}: all as they should be\n", counted(count, "example")));
    }
    let said = format!("{rules}, {}: {} not as they should be\n", counted(count, "example"), failed.len());
    let report = Report { findings: failed, ..Report::default() };
    let reports = [report];
    let run = Run::new(known.configs.texts(), &reports, &[]);
    let drawn = (full::FORMAT.render)(&run, &super::report::style_of_errors());
    match write::out(&format!("{drawn}\n{said}")) {
        Exit::Trouble => Exit::Trouble,
        _ => Exit::Findings,
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The examples of a rule that do not come out as they should.
fn failures(house: &House, rule: &HouseRule) -> Vec<Diagnostic> {
    let mut failed = Vec::new();
    for example in &rule.flag {
        if house.finds(rule, example).is_none() {
            let fault = Diagnostic::new(
                rule.name,
                Level::Error,
                example.place,
                "the rule does not find this example",
            );
            let help = "mend the rule or the example; words in quotation marks are passed over in passages";
            failed.push(fault.label("must be found").also(rule.place, "the rule").help(help));
        }
    }
    for example in &rule.pass {
        if let Some(span) = house.finds(rule, example) {
            let words = example.words.get(span.range()).unwrap_or("");
            let message = format!("the rule finds “{words}” in an example that must pass");
            let fault = Diagnostic::new(rule.name, Level::Error, example.place, message);
            let help = "make the pattern narrower, or say in `unless` where it is not meant";
            failed.push(fault.label("must not be found").also(rule.place, "the rule").help(help));
        }
    }
    failed
}

/// What a rule is, as `explain` tells it.
pub fn explained(rule: &HouseRule, level: Level) -> String {
    let mut out = format!("# {} ({}), a rule of this house\n\n", rule.name, level.name());
    let _ =
        writeln!(out, "It speaks of {} and says: {}.", rule.over.one(), rule.message.trim_end_matches('.'));
    let mut section = |title: &str, words: &str| {
        if !words.is_empty() {
            let _ = write!(out, "\n## {title}\n{}\n", words.trim_end());
        }
    };
    let mut looks = match &rule.sought {
        Sought::Pattern(pattern) => format!("The pattern `{pattern}`."),
        Sought::Words(words) => format!("The words {}.", words.join(", ")),
    };
    if let Some(unless) = &rule.unless {
        let _ = write!(looks, " Not where this matches: `{unless}`.");
    }
    section("What it checks", &looks);
    section("Why it matters", &rule.why);
    section("What to do", &rule.help);
    let fenced = |all: &[crate::house::Example]| -> String {
        all.iter().map(|example| format!("```text\n{}\n```\n", example.words)).collect()
    };
    section("Example", &fenced(&rule.flag));
    section("Not flagged", &fenced(&rule.pass));
    out
}
