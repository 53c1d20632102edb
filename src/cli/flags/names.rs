//! Values that a shell completes although any word is taken: what is wrong with one is told by whoever reads it.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, Command, Error};

/// Reads as `P` does, and tells a shell which words there are.
#[derive(Clone)]
pub struct Completed<P> {
    parser: P,
    words: fn() -> Vec<&'static str>,
}

impl<P> Completed<P> {
    /// A value that `parser` reads and `words` complete.
    pub fn new(parser: P, words: fn() -> Vec<&'static str>) -> Self {
        Self { parser, words }
    }
}

impl<P: TypedValueParser> TypedValueParser for Completed<P> {
    type Value = P::Value;

    fn parse_ref(&self, cmd: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Self::Value, Error> {
        self.parser.parse_ref(cmd, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.words)().into_iter().map(PossibleValue::new)))
    }
}

/// Every rule and group of rules.
pub fn rules_and_groups() -> Vec<&'static str> {
    let rules = crate::rules::RULES.iter().map(|rule| rule.code);
    rules.chain(crate::rules::groups::GROUPS.iter().map(|group| group.name())).collect()
}
