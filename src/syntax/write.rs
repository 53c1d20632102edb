//! Words as strings of the claims language.

use std::borrow::Cow;

/// The longest line that is written, in characters, where words allow.
const WIDTH: usize = 96;

/// Words as one string of the claims language. Straight marks hold curly ones and the reverse; words with both have
/// their curly ones made straight, which anchors do not tell apart.
pub fn as_string(words: &str) -> String {
    let clean: Cow<'_, str> = if words.contains(|c: char| c.is_control()) {
        words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().into()
    } else {
        words.into()
    };
    if !clean.contains('"') {
        format!("\"{clean}\"")
    } else if !clean.contains(['“', '”']) {
        format!("“{clean}”")
    } else {
        format!("“{}”", clean.replace(['“', '”'], "\""))
    }
}

/// The words as one string, or as adjacent strings on lines of their own where they
/// are long. `before` is how many characters stand on the line before them.
pub fn as_strings(words: &str, before: usize) -> String {
    let mut lines: Vec<String> = vec![String::new()];
    let mut room = WIDTH.saturating_sub(before).max(40);
    for word in words.split_whitespace() {
        let Some(line) = lines.last_mut() else { break };
        let long = line.chars().count() + 1 + word.chars().count() > room;
        if long && !line.is_empty() {
            lines.push(word.to_owned());
            room = WIDTH - 8;
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.iter().map(|line| as_string(line)).collect::<Vec<_>>().join("\n        ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_inside_choose_the_marks_around() {
        assert_eq!(as_string("cyber power"), "\"cyber power\"");
        assert_eq!(as_string("a “cyber power”"), "\"a “cyber power”\"");
        assert_eq!(as_string("a \"cyber power\""), "“a \"cyber power\"”");
        assert_eq!(as_string("a \"b\" “c”"), "“a \"b\" \"c\"”");
    }

    #[test]
    fn long_words_stand_on_several_lines() {
        let words = "word ".repeat(40);
        let written = as_strings(&words, 20);
        assert!(written.lines().count() > 1 && written.lines().all(|line| line.chars().count() <= WIDTH));
    }
}
