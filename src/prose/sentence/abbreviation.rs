//! Words that a full stop may follow without ending a sentence, and words that
//! begin one. All lists are sorted, so that a look-up is a binary search.

/// What a full stop after a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An ordinary word: the sentence ends.
    Word,
    /// `Dr.`, `v.`: never ends one.
    Never,
    /// `Inc.`, `Jan.`, `et al.`: ends one if the next word begins one.
    MayEnd,
    /// `No.`, `Art.`, `Fig.`: goes on if a number follows.
    Label,
    /// `etc.`: ends one if a capital follows.
    Etc,
    /// `J.`
    Initial,
    /// `U.S.`, `Ph.D.`
    Acronym,
    /// `a.m.`, `p.m.`
    Clock,
}

impl Kind {
    /// The kind of a word, given without its last full stop.
    pub(super) fn of(word: &str) -> Kind {
        let bytes = word.as_bytes();
        if word.len() > 12 || bytes.is_empty() {
            return if bytes.is_empty() { Kind::Never } else { Kind::Word };
        }
        let mut buffer = [0; 12];
        let buffer = &mut buffer[..bytes.len()];
        buffer.copy_from_slice(bytes);
        buffer.make_ascii_lowercase();
        let folded: &[u8] = buffer;
        let capital = bytes[0].is_ascii_uppercase();
        // `MS.`, `FED.`: an acronym without full stops is a word, but `NO. 5` is a label.
        let shouted = bytes.len() > 1 && bytes.iter().all(u8::is_ascii_uppercase);
        if holds(ANY_CASE_NEVER, folded) || (capital && !shouted && holds(CAPITAL_NEVER, folded)) {
            return Kind::Never;
        }
        if holds(LABELS, folded) {
            return Kind::Label;
        }
        match folded {
            b"etc" => return Kind::Etc,
            b"a.m" | b"p.m" => return Kind::Clock,
            _ => {}
        }
        if bytes.len() == 1 && bytes[0].is_ascii_alphabetic() {
            return Kind::Initial;
        }
        if is_acronym(bytes) {
            return Kind::Acronym;
        }
        let may_end = holds(ANY_CASE_MAY_END, folded) || (capital && holds(CAPITAL_MAY_END, folded));
        let squeezed =
            capital && bytes.len() <= 5 && bytes.iter().all(u8::is_ascii_alphabetic) && !vowels(folded);
        let law = shouted && holds(SHOUTED_MAY_END, bytes);
        if law || (!shouted && (may_end || squeezed)) { Kind::MayEnd } else { Kind::Word }
    }
}

/// Letters in ones and twos with full stops between: `U.S`, `Ph.D`, `U.S.C`.
fn is_acronym(bytes: &[u8]) -> bool {
    bytes.contains(&b'.')
        && bytes
            .split(|&b| b == b'.')
            .all(|part| matches!(part.len(), 1 | 2) && part.iter().all(u8::is_ascii_alphabetic))
}

fn vowels(folded: &[u8]) -> bool {
    folded.iter().any(|b| b"aeiouy".contains(b))
}

fn holds(list: &[&str], word: &[u8]) -> bool {
    list.binary_search_by(|entry| entry.as_bytes().cmp(word)).is_ok()
}

/// Whether a text begins with a word that seldom stands in mid-sentence with a
/// capital, so that a full stop before it is an end.
pub(super) fn is_starter(text: &str) -> bool {
    STARTERS.binary_search(&first_word(text)).is_ok()
}

/// As [`is_starter`], but none of these is anybody's surname.
pub(super) fn is_strong_starter(text: &str) -> bool {
    STRONG_STARTERS.binary_search(&first_word(text)).is_ok()
}

fn first_word(text: &str) -> &str {
    let end = text.bytes().position(|b| !b.is_ascii_alphabetic()).unwrap_or(text.len());
    &text[..end]
}

/// `Plan B`, `World War I`: words that a letter belongs to.
pub(super) fn takes_letter(word: &str) -> bool {
    TAKES_LETTER.binary_search(&word).is_ok()
}

/// What may follow `5 p.m.` in the same sentence.
pub(super) fn is_clock_word(word: &str) -> bool {
    CLOCK_WORDS.binary_search(&word).is_ok()
}

const ANY_CASE_NEVER: &[&str] = &[
    "a.k.a", "approx", "ca", "cf", "e.g", "i.e", "incl", "n", "nn", "p", "para", "paras", "pp", "v", "viz",
    "vs",
];

const CAPITAL_NEVER: &[&str] = &[
    "adm", "amb", "atty", "brig", "capt", "cdr", "cmdr", "col", "cpl", "dr", "drs", "fr", "gen", "gens",
    "gov", "govs", "hon", "insp", "lt", "lts", "maj", "messrs", "mlle", "mme", "mr", "mrs", "ms", "pfc",
    "pres", "prof", "profs", "pvt", "rep", "reps", "rev", "sen", "sens", "sgt", "supt",
];

const LABELS: &[&str] = &[
    "app", "art", "arts", "bk", "ch", "chap", "chs", "cl", "doc", "docs", "eq", "eqs", "ex", "exh", "fig",
    "figs", "no", "nos", "par", "pars", "pt", "pts", "ref", "refs", "sec", "secs", "sect", "ser", "tbl",
    "tit", "ver", "vol", "vols",
];

const ANY_CASE_MAY_END: &[&str] = &[
    "al", "cit", "ed", "eds", "est", "ft", "govt", "hr", "hrs", "lb", "lbs", "min", "misc", "op", "oz",
    "seq", "tel", "trans",
];

