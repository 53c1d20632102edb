//! Reads a list of outlets. Faults say on which line they stand and what was
//! probably meant.

use serde::Deserialize;
use toml::Spanned;

use super::host::is_shared_ending;
use super::{Kind, List, Month, Outlet};
use crate::text::{Text, nearest, toml_message};

/// Something in a list that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// 1-based line.
    pub line: usize,
    /// What is wrong, in one sentence without a full stop at its end.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    name: Option<String>,
    date: Option<String>,
    #[serde(default)]
    outlet: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: Option<Spanned<String>>,
    name: Spanned<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    domains: Vec<Spanned<String>>,
    #[serde(default)]
    suffixes: Vec<String>,
    kind: Spanned<String>,
    says: Option<String>,
    owner: Option<String>,
    #[serde(default)]
    state: Vec<String>,
    authority: Option<String>,
    #[serde(rename = "where")]
    found_in: Option<String>,
    #[serde(rename = "as-of")]
    as_of: Option<Spanned<String>>,
    scope: Option<String>,
    from: Option<i16>,
    until: Option<i16>,
    #[serde(default)]
    permanent: bool,
    reason: Option<String>,
}

/// Every key of a row, for "is … meant?".
const KEYS: &[&str] = &[
    "id",
    "name",
    "aliases",
    "domains",
    "suffixes",
    "kind",
    "says",
    "owner",
    "state",
    "authority",
    "where",
    "as-of",
    "scope",
    "from",
    "until",
    "permanent",
    "reason",
    "date",
    "outlet",
];

impl List {
    /// Reads a list in TOML. `called` is its name if it gives itself none.
    ///
    /// # Errors
    /// Every fault found, in the order of the lines; a fault of the TOML itself
    /// is the only one told.
    pub fn parse(words: &str, called: &str) -> Result<List, Vec<Fault>> {
        let lines = Text::new("", words);
        let line = |at: usize| lines.line(u32::try_from(at).unwrap_or(u32::MAX));
        let page: Page = toml::from_str(words).map_err(|error| {
            vec![Fault {
                line: line(error.span().map_or(0, |span| span.start)),
                message: toml_message(error.message(), KEYS),
            }]
        })?;
        let name = page.name.unwrap_or_else(|| called.to_owned());
        let date = page.date.unwrap_or_default();
        let mut faults = Vec::new();
        let rows = page
            .outlet
            .into_iter()
            .map(|row| outlet(row, &name, &mut |at, message| faults.push(Fault { line: line(at), message })))
            .collect();
        if faults.is_empty() { Ok(List::of(name, date, rows)) } else { Err(faults) }
    }
}

fn outlet(row: Row, list: &str, fault: &mut dyn FnMut(usize, String)) -> Outlet {
    let word = row.kind.get_ref().as_str();
    let kind = Kind::ALL.into_iter().find(|kind| kind.name() == word);
    if kind.is_none() {
        let names = || Kind::ALL.iter().map(|kind| kind.name());
        let meant = match nearest(word, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the kinds are {}", names().collect::<Vec<_>>().join(", ")),
        };
        fault(row.kind.span().start, format!("there is no kind `{word}`; {meant}"));
    }
    if super::key(row.name.get_ref()).is_empty() {
        fault(row.name.span().start, "the name has no letters".to_owned());
    }
    if kind == Some(Kind::None) && row.reason.as_ref().is_none_or(|reason| reason.trim().is_empty()) {
        fault(row.kind.span().start, "a row of kind `none` needs a reason: add `reason = \"…\"`".to_owned());
    }
    let mut domains = Vec::new();
    for domain in row.domains {
        let host = domain.get_ref().trim().trim_start_matches("www.").to_ascii_lowercase();
        if host.contains(['/', ' ', ':']) || !host.contains('.') {
            let message = format!("`{}` is not a domain; write `example.org`", domain.get_ref());
            fault(domain.span().start, message);
        } else if is_shared_ending(&host) {
            let message =
                format!("many owners share the ending `{host}`; if you mean it, write it under `suffixes`");
            fault(domain.span().start, message);
        }
        domains.push(host);
    }
    let as_of = row.as_of.and_then(|word| {
        let month = month(word.get_ref());
        if month.is_none() {
            fault(word.span().start, format!("`{}` is not a month; write `2024-02`", word.get_ref()));
        }
        month
    });
    let id = row.id.map_or_else(|| super::key(row.name.get_ref()).replace(' ', "-"), Spanned::into_inner);
    Outlet {
        id,
        name: row.name.into_inner(),
        aliases: row.aliases,
        domains,
        suffixes: row
            .suffixes
            .iter()
            .map(|suffix| suffix.trim_start_matches('.').to_ascii_lowercase())
            .collect(),
        kind: kind.unwrap_or(Kind::None),
        says: row.says,
        owner: row.owner,
        state: row.state,
        authority: row.authority.unwrap_or_else(|| format!("list “{list}”")),
        found_in: row.found_in,
        as_of,
        scope: row.scope,
        from: row.from,
        until: row.until,
        permanent: row.permanent,
        reason: row.reason,
    }
}

/// "2024-02" or "2024-02-07".
pub(super) fn month(word: &str) -> Option<Month> {
    let mut parts = word.split('-');
    let year = parts.next()?.parse().ok().filter(|year: &i16| (1900..=2999).contains(year))?;
    let month = parts.next()?.parse().ok().filter(|month: &u8| (1..=12).contains(month))?;
    Some(Month { year, month })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(words: &str) -> Vec<(usize, String)> {
        let faults = List::parse(words, "house").expect_err("it has faults");
        faults.into_iter().map(|fault| (fault.line, fault.message)).collect()
    }

    #[test]
    fn faults_are_told_with_line_and_nearest_word() {
        let found = faults(
            "[[outlet]]\nname = \"A\"\nkind = \"agregator\"\n\n[[outlet]]\nname = \"B\"\nkind = \"none\"\ndomains = [\"co.uk\"]\nas-of = \"May\"\n",
        );
        let expected = [
            (3, "there is no kind `agregator`; did you mean `aggregator`?"),
            (7, "a row of kind `none` needs a reason: add `reason = \"…\"`"),
            (8, "many owners share the ending `co.uk`; if you mean it, write it under `suffixes`"),
            (9, "`May` is not a month; write `2024-02`"),
        ];
        let found: Vec<_> = found.iter().map(|(line, message)| (*line, message.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn unknown_and_missing_keys() {
        let found = faults("[[outlet]]\nname = \"A\"\nkind = \"wire\"\ndomians = []\n");
        assert_eq!(found, [(4, "there is no key `domians`; did you mean `domains`?".to_owned())]);
        let found = faults("[[outlet]]\nname = \"A\"\n");
        assert_eq!(found[0].1, "this row has no `kind`");
        assert!(List::parse("name = ", "house").is_err());
        assert!(List::parse("", "house").is_ok_and(|list| list.rows.is_empty() && list.name == "house"));
    }
}
