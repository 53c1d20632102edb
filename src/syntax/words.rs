//! The language's own words, as tables, and the nearest one to a slip.

use super::tree::{
    CheckedPart, ClaimKind, Confidence, EntryKind, LocatorUnit, Reach, Relation, Scale, SourceLevel, Verdict,
};

/// What a clause may stand under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// `draft`.
    Draft,
    /// `source`.
    Source,
    /// `claim`, `assume`, `objection`.
    Entry(EntryKind),
    /// `accept`.
    Accept,
}

/// One declaration's keyword.
pub struct Declaration {
    /// The keyword.
    pub word: &'static str,
    /// What it declares.
    pub home: Home,
    /// How it is called in a message.
    pub called: &'static str,
    /// How its first line looks.
    pub example: &'static str,
}

const fn declaration(
    word: &'static str,
    home: Home,
    called: &'static str,
    example: &'static str,
) -> Declaration {
    Declaration { word, home, called, example }
}

/// A claim, as the place of a clause.
pub const CLAIM: Home = Home::Entry(EntryKind::Claim);
/// An assumption, as the place of a clause.
pub const ASSUME: Home = Home::Entry(EntryKind::Assume);
/// An objection, as the place of a clause.
pub const OBJECTION: Home = Home::Entry(EntryKind::Objection);

/// Every declaration.
pub const DECLARATIONS: &[Declaration] = &[
    declaration("draft", Home::Draft, "a draft", "draft \"report.md\""),
    declaration("source", Home::Source, "a source", "source smith [15] \"words of the note\""),
    declaration("claim", CLAIM, "a claim", "claim short-name \"What the draft claims.\""),
    declaration("assume", ASSUME, "an assumption", "assume short-name \"What is taken for granted.\""),
    declaration(
        "objection",
        OBJECTION,
        "an objection",
        "objection short-name \"What can be said against it.\"",
    ),
    declaration(
        "accept",
        Home::Accept,
        "an `accept`",
        "accept rule-name on claim-name \"Why this is acceptable.\"",
    ),
];

/// The declaration with this keyword.
pub fn declaration_of(word: &str) -> Option<&'static Declaration> {
    DECLARATIONS.iter().find(|row| row.word == word)
}

/// The declaration that this place is in.
pub fn declaration_at(home: Home) -> Option<&'static Declaration> {
    DECLARATIONS.iter().find(|row| row.home == home)
}

/// Kinds of claim.
pub const KINDS: &[(&str, ClaimKind)] = &[
    ("fact", ClaimKind::Fact),
    ("interpretation", ClaimKind::Interpretation),
    ("forecast", ClaimKind::Forecast),
    ("recommendation", ClaimKind::Recommendation),
    ("value", ClaimKind::Value),
    ("definition", ClaimKind::Definition),
    ("common-knowledge", ClaimKind::CommonKnowledge),
];

/// Relations of a citation to its claim.
pub const RELATIONS: &[(&str, Relation)] = &[
    ("states", Relation::States),
    ("supports", Relation::Supports),
    ("background", Relation::Background),
    ("contradicts", Relation::Contradicts),
];

/// Units of a locator.
pub const UNITS: &[(&str, LocatorUnit)] = &[
    ("page", LocatorUnit::Page),
    ("section", LocatorUnit::Section),
    ("paragraph", LocatorUnit::Paragraph),
    ("line", LocatorUnit::Line),
    ("chapter", LocatorUnit::Chapter),
    ("figure", LocatorUnit::Figure),
    ("table", LocatorUnit::Table),
    ("time", LocatorUnit::Time),
];

/// The word for a value of one of these tables.
fn word_for<T: PartialEq>(table: &[(&'static str, T)], value: T) -> &'static str {
    table.iter().find(|(_, known)| *known == value).map_or("", |(word, _)| word)
}

/// The word for a kind of claim.
pub fn kind_name(kind: ClaimKind) -> &'static str {
    word_for(KINDS, kind)
}

/// The word for a relation.
pub fn relation_name(relation: Relation) -> &'static str {
    word_for(RELATIONS, relation)
}

/// The word for a unit of a locator.
pub fn unit_name(unit: LocatorUnit) -> &'static str {
    word_for(UNITS, unit)
}

/// How far one marker covers.
pub const REACHES: &[(&str, Reach)] = &[
    ("sentence", Reach::Sentence),
    ("paragraph", Reach::Paragraph),
    ("until-source-changes", Reach::UntilSourceChanges),
    ("claims-file-only", Reach::ClaimsFileOnly),
];

/// Scales of likelihood words.
pub const SCALES: &[(&str, Scale)] =
    &[("plain", Scale::Plain), ("icd203", Scale::Icd203), ("ipcc", Scale::Ipcc)];

/// Levels of a source.
pub const LEVELS: &[(&str, SourceLevel)] = &[
    ("primary", SourceLevel::Primary),
    ("secondary", SourceLevel::Secondary),
    ("tertiary", SourceLevel::Tertiary),
];

/// Degrees of confidence.
pub const CONFIDENCES: &[(&str, Confidence)] =
    &[("high", Confidence::High), ("moderate", Confidence::Moderate), ("low", Confidence::Low)];

