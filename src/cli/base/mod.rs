//! What every part of `cli` stands on: how a run ends, paths, reading, writing, the day.

pub mod apart;
pub mod buffers;
pub mod clock;
#[cfg(feature = "verify")]
pub mod contact;
pub mod door;
pub mod edit;
pub mod exit;
pub mod guard;
pub mod path;
pub mod read;
pub mod write;
