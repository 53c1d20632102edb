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
fn every_word_of_a_list_is_found_in_it() {
    for list in LISTS {
        for word in list.iter().filter(|word| list.form == Form::Word && !word.contains(' ')) {
            assert!(list.has(word), "{}: {word}", list.name);
            assert!(list.has(&word.to_ascii_uppercase()), "{}: {word}", list.name);
        }
        assert!(!list.has("zzyzx") && !list.has("") && !list.has(&"a".repeat(LONGEST + 1)), "{}", list.name);
    }
}

#[test]
fn a_group_tells_what_a_word_stands_for() {
    assert_eq!(list::MONTH.group("MARCH"), Some("3"));
    assert_eq!(list::MONTH.group("märz"), Some("3"));
    assert_eq!(list::MONTH.group("marching"), None);
    assert!(list::MONTH.in_language("de").all(|month| month != "October"));
}

#[test]
fn months_are_told_by_name_and_by_their_beginning() {
    assert_eq!(
        ["SEPT", "août", "Jänner", "may", "maybe"].map(month),
        [Some(9), Some(8), Some(1), Some(5), None]
    );
    assert_eq!(["janu", "Dec.", "ma", "été"].map(month_begun), [Some(1), Some(12), None, None]);
    assert_eq!(
        (1..=12).filter_map(month_name).filter_map(month).collect::<Vec<_>>(),
        (1..=12).collect::<Vec<_>>()
    );
}

#[test]
fn bits_are_those_of_the_lists() {
    assert!(sentence("ROSE").any(Sentence::PAST) && !sentence("zebra").any(Sentence::PAST));
    assert!(citation("février").any(Citation::MONTH), "citations are read in every language");
    assert!(!sentence("février").any(Sentence::MONTH), "sentences are English");
    for (bit, list) in [(Sentence::SAYS, &list::SAYS), (Sentence::MONTH, &list::MONTH)] {
        assert!(list.in_language("en").all(|word| sentence(word).any(bit)), "{}", list.name);
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
    assert_eq!(table.about(List::Certainty).off, ["undoubtedly"]);
    let entry = table.entry(table.scan(text).hits[0].entry);
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
            (2, "there is no list `certanty`; did you mean `certainty`?"),
            (7, "`…` has no letters"),
            (9, "this row has no words; write `words = [\"…\"]` or `off = [\"…\"]`"),
        ]
    );
    let words = "[[terms]]\nlist = \"hedge\"\nwrods = []\n";
    assert_eq!(faults(words), [(3, "there is no key `wrods`; did you mean `words`?".to_owned())]);
    let fault = &Page::parse(words, "x").expect_err("it has a fault")[0];
    assert_eq!(&words[fault.span.range()], "wrods");
    assert_eq!(faults("[[terms]]\nwords = [\"x\"]\n")[0].1, "this row has no `list`");
    assert!(Page::parse("", "x").is_ok_and(|page| page.rows.is_empty()));
}
