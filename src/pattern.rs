//! Patterns of regular expressions, each with the proof that it compiles.
//!
//! A pattern that does not compile matches nothing, and the rule that asks it
//! falls silent without a word. clippy sees this in literals alone, not in
//! patterns that are put together; so [`pattern!`](crate::pattern::pattern) makes a
//! test for each, and house law lets no other file compile one.

use regex_automata::util::captures::Captures as Groups;
use regex_automata::{Input, Span, meta, util::syntax};

/// The most that a compiled pattern may take, in bytes.
const LARGEST: usize = 10 << 20;

/// A compiled pattern. What makes a search through megabytes quick (literals that lead it, automata that are filled as they
/// go) takes longer to build than our texts take to read, a note or a sentence at a time, so it is left out.
#[derive(Debug, Clone)]
pub struct Pattern(meta::Regex);

/// What a pattern matched.
#[derive(Debug, Clone, Copy)]
pub struct Match<'w> {
    words: &'w str,
    span: Span,
}

impl<'w> Match<'w> {
    /// Byte offset of its start.
    pub fn start(&self) -> usize {
        self.span.start
    }

    /// Byte offset just past it.
    pub fn end(&self) -> usize {
        self.span.end
    }

    /// Its words.
    pub fn as_str(&self) -> &'w str {
        &self.words[self.span.range()]
    }
}

/// What a pattern and its groups matched.
#[derive(Debug, Clone)]
pub struct Captures<'w> {
    words: &'w str,
    groups: Groups,
}

impl<'w> Captures<'w> {
    /// The group of this number; the whole is 0.
    pub fn get(&self, number: usize) -> Option<Match<'w>> {
        Some(Match { words: self.words, span: self.groups.get_group(number)? })
    }

    /// The group of this name.
    pub fn name(&self, name: &str) -> Option<Match<'w>> {
        Some(Match { words: self.words, span: self.groups.get_group_by_name(name)? })
    }
}

impl Pattern {
    /// Whether it stands anywhere in the words.
    pub fn is_match(&self, words: &str) -> bool {
        self.0.is_match(words)
    }

    /// Where it stands first.
    pub fn find<'w>(&self, words: &'w str) -> Option<Match<'w>> {
        self.0.find(words).map(|found| Match { words, span: found.span() })
    }

    /// Where it stands first, with its groups.
    pub fn captures<'w>(&self, words: &'w str) -> Option<Captures<'w>> {
        self.captures_at(words, 0)
    }

    /// The same from a byte on; what stands before is seen, as the word that it may be.
    pub fn captures_at<'w>(&self, words: &'w str, from: usize) -> Option<Captures<'w>> {
        let mut groups = self.0.create_captures();
        self.0.captures(Input::new(words).range(from.min(words.len())..), &mut groups);
        groups.is_match().then_some(Captures { words, groups })
    }

    /// Wherever it stands, from left to right, with its groups.
    pub fn captures_iter<'p: 'w, 'w>(&'p self, words: &'w str) -> impl Iterator<Item = Captures<'w>> + 'w {
        self.0.captures_iter(words).map(move |groups| Captures { words, groups })
    }
}

/// Compiles a pattern; `None` if it is none. Linear in the pattern's length but
/// dear, so it is kept in a static and made when first asked for.
pub fn compile(words: impl AsRef<str>) -> Option<Pattern> {
    let plain = meta::Config::new()
        .auto_prefilter(false)
        .onepass(false)
        .hybrid(false)
        .dfa(false)
        .nfa_size_limit(Some(LARGEST));
    let built = meta::Builder::new().configure(plain).syntax(syntax::Config::new()).build(words.as_ref());
    built.ok().map(Pattern)
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
            static $name: std::sync::LazyLock<Option<$crate::pattern::Pattern>> =
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
