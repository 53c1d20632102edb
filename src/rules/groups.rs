//! The groups of rules: the one place that says which rule is of which kind.
//! A level may be given to a group as to a rule, and `explain` tells of both.

use super::Rule;

/// Rules of one kind.
#[derive(Debug)]
pub struct Group {
    /// Its name in flags and `claimlint.toml`.
    pub name: &'static str,
    /// What its rules look at, in one line without a full stop.
    pub about: &'static str,
    /// The names of its rules.
    rules: &'static [&'static str],
}

impl Group {
    /// Its rules, in the order of the manual.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> + '_ {
        super::RULES.iter().copied().filter(|rule| self.rules.contains(&rule.code))
    }

    /// The names that it lists, rules of other versions among them.
    pub fn listed(&self) -> &'static [&'static str] {
        self.rules
    }
}

/// The word that means every rule, wherever a rule or a group may be named.
pub const ALL: &str = "all";

/// Every group. Each rule stands in exactly one; a test holds it.
pub const GROUPS: &[Group] = &[
    Group {
        name: "claims-file",
        about: "whether the claims file says what can be understood and still fits the draft",
        rules: &[
            "claims-syntax",
            "unknown-name",
            "duplicate-name",
            "claim-anchor-lost",
            "claim-anchor-ambiguous",
            "source-note-moved",
            "source-note-lost",
            "source-note-ambiguous",
            "source-without-words",
            "source-unused",
            "entry-unused",
            "step-unknown",
            "waiver-unreasoned",
            "waiver-unused",
        ],
    },
    Group {
        name: "notes",
        about: "whether markers and notes belong together, and whether a note tells enough to find its source",
        rules: &[
            "note-undefined",
            "note-unused",
            "note-duplicate-id",
            "note-sequence",
            "note-marker-unparsed",
            "marker-placement",
            "bibliography-unread",
            "ibid-used",
            "ibid-ambiguous",
            "crossref-mismatch",
            "full-citation-repeated",
            "note-missing-date",
            "note-missing-author",
            "note-missing-publisher",
            "note-missing-locator",
            "access-date-without-url",
            "note-no-url-or-id",
            "note-style-mixed",
            "note-scraped-metadata",
            "note-title-typo",
            "title-untranslated",
            "link-text-mismatch",
            "web-chrome-in-draft",
        ],
    },
    Group {
        name: "coverage",
        about: "whether what is asserted has a source",
        rules: &[
            "claim-without-evidence",
            "claim-note-mismatch",
            "statistic-uncited",
            "dated-event-uncited",
            "causal-uncited",
            "first-only-uncited",
            "attribution-uncited",
            "statement-uncited",
            "section-uncited",
            "paragraph-tail-note",
            "partial-sentence-note",
            "note-stack",
            "conclusion-new-fact",
        ],
    },
    Group {
        name: "sources",
        about: "whether the sources can carry what rests on them",
        rules: &[
            "single-source",
            "rating-below-claim",
            "state-media",
            "aggregator-source",
            "tertiary-source",
            "interested-source",
            "opinion-as-fact",
            "secondary-for-named-primary",
            "source-date-impossible",
            "source-stale",
            "source-not-independent",
            "source-withdrawn",
        ],
    },
    Group {
        name: "quotations",
        about: "whether quoted words have a source and are its words",
        rules: &[
            "quote-uncited",
            "quote-without-locator",
            "quote-not-in-source",
            "figure-not-in-source",
            "locator-not-in-source",
            "quote-at-second-hand",
        ],
    },
    Group {
        name: "figures",
        about: "whether figures, dates and names agree with each other and with what is cited",
        rules: &[
            "claim-figure-mismatch",
            "quote-figure-mismatch",
            "figure-arithmetic",
            "number-conflict",
            "date-conflict",
            "percent-total",
            "poll-undisclosed",
            "measure-undefined",
            "false-precision",
            "relative-date",
            "name-variant",
            "acronym-use",
            "event-counted-twice",
        ],
    },
    Group {
        name: "language",
        about: "whether the words claim more than the evidence does",
        rules: &[
            "certainty-word",
            "hedge-stack",
            "likelihood-scale-mixed",
            "confidence-with-likelihood",
            "certainty-exceeds-source",
            "weasel-attribution",
            "overgeneralised",
            "loaded-word",
            "claim-grammar",
        ],
    },
    Group {
        name: "argument",
        about: "whether the reasons carry the conclusions",
        rules: &[
            "contradiction",
            "inference-unmarked",
            "support-cycle",
            "no-counter-evidence",
            "assumption-unlogged",
            "thesis-not-argued",
            "thesis-not-standing",
            "recommendation-without-finding",
            "objection-unanswered",
            "certainty-exceeds-reasons",
            "claim-shallow",
            "contrary-as-support",
            "rests-on-assumptions",
        ],
    },
    Group {
        name: "archives",
        about: "whether a reader can still find the source, as it was",
        rules: &[
            "no-archive-copy",
            "archive-date-mismatch",
            "evidence-missing",
            "evidence-changed",
            "evidence-unpinned",
            "identifier-invalid",
            "url-not-citable",
            "publisher-url-mismatch",
        ],
    },
    Group {
        name: "review",
        about: "whether claims were checked, by whom, and since they were changed",
        rules: &[
            "claim-not-checked",
            "check-stale",
            "check-unsealed",
            "check-date-future",
            "checker-is-author",
            "question-open",
            "waiver-unread",
        ],
    },
    Group {
        name: HOUSE,
        about: "what a team added itself: the files that `rules` in claimlint.toml names",
        rules: &[],
    },
];

/// The group of the rules that a team adds. Their names begin with [`crate::house::PREFIX`], and only a run knows them.
pub const HOUSE: &str = "house";

/// Whether a word may be the name of a rule that a team adds.
pub fn may_be_house(name: &str) -> bool {
    name.starts_with(crate::house::PREFIX)
}

/// The group with this name.
pub fn group(name: &str) -> Option<&'static Group> {
    GROUPS.iter().find(|group| group.name == name)
}

/// The group of a rule, by the rule's name.
pub fn group_of(code: &str) -> Option<&'static Group> {
    GROUPS.iter().find(|group| group.rules.contains(&code))
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
    crate::text::nearest(name, names.chain(GROUPS.iter().map(|group| group.name)).chain([ALL]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_groups_are_not_those_of_rules() {
        for group in GROUPS {
            assert!(super::super::rule(group.name).is_none() && group.name != ALL, "{}", group.name);
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
