//! Signs of law: series of reports, acts, bills, treaties, orders.

pub(super) use super::law_form::Sign;
use super::law_form::{LawForm, stop};
use super::lexicon::Flags;
use super::token::{Kind, Tokens};
use crate::lexicon::list;
use crate::notes::WorkType;

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
    let work = WorkType::of_csl(list::LAW_SERIES.group(&name)?)?;
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

/// The forms, in the order in which they are tried. Where several begin with one word, the order is this: a number or
/// a date of its own is the surest sign and comes first; an article that is named beside comes after; a year alone
/// comes last, since it may be that of anything.
const LAW_FORMS: &[LawForm] = &[
    LawForm {
        words: &["Pub", "Public"],
        work: WorkType::Statute,
        reads: |t, at, _| {
            let next = stop(t, at + 1);
            let mut end = stop(t, next + 1);
            if t.is_any(end, &["No", "Nos"]) {
                end = stop(t, end + 1);
            }
            (t.is_any(next, &["L", "Law", "Laws"]) && t.number(end).is_some()).then_some((at, end + 3))
        },
        example: ("Fisheries Act, Pub. L. No. 94-265.", "Public Works Office, Report No. 94."),
    },
    LawForm {
        words: &["Executive", "Exec", "Presidential"],
        work: WorkType::Order,
        reads: |t, at, _| {
            let next = stop(t, at + 1);
            let kinds = ["Order", "Proclamation", "Memorandum", "Determination", "Policy"];
            t.is_any(next, &kinds).then(|| numbered_order(t, stop(t, next + 1)))?.map(|end| (at, end))
        },
        example: ("Executive Order 13925.", "Executive Office, Orders of the Day."),
    },
    LawForm {
        words: &["Proclamation"],
        work: WorkType::Order,
        reads: |t, at, _| numbered_order(t, stop(t, at + 1)).map(|end| (at, end)),
        example: ("Proclamation No. 9822.", "Proclamation of the harbour master."),
    },
    LawForm {
        words: &["E"],
        work: WorkType::Order,
        reads: |t, at, _| {
            let letters = t.kind(at + 1) == Some(Kind::Stop) && t.at(at + 2) == "O";
            letters.then(|| numbered_order(t, stop(t, at + 3)))?.map(|end| (at, end))
        },
        example: ("E.O. 13925.", "E. O. Mason, Ports."),
    },
    LawForm {
        words: &["H", "S"],
        work: WorkType::Hearing,
        reads: |t, at, to| congress(t, at, to).filter(|it| it.report).map(|it| (at, it.end)),
        example: ("H.R. Rep. No. 107-792.", "H. Moor, Report 107."),
    },
    LawForm {
        words: &["H", "S"],
        work: WorkType::Bill,
        reads: |t, at, to| congress(t, at, to).filter(|it| !it.report).map(|it| (at, it.end)),
        // "S. 12" is a page in German: a bill of the Senate names its Congress.
        example: ("S. 1356, 116th Cong. (2019).", "Hafenamt, Bericht, S. 12."),
    },
    LawForm {
        words: &["HR"],
        work: WorkType::Bill,
        reads: |t, at, _| t.number(at + 1).is_some().then_some((at, at + 2)),
        example: ("HR 1234.", "HR Office, Report."),
    },
    LawForm {
        words: &["Cong"],
        work: WorkType::Hearing,
        reads: |t, at, _| numbered_congress(t, at).then_some((at, at + 2)),
        example: ("Port Safety: Hearing, 116th Cong. 4.", "Cong. Moor, Ports."),
    },
    LawForm {
        words: &["Congress"],
        work: WorkType::Hearing,
        reads: |t, at, _| {
            (numbered_congress(t, at) && t.kind(at + 1) != Some(Kind::Word)).then_some((at, at + 1))
        },
        example: ("Port Safety: Hearing, 116th Congress.", "Congress of Ports, Report."),
    },
    LawForm {
        words: &["Docket"],
        work: WorkType::Case,
        reads: |t, at, _| t.is_any(at + 1, &["No", "Nos"]).then_some((at, at + 4)),
        example: ("Docket No. 12-345.", "Docket Office, Report."),
    },
    LawForm {
        words: &["Restatement"],
        work: WorkType::Statute,
        reads: |_, at, _| Some((at, at + 1)),
        example: ("Restatement (Second) of Torts § 12.", "A restatement of the claim."),
    },
    LawForm {
        words: &["Fed"],
        work: WorkType::Statute,
        reads: |t, at, _| {
            let rules = t.at(at + 2) == "R" && t.kind(at + 3) == Some(Kind::Stop);
            (rules && t.get(at + 4).is_some_and(|it| it.capital)).then_some((at, at + 1))
        },
        example: ("Fed. R. Civ. P. 12(b).", "90 Fed. Reg. 2066."),
    },
    LawForm {
        words: &["BVerfGE", "BGHZ", "BVerwGE", "RGZ", "NJW"],
        work: WorkType::Case,
        reads: |t, at, _| t.number(at + 1).is_some().then_some((at, at + 2)),
        example: ("BVerfGE 65, 1.", "Die NJW im Wandel."),
    },
    LawForm {
        words: &["GDPR", "BGB", "GG", "StGB", "TFEU", "TEU", "ECHR"],
        work: WorkType::Statute,
        reads: |t, at, _| (at >= 2 && from_article(t, at)).then_some((at, at + 1)),
        example: ("Art. 5(1) GDPR.", "The GDPR at work."),
    },
    LawForm {
        words: &["Act", "Law", "Loi", "Ley", "Decree"],
        work: WorkType::Statute,
        reads: |t, at, _| numbered_act(t, at + 1).then_some((at, at + 4)),
        example: ("Fisheries Act No. 108 of 2013.", "Law No. One of the harbour."),
    },
    LawForm {
        words: &["Constitution"],
        work: WorkType::Statute,
        reads: |t, at, to| {
            let of = t.is(at + 1, "of") && (at + 2..at + 6).any(|it| names_article(t, it, to));
            of.then_some((at, at + 1))
        },
        example: ("Constitution of Japan, art. 9.", "The Constitution of Japan in Practice."),
    },
    LawForm {
        words: &["T", "U", "E", "C"],
        work: WorkType::Treaty,
        reads: |t, at, to| {
            (t.kind(at + 1) == Some(Kind::Stop) && is_treaty_series(t, at, to)).then_some((at, at + 6))
        },
        example: ("Convention on Ports, 75 U.N.T.S. 31.", "T. S. Moor, Ports."),
    },
    LawForm {
        words: &["Code"],
        work: WorkType::Statute,
        reads: |t, at, to| {
            let named = at > 1
                && (t.list[at - 1].capital || t.kind(at - 1) == Some(Kind::Stop) && t.list[at - 2].capital);
            (named && names_article(t, at + 1, to)).then_some((at, at + 1))
        },
        example: ("The Penal Code § 12.", "A Code of the Harbour."),
    },
    LawForm {
        words: &["Const"],
        work: WorkType::Statute,
        reads: |t, at, _| (t.kind(at + 1) == Some(Kind::Stop)).then_some((at, at + 2)),
        example: ("U.S. Const. art. 1.", "Const Moor, Ports."),
    },
    LawForm {
        words: &["Regulation", "Directive", "Decision"],
        work: WorkType::Statute,
        reads: |t, at, _| {
            let union = t.kind(at + 1) == Some(Kind::Open) && t.is_any(at + 2, &["EU", "EC", "EEC", "CFSP"]);
            union.then_some((at, at + 4))
        },
        example: ("Regulation (EU) 2016/679.", "Regulation (and its limits)."),
    },
    LawForm {
        words: &["Resolution", "resolution"],
        work: WorkType::Order,
        reads: |t, at, _| {
            let body = at > 0 && t.is_any(at - 1, &["council", "assembly"]);
            (body && t.number(at + 1).is_some()).then_some((at, at + 2))
        },
        example: ("Security Council resolution 1373 (2001).", "Security Council, a resolution."),
    },
    LawForm {
        words: &["Constitution"],
        work: WorkType::Statute,
        reads: article_beside,
        example: ("Weimar Constitution, art. 48.", "Constitution and Custom."),
    },
    LawForm {
        words: &["Charter", "Treaty", "Convention", "Covenant", "TEU", "TFEU", "GDPR", "ECHR", "ICCPR"],
        work: WorkType::Treaty,
        reads: article_beside,
        example: ("Charter of the United Nations, art. 51.", "Charter of the Ports, Report."),
    },
    LawForm {
        words: &["Decision"],
        work: WorkType::Order,
        reads: |t, at, _| {
            let number = matches!(t.kind(at + 1), Some(Kind::Number | Kind::Mixed));
            (number && t.kind(at + 2) == Some(Kind::Dash)).then_some((at, at + 2))
        },
        example: ("Decision 12-D-05.", "Decision 12 of the harbour master."),
    },
    LawForm {
        words: &["Res"],
        work: WorkType::Order,
        reads: |t, at, _| {
            let body = at >= 4 && t.kind(at + 1) == Some(Kind::Stop) && t.is_any(at - 4, &["S", "G"]);
            (body && t.number(at + 2).is_some()).then(|| (at - 4, at + 3))
        },
        example: ("S.C. Res. 1373.", "Water Res. 1373."),
    },
    LawForm {
        words: &["Directive", "Decision", "Regulation"],
        work: WorkType::Statute,
        reads: |t, at, _| {
            let number = t.kind(at + 1) == Some(Kind::Number) && t.kind(at + 2) == Some(Kind::Slash);
            number.then_some((at, at + 4))
        },
        example: ("Directive 95/46/EC.", "Directive 95 of the harbour master."),
    },
    LawForm {
        words: &["Case", "Joined"],
        work: WorkType::Case,
        reads: |t, at, _| {
            let number = matches!(t.at(at + 1).as_bytes(), [b'C' | b'T' | b'F', b'-', ..]);
            (number || t.is(at + 1, "Cases")).then_some((at, at + 2))
        },
        example: ("Joined Cases 26/74 and 27/74.", "Case Notes, Report."),
    },
    LawForm {
        words: &["Indictment", "Complaint"],
        work: WorkType::Case,
        reads: |t, at, to| (at + 1 >= to || !t.list[at + 1].capital).then_some((at, at + 1)),
        example: ("Moor, Indictment.", "Complaint Office, Report."),
    },
    LawForm {
        words: &["UKSC", "EWCA", "EWHC", "UKHL", "HCA", "SCC", "NZSC", "ECHR", "FCA"],
        work: WorkType::Case,
        reads: |t, at, _| {
            (t.number(at + 1).is_some() || t.is_any(at + 1, &["Civ", "Crim"])).then_some((at, at + 2))
        },
        example: ("[2013] UKSC 45.", "The UKSC Handbook."),
    },
    LawForm {
        words: &["Act"],
        work: WorkType::Statute,
        reads: |t, at, _| {
            let year = at + 1 + usize::from(t.is(at + 1, "of") || t.kind(at + 1) == Some(Kind::Comma));
            super::dates::year(t, year).map(|_| (at, year + 1))
        },
        example: ("Orchards Act of 1996.", "Act One of the play."),
    },
    LawForm {
        words: &["UNTS", "TIAS", "ETS"],
        work: WorkType::Treaty,
        reads: |t, at, _| {
            let number = at > 0 && t.number(at - 1).is_some() || t.number(at + 1).is_some();
            number.then_some((at, at + 1))
        },
        example: ("Convention on Ports, 75 UNTS 31.", "ETS Office, Report."),
    },
    LawForm {
        words: &["OJ"],
        work: WorkType::Statute,
        reads: |t, at, _| in_official_journal(t.at(at + 1)).then_some((at, at + 2)),
        example: ("OJ L119.", "OJ Moor, Ports."),
    },
    LawForm {
        // The revised statutes of a year.
        words: &["RSC", "RSO", "RSBC"],
        work: WorkType::Statute,
        reads: |t, at, _| super::dates::year(t, at + 1).map(|_| (at, at + 2)),
        example: ("Fisheries Act, RSC 1985, c F-14.", "RSC Publishing, Ports."),
    },
    LawForm {
        words: &["SI"],
        work: WorkType::Statute,
        reads: |t, at, _| {
            (t.number(at + 1).is_some() && t.kind(at + 2) == Some(Kind::Slash)).then_some((at, at + 4))
        },
        example: ("SI 1999/2003.", "SI units, Report."),
    },
];

