//! One file a command. None knows another: what two of them need stands below, in `run`, `files` or `report`.

pub mod baseline;
pub mod check;
pub mod completions;
pub mod config;
pub mod coverage;
pub mod doctor;
pub mod evidence;
pub mod explain;
pub mod export;
pub mod fmt;
pub mod graph;
pub mod impact;
pub mod init;
pub mod lexicons;
pub mod man;
pub mod notes;
pub mod outlets;
pub mod pin;
pub mod renumber;
pub mod rules;
pub mod schema;
pub mod show;
pub mod sign;
pub mod sources;
pub mod status;
pub mod trace;
