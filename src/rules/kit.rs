//! What rules of every group share: how many things are told in one sentence.

/// Names as in a sentence, at most `most`: "note 1, note 2 and 3 more".
pub fn listed(names: &[String], most: usize) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        _ if names.len() > most => format!("{} and {} more", names[..most].join(", "), names.len() - most),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
