//! House rules on the command line: `rules test`, and how `rules` and `explain` tell of them.

use crate::check::Report;
use crate::cli::base::exit::Exit;
use crate::cli::base::write;
use crate::cli::files::in_force::InForce;
use crate::cli::flags::{HouseFlags, Rules, RulesCommand, RulesFormat, RulesTest, style_of_errors};
use crate::diagnostic::{Diagnostic, Level};
use crate::house::{House, HouseRule};
use crate::report::{Run, full, rules as report};

/// Prints the table of rules.
pub fn rules(flags: &Rules) -> Exit {
    if let Some(RulesCommand::Test(flags_of_test)) = &flags.command {
        return test(&flags.house, flags_of_test);
    }
    let known = match InForce::read(&flags.house, &flags.config) {
        Ok(known) => known,
        Err(exit) => return exit,
    };
    let own = known.rules();
    write::out(&match flags.format {
        RulesFormat::Json => report::json(&own),
        RulesFormat::Markdown => report::table(),
        RulesFormat::Text => report::text(&own),
    })
}

/// Runs the examples of all house rules.
fn test(more: &HouseFlags, flags: &RulesTest) -> Exit {
    let rules = flags.house.rules.iter().chain(&more.rules).cloned().collect();
    let known = match InForce::read(&HouseFlags { rules }, &flags.config) {
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
        return write::out(&format!("{rules}, {}: all pass\n", counted(count, "example")));
    }
    let said = format!("{rules}, {}: {} fail\n", counted(count, "example"), failed.len());
    let report = Report { findings: failed, ..Report::default() };
    let reports = [report];
    let run = Run::new(known.configs.shelf().texts(), &reports, &[]);
    let drawn = (full::FORMAT.render)(&run, &style_of_errors());
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
            let help = "correct the rule or the example; words in quotation marks are skipped in passages";
            failed.push(fault.label("must be found").also(rule.place, "the rule").help(help));
        }
    }
    for example in &rule.pass {
        if let Some(span) = house.finds(rule, example) {
            let words = example.words.get(span.range()).unwrap_or("");
            let message = format!("the rule finds “{words}” in an example that must pass");
            let fault = Diagnostic::new(rule.name, Level::Error, example.place, message);
            let help = "narrow the pattern, or exclude this with `unless`";
            failed.push(fault.label("must not be found").also(rule.place, "the rule").help(help));
        }
    }
    failed
}
