//! Law: cases, statutes, treaties, bills, hearings, orders.

use super::Context;
use super::elements::{Count, Element, What};
use super::law_signs::{Sign, neutral_at, series_at, words_at};
use super::reader::Reader;
use super::token::{Kind, Tokens};
use crate::lexicon::list;
use crate::notes::{Citation, Field, Form, TitleMark, WorkType};
use crate::span::Spanned;

/// Whether a sign of law stands at `at`; the token after it.
pub(super) fn sign_at(t: &Tokens, at: usize, to: usize) -> Option<usize> {
    series_at(t, at, to).or_else(|| neutral_at(t, at, to)).or_else(|| words_at(t, at, to)).map(|sign| sign.to)
}

/// A citation of law shows that it is one in so many tokens; what comes later is another's.
const REACH: usize = 160;
/// The names of the parties before "v." take no more tokens than this.
const PARTY: usize = 30;
/// "Treaty" and its like stand among the first tokens of a treaty's name.
const HEAD: usize = 8;

/// Reads a citation of law, if `from..to` is one.
pub(super) fn read(context: &Context, from: usize, to: usize) -> Option<Citation> {
    let (work, sign) = what(context, from, to)?;
    Some(fields(context, from, to, work, sign))
}

/// What sort of work of law `from..to` cites, and the sign that says so.
fn what(context: &Context, from: usize, to: usize) -> Option<(WorkType, Option<Sign>)> {
    let t = &context.tokens;
    let reach = to.min(from + REACH);
    let mut sign: Option<Sign> = None;
    let mut versus = None;
    let mut quoted = None;
    let mut treaty = None;
    let mut hearing = None;
    let mut at = from;
    while at < reach {
        let kind = t.list[at].kind;
        if kind == Kind::OpenQuote {
            quoted.get_or_insert(at);
            at = t.over(at);
            continue;
        }
        // A bill in front of an act's name, "Cong." behind a bill: the bill says which.
        let act = |sign: Sign| sign.work == WorkType::Statute && t.is(sign.from, "act");
        let worded = words_at(t, at, to);
        if let Some(found) = worded.filter(|found| found.work == WorkType::Bill)
            && sign.is_some_and(act)
        {
            sign = Some(found);
        }
        if sign.is_none_or(|sign| sign.work == WorkType::Hearing)
            && let Some(found) = series_at(t, at, to).or_else(|| neutral_at(t, at, to)).or(worded)
        {
            // "Cong." closes bills and reports too: the first sign says which.
            sign = sign.filter(|_| found.work == WorkType::Hearing).or(Some(found));
        }
        if matches!(t.at(at), "v" | "vs")
            && at > from
            && t.list[at - 1].kind != Kind::Open
            && (t.list[at].gap
                && t.list.get(at + 1).is_some_and(|next| next.kind == Kind::Stop || next.capital))
            && at - from <= PARTY
        {
            versus.get_or_insert(at);
        }
        if t.is_any(at, &["treaty", "convention", "covenant", "protocol", "agreement"])
            && t.list[at].capital
            && at < from + HEAD
        {
            treaty.get_or_insert(at);
        }
        if t.is_any(at, &["hearing", "hearings"]) && t.list[at].capital {
            hearing.get_or_insert(at);
        }
        at += 1;
    }
    let signed = |t: &Tokens| {
        (from..reach).any(|at| {
            t.is_any(at, &list::SIGNS_TREATY)
                    // "E.T.S.", "C.E.T.S.", "U.N.T.S."
                    || t.at(at) == "T" && t.at(at + 2) == "S" && t.kind(at + 1) == Some(Kind::Stop)
        })
    };
    let case = versus.filter(|at| quoted.is_none_or(|quoted| quoted > *at) && is_case(t, from, *at, to));
    let work = match (sign, case) {
        (_, Some(_)) => WorkType::Case,
        (Some(sign), _) if sign.work == WorkType::Hearing && hearing.is_none() && quoted.is_some() => {
            return None;
        }
        (Some(sign), _) => sign.work,
        (None, _) if treaty.is_some() && quoted.is_none() && signed(t) => WorkType::Treaty,
        _ => return None,
    };
    // An article whose title or journal only speaks of law.
    // "“Basic Act” (Act No. 104 of …)": the number of an act behind its name.
    let numbered = |quoted: usize, sign: Sign| {
        sign.from == t.over(quoted) + 1
            && t.kind(sign.from - 1) == Some(Kind::Open)
            && t.is(sign.from, "act")
            && t.is_any(sign.from + 1, &["no", "nr"])
    };
    if quoted.is_some_and(|quoted| sign.is_none_or(|sign| sign.from > quoted && !numbered(quoted, sign)))
        && !matches!(work, WorkType::Hearing | WorkType::Bill | WorkType::Order)
    {
        return None;
    }
    Some((work, sign))
}

