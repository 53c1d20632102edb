//! The list of outlets in force, for programs.

use schemars::JsonSchema;
use serde::Serialize;

use crate::report::Run;

/// A list of what kinds of outlet there are.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Outlets", deny_unknown_fields)]
pub struct OutletsOut<'a> {
    /// What it is called.
    list: &'a str,
    /// The day of its last change; may be empty.
    date: &'a str,
    /// How many rows it has.
    rows: usize,
    /// The rows that sources of the drafts belong to.
    met: Vec<OutletOut<'a>>,
}

/// A row of the list.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Outlet", deny_unknown_fields)]
struct OutletOut<'a> {
    /// Its name in the list.
    id: &'a str,
    /// The outlet's name.
    name: &'a str,
    /// What it is: "state-controlled", "aggregator", and so on; "none" where a
    /// house has switched the row off.
    kind: &'a str,
    /// Why a house changed or switched off the row.
    reason: Option<&'a str>,
}

/// The list in force, with the rows met by any draft of the run.
pub fn outlets<'a>(run: &Run<'a>) -> Option<OutletsOut<'a>> {
    let mut all = run.reports.iter().filter_map(|report| report.outlets.as_ref());
    let first = all.next()?;
    let mut out = OutletsOut { list: &first.list, date: &first.date, rows: first.rows, met: Vec::new() };
    for row in std::iter::once(first).chain(all).flat_map(|outlets| &outlets.met) {
        if !out.met.iter().any(|met| met.id == row.id) {
            let (name, kind) = (row.name.as_str(), row.kind.name());
            out.met.push(OutletOut { id: &row.id, name, kind, reason: row.reason.as_deref() });
        }
    }
    Some(out)
}
