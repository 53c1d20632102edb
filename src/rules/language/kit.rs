//! What the rules on wording share.

/// Words with the first letter as large as that of what they stand for.
pub fn recased(as_in: &str, words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) if as_in.starts_with(char::is_uppercase) => first.to_uppercase().chain(letters).collect(),
        _ => words.to_owned(),
    }
}