/// What a checker looks at.
pub const CHECKED_PARTS: &[(&str, CheckedPart)] = &[
    ("figure", CheckedPart::Figure),
    ("quotation", CheckedPart::Quotation),
    ("inference", CheckedPart::Inference),
];

/// What a checker finds.
pub const VERDICTS: &[(&str, Verdict)] = &[
    ("supported", Verdict::Supported),
    ("partly", Verdict::Partly),
    ("not", Verdict::Not),
    ("not-found", Verdict::NotFound),
];

/// The word for a verdict.
pub fn verdict_name(verdict: Verdict) -> &'static str {
    word_for(VERDICTS, verdict)
}

/// The word for what a checker looked at.
pub fn part_name(part: CheckedPart) -> &'static str {
    word_for(CHECKED_PARTS, part)
}

/// Words that stand inside a clause, with that clause. They begin no line.
pub const INNER_WORDS: &[(&str, &str)] = &[
    ("states", "cites"),
    ("supports", "cites"),
    ("background", "cites"),
    ("contradicts", "cites"),
    ("page", "cites"),
    ("section", "cites"),
    ("paragraph", "cites"),
    ("line", "cites"),
    ("chapter", "cites"),
    ("figure", "cites"),
    ("table", "cites"),
    ("time", "cites"),
    ("sha256", "held"),
    ("seal", "checked"),
    ("verdict", "checked"),
    ("until", "by"),
    ("to", "at"),
    ("step", "against"),
];

/// What begins a comment elsewhere.
pub const REMARKS: [&str; 4] = ["//", "--", "%", ";"];

/// Words people write for one of ours, too far from it to be a slip of the hand.
const SYNONYMS: &[(&str, &str)] = &[
    ("assumption", "assume"),
    ("supported", "because"),
    ("rests", "because"),
    ("rebuts", "against"),
    ("attacks", "against"),
    ("waive", "accept"),
    ("allow", "accept"),
    ("ignore", "accept"),
    ("quotes", "states"),
    ("says", "states"),
    ("opposes", "contradicts"),
    ("refutes", "contradicts"),
    ("proves", "supports"),
    ("shows", "supports"),
    ("confirms", "supports"),
    ("p", "page"),
    ("p.", "page"),
    ("pp", "page"),
    ("pp.", "page"),
    ("pages", "page"),
    ("sec.", "section"),
    ("§", "section"),
    ("para", "paragraph"),
    ("para.", "paragraph"),
    ("¶", "paragraph"),
    ("ch.", "chapter"),
    ("fig.", "figure"),
    ("minute", "time"),
    ("opinion", "interpretation"),
    ("prediction", "forecast"),
    ("medium", "moderate"),
    ("sentences", "sentence"),
    ("none", "claims-file-only"),
    ("common", "common-knowledge"),
];

/// The word of `table` nearest to `word`, if it is near enough to be meant.
/// A word in capitals is near; so is one with a letter wrong in each three.
pub fn nearest(word: &str, table: impl IntoIterator<Item = &'static str>) -> Option<&'static str> {
    if word.len() > 64 {
        return None;
    }
    let word = word.to_lowercase();
    let meant = SYNONYMS.iter().find(|(theirs, _)| *theirs == word).map(|&(_, ours)| ours);
    table
        .into_iter()
        .filter_map(|candidate| {
            if meant == Some(candidate) {
                return Some((0, candidate));
            }
            let distance = strsim::osa_distance(word.trim_end_matches([':', '.', ';']), candidate);
            // One letter of "to" or "on" is half of it: too little to go by.
            let allowed = if candidate.len() < 3 { 0 } else { (candidate.len() / 3).min(3) };
            let near = distance == 0 || distance <= allowed && word.chars().count() > 2;
            near.then_some((distance, candidate))
        })
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// The words of a table in one line: "high, moderate or low".
pub fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.into_iter().collect();
    match words.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [before @ .., last] => format!("{} or {last}", before.join(", ")),
    }
}

/// A name in kebab-case made of these words; empty if nothing is left of them.
pub fn kebab(words: &str) -> String {
    let mut name = String::new();
    for c in words.chars() {
        if c.is_ascii_alphanumeric() {
            if c.is_ascii_uppercase() && name.ends_with(|last: char| last.is_ascii_lowercase()) {
                name.push('-');
            }
            name.push(c.to_ascii_lowercase());
        } else if !matches!(c, '\'' | '’') && !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let from = name.find(|c: char| c.is_ascii_lowercase()).unwrap_or(name.len());
    name[from..].trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_find_their_word() {
        let kinds = || KINDS.iter().map(|&(word, _)| word);
        assert_eq!(nearest("forcast", kinds()), Some("forecast"));
        assert_eq!(nearest("Fact", kinds()), Some("fact"));
        assert_eq!(nearest("common", kinds()), Some("common-knowledge"));
        assert_eq!(nearest("banana", kinds()), None);
        assert_eq!(nearest("pp.", UNITS.iter().map(|&(word, _)| word)), Some("page"));
    }

    #[test]
    fn names_become_kebab_case() {
        assert_eq!(kebab("Attack_Share 2014"), "attack-share-2014");
        assert_eq!(kebab("attackShare"), "attack-share");
        assert_eq!(kebab("2014-share:"), "share");
        assert_eq!(kebab("日本"), "");
    }
}
