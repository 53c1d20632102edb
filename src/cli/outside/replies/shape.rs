//! What replies come to, and what all their readers share: texts without markup, lists that end, years that can be years.

use serde_json::Value;

use crate::verified::{Update, Work};

/// What a reply says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// It is known; the work may say nothing.
    Known(Box<Found>),
    /// Works with a like title.
    Candidates(Vec<Found>),
    /// It is not known here.
    No,
    /// The reply cannot be read.
    Garbled,
}

/// A work with what was published about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The work.
    pub work: Work,
    /// Retractions and corrections.
    pub updates: Vec<Update>,
    /// Its DOI, where a title was looked for.
    pub doi: String,
}

/// Lists of a reply are read so far.
pub(super) const MOST: usize = 200;

pub(super) fn json(body: &[u8]) -> Option<Value> {
    serde_json::from_slice(body).ok()
}

/// Text without markup and doubled spaces: registries keep the tags and entities of their journals.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let is_tag = after[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match after.find('>').filter(|_| is_tag) {
            Some(end) => rest = &after[end + 1..],
            None => {
                out.push('<');
                rest = &after[1..];
            }
        }
    }
    out.push_str(rest);
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    let out = entities.iter().fold(out, |text, (entity, letter)| text.replace(entity, letter));
    out.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(600).collect()
}

pub(super) fn text(value: &Value) -> String {
    value.as_str().map(plain).unwrap_or_default()
}

/// The words of a list, or of one word.
pub(super) fn texts(value: &Value) -> Vec<String> {
    let all = match value {
        Value::Array(all) => all.iter().take(MOST).map(text).collect(),
        one => vec![text(one)],
    };
    distinct(all)
}

pub(super) fn distinct(all: Vec<String>) -> Vec<String> {
    all.into_iter().filter(|one| !one.is_empty()).fold(Vec::new(), |mut kept, one| {
        if !kept.contains(&one) {
            kept.push(one);
        }
        kept
    })
}

pub(super) fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten().take(MOST)
}

/// The first four digits of a date that can be a year.
pub(super) fn year(text: &str) -> Option<i16> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 4)?;
    digits.parse().ok().filter(|year| (1000..=2200).contains(year))
}

pub(super) fn years(all: impl IntoIterator<Item = Option<i16>>) -> Vec<i16> {
    let mut years: Vec<i16> = all.into_iter().flatten().collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// A title with its subtitle, unless that is in it already.
pub(super) fn whole_title(title: String, subtitle: &str) -> String {
    match subtitle {
        "" => title,
        subtitle if title.contains(subtitle) => title,
        subtitle => format!("{title}: {subtitle}"),
    }
}