/// "Roe v. Wade" outside a sentence: capitals on both sides.
fn is_case(t: &Tokens, from: usize, at: usize, to: usize) -> bool {
    let after = at + 1 + usize::from(t.kind(at + 1) == Some(Kind::Stop));
    after < to
        && t.list[after].capital
        && (from..at).any(|at| t.list[at].capital)
        && (from..at).filter(|&at| t.kind(at) == Some(Kind::Word) && !t.list[at].capital).count() <= 4
}

fn fields(context: &Context, from: usize, to: usize, work: WorkType, sign: Option<Sign>) -> Citation {
    let t = &context.tokens;
    let mut reader = Reader::new(context, from, to);
    reader.cite.form = Form::Legal;
    // The volumes of reports are of the number, not of a journal.
    (reader.cite.volume, reader.cite.issue, reader.cite.extent) = (None, None, None);
    reader.cite.work = work;
    let limit = sign.map_or(to, |sign| sign.from);
    name(&mut reader, limit, work);
    if let Some(sign) = sign {
        let numbered =
            matches!(work, WorkType::Bill | WorkType::Order | WorkType::Statute | WorkType::Hearing)
                && (sign.from..sign.to).any(|at| matches!(t.kind(at), Some(Kind::Number | Kind::Mixed)));
        if numbered && !t.is(sign.from, "act") {
            let mut end = sign.to;
            while end > sign.from + 1
                && (t.at(end - 1).starts_with('§')
                    || matches!(t.kind(end - 1), Some(Kind::Comma | Kind::Stop | Kind::Open)))
            {
                end -= 1;
            }
            let value = reader.spanned(sign.from, end);
            reader.cite.number = Some(value);
        }
    }
    for at in 0..reader.els.len() {
        let el = reader.els[at];
        match el.what {
            What::Date(date) if date.month.is_some() => {
                reader.set_date(date, reader.value_span(el));
            }
            What::Bracket => {
                // "(P.L. 104-1812)": the end of a number is no year.
                let ends = |at: usize| t.kind(at - 1) == Some(Kind::Dash);
                let found = (el.from + 1..el.to).filter(|at| !ends(*at)).find_map(|at| {
                    super::dates::date_at(t, at).or_else(|| super::dates::year_at(t, at)).map(|it| (at, it))
                });
                if let Some((at, (date, end))) = found {
                    reader.set_date(date, t.span(at, end));
                }
            }
            What::Count(Count::Place(label)) => reader.set_locator(label, el),
            What::Count(Count::Pages | Count::Bare | Count::Volume)
                if sign.is_some_and(|sign| sign.to <= el.from)
                    && (work == WorkType::Case || el.what == What::Count(Count::Pages)) =>
            {
                reader.set_locator("page", el);
            }
            _ => {}
        }
        reader.done[at] = true;
    }
    // A bracket or a whole date is the date before a lone number is; the number of the sign itself is no
    // year ("S.C. Res. 1373"), nor is what follows a page ("27 F.4th 1205, 1212").
    for at in 0..reader.els.len() {
        let el = reader.els[at];
        let behind = at
            .checked_sub(2)
            .map(|at| reader.els[at])
            .filter(|_| reader.els[at - 1].what == What::Sep(Kind::Comma));
        let page = work == WorkType::Case
            && behind.is_some_and(|it| {
                matches!(t.kind(it.to - 1), Some(Kind::Number | Kind::Mixed))
                    && !matches!(it.what, What::Date(_))
            });
        if let What::Date(date) = el.what
            && date.month.is_none()
            && !page
            && sign.is_none_or(|sign| el.from >= sign.to)
        {
            reader.set_date(date, reader.value_span(el));
        }
    }
    // "2002 CanLII 41987", "RSC 1985": a series that counts by the year.
    if let Some(sign) = sign.filter(|_| !reader.cite.date.is_found()) {
        let named = t.is_any(sign.from, &list::SERIES_BY_YEAR);
        let within = (sign.from + 1..sign.to).find(|&at| super::dates::year(t, at).is_some());
        let at = within.filter(|_| named).unwrap_or(sign.from);
        // "Lind, 2021 WL 1920433, at *5" is a short form: its date stands elsewhere.
        let short = (sign.to..sign.to + 2).any(|at| t.is(at, "at"));
        let counts = work == WorkType::Case && !short || named;
        if let Some(year) = super::dates::year(t, at).filter(|year| counts && *year >= 1800) {
            let date = crate::notes::NoteDate { year: Some(year), ..crate::notes::NoteDate::default() };
            reader.set_date(date, t.span(at, at + 1));
        }
    }
    reader.cite
}

