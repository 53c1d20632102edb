//! Every word of the language, for those who colour it or complete it: from the tables that the parser reads by.

use super::{
    clause::CLAUSES,
    words::{
        CHECKED_PARTS, CONFIDENCES, DECLARATIONS, Home, INNER_WORDS, KINDS, LEVELS, REACHES, RELATIONS,
        SCALES, UNITS, VERDICTS,
    },
};

/// The words of the language by what they do, each in the order of its table.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// Words that begin a declaration.
    pub declarations: Vec<&'static str>,
    /// Those of them that a name follows.
    pub named: Vec<&'static str>,
    /// Words that begin a clause.
    pub clauses: Vec<&'static str>,
    /// Words inside a declaration's first line or a clause.
    pub inner: Vec<&'static str>,
    /// Words that a clause takes as its value.
    pub values: Vec<&'static str>,
    /// Clauses with the declarations below which each stands, and how it looks.
    pub shapes: Vec<(&'static str, Vec<&'static str>, &'static str)>,
}

/// The words of the language.
pub fn vocabulary() -> Vocabulary {
    let at_home = |home: Home| DECLARATIONS.iter().find(|row| row.home == home).map(|row| row.word);
    let mut inner: Vec<&'static str> = CLAUSES.iter().flat_map(|row| row.inner).copied().collect();
    inner.extend(INNER_WORDS.iter().map(|&(word, _)| word));
    inner.extend(RELATIONS.iter().map(|&(word, _)| word));
    inner.extend(UNITS.iter().map(|&(word, _)| word));
    let mut values: Vec<&'static str> = KINDS.iter().map(|&(word, _)| word).collect();
    values.extend(REACHES.iter().map(|&(word, _)| word));
    values.extend(SCALES.iter().map(|&(word, _)| word));
    values.extend(LEVELS.iter().map(|&(word, _)| word));
    values.extend(CONFIDENCES.iter().map(|&(word, _)| word));
    values.extend(CHECKED_PARTS.iter().map(|&(word, _)| word));
    values.extend(VERDICTS.iter().map(|&(word, _)| word));
    Vocabulary {
        declarations: DECLARATIONS.iter().map(|row| row.word).collect(),
        named: DECLARATIONS.iter().filter(|row| row.home != Home::Draft).map(|row| row.word).collect(),
        clauses: CLAUSES.iter().map(|row| row.word).collect(),
        inner: once(inner),
        values: once(values),
        shapes: CLAUSES
            .iter()
            .map(|row| (row.word, row.homes.iter().filter_map(|&home| at_home(home)).collect(), row.example))
            .collect(),
    }
}

/// Each word once, where it first stood.
fn once(words: Vec<&'static str>) -> Vec<&'static str> {
    let mut seen = std::collections::HashSet::new();
    words.into_iter().filter(|word| seen.insert(*word)).collect()
}
