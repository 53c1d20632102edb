//! The groups of rules. A level may be given to a group as to a rule, and `explain` tells of both.

use super::Rule;

/// Rules of one kind. Those that are shipped lie in the folder of this name in
/// `src/rules/`; each says its group in its row, and a test compares the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Whether the claims file says what can be understood and still fits the draft.
    ClaimsFile,
    /// Whether markers and notes belong together, and whether a note tells enough to find its source.
    Notes,
    /// Whether what is asserted has a source.
    Coverage,
    /// Whether the sources can carry what rests on them.
    Sources,
    /// Whether quoted words have a source and are its words.
    Quotations,
    /// Whether figures, dates and names agree with each other and with what is cited.
    Figures,
    /// Whether the words claim more than the evidence does.
    Language,
    /// Whether the reasons carry the conclusions.
    Argument,
    /// Whether a reader can still find the source, as it was.
    Archives,
    /// Whether claims were checked, by whom, and since they were changed.
    Review,
    /// What a team added itself: the files that `rules` in claimlint.toml names.
    House,
}

impl Group {
    /// Its name in flags and `claimlint.toml`.
    pub const fn name(self) -> &'static str {
        self.told().0
    }

    /// What its rules look at, in one line without a full stop.
    pub const fn about(self) -> &'static str {
        self.told().1
    }

    const fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::ClaimsFile => (
                "claims-file",
                "whether the claims file says what can be understood and still fits the draft",
            ),
            Self::Notes => (
                "notes",
                "whether markers and notes belong together, and whether a note tells enough to find its source",
            ),
            Self::Coverage => ("coverage", "whether what is asserted has a source"),
            Self::Sources => ("sources", "whether the sources can carry what rests on them"),
            Self::Quotations => ("quotations", "whether quoted words have a source and are its words"),
            Self::Figures => {
                ("figures", "whether figures, dates and names agree with each other and with what is cited")
            }
            Self::Language => ("language", "whether the words claim more than the evidence does"),
            Self::Argument => ("argument", "whether the reasons carry the conclusions"),
            Self::Archives => ("archives", "whether a reader can still find the source, as it was"),
            Self::Review => ("review", "whether claims were checked, by whom, and since they were changed"),
            Self::House => {
                (HOUSE, "what a team added itself: the files that `rules` in claimlint.toml names")
            }
        }
    }

    /// Its rules, in the order of the manual; none for [`Group::House`], whose rules only a run knows.
    pub fn rules(self) -> impl Iterator<Item = &'static Rule> {
        super::RULES.iter().copied().filter(move |rule| rule.group == self)
    }
}

/// The word that means every rule, wherever a rule or a group may be named.
pub const ALL: &str = "all";

/// Every group, in the order of the manual.
pub const GROUPS: &[Group] = &[
    Group::ClaimsFile,
    Group::Notes,
    Group::Coverage,
    Group::Sources,
    Group::Quotations,
    Group::Figures,
    Group::Language,
    Group::Argument,
    Group::Archives,
    Group::Review,
    Group::House,
];

/// The group of the rules that a team adds. Their names begin with [`crate::house::PREFIX`], and only a run knows them.
pub const HOUSE: &str = "house";

/// Whether a word may be the name of a rule that a team adds.
pub fn may_be_house(name: &str) -> bool {
    name.starts_with(crate::house::PREFIX)
}

/// The group with this name.
pub fn group(name: &str) -> Option<Group> {
    GROUPS.iter().copied().find(|group| group.name() == name)
}

/// Every rule that a word means: a rule's name, a group's, or `all`.
pub fn meant(name: &str) -> Option<Vec<&'static Rule>> {
    match (super::rule(name), group(name)) {
        (Some(rule), _) => Some(vec![rule]),
        (None, Some(group)) => Some(group.rules().collect()),
        (None, None) => (name == ALL).then(|| super::RULES.to_vec()),
    }
}

/// The rule or group nearest to a misspelt name.
pub fn nearest(name: &str) -> Option<&'static str> {
    let names = super::RULES.iter().map(|rule| rule.code);
    crate::text::nearest(name, names.chain(GROUPS.iter().map(|group| group.name())).chain([ALL]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_groups_are_not_those_of_rules() {
        for group in GROUPS {
            assert!(super::super::rule(group.name()).is_none() && group.name() != ALL, "{}", group.name());
        }
    }

    #[test]
    fn a_word_means_a_rule_a_group_or_all() {
        assert_eq!(meant("state-media").map(|rules| rules.len()), Some(1));
        assert!(meant("sources").is_some_and(|rules| rules.iter().any(|rule| rule.code == "state-media")));
        assert_eq!(meant("all").map(|rules| rules.len()), Some(super::super::RULES.len()));
        assert!(meant("sorces").is_none());
        assert_eq!(nearest("sorces"), Some("sources"));
    }
}
