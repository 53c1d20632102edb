//! One run over all cases, and what is done with its findings: known, unchanged, mended, held against floors, told.

pub mod against;
pub mod argued;
pub mod baseline;
pub mod checked;
pub mod commented;
pub mod decided;
#[cfg(feature = "lsp")]
pub mod desk;
pub mod fix;
pub mod floor;
pub mod git;
pub mod over;
pub mod progress;
pub mod proved;
pub mod ratchet;
pub mod since;
pub mod tell;
pub mod trial;
pub mod watch;
pub mod worse;
