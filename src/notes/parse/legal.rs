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

/// Reads a citation of law, if `from..to` is one.
pub(super) fn read(context: &Context, from: usize, to: usize) -> Option<Citation> {
    let t = &context.tokens;
    let reach = to.min(from + 160);
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
            && at - from <= 30
        {
            versus.get_or_insert(at);
        }
        if t.is_any(at, &["treaty", "convention", "covenant", "protocol"])
            && t.list[at].capital
            && at < from + 8
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
    Some(fields(context, from, to, work, sign))
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
        let at = sign.from + usize::from(t.is_any(sign.from, &["rsc", "rso", "rsbc"]));
        // "Lind, 2021 WL 1920433, at *5" is a short form: its date stands elsewhere.
        let short = (sign.to..sign.to + 2).any(|at| t.is(at, "at"));
        let counts = work == WorkType::Case && !short || at > sign.from;
        if let Some(year) = super::dates::year(t, at).filter(|year| counts && *year >= 1800) {
            let date = crate::notes::NoteDate { year: Some(year), ..crate::notes::NoteDate::default() };
            reader.set_date(date, t.span(at, at + 1));
        }
    }
    reader.cite
}

/// The name of the case, act or treaty: marked, or the words before the first cue.
fn name(reader: &mut Reader, limit: usize, work: WorkType) {
    let marked = reader.els.iter().position(|el| matches!(el.what, What::Quoted | What::Italic));
    if let Some(at) = marked.filter(|at| {
        reader.els[*at].from < limit || reader.els[*at].what == What::Italic || work != WorkType::Case
    }) {
        let mark = if reader.els[at].what == What::Quoted { TitleMark::Quoted } else { TitleMark::Italic };
        // "*Roe* v. *Wade*": the run ends before the second name.
        let text = reader.text_of(reader.els[at]);
        // "*Alder*, 412 F. Supp. at 43": a short form has one party's name.
        let t = reader.t;
        let one = reader.els[at].what == What::Italic
            && reader.els[at].to <= limit
            && !(reader.from..reader.to).any(|at| t.is_any(at, &["v", "vs"]));
        if work != WorkType::Case || text.contains(" v") || one {
            reader.set_title(at, at + 1, mark);
            return;
        }
    }
    if work == WorkType::Case
        && let Some((from, to)) = case_name(reader, limit)
    {
        let value = reader.spanned(from, to);
        reader.cite.title = Field::Found(Spanned::new(
            crate::notes::Title { text: value.value, mark: TitleMark::Plain },
            value.span,
        ));
        return;
    }
    let t = reader.t;
    if limit == reader.from
        && t.is_any(limit, &["charter", "convention", "covenant", "treaty"])
        && t.is_any(limit + 1, &["of", "on", "for"])
    {
        // "Charter of the United Nations, art. 51": the sign is the name's first word.
        let end = (limit..reader.to).find(|&at| t.kind(at) != Some(Kind::Word)).unwrap_or(reader.to);
        let value = reader.spanned(limit, end);
        let title = crate::notes::Title { text: value.value, mark: TitleMark::Plain };
        reader.cite.title = Field::Found(Spanned::new(title, value.span));
        return;
    }
    if reader.t.is(limit, "restatement") && limit < reader.to {
        // "Restatement (Second) of Torts § 402A".
        let section = |at: &usize| {
            reader.t.at(*at).starts_with('§')
                || reader.t.kind(*at) == Some(Kind::Comma)
                || reader.t.at(*at) == "cmt"
        };
        let end = (limit..reader.to).find(section).unwrap_or(reader.to);
        let value = reader.spanned(limit, end);
        let title = crate::notes::Title { text: value.value, mark: TitleMark::Plain };
        reader.cite.title = Field::Found(Spanned::new(title, value.span));
        return;
    }
    // "Regulation (EU) 2016/679 of …", "Executive Order 13925": the sign opens the name.
    if t.is(limit, "resolution") && limit > reader.from && limit + 2 <= reader.to {
        // "UN Security Council Resolution 1373 (2001)".
        let value = reader.spanned(reader.from, limit + 2);
        let title = crate::notes::Title { text: value.value, mark: TitleMark::Plain };
        reader.cite.title = Field::Found(Spanned::new(title, value.span));
        return;
    }
    let own = matches!(work, WorkType::Statute | WorkType::Order)
        && reader.t.list.get(limit).is_some_and(|it| it.kind == Kind::Word && it.capital)
        && !reader.t.is_any(limit, &["pub", "oj"]);
    if own && limit == reader.from && work == WorkType::Order {
        return;
    }
    let limit = if own && limit == reader.from { reader.to } else { limit };
    let Some(first) = named_from(reader).filter(|el| el.what == What::Text && el.from < limit) else {
        return;
    };
    let mut end = first.to.min(limit);
    let t = reader.t;
    // "Human Rights Act 1998": the year is of the name.
    let named = reader.t.is_any(limit.min(reader.to), &["regulation", "directive", "decision"]);
    if own || named {
        let limit = if named { reader.to } else { limit };
        // "Directive 95/46/EC of the European Parliament of 24 October 1995, OJ …".
        let comma = (first.from..limit).find(|&at| t.kind(at) == Some(Kind::Comma) || t.at(at) == "[");
        end = comma.unwrap_or(end);
    }
    if t.is_any(limit, &["const", "code"]) && limit < reader.to {
        end = limit + 1 + usize::from(t.kind(limit + 1) == Some(Kind::Stop));
    }
    if work == WorkType::Treaty
        && limit < reader.to
        && first.from <= limit
        && limit < first.to
        && !t.is_any(limit, &["unts", "tias", "ets"])
    {
        // "United Nations Charter art. 51".
        end = limit + 1;
    }
    if work == WorkType::Statute && limit < reader.to && t.is(limit, "act") {
        let last =
            reader.els.iter().find(|el| el.from <= limit && limit < el.to).map_or(limit + 1, |el| el.to);
        end = last;
    }
    while end > first.from + 1
        && matches!(t.kind(end - 1), Some(Kind::Comma | Kind::Stop))
        && !t.abbreviates(end - 1)
    {
        end -= 1;
    }
    if end > first.from {
        let value = reader.spanned(first.from, end);
        let script = super::reader::script_of(&value.value);
        reader.cite.script = script;
        reader.cite.title = Field::Found(Spanned::new(
            crate::notes::Title { text: value.value, mark: TitleMark::Plain },
            value.span,
        ));
    }
}

/// The words in which the name begins. "Section 12 of the Orchards Act 1965": behind the section.
fn named_from(reader: &Reader) -> Option<Element> {
    let t = reader.t;
    let first = *reader.els.first()?;
    let next = reader.els.get(1).copied();
    match (first.what, next) {
        (What::Count(Count::Place("section")), Some(mut next)) if t.is(next.from, "of") => {
            next.from += 1 + usize::from(t.is(next.from + 1, "the"));
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
    if limit == from || t.is(from, "case") && t.number(from + 1).is_some() {
        // The number of the case ends where the next capital begins.
        from = (from + 2..to).find(|&at| t.list[at].capital && t.list[at].gap)?;
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
