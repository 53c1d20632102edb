//! What this program was built from, as `build.rs` found it.

/// The version, and below it what the bare number does not tell.
pub const LONG: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\ncommit:   ",
    env!("CLAIMLINT_BUILD_COMMIT"),
    "\ntarget:   ",
    env!("CLAIMLINT_BUILD_TARGET"),
    "\nprofile:  ",
    env!("CLAIMLINT_BUILD_PROFILE"),
    "\ncompiler: ",
    env!("CLAIMLINT_BUILD_RUSTC"),
);
