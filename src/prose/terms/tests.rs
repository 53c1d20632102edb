//! The lists of words: what a pass finds, and what a table must be like.

use super::*;

fn scan(text: &str) -> Vec<(List, &str)> {
    Lexicons::default().scan(text).hits.iter().map(|hit| (hit.list, &text[hit.span.range()])).collect()
}

fn faults(words: &str) -> Vec<(usize, String)> {
    let faults = Page::parse(words, "house").expect_err("it has faults");
    faults.into_iter().map(|fault| (fault.line, fault.message)).collect()
}

#[test]
fn every_shipped_list_reads_and_says_who_says_so() {
    for (name, words) in FILES {
        let page = Page::parse(words, name).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        let list = List::named(name).expect("the file is named after its list");
        assert!(page.rows.iter().all(|row| row.list == list), "{name} holds another list");
        assert!(!page.rows[0].about.is_empty(), "{name} does not say what it is");
        assert!(words.starts_with("# "), "{name} does not say what is in and why");
        for row in &page.rows {
            assert!(
                !row.authority.contains("list “") && !row.authority.is_empty(),
                "{name} has no authority"
            );
        }
    }
    let table = Lexicons::default();
    for &list in List::ALL {
        assert!(table.entries_of(list).count() > 0, "{}", list.name());
    }
}

#[test]
fn no_entry_stands_twice_and_all_are_lower_case() {
    for (name, words) in FILES {
        let page: toml::Table = toml::from_str(words).expect("it reads");
        let mut seen = std::collections::BTreeSet::new();
        for row in page["terms"].as_array().expect("rows") {
            for key in ["words", "except"] {
                for word in row.get(key).and_then(toml::Value::as_array).into_iter().flatten() {
                    let word = word.as_str().expect("a word");
                    assert_eq!(word, word.to_lowercase(), "{name}");
                    assert!(!word.contains('’') && !word.contains("  "), "{name}: {word}");
                    assert!(seen.insert(word.to_owned()), "{name}: {word} stands twice");
                }
            }
        }
    }
}

#[test]
fn words_are_whole_and_of_either_case() {
    assert_eq!(scan("UNDOUBTEDLY, undoubtedlyish."), [(List::Certainty, "UNDOUBTEDLY")]);
    assert_eq!(scan("mayor, dismay, may-issue, Ümay, may日"), []);
    assert_eq!(scan("日 may"), [(List::Hedge, "may")]);
}

#[test]
fn the_longest_of_each_list_is_taken_and_exceptions_hide() {
    let found = scan("It is very likely.");
    assert!(found.contains(&(List::Icd203, "very likely")), "{found:?}");
    assert!(!found.iter().any(|(list, words)| *list == List::Icd203 && *words == "likely"));
    assert_eq!(scan("as a matter of course of action"), []);
}

#[test]
fn a_house_adds_and_switches_off() {
    let page = Page::parse(
        "name = \"house\"\n[[terms]]\nlist = \"certainty\"\nwords = [\"Needless  to say\"]\noff = [\"undoubtedly\"]\n",
        "x",
    )
    .expect("it reads");
    let table = Lexicons::default().with(&page);
    let text = "Needless to say, it undoubtedly will.";
    let found: Vec<&str> = table.scan(text).hits.iter().map(|hit| &text[hit.span.range()]).collect();
    assert_eq!(found, ["Needless to say"]);
    assert_eq!(
        table.about(List::Certainty).map(|about| about.off.clone()),
        Some(vec!["undoubtedly".to_owned()])
    );
    let entry = &table.entries[table.scan(text).hits[0].entry];
    assert_eq!(entry.authority, "list “house”");
}

#[test]
fn faults_are_told_with_line_and_nearest_word() {
    let found = faults(
        "[[terms]]\nlist = \"certanty\"\nwords = [\"x\"]\n\n[[terms]]\nlist = \"hedge\"\nwords = [\"…\"]\n[[terms]]\nlist = \"hedge\"\n",
    );
    let found: Vec<_> = found.iter().map(|(line, message)| (*line, message.as_str())).collect();
    assert_eq!(
        found,
        [
            (2, "there is no list `certanty`; is `certainty` meant?"),
            (7, "`…` has no letters"),
            (9, "this row has no words; write `words = [\"…\"]` or `off = [\"…\"]`"),
        ]
    );
    let words = "[[terms]]\nlist = \"hedge\"\nwrods = []\n";
    assert_eq!(faults(words), [(3, "there is no key `wrods`; is `words` meant?".to_owned())]);
    let fault = &Page::parse(words, "x").expect_err("it has a fault")[0];
    assert_eq!(&words[fault.span.range()], "wrods");
    assert_eq!(faults("[[terms]]\nwords = [\"x\"]\n")[0].1, "this row has no `list`");
    assert!(Page::parse("", "x").is_ok_and(|page| page.rows.is_empty()));
}