/// Where the name of a case, an act or a treaty stands.
enum Named {
    /// The element of this number, marked so.
    Marked(usize, TitleMark),
    /// The words between these tokens.
    Words(usize, usize),
    /// The words between these tokens, from the front of the note; they tell its script.
    Front(usize, usize),
    /// The work has a number and no name.
    Nowhere,
}

/// A form in which such a name stands.
struct NameForm {
    /// Finds the name: of the reader's note, where the sign of law begins, and what sort of work it is of.
    finds: fn(&Reader, usize, WorkType) -> Option<Named>,
    /// A note with it, and its name.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests run the rows"))]
    example: (&'static str, Option<&'static str>),
}

/// The forms, in the order in which they are tried. Marks of the author's own are the surest and come first; then the
/// parties of a case, which end at a cue of their own; then the kinds of work whose sign is a part of their name; the
/// words at the front of the note come last, those with an end of their own before those that end at the sign.
const NAME_FORMS: &[NameForm] = &[
    NameForm {
        finds: marked_name,
        example: (
            "Forest Service, “Closing of Trails,” 90 Fed. Reg. 2066 (Jan. 10, 2025).",
            Some("Closing of Trails"),
        ),
    },
    NameForm {
        finds: |reader, limit, work| {
            let (from, to) = (work == WorkType::Case).then(|| case_name(reader, limit))??;
            Some(Named::Words(from, to))
        },
        example: ("Alder v. Moss, 27 F.4th 1205 (11th Cir. 2022).", Some("Alder v. Moss")),
    },
    NameForm {
        finds: named_by_sign,
        example: ("Charter of the United Nations, art. 51.", Some("Charter of the United Nations")),
    },
    NameForm {
        finds: restatement,
        example: ("Restatement (Second) of Torts § 402A (1965).", Some("Restatement (Second) of Torts")),
    },
    NameForm {
        finds: |reader, limit, _| {
            let named = reader.t.is(limit, "resolution") && limit > reader.from && limit + 2 <= reader.to;
            named.then_some(Named::Words(reader.from, limit + 2))
        },
        example: ("UN Security Council Resolution 1373 (2001).", Some("UN Security Council Resolution 1373")),
    },
    NameForm {
        finds: |reader, limit, work| {
            let own = limit == reader.from && work == WorkType::Order && opens_name(reader, limit, work);
            own.then_some(Named::Nowhere)
        },
        example: ("Executive Order 13925, May 28, 2020.", None),
    },
    NameForm {
        finds: |reader, limit, work| {
            let (first, limit) = front(reader, limit, work)?;
            let act = matches!(work, WorkType::Statute | WorkType::Bill)
                && limit < reader.to
                && reader.t.is_any(limit, &["act", "bill", "ordinance"]);
            let last = reader.els.iter().find(|el| el.from <= limit && limit < el.to);
            act.then(|| to_end(reader, first, last.map_or(limit + 1, |el| el.to)))
        },
        // The year is of the name.
        example: ("Human Rights Act 1998.", Some("Human Rights Act 1998")),
    },
    NameForm {
        finds: |reader, limit, work| {
            let (first, limit) = front(reader, limit, work)?;
            let treaty = work == WorkType::Treaty
                && limit < reader.to
                && first.from <= limit
                && limit < first.to
                && !reader.t.is_any(limit, &["unts", "tias", "ets"]);
            treaty.then(|| to_end(reader, first, limit + 1))
        },
        example: ("United Nations Charter art. 51.", Some("United Nations Charter")),
    },
    NameForm {
        finds: |reader, limit, work| {
            let (first, limit) = front(reader, limit, work)?;
            let code = limit < reader.to && reader.t.is_any(limit, &["const", "code"]);
            let stop = usize::from(reader.t.kind(limit + 1) == Some(Kind::Stop));
            code.then(|| to_end(reader, first, limit + 1 + stop))
        },
        example: ("U.S. Const. art. 1.", Some("U.S. Const.")),
    },
    NameForm {
        finds: to_comma,
        example: (
            "Directive 95/46/EC of the European Parliament of 24 October 1995, OJ L281.",
            Some("Directive 95/46/EC of the European Parliament of 24 October 1995"),
        ),
    },
    NameForm {
        finds: |reader, limit, work| {
            let (first, limit) = front(reader, limit, work)?;
            Some(to_end(reader, first, first.to.min(limit)))
        },
        example: ("Convention on Ports, 75 UNTS 31.", Some("Convention on Ports")),
    },
];

