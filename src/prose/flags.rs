//! What words can be: one bit each, declared once with the name that the data
//! file gives it.

/// Declares `Flags`, a set of bits, and `NAMES`, the name of each in the data file.
macro_rules! word_flags {
    ($($name:ident $key:literal),+ $(,)?) => {
        /// What a word can be. Several may hold of one word.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub struct Flags(u64);

        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Bit { $($name),+ }

        impl Flags {
            $(#[doc = concat!("Words under `", $key, "` in `data/words.txt`.")]
            pub const $name: Flags = Flags(1 << Bit::$name as u64);)+

            /// Whether any of `other` holds.
            pub fn any(self, other: Flags) -> bool {
                self.0 & other.0 != 0
            }

            /// Both together.
            pub const fn or(self, other: Flags) -> Flags {
                Flags(self.0 | other.0)
            }
        }

        const NAMES: &[(&str, Flags)] = &[$(($key, Flags::$name)),+];
    };
}
pub(crate) use word_flags;
