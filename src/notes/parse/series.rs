//! Numbers of documents, and law reviews written between their numbers.

use super::elements::{Count, Cutter, What};
use super::lexicon::Flags;
use super::token::{Kind, Tokens};

impl Cutter<'_> {
    /// "A/RES/70/1", "COM(2016) 5 final", "S. Rep. No. 107-351".
    pub fn document(&mut self, at: usize) -> Option<usize> {
        let end = document_at(self.tokens, at, self.to)?;
        let fresh = self.text.is_none();
        // In running words only the unmistakable chain counts.
        let chain = [at + 1, at + 2].iter().any(|at| self.tokens.kind(*at) == Some(Kind::Slash));
        (fresh || chain).then(|| self.put(What::Document, at, end))
    }

    /// "102 Mich. L. Rev. 801, 805 (2004)": volume, journal, first page.
    pub fn law_review(&mut self, at: usize) -> Option<usize> {
        let tokens = self.tokens;
        if self.titles == 0 && self.found.is_empty()
            || self.text.is_some()
            || tokens.kind(at) != Some(Kind::Number)
            || tokens.at(at).len() > 4
            || !tokens.list.get(at + 1)?.capital
        {
            return None;
        }
        let mut end = at + 1;
        let mut stops = 0;
        while end < self.to.min(at + 20) {
            match tokens.kind(end)? {
                Kind::Stop => stops += 1,
                Kind::Word | Kind::Amp | Kind::Dash => {}
                _ => break,
            }
            end += 1;
        }
        let journal = (at + 1..end).any(|at| {
            tokens.is_any(at, &["rev", "review", "j", "journal", "law", "l"])
                || tokens.flag(at, Flags::OUTLET)
        });
        let page = tokens.kind(end) == Some(Kind::Number) && end < self.to;
        let closed = end + 1 >= self.to
            || matches!(tokens.kind(end + 1), Some(Kind::Comma | Kind::Open | Kind::Stop | Kind::Dash));
        if !(journal || stops >= 2) || !page || !closed || end < at + 2 {
            return None;
        }
        self.put(What::Count(Count::Volume), at, at + 1);
        self.put(What::Text, at + 1, end);
        let last = super::numbers::value(tokens, end, self.to, false)?;
        if last > end + 1 {
            return Some(self.put(What::Count(Count::Pages), end, last));
        }
        Some(self.put(What::Count(Count::First), end, end + 1))
    }
}

/// "U.S. Patent No. 1,987,654 B2", "US 8,019,551" behind "patent": the number of a patent.
fn patent_at(t: &Tokens, at: usize, to: usize) -> Option<usize> {
    let patent = (at + 1..to.min(at + 6)).find(|&at| t.is(at, "patent"))?;
    let lead = |at: &usize| {
        t.is_any(*at, &["patent", "application", "publication", "pub", "states", "us", "s"])
            || t.flag(*at, Flags::ISSUE)
            || t.kind(*at) == Some(Kind::Stop)
    };
    if !(at + 1..patent).all(|at| lead(&at)) {
        return None;
    }
    let number = (patent + 1..to.min(patent + 8)).find(|at| !lead(at))?;
    t.number(number).is_some().then_some(())?;
    let mut end = number + 1;
    if t.kind(end) == Some(Kind::Dash) && t.number(end + 1).is_some() && end + 1 < to {
        end += 2;
    }
    // "B2", "A1": the kind of publication.
    let kind = t.at(end).as_bytes();
    if end < to && kind.len() == 2 && matches!(kind[0], b'A' | b'B') && kind[1].is_ascii_digit() {
        end += 1;
    }
    Some(end)
}

/// The document number at `at`; the token after it.
pub(super) fn document_at(t: &Tokens, at: usize, to: usize) -> Option<usize> {
    let token = t.get(at)?;
    if token.kind != Kind::Word
        || !token.capital
        || !token.gap && at > 0 && t.kind(at - 1) != Some(Kind::Open)
    {
        return None;
    }
    let text = t.text(token);
    if matches!(text, "U" | "US" | "UK" | "EP" | "European" | "Japanese" | "German" | "United") {
        return patent_at(t, at, to);
    }
    let next = t.get(at + 1).filter(|_| at + 1 < to)?;
    // "A/RES/70/1", "S/2015/53", "E/CN.4/2005/10".
    if next.kind == Kind::Slash
        && !next.gap
        && text.len() <= 8
        && text.bytes().all(|byte| !byte.is_ascii_lowercase())
    {
        let mut end = at + 1;
        let mut digits = false;
        while end < to && !t.list[end].gap {
            match t.list[end].kind {
                Kind::Slash | Kind::Dash => {}
                // "WT/DS58/R".
                Kind::Word => digits |= t.at(end).bytes().any(|byte| byte.is_ascii_digit()),
                Kind::Number | Kind::Mixed => digits = true,
                Kind::Stop
                    if t.list.get(end + 1).is_some_and(|next| !next.gap && next.kind == Kind::Number) => {}
                Kind::Open if end + 2 < to => {}
                Kind::Close if t.list[end].mate as usize > at => {}
                _ => break,
            }
            end += 1;
        }
        return digits.then_some(end);
    }
    if matches!(text, "Cm" | "Cmnd" | "Cmd") && next.kind == Kind::Number && next.gap {
        return Some(at + 2);
    }
    // "AFR 44/9991/2020", "NIC 2012-001", "PYM 4/2".
    let capitals = (2..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase());
    if capitals && next.kind == Kind::Number && next.gap {
        let mut end = at + 2;
        while end + 1 < to
            && matches!(t.kind(end), Some(Kind::Slash | Kind::Dash))
            && !t.list[end].gap
            && !t.list[end + 1].gap
            && matches!(t.kind(end + 1), Some(Kind::Number | Kind::Mixed))
        {
            end += 2;
        }
        if matches!(text, "HC" | "HL") && end == at + 2 {
            return Some(end);
        }
        let years = super::dates::year_at(t, at + 1).is_some_and(|(date, _)| date.until.is_some());
        return (end > at + 2 && !years).then_some(end);
    }
    // "COM(2016) 5 final".
    if matches!(text, "COM" | "SWD" | "SEC" | "JOIN" | "SEK") && next.kind == Kind::Open {
        let close = next.mate as usize;
        let mut end = close + 1;
        if t.number(end).is_some() && close > at && end < to {
            end += 1;
            if t.is(end, "final") && end < to {
                end += 1;
            }
            return Some(end);
        }
    }
    None
}
