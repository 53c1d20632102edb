//! Flags that are keys of `claimlint.toml` too: what was typed, as a block that goes over it.

use clap::ValueEnum;

use super::cases::Cases;
use super::check::FailOn;
use super::output::Output;
use crate::config::{Block, Origin, Setting, Value};

/// A key of claimlint.toml, the flag that goes over it, and what was typed.
type Typed = (&'static str, &'static str, Option<Value>);

/// A block of those that were typed.
fn block(typed: impl IntoIterator<Item = Typed>) -> Block {
    let setting = |(key, flag, value): Typed| {
        value.map(|value| Setting { key, value, from: Origin::Typed(flag.to_owned()) })
    };
    Block { settings: typed.into_iter().filter_map(setting).collect(), levels: Vec::new() }
}

impl Cases {
    /// The flags that are keys too, as far as they were typed.
    pub fn typed(&self, floor: Option<f64>) -> Block {
        block([
            ("profile", "--profile", self.profile.as_ref().map(word)),
            ("reach", "--reach", self.reach.as_ref().map(word)),
            ("fail-under", "--fail-under", floor.map(Value::Number)),
        ])
    }
}

impl Output {
    /// As [`Cases::typed`].
    pub fn typed(&self, fail_on: Option<FailOn>) -> Block {
        block([
            ("format", "--format", self.format.map(|format| Value::Word(format.name.to_owned()))),
            ("show", "--show", self.show.as_ref().map(word)),
            ("fail-on", "--fail-on", fail_on.as_ref().map(word)),
        ])
    }
}

/// The word that is typed for a flag's value.
fn word<T: ValueEnum>(value: &T) -> Value {
    Value::Word(value.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned()))
}
