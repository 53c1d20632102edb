//! Signs of law in German, French, Spanish, Italian, Portuguese and Dutch.

use super::law_form::{LawForm, stop};
use super::token::{Kind, Tokens};
use crate::notes::WorkType;

/// Forms tried last: each wants a word of law and the number or day that goes with it.
pub(super) const ABROAD_FORMS: &[LawForm] = &[
    LawForm {
        // German and Swiss courts: "Urteil vom 14. Dezember 2017 – 4 C 14.16".
        words: &["Urteil", "Urt", "Beschluss", "Beschl"],
        work: WorkType::Case,
        reads: |t, at, _| dated(t, stop(t, at + 1), &["vom", "v"]).map(|end| (at, end)),
        example: ("BVerwG, Urteil vom 14. Dezember 2017 – 4 C 14.16.", "Ein Urteil der Hafenmeister."),
    },
    LawForm {
        words: &["BGBl", "RGBl", "GVBl", "BAnz"],
        work: WorkType::Statute,
        reads: |t, at, to| {
            let behind = (at + 1..to.min(at + 7)).any(|it| t.number(it).is_some());
            behind.then_some((at, at + 1))
        },
        example: ("Hafengesetz vom 2. April 1998 (BGBl. I S. 12).", "Das BGBl im Wandel."),
    },
    LawForm {
        // French courts: "CE, ass., 12 avril 2002, Capitaine Papineau, n° 2386".
        words: &["CE", "Cass", "CA", "TA", "CAA", "CC", "Corte", "Cons"],
        work: WorkType::Case,
        reads: |t, at, to| {
            let day = (at + 1..to.min(at + 12)).find_map(|it| {
                super::dates::date_at(t, it).filter(|(date, _)| date.day.is_some()).map(|(_, end)| end)
            })?;
            let close = matches!(t.kind(stop(t, at + 1)), Some(Kind::Comma | Kind::Word));
            let number = (day..to.min(day + 14)).any(|it| signs_number(t, it));
            (close && number).then_some((at, at + 1))
        },
        example: ("CE, ass., 12 avril 2002, Capitaine Moineau, n° 2386.", "CE, une histoire du port, 2002."),
    },
    LawForm {
        // "Ley 19.942, de 12 de marzo", "Lei n.º 19/2012, de 8 de maio", "Real Decreto 3/2018", "Loi n° 78-17".
        words: &["Ley", "Lei", "Decreto", "Decreto-Lei", "Orgánica", "Loi", "Décret", "Legge"],
        work: WorkType::Statute,
        reads: |t, at, to| {
            let mut number = at + 1;
            while number < to.min(at + 6)
                && (t.is_any(number, &["n", "nº", "n°", "º", "núm", "no", "legislativo"])
                    || matches!(t.kind(number), Some(Kind::Stop | Kind::Other)))
            {
                number += 1;
            }
            let mut end = number + 1;
            while matches!(t.kind(end), Some(Kind::Slash | Kind::Dash | Kind::Stop))
                && t.number(end + 1).is_some()
                && !t.list[end].gap
            {
                end += 2;
            }
            (number < to && matches!(t.kind(number), Some(Kind::Number | Kind::Mixed))).then_some((at, end))
        },
        example: ("Lei n.º 19/2012, de 8 de maio, art. 4.º.", "Lei e ordem, um ensaio."),
    },
    LawForm {
        // "D.lgs. 19 novembre 2012, n. 201", "L. 7 agosto 1990, n. 241", "D.P.R. 28 dicembre 2000, n. 445".
        words: &["D", "L", "DPR", "Dlgs"],
        work: WorkType::Statute,
        reads: |t, at, to| {
            let first = (at + 1..to.min(at + 8))
                .find(|&it| matches!(t.kind(it), Some(Kind::Number | Kind::Mixed)))?;
            let letters = (at + 1..first).all(|it| {
                t.kind(it) == Some(Kind::Stop) || t.at(it).len() == 1 || t.is_any(it, &["lgs", "leg"])
            });
            let (date, end) = super::dates::date_at(t, first)?;
            let number = end + usize::from(t.kind(end) == Some(Kind::Comma));
            (letters && date.day.is_some() && signs_number(t, number)).then_some((at, end))
        },
        example: ("D.lgs. 19 novembre 2012, n. 201, art. 12.", "D. L. Moor, Ports, 12 May 2012."),
    },
    LawForm {
        // Spanish courts: "STS 1987/2012, de 14 de noviembre".
        words: &["STS", "STC", "ATS", "ATC", "SAP"],
        work: WorkType::Case,
        reads: |t, at, _| {
            let numbered = t.number(at + 1).is_some()
                && t.kind(at + 2) == Some(Kind::Slash)
                && t.number(at + 3).is_some();
            numbered.then_some((at, at + 4))
        },
        example: ("STS 187/2012, de 14 de noviembre.", "STS Office, Report 12."),
    },
    LawForm {
        // "Acórdão do STJ de 14 de Março de 2007, proc. 06B12".
        words: &["Acórdão", "Sentencia", "Sentenza", "Arrêt"],
        work: WorkType::Case,
        reads: |t, at, to| {
            let day = (at + 1..to.min(at + 12)).find_map(|it| {
                super::dates::date_at(t, it).filter(|(date, _)| date.day.is_some()).map(|(_, end)| end)
            })?;
            let number =
                (day..to.min(day + 6)).any(|it| signs_number(t, it) || t.is_any(it, &["proc", "processo"]));
            number.then_some((at, at + 1))
        },
        example: ("Acórdão do STJ de 14 de Março de 2007, proc. 06B12.", "Acórdão e memória, um ensaio."),
    },
    LawForm {
        // "Wet van 4 juni 1998, Stb. 1998, 12", "Besluit van …".
        words: &["Wet", "Besluit"],
        work: WorkType::Statute,
        reads: |t, at, _| dated(t, at + 1, &["van"]).map(|end| (at, end)),
        example: ("Wet van 4 juni 1998, Stb. 1998, 12.", "Wet en recht, een essay."),
    },
    LawForm {
        words: &["Stb", "Stcrt", "Trb"],
        work: WorkType::Statute,
        reads: |t, at, _| super::dates::year(t, stop(t, at + 1)).is_some().then_some((at, at + 1)),
        example: ("Sluizenwet, Stb. 1998, 12.", "Stb Moor, Ports."),
    },
];

/// "vom 14. Dezember 2017": the end of the day behind one of these words.
fn dated(t: &Tokens, at: usize, leads: &[&str]) -> Option<usize> {
    let day = stop(t, at + 1);
    let found = t.is_any(at, leads).then(|| super::dates::date_at(t, day)).flatten()?;
    found.0.day.is_some().then_some(found.1)
}

/// "n° 2386", "n. 201", "n.º 4": a sign of a number.
fn signs_number(t: &Tokens, at: usize) -> bool {
    let number =
        (at + 1..at + 4).find(|&it| !matches!(t.kind(it), Some(Kind::Stop | Kind::Other)) && t.at(it) != "º");
    t.is_any(at, &["n", "nº", "n°", "núm", "nr", "no", "req"])
        && number.is_some_and(|it| {
            t.get(it).is_some_and(|token| t.text(token).bytes().any(|byte| byte.is_ascii_digit()))
        })
}
