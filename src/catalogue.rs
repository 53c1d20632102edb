//! What rules and groups of rules are called. It lies below `argument`, which
//! asks whether a waiver names a rule that exists; what a rule does is in `rules`.

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
            Self::ClaimsFile => {
                ("claims-file", "whether the claims file is correct and still matches the draft")
            }
            Self::Notes => {
                ("notes", "whether markers and notes match, and whether each note identifies its source")
            }
            Self::Coverage => ("coverage", "whether factual statements have sources"),
            Self::Sources => ("sources", "whether the sources are good enough for what they support"),
            Self::Quotations => ("quotations", "whether quotations have sources and match them"),
            Self::Figures => {
                ("figures", "whether figures, dates and names agree with each other and with their sources")
            }
            Self::Language => ("language", "whether the words claim more than the evidence shows"),
            Self::Argument => ("argument", "whether the reasons support the conclusions"),
            Self::Archives => ("archives", "whether readers can still find the sources as they were"),
            Self::Review => {
                ("review", "whether claims were checked, by whom, and whether they have changed since")
            }
            Self::House => {
                (HOUSE, "rules that your team added, from the files that `rules` in claimlint.toml names")
            }
        }
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

include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

/// Whether a rule is called this.
pub fn is_rule(name: &str) -> bool {
    NAMES.contains(&name)
}

/// The nearest name of a rule to a misspelt one.
pub fn nearest(name: &str) -> Option<&'static str> {
    crate::text::nearest(name, NAMES.iter().copied())
}

/// The group with this name.
pub fn group(name: &str) -> Option<Group> {
    GROUPS.iter().copied().find(|group| group.name() == name)
}

/// Whether a word means one rule or several: a rule's name, a group's, or `all`.
pub fn is_meant(name: &str) -> bool {
    is_rule(name) || group(name).is_some() || name == ALL
}
