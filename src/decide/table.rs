//! The table of `claimlint status --format csv`, filled in and saved by a spreadsheet: columns are known by their heads,
//! whatever their order, and whatever parts them.

use std::collections::HashMap;

use jiff::civil::Date;

use super::read::{Decision, Decisions, Kind, MOST, What};

impl Decisions {
    /// Reads what a reviewer filled in. Rows without a decision, a remark or a name say nothing; `today` stands where no
    /// day was filled in.
    ///
    /// # Errors
    /// Why it is no such table, as the end of a sentence that begins with its name.
    pub fn from_table(text: &str, today: Date) -> Result<Self, String> {
        let text = text.trim_start_matches('\u{feff}');
        let head = text.lines().next().unwrap_or_default();
        // As Excel saves where a comma is in every number, and as text.
        let parted = [b',', b';', b'\t'];
        let by = parted.into_iter().max_by_key(|by| head.bytes().filter(|byte| byte == by).count());
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(by.unwrap_or(b','))
            .flexible(true)
            .has_headers(true)
            .from_reader(text.as_bytes());
        let heads = reader.headers().map_err(|error| format!("is not a table that can be read: {error}"))?;
        let columns: HashMap<String, usize> =
            heads.iter().enumerate().map(|(at, head)| (head.trim().to_lowercase(), at)).collect();
        for needed in ["claim", "seal", "decision"] {
            if !columns.contains_key(needed) {
                return Err(format!(
                    "is not a file of decisions: neither what a review page gives out nor a table of `claimlint status \
                     --format csv` (it has no column `{needed}`)"
                ));
            }
        }
        let mut decisions = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| format!("is not a table that can be read: {error}"))?;
            let line = record.position().map_or(0, csv::Position::line);
            let cell =
                |name: &str| columns.get(name).and_then(|&at| record.get(at)).unwrap_or_default().trim();
            if let Some(decision) =
                row(&cell, today).map_err(|why| format!("line {line} ({}): {why}", cell("claim")))?
            {
                decisions.push(decision);
            }
            if decisions.len() > MOST {
                return Err(format!("has more than {MOST} decisions"));
            }
        }
        let files: Vec<&str> = decisions.iter().map(|decision| decision.file.as_str()).collect();
        let draft = files.first().filter(|first| files.iter().all(|file| file == *first));
        let draft = draft.map(|file| (*file).to_owned()).unwrap_or_default();
        Ok(Self::of(draft, String::new(), String::new(), decisions))
    }
}

/// One row; `None` if nothing was filled in.
fn row<'r>(cell: &dyn Fn(&str) -> &'r str, today: Date) -> Result<Option<Decision>, String> {
    let (word, remark) = (cell("decision").to_lowercase(), cell("remark"));
    if word.is_empty() && remark.is_empty() {
        return Ok(None);
    }
    let decision = match word.as_str() {
        "checked" | "check" | "ok" | "yes" | "x" | "\u{2713}" => What::Checked,
        "question" | "?" => What::Question,
        "" => return Err("a remark, but no decision; write `checked` or `question`".to_owned()),
        other => return Err(format!("`{other}` is no decision; write `checked` or `question`")),
    };
    let on = match cell("on") {
        "" => today,
        day => day.parse().map_err(|_| format!("`{day}` is no day; write it as 2026-05-04"))?,
    };
    let seal = cell("seal");
    let seal = seal.strip_prefix("seal").unwrap_or(seal).trim();
    // `status` puts an apostrophe before what would be a formula.
    let plain = |words: &str| words.strip_prefix('\'').unwrap_or(words).to_owned();
    Ok(Some(Decision {
        kind: Kind::Claim,
        decision,
        on,
        reason: remark.to_owned(),
        until: None,
        claim: cell("claim").to_owned(),
        seal: (!seal.is_empty()).then(|| seal.to_owned()),
        fingerprint: String::new(),
        rule: String::new(),
        about: plain(cell("statement")),
        file: plain(cell("file")),
        by: cell("by").to_owned(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Date = jiff::civil::date(2026, 5, 4);

    #[test]
    fn what_spreadsheets_save_is_read() {
        let comma = "\u{feff}claim,seal,decision,by,on,remark\r\n\"dues\",\"seal ab12cd34\",checked,Ann,,\r\nrest,,,,,\r\n";
        let semicolon = comma.replace(',', ";");
        let tab = comma.replace(',', "\t").replace("\r\n", "\n");
        for table in [comma, &semicolon, &tab] {
            let read = Decisions::from_table(table, DAY).expect("it is read");
            let [only] = read.decisions.as_slice() else { panic!("{read:?}") };
            assert_eq!(
                (only.claim.as_str(), only.seal.as_deref(), only.by.as_str(), only.on),
                ("dues", Some("ab12cd34"), "Ann", DAY)
            );
        }
    }

    #[test]
    fn what_is_no_decision_is_told_with_its_line() {
        let why = |row: &str| {
            let table = format!("claim,seal,decision,on,remark\n{row}\n");
            Decisions::from_table(&table, DAY).map(|_| ()).expect_err("it is refused")
        };
        assert!(
            why("dues,,maybe,,").contains("line 2 (dues): `maybe` is no decision"),
            "{}",
            why("dues,,maybe,,")
        );
        assert!(why("dues,,,,look").contains("no decision; write"));
        assert!(why("dues,,checked,4.5.26,").contains("`4.5.26` is no day"));
        assert!(Decisions::from_table("a,b\n", DAY).expect_err("no").contains("no column `claim`"));
    }
}
