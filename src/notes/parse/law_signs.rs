//! Signs of law: series of reports, acts, bills, treaties, orders.

use super::lexicon::Flags;
use super::token::{Kind, Tokens};
use crate::notes::WorkType;

/// A sign of law: the sort of work, where the sign begins and ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign {
    pub work: WorkType,
    pub from: usize,
    pub to: usize,
}

/// Series of law between two numbers, written without spaces and stops.
const SERIES: [(&str, WorkType); 58] = [
    ("us", WorkType::Case),
    ("sct", WorkType::Case),
    ("f2d", WorkType::Case),
    ("f3d", WorkType::Case),
    ("f4th", WorkType::Case),
    ("fsupp", WorkType::Case),
    ("fsupp2d", WorkType::Case),
    ("fsupp3d", WorkType::Case),
    ("led", WorkType::Case),
    ("led2d", WorkType::Case),
    ("cal", WorkType::Case),
    ("cal4th", WorkType::Case),
    ("cal5th", WorkType::Case),
    ("cal3d", WorkType::Case),
    ("ne2d", WorkType::Case),
    ("ne3d", WorkType::Case),
    ("ny2d", WorkType::Case),
    ("p2d", WorkType::Case),
    ("p3d", WorkType::Case),
    ("a2d", WorkType::Case),
    ("a3d", WorkType::Case),
    ("so2d", WorkType::Case),
    ("so3d", WorkType::Case),
    ("sw2d", WorkType::Case),
    ("sw3d", WorkType::Case),
    ("nw2d", WorkType::Case),
    ("se2d", WorkType::Case),
    ("frd", WorkType::Case),
    ("fedappx", WorkType::Case),
    ("br", WorkType::Case),
    ("fedcl", WorkType::Case),
    ("scr", WorkType::Case),
    ("clr", WorkType::Case),
    ("ac", WorkType::Case),
    ("wlr", WorkType::Case),
    ("aller", WorkType::Case),
    ("qb", WorkType::Case),
    ("usc", WorkType::Statute),
    ("usca", WorkType::Statute),
    ("uscs", WorkType::Statute),
    ("stat", WorkType::Statute),
    ("cfr", WorkType::Order),
    ("fedreg", WorkType::Order),
    ("federalregister", WorkType::Order),
    ("fr", WorkType::Order),
    ("canlii", WorkType::Case),
    ("wl", WorkType::Case),
    ("nzlr", WorkType::Case),
    ("flr", WorkType::Case),
    ("ecr", WorkType::Case),
    ("congrec", WorkType::Hearing),
    ("unts", WorkType::Treaty),
    ("ust", WorkType::Treaty),
    ("tias", WorkType::Treaty),
    ("ilm", WorkType::Treaty),
    ("lnts", WorkType::Treaty),
    ("bevans", WorkType::Treaty),
    ("ets", WorkType::Treaty),
];

