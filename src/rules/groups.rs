//! The rules of a group, and what a name in flags and settings means.

use super::Rule;
use crate::catalogue::NAMES;
pub use crate::catalogue::{ALL, GROUPS, Group, HOUSE, group, may_be_house};

impl Group {
    /// Its rules, in the order of the manual; none for [`Group::House`], whose rules only a run knows.
    pub fn rules(self) -> impl Iterator<Item = &'static Rule> {
        super::RULES.iter().copied().filter(move |rule| rule.group == self)
    }
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
    let names = NAMES.iter().copied();
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
