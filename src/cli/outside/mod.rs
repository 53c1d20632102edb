//! Looking outside: the one part of claimlint that asks anybody anything, and only for `claimlint verify`.
//!
//! 1. [`plan`]: what of a draft can be looked up, and who would be asked: shown before anything is.
//! 2. [`looker`]: asks, politely ([`pace`], [`robots`]), through a [`wire`] that a [`guard`] watches.
//! 3. [`page`] judges what a page answered ([`worth`], [`probe`]), [`numbers`] what [`registries`] say ([`replies`]).
//! 4. [`journal`]: the record that is kept, whatever becomes of the run.
//! 5. [`judge`]: a program of the user’s that is asked about meaning, if there is one.
//!
//! Clock and names are handed in: a test has its own, waits for nothing and reaches nobody.

pub mod clock;
pub mod guard;
pub mod journal;
pub mod judge;
pub mod looker;
pub mod numbers;
pub mod pace;
pub mod page;
pub mod plan;
pub mod probe;
pub mod registries;
pub mod replies;
pub mod robots;
pub mod run;
pub mod settings;
pub mod wire;
pub mod worth;