/// The first form that finds the name, and where it stands.
fn named(reader: &Reader, limit: usize, work: WorkType) -> Option<(usize, Named)> {
    NAME_FORMS.iter().enumerate().find_map(|(row, form)| Some((row, (form.finds)(reader, limit, work)?)))
}

/// Sets the name of the case, act or treaty.
fn name(reader: &mut Reader, limit: usize, work: WorkType) {
    let Some((_, found)) = named(reader, limit, work) else { return };
    let (from, to) = match found {
        Named::Marked(at, mark) => return reader.set_title(at, at + 1, mark),
        Named::Words(from, to) | Named::Front(from, to) if from < to => (from, to),
        Named::Words(..) | Named::Front(..) | Named::Nowhere => return,
    };
    let value = reader.spanned(from, to);
    if matches!(found, Named::Front(..)) {
        reader.cite.script = super::reader::script_of(&value.value);
    }
    let title = crate::notes::Title { text: value.value, mark: TitleMark::Plain };
    reader.cite.title = Field::Found(Spanned::new(title, value.span));
}

/// "“Closing of Trails,” 90 Fed. Reg. 2066", "*Roe v. Wade*".
fn marked_name(reader: &Reader, limit: usize, work: WorkType) -> Option<Named> {
    let t = reader.t;
    let at = reader.els.iter().position(|el| matches!(el.what, What::Quoted | What::Italic))?;
    let el = reader.els[at];
    let quoted = el.what == What::Quoted;
    if el.from >= limit && quoted && work == WorkType::Case {
        return None;
    }
    let mark = if quoted { TitleMark::Quoted } else { TitleMark::Italic };
    // "*Alder*, 412 F. Supp. at 43": a short form has one party's name.
    let one = !quoted && el.to <= limit && !(reader.from..reader.to).any(|at| t.is_any(at, &["v", "vs"]));
    // "*Roe* v. *Wade*": the run ends before the second name.
    (work != WorkType::Case || reader.text_of(el).contains(" v") || one).then_some(Named::Marked(at, mark))
}