/// All forms, in the order in which they are tried.
fn forms() -> impl Iterator<Item = &'static LawForm> {
    LAW_FORMS.iter().chain(super::law_codes::CODE_FORMS).chain(super::law_abroad::ABROAD_FORMS)
}

/// A sign made of words at `at`.
pub(super) fn words_at(t: &Tokens, at: usize, to: usize) -> Option<Sign> {
    form_at(t, at, to).map(|(_, sign)| sign)
}

/// The first form that reads a sign at `at`, and the sign.
fn form_at(t: &Tokens, at: usize, to: usize) -> Option<(usize, Sign)> {
    let token = t.get(at)?;
    let small = t.at(at) == "resolution" && at > 0 && t.is_any(at - 1, &["council", "assembly"]);
    if token.kind != Kind::Word || !(token.capital || small) || !token.flags.any(Flags::LAW) {
        return None;
    }
    let text = t.text(token);
    forms().enumerate().filter(|(_, form)| form.words.contains(&text)).find_map(|(row, form)| {
        let (from, end) = (form.reads)(t, at, to)?;
        Some((row, Sign { work: form.work, from, to: end.min(to) }))
    })
}

/// "13925", "No. 9822", "Directive 20", "–28": the end of the number of an order.
fn numbered_order(t: &Tokens, at: usize) -> Option<usize> {
    let at = if t.is_any(at, &["No", "Directive", "Study"]) { stop(t, at + 1) } else { at };
    matches!(t.kind(at), Some(Kind::Number | Kind::Mixed | Kind::Dash)).then_some(at + 1)
}