/// The letters and digits of tokens `from..to`, lower case.
fn squeezed(t: &Tokens, from: usize, to: usize) -> String {
    let text = t.slice(t.span(from, to));
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// "410 U.S. 113", "8 U.S.C. § 1160".
pub(super) fn series_at(t: &Tokens, at: usize, to: usize) -> Option<Sign> {
    if t.kind(at) != Some(Kind::Number) || !t.list.get(at + 1)?.capital {
        return None;
    }
    // The series ends before the next number or sign of section.
    let mut end = at + 1;
    while end < to.min(at + 10) {
        let token = t.list[end];
        let inside = match token.kind {
            Kind::Word => {
                !t.text(token).starts_with(['§', '¶'])
                    && !matches!(t.text(token), "at" | "pt" | "pts" | "part")
            }
            Kind::Stop => true,
            // "2d", "3d", "4th" close the name of a series.
            Kind::Mixed => !t.text(token).ends_with("n"),
            _ => false,
        };
        if !inside {
            break;
        }
        end += 1;
    }
    let name = squeezed(t, at + 1, end);
    let work = SERIES.iter().find(|(series, _)| *series == name)?.1;
    let follows = t.get(end).is_some_and(|next| {
        end < to
            && (next.kind == Kind::Number
                || next.kind == Kind::Mixed
                || t.text(next).starts_with('§')
                || t.text(next) == "_"
                // "160 Cong. Rec. H1234".
                || (t.at(end).starts_with(['H', 'S', 'E']) && t.at(end).len() > 1 && t.at(end)[1..].bytes().all(|byte| byte.is_ascii_digit()))
                || t.is_any(end, &["at", "Part", "pt", "App", "H", "S"]))
    });
    follows.then_some(Sign { work, from: at, to: end + 1 })
}

/// A sign made of words at `at`.
pub(super) fn words_at(t: &Tokens, at: usize, to: usize) -> Option<Sign> {
    let token = t.get(at)?;
    let small = t.at(at) == "resolution" && at > 0 && t.is_any(at - 1, &["council", "assembly"]);
    if token.kind != Kind::Word || !(token.capital || small) || !token.flags.any(Flags::LAW) {
        return None;
    }
    let sign = |work: WorkType, end: usize| Some(Sign { work, from: at, to: end.min(to) });
    let text = t.text(token);
    let stop = |at: usize| at + usize::from(t.kind(at) == Some(Kind::Stop));
    let next = stop(at + 1);
    match text {
        "Pub" | "Public" if t.is_any(next, &["L", "Law", "Laws"]) => {
            let mut end = stop(next + 1);
            if t.is_any(end, &["No", "Nos"]) {
                end = stop(end + 1);
            }
            (t.number(end).is_some()).then_some(())?;
            sign(WorkType::Statute, end + 3)
        }
        "Executive" | "Exec" | "E" | "Presidential" | "Proclamation"
            if text != "E" || t.at(at + 2) == "O" =>
        {
            let mut end = next;
            let named = match text {
                "E" => t.at(end) == "O" && t.kind(at + 1) == Some(Kind::Stop),
                "Proclamation" => true,
                _ => t.is_any(end, &["Order", "Proclamation", "Memorandum", "Determination", "Policy"]),
            };
            end = if text == "Proclamation" { next } else { stop(end + 1) };
            if t.is_any(end, &["No", "Directive", "Study"]) {
                end = stop(end + 1);
            }
            (named && matches!(t.kind(end), Some(Kind::Number | Kind::Mixed | Kind::Dash))).then_some(())?;
            sign(WorkType::Order, end + 1)
        }
        "H" | "S" if t.kind(at + 1) == Some(Kind::Stop) => congress(t, at, to),
        "HR" => (t.number(at + 1).is_some()).then_some(Sign { work: WorkType::Bill, from: at, to: at + 2 }),
        "Cong" if at > 0 && t.kind(at - 1) == Some(Kind::Mixed) => sign(WorkType::Hearing, at + 2),
        "Congress" if at > 0 && t.kind(at - 1) == Some(Kind::Mixed) && t.kind(at + 1) != Some(Kind::Word) => {
            sign(WorkType::Hearing, at + 1)
        }
        "Docket" if t.is_any(at + 1, &["No", "Nos"]) => sign(WorkType::Case, at + 4),
        "Restatement" => sign(WorkType::Statute, at + 1),
        "Fed"
            if t.at(at + 2) == "R"
                && t.kind(at + 3) == Some(Kind::Stop)
                && t.list[at + 4..].first().is_some_and(|it| it.capital)
                && !t.is(at + 2, "reg") =>
        {
            sign(WorkType::Statute, at + 1)
        }
        "BVerfGE" | "BGHZ" | "BVerwGE" | "RGZ" | "NJW" if t.number(at + 1).is_some() => {
            sign(WorkType::Case, at + 2)
        }
        "GDPR" | "BGB" | "GG" | "StGB" | "TFEU" | "TEU" | "ECHR" if at >= 2 && (from_article(t, at)) => {
            sign(WorkType::Statute, at + 1)
        }
        "Act" | "Law" | "Loi" | "Ley" | "Decree" if numbered_act(t, at + 1) => {
            sign(WorkType::Statute, at + 4)
        }
        "Constitution" if t.is(at + 1, "of") && (at + 2..at + 6).any(|it| names_article(t, it, to)) => {
            sign(WorkType::Statute, at + 1)
        }
        "T" | "U" | "E" | "C" if t.kind(at + 1) == Some(Kind::Stop) && is_treaty_series(t, at, to) => {
            sign(WorkType::Treaty, at + 6)
        }
        "Code"
            if at > 1
                && (t.list[at - 1].capital
                    || t.kind(at - 1) == Some(Kind::Stop) && t.list[at - 2].capital)
                && names_article(t, at + 1, to) =>
        {
            sign(WorkType::Statute, at + 1)
        }
        "Const" if t.kind(at + 1) == Some(Kind::Stop) => sign(WorkType::Statute, at + 2),
        "Regulation" | "Directive" | "Decision"
            if t.kind(at + 1) == Some(Kind::Open) && t.is_any(at + 2, &["EU", "EC", "EEC", "CFSP"]) =>
        {
            sign(WorkType::Statute, at + 4)
        }
        "Resolution" | "resolution"
            if at > 0 && t.is_any(at - 1, &["council", "assembly"]) && t.number(at + 1).is_some() =>
        {
            sign(WorkType::Order, at + 2)
        }
        "Charter" | "Constitution" | "Treaty" | "Convention" | "Covenant" | "TEU" | "TFEU" | "GDPR"
        | "ECHR" | "ICCPR"
            if names_article(t, at + 1, to) || article_behind(t, at + 1, to) =>
        {
            sign(if text == "Constitution" { WorkType::Statute } else { WorkType::Treaty }, at + 1)
        }
        "Decision"
            if matches!(t.kind(at + 1), Some(Kind::Number | Kind::Mixed))
                && t.kind(at + 2) == Some(Kind::Dash) =>
        {
            sign(WorkType::Order, at + 2)
        }
        "Res"
            if at >= 4
                && t.kind(at + 1) == Some(Kind::Stop)
                && t.is_any(at - 4, &["S", "G"])
                && t.number(at + 2).is_some() =>
        {
            Some(Sign { work: WorkType::Order, from: at - 4, to: (at + 3).min(to) })
        }
        "Directive" | "Decision" | "Regulation"
            if matches!(t.kind(at + 1), Some(Kind::Number)) && t.kind(at + 2) == Some(Kind::Slash) =>
        {
            sign(WorkType::Statute, at + 4)
        }
        "Case" | "Joined"
            if matches!(t.at(at + 1).as_bytes(), [b'C' | b'T' | b'F', b'-', ..]) || t.is(at + 1, "Cases") =>
        {
            sign(WorkType::Case, at + 2)
        }
        "Indictment" | "Complaint" if at + 1 >= to || !t.list[at + 1].capital => sign(WorkType::Case, at + 1),
        "UKSC" | "EWCA" | "EWHC" | "UKHL" | "HCA" | "SCC" | "NZSC" | "ECHR" | "FCA"
            if t.number(at + 1).is_some() || t.is_any(at + 1, &["Civ", "Crim"]) =>
        {
            sign(WorkType::Case, at + 2)
        }
        "Act" => {
            let year = at + 1 + usize::from(t.is(at + 1, "of") || t.kind(at + 1) == Some(Kind::Comma));
            super::dates::year(t, year).map(|_| Sign { work: WorkType::Statute, from: at, to: year + 1 })
        }
        "UNTS" | "TIAS" | "ETS" if at > 0 && t.number(at - 1).is_some() || t.number(at + 1).is_some() => {
            sign(WorkType::Treaty, at + 1)
        }
        "OJ" if in_official_journal(t.at(at + 1)) => sign(WorkType::Statute, at + 2),
        // "Fisheries Act, RSC 1985, c F-14": the revised statutes of a year.
        "RSC" | "RSO" | "RSBC" if super::dates::year(t, at + 1).is_some() => sign(WorkType::Statute, at + 2),
        "SI" if t.number(at + 1).is_some() && t.kind(at + 2) == Some(Kind::Slash) => {
            sign(WorkType::Statute, at + 4)
        }
        _ => None,
    }
}

/// "L", "C", "C326": a series of the Official Journal.
fn in_official_journal(word: &str) -> bool {
    word.starts_with(['L', 'C']) && word.bytes().skip(1).all(|byte| byte.is_ascii_digit())
}

/// "[2013] UKSC 12", "[1905] 24 NZLR 1899": a year in square brackets, the letters of a court or a
/// series, a number. Two letters may be a journal of law, so only three or more tell.
pub(super) fn neutral_at(t: &Tokens, at: usize, to: usize) -> Option<Sign> {
    let (open, close) = (t.get(at)?, at + 2);
    let bracket = open.kind == Kind::Open && t.text(open) == "[" && open.mate as usize == close;
    if !bracket || super::dates::year(t, at + 1).is_none() {
        return None;
    }
    let court = close + 1 + usize::from(t.kind(close + 1) == Some(Kind::Number));
    let word = t.get(court).filter(|it| it.kind == Kind::Word)?;
    let letters = t.text(word);
    let capitals = letters.bytes().filter(u8::is_ascii_uppercase).count();
    let number = court + 1;
    let fits = capitals >= 3
        && (3..=8).contains(&letters.len())
        && letters.bytes().all(|byte| byte.is_ascii_alphabetic())
        && (t.number(number).is_some() || t.is_any(number, &["civ", "crim"]));
    (fits && number < to).then_some(Sign { work: WorkType::Case, from: at, to: number + 1 })
}

/// "Art. 5(1) GDPR", "§ 823 BGB": a number of an article stands before.
fn from_article(t: &Tokens, at: usize) -> bool {
    (1..=8)
        .filter_map(|back| at.checked_sub(back))
        .take_while(|&it| !matches!(t.kind(it), Some(Kind::Semicolon)))
        .any(|it| t.is_any(it, &["art", "article", "§", "§§"]))
}

/// "No. 108 of 2013", "n° 78-17", "No. 12/2004".
fn numbered_act(t: &Tokens, at: usize) -> bool {
    let next = at + 1 + usize::from(matches!(t.kind(at + 1), Some(Kind::Stop | Kind::Other)));
    t.is_any(at, &["no", "n", "nr"]) && matches!(t.kind(next), Some(Kind::Number))
}

/// "T.I.A.S.", "U.N.T.S.", "E.T.S.", "C.E.T.S.".
fn is_treaty_series(t: &Tokens, at: usize, to: usize) -> bool {
    let end =
        (at..to.min(at + 8)).take_while(|&it| t.kind(it) == Some(Kind::Stop) || t.at(it).len() == 1).last();
    end.is_some_and(|end| matches!(squeezed(t, at, end + 1).as_str(), "tias" | "unts" | "ets" | "cets"))
}

/// "art. 51", ", Article 2(4)": an article of a charter follows.
fn names_article(t: &Tokens, at: usize, to: usize) -> bool {
    let at = at + usize::from(t.kind(at) == Some(Kind::Comma));
    let number = at + 1 + usize::from(t.kind(at + 1) == Some(Kind::Stop));
    t.is_any(at, &["art", "arts", "article", "articles", "§", "§§", "s", "sec"])
        && number < to
        && super::numbers::value(t, number, to, true).is_some()
}

/// "Charter of the United Nations, art. 51": the article stands behind the whole name.
fn article_behind(t: &Tokens, at: usize, to: usize) -> bool {
    t.is_any(at, &["of", "on", "for"])
        && (at..to.min(at + 12))
            .find(|&at| t.kind(at) != Some(Kind::Word))
            .is_some_and(|end| t.kind(end) == Some(Kind::Comma) && names_article(t, end, to))
}

/// "H.R. 1234", "S. 1356, 116th Cong., "H.R. Rep. No. 107-792", "H. Con. Res. 5".
fn congress(t: &Tokens, at: usize, to: usize) -> Option<Sign> {
    let mut end = at + 2;
    if t.is(end, "R") && t.kind(end + 1) == Some(Kind::Stop) {
        end += 2;
    }
    let mut report = false;
    for word in ["J", "Con", "Res", "Rep", "Doc", "Exec", "No", "Hrg"] {
        if t.is(end, word) && t.list[end].capital {
            report |= matches!(word, "Rep" | "Doc");
            end += 1;
            end += usize::from(t.kind(end) == Some(Kind::Stop));
        }
    }
    t.number(end)?;
    // "S. 12" is a page in German: a bill names its Congress.
    let cong = (end..to.min(end + 14)).any(|at| t.is_any(at, &["Cong", "Congress"]));
    if !cong && !report && t.at(at) == "S" {
        return None;
    }
    let mut last = end + 1;
    while last + 1 < to && t.kind(last) == Some(Kind::Dash) && !t.list[last].gap {
        last += 2;
    }
    Some(Sign { work: if report { WorkType::Hearing } else { WorkType::Bill }, from: at, to: last })
}

#[cfg(test)]
mod tests {
    use crate::notes::{Form, Hints, parse};

    /// A note of law with its title and year, and a near miss that is none.
    const ROWS: &[(&str, Option<&str>, i16)] = &[
        ("Alder v Moss [2013] UKSC 45.", Some("Alder v Moss"), 2013),
        (
            "Re H (Children: Return Order) [2013] UKSC 1905, para 44.",
            Some("Re H (Children: Return Order)"),
            2013,
        ),
        ("Alder v. Moss, 2002 CanLII 41987 (QC CA).", Some("Alder v. Moss"), 2002),
        (
            "Forest Service, “Closing of Trails,” 90 Fed. Reg. 2066 (Jan. 10, 2025).",
            Some("Closing of Trails"),
            2025,
        ),
        ("Orchards Act, RSC 1985, c O-14, s 35.", Some("Orchards Act"), 1985),
        ("Alder v. Moss, 27 F.4th 1205, 1212 (11th Cir. 2022) (en banc).", Some("Alder v. Moss"), 2022),
        (
            "§ 2004 of the Orchards Act of 1996 (P.L. 104-1812; 110 Stat. 55 (1996)).",
            Some("Orchards Act of 1996"),
            1996,
        ),
        ("Case 26/74 Alder-Moss v Council [1975] ECR 1811.", Some("Alder-Moss v Council"), 1975),
    ];

    #[test]
    fn forms_of_law_are_read() {
        for (words, title, year) in ROWS {
            let note = parse(words, &Hints::default());
            let [only] = note.citations.as_slice() else { panic!("{words}: {note:?}") };
            assert_eq!(only.form, Form::Legal, "{words}");
            assert_eq!(only.title.value().map(|it| it.text.as_str()), *title, "{words}");
            assert_eq!(only.date.value().and_then(|it| it.year), Some(*year), "{words}");
        }
    }

    #[test]
    fn bare_numbers_of_law_are_no_comments() {
        for words in
            ["91 Federal Register 1876.", "See 40 C.F.R. pt. 1984, subpt. B.", "SI 1999/2003 (as amended)."]
        {
            let note = parse(words, &Hints::default());
            assert!(
                matches!(note.citations.as_slice(), [only] if only.form == Form::Legal),
                "{words}: {note:?}"
            );
        }
    }

    #[test]
    fn journals_of_law_are_no_courts() {
        let note = parse("Jo Reed, “Orchards and the Law” [2005] PL 440.", &Hints::default());
        assert!(note.citations.iter().all(|it| it.form == Form::Full), "{note:?}");
    }
}
