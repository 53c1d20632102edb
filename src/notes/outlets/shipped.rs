//! The shipped list, from the table that the build makes of `outlets.toml`.

use super::read::month;
use super::{Kind, List, Outlet};

mod table {
    #![allow(missing_docs, reason = "made by the build script")]
    include!(concat!(env!("OUT_DIR"), "/outlets.rs"));
}

pub use table::{DATE, NAME, ROWS};

/// Reads it. Its faults are found by a test that reads the file itself.
pub fn list() -> List {
    let rows = table::TABLE.split('\u{1e}').filter_map(row).collect();
    List::of(NAME.to_owned(), DATE.to_owned(), rows)
}

/// A row of the table: its fields in the order of `build/outlets.rs`.
fn row(line: &str) -> Option<Outlet> {
    let mut fields = line.split('\u{1f}');
    let mut text = || fields.next().unwrap_or("");
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let many = |text: &str| -> Vec<String> {
        text.split('\u{1d}').filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (id, name) = (text().to_owned(), text().to_owned());
    let (aliases, domains, suffixes) = (many(text()), many(text()), many(text()));
    let word = text();
    Some(Outlet {
        id,
        name,
        aliases,
        domains,
        suffixes,
        kind: Kind::ALL.into_iter().find(|kind| kind.name() == word)?,
        says: some(text()),
        owner: some(text()),
        state: many(text()),
        authority: text().to_owned(),
        found_in: some(text()),
        as_of: month(text()),
        scope: some(text()),
        from: text().parse().ok(),
        until: text().parse().ok(),
        permanent: text() == "true",
        reason: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_holds_what_the_file_holds() {
        let read = List::parse(include_str!("outlets.toml"), "").expect("it has no faults");
        assert_eq!(list(), read);
        assert_eq!((read.name.as_str(), read.date.as_str(), read.rows.len()), (NAME, DATE, ROWS));
    }
}
