//! Patterns of regular expressions, each with the proof that it compiles.
//!
//! A pattern that does not compile matches nothing, and the rule that asks it
//! falls silent without a word. clippy sees this in literals alone, not in
//! patterns that are put together; so [`pattern!`](crate::pattern::pattern) makes a
//! test for each, and house law lets no other file compile one.

use regex::Regex;

/// Compiles a pattern; `None` if it is none. Linear in the pattern's length but
/// dear, so it is kept in a static and made when first asked for.
pub fn compile(words: impl AsRef<str>) -> Option<Regex> {
    Regex::new(words.as_ref()).ok()
}

/// Declares patterns, compiled when first asked for, and for each a test that it
/// compiles. A pattern may be any expression that gives words.
///
/// ```text
/// pattern! {
///     /// `p. 4`, `pp. 4–6`.
///     static PAGES = r"\bpp?\. (\d+)";
/// }
/// ```
macro_rules! pattern {
    ($($(#[$about:meta])* static $name:ident = $words:expr;)+) => {
        $(
            $(#[$about])*
            static $name: std::sync::LazyLock<Option<regex::Regex>> =
                std::sync::LazyLock::new(|| $crate::pattern::compile($words));

            // The name of the static, so that a failing test says which.
            #[cfg(test)]
            #[expect(non_snake_case, reason = "named like the pattern")]
            mod $name {
                #[test]
                fn compiles() {
                    assert!(super::$name.is_some());
                }
            }
        )+
    };
}

pub(crate) use pattern;

#[cfg(test)]
mod tests {
    use super::compile;

    #[test]
    fn a_slip_is_seen() {
        assert!(compile(r"\b(?:one|two)\b").is_some());
        assert!(compile(r"\b(?:one|two\b").is_none());
        let letters = r"\w{1000}".repeat(20);
        assert!(compile(letters).is_none(), "too large a pattern is none");
    }
}
