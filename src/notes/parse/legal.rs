//! Law: cases, statutes, treaties, bills, hearings, orders.

use super::Context;
use super::elements::{Count, What};
use super::reader::Reader;
use super::token::{Kind, Tokens};
use crate::notes::{Citation, Field, Form, TitleMark, WorkType};
use crate::span::Spanned;

/// A sign of law: the sort of work, where the sign begins and ends.
#[derive(Debug, Clone, Copy)]
struct Sign {
    work: WorkType,
    from: usize,
    to: usize,
}

/// Series of law between two numbers, written without spaces and stops.
const SERIES: [(&str, WorkType); 50] = [
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
fn series_at(t: &Tokens, at: usize, to: usize) -> Option<Sign> {
    if t.kind(at) != Some(Kind::Number) || !t.list.get(at + 1)?.capital {
        return None;
    }
    // The series ends before the next number or sign of section.
    let mut end = at + 1;
    while end < to.min(at + 10) {
        let token = t.list[end];
        let inside = match token.kind {
            Kind::Word => !t.text(token).starts_with(['§', '¶']),
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
fn words_at(t: &Tokens, at: usize, to: usize) -> Option<Sign> {
    let token = t.get(at)?;
    if token.kind != Kind::Word || !token.capital {
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
        "Charter" | "Constitution" | "Treaty" | "Convention" | "Covenant" | "TEU" | "TFEU" | "GDPR"
        | "ECHR" | "ICCPR"
            if names_article(t, at + 1, to) =>
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
        "OJ" if t.is_any(at + 1, &["L", "C"]) => sign(WorkType::Statute, at + 2),
        _ => None,
    }
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

/// Whether a sign of law stands at `at`; the token after it.
pub(super) fn sign_at(t: &Tokens, at: usize, to: usize) -> Option<usize> {
    series_at(t, at, to).or_else(|| words_at(t, at, to)).map(|sign| sign.to)
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
        if let Some(found) = words_at(t, at, to).filter(|found| found.work == WorkType::Bill)
            && sign.is_some_and(act)
        {
            sign = Some(found);
        }
        if sign.is_none_or(|sign| sign.work == WorkType::Hearing)
            && let Some(found) = series_at(t, at, to).or_else(|| words_at(t, at, to))
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
        (from..reach)
            .any(|at| {
                t.is_any(at, &["signature", "signed", "adopted", "ratified", "art", "article", "ets", "unts", "tias"])
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
    if quoted.is_some_and(|quoted| sign.is_none_or(|sign| sign.from > quoted))
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
            // A number of the sign itself is no year: "S.C. Res. 1373".
            What::Date(date) if date.month.is_some() || sign.is_none_or(|sign| el.from >= sign.to) => {
                reader.set_date(date, reader.value_span(el));
            }
            What::Bracket => {
                let found = (el.from + 1..el.to).find_map(|at| {
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
        if work != WorkType::Case || text.contains(" v") {
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
    // "Regulation (EU) 2016/679 of …", "Executive Order 13925": the sign opens the name.
    let own = matches!(work, WorkType::Statute | WorkType::Order)
        && reader.t.list.get(limit).is_some_and(|it| it.kind == Kind::Word && it.capital)
        && !reader.t.is_any(limit, &["pub", "oj"]);
    if own && limit == reader.from && work == WorkType::Order {
        return;
    }
    let limit = if own && limit == reader.from { reader.to } else { limit };
    let Some(first) = reader.els.first().copied().filter(|el| el.what == What::Text && el.from < limit)
    else {
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

/// The words of a case's name: from the front, or behind "Case C-131/12", to the
/// comma, square bracket or reporter that ends it.
fn case_name(reader: &Reader, limit: usize) -> Option<(usize, usize)> {
    let t = reader.t;
    let (mut from, to) = (reader.from, reader.to.min(reader.from + 80));
    if limit == from {
        // The number of the case ends where the next capital begins.
        from = (from + 2..to).find(|&at| t.list[at].capital && t.list[at].gap)?;
    }
    let versus = (from..to).find(|&at| t.is_any(at, &["v", "vs"]));
    let mut at = from;
    while at < to {
        let token = t.list[at];
        let ends = match token.kind {
            Kind::Open => {
                t.text(token) == "[" || (at + 1..t.over(at)).any(|at| super::dates::year(t, at).is_some())
            }
            Kind::Comma => {
                versus.is_none_or(|versus| at > versus)
                    && !t.is_any(at + 1, &["inc", "ltd", "llc", "co", "corp", "plc", "s", "l"])
            }
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