const CAPITAL_MAY_END: &[&str] = &[
    "apr", "ariz", "ark", "ass'n", "assn", "assoc", "ass’n", "aug", "ave", "bldg", "blvd", "bros", "bull",
    "calif", "cir", "civ", "co", "colo", "comm", "conf", "cong", "conn", "corp", "cos", "crim", "ct", "dec",
    "del", "dept", "dist", "div", "evid", "exec", "feb", "fed", "fla", "fri", "ga", "gov't", "gov’t", "hwy",
    "ibid", "id", "ill", "inc", "ind", "inst", "int'l", "intl", "int’l", "jan", "jr", "jul", "jun", "ky",
    "la", "ltd", "mar", "mass", "md", "mfg", "mgmt", "mich", "minn", "mon", "mont", "mt", "nat'l", "natl",
    "nat’l", "neb", "nev", "nov", "oct", "okla", "ore", "pa", "penn", "pub", "rd", "reg", "res", "rte",
    "sat", "sep", "sept", "sess", "sr", "st", "stat", "ste", "sun", "supp", "tenn", "tex", "thu", "thurs",
    "tue", "tues", "univ", "va", "vt", "wash", "wed", "wis", "wyo",
];

/// Law citations in capitals: `132 CONG. REC. H9866`, `H.R. REP. No. 99`.
const SHOUTED_MAY_END: &[&str] = &["CIR", "CONF", "CONG", "REC", "REP", "REV", "STAT", "SUPP"];

const STARTERS: &[&str] = &[
    "A",
    "According",
    "Accordingly",
    "Additionally",
    "After",
    "Afterward",
    "Afterwards",
    "Against",
    "All",
    "Along",
    "Also",
    "Although",
    "Among",
    "An",
    "And",
    "Another",
    "Any",
    "As",
    "At",
    "Because",
    "Before",
    "Besides",
    "Between",
    "Beyond",
    "Both",
    "But",
    "By",
    "Consequently",
    "Currently",
    "Despite",
    "During",
    "Each",
    "Earlier",
    "Eight",
    "Even",
    "Eventually",
    "Ever",
    "Every",
    "Everybody",
    "Everyone",
    "Few",
    "Finally",
    "Five",
    "For",
    "Four",
    "From",
    "Further",
    "Furthermore",
    "Given",
    "Half",
    "He",
    "Hence",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "If",
    "In",
    "Indeed",
    "Initially",
    "Instead",
    "Is",
    "It",
    "Its",
    "Just",
    "Last",
    "Later",
    "Like",
    "Likewise",
    "Many",
    "Meanwhile",
    "More",
    "Moreover",
    "Most",
    "My",
    "Neither",
    "Never",
    "Nevertheless",
    "Nine",
    "No",
    "Nobody",
    "None",
    "Nonetheless",
    "Nor",
    "Not",
    "Nothing",
    "Now",
    "Nowhere",
    "Of",
    "On",
    "Once",
    "One",
    "Only",
    "Or",
    "Other",
    "Others",
    "Our",
    "Over",
    "Overall",
    "Perhaps",
    "Rather",
    "Recently",
    "See",
    "Seven",
    "Several",
    "She",
    "Should",
    "Similarly",
    "Since",
    "Six",
    "So",
    "Some",
    "Somebody",
    "Someone",
    "Soon",
    "Still",
    "Subsequently",
    "Such",
    "Ten",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "Therefore",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Three",
    "Through",
    "Throughout",
    "Thus",
    "To",
    "Today",
    "Together",
    "Toward",
    "Twice",
    "Two",
    "Ultimately",
    "Under",
    "Unless",
    "Unlike",
    "Until",
    "Upon",
    "Was",
    "We",
    "Were",
    "What",
    "When",
    "Where",
    "Whereas",
    "Whether",
    "Which",
    "While",
    "Who",
    "Why",
    "With",
    "Within",
    "Without",
    "Yesterday",
    "Yet",
    "You",
    "Your",
];

const STRONG_STARTERS: &[&str] = &[
    "After",
    "Although",
    "And",
    "As",
    "At",
    "Because",
    "But",
    "For",
    "He",
    "However",
    "If",
    "In",
    "It",
    "Its",
    "Moreover",
    "On",
    "She",
    "Since",
    "That",
    "The",
    "There",
    "Therefore",
    "These",
    "They",
    "This",
    "Those",
    "Thus",
    "We",
    "When",
    "While",
];

const TAKES_LETTER: &[&str] = &[
    "Annex",
    "Appendix",
    "Article",
    "Category",
    "Chapter",
    "Class",
    "Company",
    "Exhibit",
    "Figure",
    "Grade",
    "Group",
    "Hepatitis",
    "Level",
    "Option",
    "Part",
    "Phase",
    "Plan",
    "Schedule",
    "Section",
    "Table",
    "Team",
    "Tier",
    "Title",
    "Type",
    "Vitamin",
    "War",
    "category",
    "class",
    "group",
    "hepatitis",
    "influenza",
    "option",
    "plan",
    "type",
    "vitamin",
];

const CLOCK_WORDS: &[&str] = &[
    "BST",
    "CDT",
    "CEST",
    "CET",
    "CST",
    "Central",
    "EDT",
    "EST",
    "ET",
    "Eastern",
    "Friday",
    "GMT",
    "JST",
    "MDT",
    "MST",
    "Monday",
    "Mountain",
    "PDT",
    "PST",
    "PT",
    "Pacific",
    "Saturday",
    "Sunday",
    "Thursday",
    "Tuesday",
    "UTC",
    "Wednesday",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_sorted() {
        let lists = [
            ANY_CASE_NEVER,
            CAPITAL_NEVER,
            LABELS,
            ANY_CASE_MAY_END,
            CAPITAL_MAY_END,
            SHOUTED_MAY_END,
            STARTERS,
            STRONG_STARTERS,
            TAKES_LETTER,
            CLOCK_WORDS,
        ];
        for list in lists {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
