//! More signs of law: codes by their sections, bills, statutes by the year, and the numbers of courts and of bodies
//! between states.

use super::law_form::{LawForm, stop};
use super::token::Kind;
use crate::notes::WorkType;

/// Forms tried behind those of [`super::law_signs`]. Here too a number of its own comes before a year alone.
pub(super) const CODE_FORMS: &[LawForm] = &[
    LawForm {
        words: &["Law", "LAW", "Stat", "STAT", "Ann", "ANN", "Code", "CODE", "Laws", "LAWS"],
        work: WorkType::Statute,
        reads: |t, at, to| {
            let section = stop(t, at + 1);
            let named = at > 0 && (t.list[at - 1].capital || t.kind(at - 1) == Some(Kind::Stop));
            (named && section < to && t.at(section).starts_with('§')).then_some((at, section + 1))
        },
        example: ("Minn. Farm Law § 12-a.", "The Law of the Sea."),
    },
    LawForm {
        // "S.C. 2004, c. 19", "SO 1999, c 4": the statutes of a year and their chapter.
        words: &["S", "SC", "SO", "SBC", "SA", "SQ"],
        work: WorkType::Statute,
        reads: |t, at, to| {
            let year = (at + 1..to.min(at + 6)).find(|&it| t.kind(it) == Some(Kind::Number))?;
            let letters = (at + 1..year).all(|it| {
                t.kind(it) == Some(Kind::Stop)
                    || t.kind(it) == Some(Kind::Word) && t.list[it].capital && t.at(it).len() == 1
            });
            let comma = usize::from(t.kind(year + 1) == Some(Kind::Comma));
            let chapter = year + 1 + comma;
            (letters
                && super::dates::year(t, year).is_some()
                && chapter < to
                && t.is_any(chapter, &["c", "ch", "chap"]))
            .then_some((at, year + 1))
        },
        example: ("Fisheries Act, S.C. 2004, c. 19, s. 7(1).", "S. C. Moor, Ports, 2004."),
    },
    LawForm {
        words: &["Ordinance", "Ordinances"],
        work: WorkType::Statute,
        reads: |t, at, _| {
            let open = at + 1 + usize::from(t.kind(at + 1) == Some(Kind::Comma));
            let chapter = open + usize::from(t.kind(open) == Some(Kind::Open));
            (t.is_any(chapter, &["cap", "chapter"]) && t.number(stop(t, chapter + 1)).is_some())
                .then_some((at, at + 1))
        },
        example: ("Harbours Ordinance (Cap. 81).", "Ordinance Survey, Maps."),
    },
    LawForm {
        // "Act, No. 19 of 1988": the number behind a comma.
        words: &["Act", "Law", "Decree", "Order", "Regulations"],
        work: WorkType::Statute,
        reads: |t, at, _| {
            let no = at + 2;
            let number = stop(t, no + 1);
            let of = number + 1;
            (t.kind(at + 1) == Some(Kind::Comma)
                && t.is_any(no, &["no", "nr"])
                && t.number(number).is_some()
                && t.is(of, "of")
                && super::dates::year(t, of + 1).is_some())
            .then_some((at, at + 1))
        },
        example: ("The Harbours Act, No. 19 of 1988.", "The Act, No. 19 in a series of plays."),
    },
    LawForm {
        // "Canals Bill 2014–15", "Dues Bill 2009 (Cth)", "Bill C-12", "HC Bill (2019–21)".
        words: &["Bill"],
        work: WorkType::Bill,
        reads: |t, at, _| {
            let next = at + 1 + usize::from(t.kind(at + 1) == Some(Kind::Open));
            let lettered =
                matches!(t.at(at + 1).as_bytes(), [b'C' | b'S', b'-', digit, ..] if digit.is_ascii_digit());
            let named = at > 0 && (t.list[at - 1].capital || t.kind(at - 1) == Some(Kind::Close));
            let house = at > 1 && t.is_any(at - 1, &["hc", "hl"]);
            (lettered || named && super::dates::year(t, next).is_some())
                .then_some((at - usize::from(house), at + 1))
        },
        example: ("Canals Bill 2014–15, cl 19(2).", "Bill Moor, Ports, 2014."),
    },
    LawForm {
        // "H.B. 12, 84th Leg.", "S.B. 40, Reg. Sess.": a bill of a state.
        words: &["H", "S", "A"],
        work: WorkType::Bill,
        reads: |t, at, to| {
            let bill = t.kind(at + 1) == Some(Kind::Stop)
                && t.at(at + 2) == "B"
                && t.kind(at + 3) == Some(Kind::Stop);
            let session = (at + 5..to.min(at + 14)).any(|it| t.is_any(it, &["leg", "sess", "gen", "assemb"]));
            (bill && t.number(at + 4).is_some() && session).then_some((at, at + 5))
        },
        example: ("H.B. 12, 84th Leg., Reg. Sess.", "H. B. Moor, Ports, 12."),
    },
    LawForm {
        // "ECLI:EU:C:2017:22", "EU:C:2017:22".
        words: &["ECLI", "EU"],
        work: WorkType::Case,
        reads: |t, at, to| {
            let mut end = at;
            while end + 2 < to && t.kind(end + 1) == Some(Kind::Colon) && !t.list[end + 2].gap {
                end += 2;
            }
            (end >= at + 6).then_some((at, end + 1))
        },
        example: ("Moor, C-71/16, EU:C:2017:22, para 53.", "EU: a history of ports."),
    },
    LawForm {
        // "UN Doc. S/RES/12", "U.N. Doc. A/12/3" with no title of its own in marks.
        words: &["Doc"],
        work: WorkType::Order,
        reads: |t, at, to| {
            let body = at > 0 && (t.is(at - 1, "un") || at > 3 && t.at(at - 2) == "N" && t.at(at - 4) == "U");
            let symbol = stop(t, at + 1);
            let end = super::series::document_at(t, symbol, to)?;
            body.then_some((symbol, end))
        },
        example: ("UNSC Res 12 (11 July 2011) UN Doc S/RES/12.", "Doc. 12 of the harbour master."),
    },
    LawForm {
        // "UNSC Res 1999", "UNGA Res. 61/295".
        words: &["UNSC", "UNGA", "HRC", "ECOSOC"],
        work: WorkType::Order,
        reads: |t, at, _| {
            let number = stop(t, at + 2);
            (t.is_any(at + 1, &["res", "resolution"]) && t.number(number).is_some())
                .then_some((at, number + 1))
        },
        example: ("UNGA Res 61 (13 December 2006).", "UNGA Office, Report."),
    },
    LawForm {
        // "WT/DS58/R": a report of a panel of the World Trade Organization.
        words: &["WT"],
        work: WorkType::Case,
        reads: |t, at, to| {
            let dispute = t.kind(at + 1) == Some(Kind::Slash) && t.at(at + 2).starts_with("DS");
            dispute.then(|| super::series::document_at(t, at, to))?.map(|end| (at, end))
        },
        example: ("Panel Report, Tulavia – Timber, WT/DS58/R, adopted 12 May 2006.", "WT Moor, Ports."),
    },
    LawForm {
        // "AIR 1962 SC 33", "ECHR 2010-V", "LR 3 HL 83": a series that is named before its number.
        words: &["AIR", "LR", "ILR", "SCR", "FLR"],
        work: WorkType::Case,
        reads: |t, at, to| {
            let series = at + 2;
            (t.number(at + 1).is_some()
                && series + 1 < to
                && t.at(series).bytes().all(|byte| byte.is_ascii_uppercase())
                && t.number(series + 1).is_some())
            .then_some((at, at + 2))
        },
        example: ("Lal v. State, AIR 1962 SC 33.", "AIR 12 of the suite."),
    },
    LawForm {
        // "2016 IL App (1st) 151": a neutral citation of a state.
        words: &["App"],
        work: WorkType::Case,
        reads: |t, at, to| {
            let year = at.checked_sub(2).filter(|&it| super::dates::year(t, it).is_some())?;
            let state = t.at(at - 1).len() == 2 && t.at(at - 1).bytes().all(|byte| byte.is_ascii_uppercase());
            let next = stop(t, at + 1);
            let number = if t.kind(next) == Some(Kind::Open) { t.over(next) } else { next };
            (state && number < to && t.number(number).is_some()).then_some((year, number + 1))
        },
        example: ("Moor v. Alder Health, LLC, 2016 IL App (1st) 151, ¶ 19.", "App Store, Report 12."),
    },
    LawForm {
        // "1987 SC (HL) 14", "[2005] 2 AC 12" without its brackets: Scots reports by the year.
        words: &["SC", "SLT", "SCCR"],
        work: WorkType::Case,
        reads: |t, at, to| {
            let court = at + 1;
            let number = if t.kind(court) == Some(Kind::Open) { t.over(court) } else { court };
            let year = at.checked_sub(1).filter(|&it| super::dates::year(t, it).is_some())?;
            (number < to && t.number(number).is_some()).then_some((year, number + 1))
        },
        example: ("Alder Estates v Lord Advocate 1987 SC (HL) 14.", "SC Office, Report 12."),
    },
];