/// "Charter of the United Nations, art. 51": the sign is the name's first word.
fn named_by_sign(reader: &Reader, limit: usize, _: WorkType) -> Option<Named> {
    let t = reader.t;
    let named = limit == reader.from
        && t.is_any(limit, &["charter", "convention", "covenant", "treaty"])
        && t.is_any(limit + 1, &["of", "on", "for"]);
    let end = (limit..reader.to).find(|&at| t.kind(at) != Some(Kind::Word)).unwrap_or(reader.to);
    named.then_some(Named::Words(limit, end))
}

/// "Restatement (Second) of Torts § 402A".
fn restatement(reader: &Reader, limit: usize, _: WorkType) -> Option<Named> {
    let t = reader.t;
    let section =
        |at: &usize| t.at(*at).starts_with('§') || t.kind(*at) == Some(Kind::Comma) || t.at(*at) == "cmt";
    let end = (limit..reader.to).find(section).unwrap_or(reader.to);
    (t.is(limit, "restatement") && limit < reader.to).then_some(Named::Words(limit, end))
}

/// "Directive 95/46/EC of the European Parliament of 24 October 1995, OJ …": the name runs to a comma.
fn to_comma(reader: &Reader, sign: usize, work: WorkType) -> Option<Named> {
    let t = reader.t;
    let (first, limit) = front(reader, sign, work)?;
    let named = t.is_any(limit.min(reader.to), &["regulation", "directive", "decision"]);
    if !named && !opens_name(reader, sign, work) {
        return None;
    }
    let limit = if named { reader.to } else { limit };
    let comma = (first.from..limit).find(|&at| t.kind(at) == Some(Kind::Comma) || t.at(at) == "[");
    Some(to_end(reader, first, comma.unwrap_or(first.to.min(limit))))
}

/// "Regulation (EU) 2016/679 of …": whether the sign is a word of the name.
fn opens_name(reader: &Reader, limit: usize, work: WorkType) -> bool {
    matches!(work, WorkType::Statute | WorkType::Order)
        && reader.t.list.get(limit).is_some_and(|it| it.kind == Kind::Word && it.capital)
        && !reader.t.is_any(limit, &["pub", "oj"])
}

/// The words at the front of the note, and where they end at the latest.
fn front(reader: &Reader, limit: usize, work: WorkType) -> Option<(Element, usize)> {
    let opens = limit == reader.from && opens_name(reader, limit, work);
    let limit = if opens { reader.to } else { limit };
    let first = named_from(reader).filter(|el| el.what == What::Text && el.from < limit)?;
    Some((first, limit))
}

/// The words from the front to `end`, without a comma or stop that is not of them.
fn to_end(reader: &Reader, first: Element, mut end: usize) -> Named {
    let t = reader.t;
    while end > first.from + 1
        && matches!(t.kind(end - 1), Some(Kind::Comma | Kind::Stop))
        && !t.abbreviates(end - 1)
    {
        end -= 1;
    }
    Named::Front(first.from, end)
}

/// The words in which the name begins. "Section 12 of the Orchards Act 1965": behind the section.
fn named_from(reader: &Reader) -> Option<Element> {
    let t = reader.t;
    let first = *reader.els.first()?;
    let next = reader.els.get(1).copied();
    match (first.what, next) {
        (What::Count(Count::Place("section")), Some(mut next)) if next.what == What::Text => {
            next.from += usize::from(t.is(next.from, "of"));
            next.from += usize::from(t.is(next.from, "the"));
            (next.from < next.to).then_some(next)
        }
        _ => Some(first),
    }
}