/// "116th" before "Cong." or "Congress".
fn numbered_congress(t: &Tokens, at: usize) -> bool {
    at > 0 && t.kind(at - 1) == Some(Kind::Mixed)
}

/// The name of a treaty, an article of it right behind or behind its whole name.
fn article_beside(t: &Tokens, at: usize, to: usize) -> Option<(usize, usize)> {
    (names_article(t, at + 1, to) || article_behind(t, at + 1, to)).then_some((at, at + 1))
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

/// A paper of a Congress: whether it is a report, and where its number ends.
struct Paper {
    report: bool,
    end: usize,
}

/// "H.R. 1234", "S. 1356, 116th Cong., "H.R. Rep. No. 107-792", "H. Con. Res. 5".
fn congress(t: &Tokens, at: usize, to: usize) -> Option<Paper> {
    if t.kind(at + 1) != Some(Kind::Stop) {
        return None;
    }
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
    Some(Paper { report, end: last })
}

#[cfg(test)]
mod tests {
    use super::super::token::Tokens;
    use super::{form_at, forms};
    use crate::notes::{Form, Hints, parse};

    #[test]
    fn each_form_reads_its_example_and_not_what_comes_near() {
        let reads = |row: usize, words: &str| {
            let t = Tokens::new(words);
            (0..t.list.len()).any(|at| form_at(&t, at, t.list.len()).is_some_and(|(by, _)| by == row))
        };
        let mut faults = Vec::new();
        for (row, form) in forms().enumerate() {
            let (example, near) = form.example;
            if !reads(row, example) {
                faults.push(format!("row {row}, {:?}: does not read “{example}”", form.words));
            }
            if reads(row, near) {
                faults.push(format!("row {row}, {:?}: reads “{near}”", form.words));
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

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
