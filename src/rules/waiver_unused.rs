//! `waiver-unused`
use super::{Rule, Sink};
use crate::argument::Case;
use crate::diagnostic::Level;
/// See the manual below.
pub const RULE: Rule = Rule { code: "waiver-unused", level: Level::Warning, precise: true, summary: "a waiver that silences nothing", explain: "", check: |_, _| {} };
/// Reports waivers that silenced nothing; called by the gate, which alone knows.
pub fn report(_case: &Case<'_>, _used: &[bool], _sink: &mut Sink<'_>) {}