/// The words of a case's name: from the front, or behind "Case C-131/12", to the
/// comma, square bracket or reporter that ends it.
fn case_name(reader: &Reader, limit: usize) -> Option<(usize, usize)> {
    let t = reader.t;
    let (mut from, to) = (reader.from, reader.to.min(reader.from + 80));
    let parties = |from: usize| (from + 1..to).find(|&at| t.is_any(at, &["v", "vs", "c"]));
    if limit == from || t.is(from, "case") && t.number(from + 1).is_some() {
        // The number of the case ends where the next capital begins: "Joined Cases C–12/12 and C–14/12 Moor v Alder".
        let numbered = |at: usize| matches!(t.kind(at + 1), Some(Kind::Dash | Kind::Slash));
        from = (from + 2..to)
            .find(|&at| t.list[at].capital && t.list[at].gap && !numbered(at) && !numeral(t, at))?;
    } else if let Some(case) = (from + 1..limit.min(to)).find(|&at| t.at(at) == "Case" && t.is(at + 1, "of"))
    {
        // "Inter-Am. Ct. H.R., Case of the Quilombo v. Moor": the court stands in front.
        from = case;
    } else if t.is_any(limit, &["case", "joined"]) && parties(from).is_some_and(|versus| versus > limit) {
        // "Judgment of 6 October 2015 in Case C-14/14, Moor v Alder".
        from = (limit + 1..to).find(|&at| t.list[at].capital && t.list[at].gap && !numeral(t, at))?;
    }
    let versus = (from..to).find(|&at| t.is_any(at, &["v", "vs", "c"]) && at > from);
    if versus.is_none_or(|versus| versus > limit) && neutral_at(t, limit, reader.to).is_some() {
        // "Re K (Children: Return Order) [2013] UKSC 45": all before the year is the name.
        let end = limit - usize::from(limit > from && t.kind(limit - 1) == Some(Kind::Comma));
        return (end > from && end - from <= 30).then_some((from, end));
    }
    let mut at = from;
    while at < to {
        let token = t.list[at];
        let ends = match token.kind {
            Kind::Open => {
                t.text(token) == "[" || (at + 1..t.over(at)).any(|at| super::dates::year(t, at).is_some())
            }
            Kind::Comma => versus.is_none_or(|versus| at > versus) && !t.is_any(at + 1, &list::COMPANY_FORM),
            Kind::Number => at >= limit,
            Kind::Break | Kind::Semicolon => true,
            _ => false,
        };
        if ends || (at == limit && at > from) {
            break;
        }
        at = t.over(at);
    }
    let end = if at > from && t.kind(at - 1) == Some(Kind::Comma) { at - 1 } else { at };
    (versus.is_some_and(|versus| versus < end) && end <= to).then_some((from, end))
}

/// "C-14/14": a word that is the number of a case.
fn numeral(t: &Tokens, at: usize) -> bool {
    t.at(at).bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{Context, NAME_FORMS, Reader, named, what};
    use crate::notes::{Hints, parse};

    #[test]
    fn each_form_of_a_name_reads_its_example() {
        let mut faults = Vec::new();
        for (row, form) in NAME_FORMS.iter().enumerate() {
            let (words, title) = form.example;
            let hints = Hints::default();
            let context = Context::new(words, &hints);
            let to = context.tokens.list.len();
            let found = what(&context, 0, to).and_then(|(work, sign)| {
                let reader = Reader::new(&context, 0, to);
                named(&reader, sign.map_or(to, |sign| sign.from), work).map(|(row, _)| row)
            });
            if found != Some(row) {
                faults.push(format!("row {row}: {words} is read by {found:?}"));
            }
            let note = parse(words, &Hints::default());
            let read = note.citations.first().and_then(|it| it.title.value()).map(|it| it.text.as_str());
            if note.citations.len() != 1 || read != title {
                faults.push(format!("row {row}: {words} has the title {read:?}"));
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
