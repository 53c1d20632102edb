//! A fault of ours over one file costs that file alone.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::cli::base::write;

/// Tells a panic as everything else is told on standard error: its words may be those of a draft.
pub fn tell_panics() {
    std::panic::set_hook(Box::new(|broke| write::note(&broke.to_string())));
}

/// Does the work for one file.
///
/// # Errors
/// If it broke off (a panic): what to tell of that file.
pub fn alone<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // What the work was changing is dropped with it: nothing half-changed is seen.
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        "claimlint crashed on it, which is a bug; the other files were checked. Please report it with \
             the file"
            .to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_and_goes_no_further() {
        assert_eq!(alone(|| 12), Ok(12));
        let told = alone(|| {
            if "a".len() == 1 {
                panic!("over one file")
            }
        })
        .expect_err("it broke");
        assert!(told.contains("which is a bug"), "{told}");
    }
}
