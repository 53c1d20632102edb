//! The `.claims` language: the grammar and its functions, sound files, slips and
//! their messages, the layout, and texts cut to pieces.
#![allow(clippy::disallowed_methods, reason = "the grammar's test reads the sources")]

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use claimlint::inside::{
    span::Span,
    syntax::{
        format, parse,
        tree::{Entry, Item, SyntaxError, Tree},
    },
    text::Text,
};
use proptest::prelude::*;

/// A file with everything in it: the example of the design and all other clauses.
const SOUND: &str = r#"
# Claims behind an article.
draft "japan-cyber.txt"
    thesis tension-with-china
    author "Jane Doe"
    author "John Roe"
    reach until-source-changes
    scale icd203
    style chicago
    endnotes "notes.md"
    bibliography "refs.bib"

source herman [15] "Japan’s Cyberthreats"         # a fragment of the note's own text
    rating D                                      # Admiralty reliability
    level secondary
    held "sources/herman.pdf" sha256 9f2c41d07a3be815
    same-origin as kallender-hughes
    withdrawn on 2018-01-31
    archived "https://example.org/a" on 2017-05-10
    object of study
    was hermann, mr-herman

source kallender-hughes [6], [7] "Japan’s Emerging Trajectory as a ‘Cyber Power’"    # [7] is its Ibid.
source by-label [^herman]
source by-key [@herman2016:a],
    [8] “防衛省・自衛隊, "curly" around straight”

claim tension-with-china "Japan's selective cyber engagement may raise tension with China."
    kind forecast
    qualifier very likely
    confidence moderate
    at "will potentially increase tensions with China"
    because avoids-dialogue, seen-as-threat       # together: one reason
    because distrust-persists,                    # another reason
    uncontested "Nobody has said otherwise."
    question "Since when?" by "A. Editor" on 2017-05-10
    question "Who says so?"
    was old-name

claim attack-share-2014 "40% of 2014 attacks traced to China,"
    # a comment between the lines
    "most likely."
    at "In 2014, the number of cyberattacks" to "traceable back to China"
    cites herman states "In 2014 … passed the 25 billion mark,"
        "with 40% traceable back to China." page 3 section "Findings" rating 4
    cites [15]
    cites [@herman2016:a] page 14-15 time 01:22:30
    checked by "A. Editor" on 2017-05-10 seal k7f2q9xd

assume traced-means-state "An attack traced to China was made by or for its government."
    reason "It is how the reports count."
    effect "The share of attacks."
    by "A. Editor" on 2017-05-10 until 2017-08-01

objection attribution-gap "Traffic that ends at a Chinese address need not come from the Chinese state."
    against traced-means-state                    # or a step:
    against step attack-share-2014 to tension-with-china

accept statistic-uncited on attack-share-2014 "Carried by the sentence before."
    by "A. Editor" on 2017-05-10 until 2017-08-01
accept statement-uncited at "Given Japan's position" to "central US" "Common" "ground."
    by "A. Editor" on 2017-05-10 until 2017-08-01
accept note-unused on [15] "Kept for the reader."
"#;

fn read(content: &str) -> (Text, Tree, Vec<SyntaxError>) {
    let text = Text::new("t.claims", content);
    let (tree, errors) = parse(&text);
    (text, tree, errors)
}

/// A tree in words without its spans, to compare two.
fn spanless(tree: &Tree) -> String {
    let words = format!("{tree:?}");
    let mut bare = String::with_capacity(words.len());
    let mut rest = words.as_str();
    while let Some(at) = rest.find("Span { start: ") {
        bare.push_str(&rest[..at]);
        let end = rest[at..].find('}').expect("a span is closed");
        rest = &rest[at + end + 1..];
    }
    bare + rest
}

/// Errors as a reader would see them: place, line, mark and words.
fn render(text: &Text, errors: &[SyntaxError]) -> String {
    let mut out = String::new();
    for error in errors {
        let at = text.position(error.span.start);
        let mild = if error.mild { "warning" } else { "error" };
        writeln!(out, "{}:{} {mild}: {}", at.line, at.column, error.message).expect("a string takes all");
        let line = text.slice(text.line_span(at.line)).replace('\t', " ");
        let width = text.slice(error.span).lines().next().unwrap_or("").chars().count().max(1);
        let mark = format!("{}{} {}", " ".repeat(at.column - 1), "^".repeat(width), error.label);
        writeln!(out, "  | {line}\n  | {}", mark.trim_end()).expect("a string takes all");
        if let Some((span, words)) = &error.also {
            let at = text.position(span.start);
            writeln!(out, "  also {}:{} {words}: {}", at.line, at.column, text.slice(*span))
                .expect("it fits");
        }
        writeln!(out, "  help: {}", error.help).expect("a string takes all");
        if let Some(words) = &error.replacement {
            writeln!(out, "  fix: {:?} -> {words:?}", text.slice(error.span)).expect("a string takes all");
        }
    }
    out
}

fn snapshots(check: impl FnOnce()) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(check);
}

/// Productions by name: `name = … ;`, each beginning at the start of a line.
fn productions(lines: &str, into: &mut BTreeMap<String, String>) {
    let mut open = String::new();
    for line in lines.lines() {
        if open.is_empty() && (line.trim().is_empty() || !line.contains(" = ")) {
            continue;
        }
        open.push_str(line);
        open.push('\n');
        if line.ends_with(" ;") {
            let name = open.split(" = ").next().unwrap_or("").to_owned();
            let old = into.insert(name.clone(), std::mem::take(&mut open));
            assert!(old.is_none(), "`{name}` is defined twice");
        }
    }
    assert!(open.is_empty(), "a production is not closed:\n{open}");
}

#[test]
fn every_production_stands_above_the_function_that_reads_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let grammar = fs::read_to_string(root.join("grammar/claims.ebnf")).expect("the grammar is there");
    let mut plain = String::new();
    let mut rest = grammar.as_str();
    while let Some((before, comment)) = rest.split_once("(*") {
        plain.push_str(before);
        rest = comment.split_once("*)").expect("a comment is closed").1;
    }
    plain.push_str(rest);
    let (mut written, mut read) = (BTreeMap::new(), BTreeMap::new());
    productions(&plain, &mut written);
    for entry in fs::read_dir(root.join("src/syntax")).expect("the room is there") {
        let path = entry.expect("a file").path();
        if path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let source = fs::read_to_string(&path).expect("a source");
        let docs: Vec<&str> = source.lines().map(str::trim_start).collect();
        for block in docs.join("\n").split("/// ```ebnf\n").skip(1) {
            let (block, after) = block.split_once("\n/// ```").expect("a block is closed");
            let lines: Vec<&str> =
                block.lines().map(|line| line.strip_prefix("/// ").unwrap_or("")).collect();
            productions(&lines.join("\n"), &mut read);
            let code = after.lines().find(|line| !line.is_empty() && !line.starts_with("///")).unwrap_or("");
            assert!(code.contains("fn "), "{}: no function below\n{block}", path.display());
        }
    }
    assert!(written.len() > 50, "the grammar was not found whole");
    for (name, production) in &written {
        assert_eq!(
            read.get(name),
            Some(production),
            "`{name}` in src/syntax/ (left), in the grammar (right)"
        );
    }
    for name in read.keys() {
        assert!(written.contains_key(name), "`{name}` is not in grammar/claims.ebnf");
    }
    for production in written.values() {
        for name in parts(production) {
            assert!(written.contains_key(&name), "`{name}` is used but not defined");
        }
    }
}

/// The names a production uses.
fn parts(production: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = production;
    while let Some(c) = rest.chars().next() {
        if matches!(c, '"' | '\'' | '?') {
            let close = rest[1..].find(c).expect("a terminal is closed") + 2;
            rest = &rest[close..];
        } else if c.is_ascii_lowercase() {
            let end = rest.find(|c: char| !c.is_ascii_lowercase() && c != '-').unwrap_or(rest.len());
            names.push(rest[..end].to_owned());
            rest = &rest[end..];
        } else {
            rest = &rest[c.len_utf8()..];
        }
    }
    names
}

#[test]
fn a_sound_file_has_no_errors_and_keeps_every_word() {
    let (text, tree, errors) = read(SOUND);
    assert!(errors.is_empty(), "{}", render(&text, &errors));
    assert_eq!(tree.items.len(), 12);
    snapshots(|| insta::assert_snapshot!("syntax_sound", outline(&text, &tree)));
}

/// One line for each item, in words of its own.
fn outline(text: &Text, tree: &Tree) -> String {
    let mut out = String::new();
    for item in &tree.items {
        let line = match item {
            Item::Draft(draft) => format!(
                "draft {} thesis {} authors {} reach {:?} scale {:?} style {:?} endnotes {} bibliography {}",
                draft.file.text,
                draft.thesis.len(),
                draft.authors.len(),
                draft.reach.as_ref().and_then(|word| word.value),
                draft.scale.as_ref().and_then(|word| word.value),
                draft.style.as_ref().map(|name| &name.value),
                draft.endnotes.len(),
                draft.bibliography.len(),
            ),
            Item::Source(source) => format!(
                "source {} notes {:?} {:?} rating {:?} level {:?} sha256 {:?} was {}",
                source.name.value,
                source.notes.iter().map(|note| (note.kind, note.id.as_str())).collect::<Vec<_>>(),
                source.fragment.as_ref().map(|words| &words.text),
                source.rating.as_ref().and_then(|word| word.value),
                source.level.as_ref().and_then(|word| word.value),
                source.held.as_ref().and_then(|held| held.sha256.as_ref()).map(|hash| &hash.value),
                source.was.len(),
            ),
            Item::Entry(entry) => entry_outline(text, entry),
            Item::Accept(accept) => format!(
                "accept {} {:?} by {:?}",
                accept.rule.value,
                accept.reason.as_ref().map(|words| &words.text),
                accept.by.as_ref().and_then(|by| by.until.as_ref()).and_then(|until| until.value),
            ),
            Item::Broken(span) => format!("broken {}..{}", span.start, span.end),
        };
        writeln!(out, "{line}").expect("a string takes all");
    }
    out
}

fn entry_outline(text: &Text, entry: &Entry) -> String {
    let mut line = format!(
        "{:?} {} {:?} qualifier {:?}",
        entry.entry,
        entry.name.value,
        entry.statement.as_ref().map(|words| &words.text),
        entry.qualifier.as_ref().map(|words| &words.value),
    );
    for cite in &entry.cites {
        let places: Vec<&str> = cite.locators.iter().map(|place| text.slice(place.span)).collect();
        write!(
            line,
            "\n    cites {:?} {:?} {places:?} {:?}",
            cite.relation.as_ref().and_then(|word| word.value),
            cite.quote.as_ref().map(|words| &words.text),
            cite.rating.as_ref().and_then(|word| word.value),
        )
        .expect("a string takes all");
    }
    for because in &entry.because {
        let names: Vec<&str> = because.names.iter().map(|name| name.value.as_str()).collect();
        write!(line, "\n    because {names:?}").expect("a string takes all");
    }
    for against in &entry.against {
        write!(line, "\n    {}", spanless_words(&format!("{against:?}"))).expect("it fits");
    }
    line
}

fn spanless_words(words: &str) -> String {
    let mut bare = words.to_owned();
    while let Some(at) = bare.find(", span: Span {") {
        let end = bare[at..].find('}').expect("a span is closed");
        bare.replace_range(at..at + end + 1, "");
    }
    bare
}

#[test]
fn quiet_files_are_quiet() {
    for quiet in [
        "",
        "\u{feff}",
        "\n\n  \n",
        "# only a comment",
        "\u{feff}draft \"a\"",
        "draft \"a\"\r\n\tthesis x\r\n",
        "draft \"a\"\r\u{a0}thesis x\r",
        "claim x # name\n",
    ] {
        let (text, _, errors) = read(quiet);
        let expected = usize::from(quiet.starts_with("claim"));
        assert_eq!(errors.len(), expected, "{quiet:?}: {}", render(&text, &errors));
    }
}

/// Slips, one in each, with how many errors they make; a line `===` parts them.
const SLIPS: &str = include_str!("../fixtures/slips.claims");

#[test]
fn each_slip_has_one_good_message() {
    let mut page = String::new();
    let mut wrong = Vec::new();
    for slip in SLIPS.split("===\n") {
        let slip = slip.replace("␠", "\u{a0}");
        let (text, tree, errors) = read(&slip);
        writeln!(page, "{slip}-----\n{}", render(&text, &errors)).expect("a string takes all");
        for item in &tree.items {
            if let Item::Broken(span) = item {
                writeln!(page, "  broken {}..{}", span.start, span.end).expect("a string takes all");
            }
        }
        writeln!(page, "=====").expect("a string takes all");
        if errors.len() != 1 {
            wrong.push(slip);
        }
        check(&text, &tree, &errors);
    }
    snapshots(|| insta::assert_snapshot!("syntax_slips", page));
    assert!(wrong.is_empty(), "more or less than one error:\n{}", wrong.join("===\n"));
}

#[test]
fn every_fix_mends_its_slip() {
    for slip in SLIPS.split("===\n") {
        let (text, _, errors) = read(slip);
        let [error] = errors.as_slice() else { continue };
        let Some(words) = &error.replacement else { continue };
        let mut mended = text.content.clone();
        mended.replace_range(error.span.range(), words);
        let (text, _, left) = read(&mended);
        assert!(left.is_empty(), "{}", render(&text, &left));
    }
}

#[test]
fn many_slips_are_all_found_in_one_pass() {
    let (text, tree, errors) = read(concat!(
        "draft \"a.md\"\n    thesis Main_Claim\n",
        "clam main-claim \"One.\"\n    knid fact\n    at \"open\n    because a b\n",
        "source s [15 \"x\"\n    rating Z\n",
        "stray\n    kind fact\n",
        "claim two \"Two.\"\n    checked by \"E\" on 2017-02-30\n",
    ));
    assert_eq!(tree.items.len(), 5);
    snapshots(|| {
        insta::assert_snapshot!("syntax_many", format!("{}\n-----\n{}", text.content, render(&text, &errors)))
    });
    assert_eq!(errors.len(), 9);
}

#[test]
fn the_layout_is_canonical() {
    let untidy = "\u{feff}\n\n#  a\ndraft   \"a.md\"#why\n\n\n\tthesis\u{a0}a ,b,\n  c   # list\n\n\n\n  # note\n\
        claim a “x  y”\n \"z\"\n  cites s rating 2 page 3 \"q\"\n  \"r\"  section \"f\" states # end\n  cites s rating 1 # why\n   \"t\"";
    let (text, tree, errors) = read(untidy);
    assert!(errors.is_empty(), "{}", render(&text, &errors));
    let tidy = format(&text).expect("it is sound");
    snapshots(|| insta::assert_snapshot!("syntax_layout", tidy));
    assert_eq!(spanless(&read(&tidy).1), spanless(&tree));
    assert_eq!(format(&Text::new("t", tidy.clone())).as_ref(), Ok(&tidy));
    let crlf = untidy.replace('\n', "\r\n");
    assert_eq!(format(&Text::new("t", crlf)), Ok(tidy.replace('\n', "\r\n")));
}

#[test]
fn a_file_with_errors_is_not_laid_out() {
    assert!(format(&Text::new("t", "clam x \"y\"\n")).is_err());
    let twice = "claim x \"y\"\n    kind fact\n    kind fact\n";
    assert_eq!(format(&Text::new("t", twice)).as_deref(), Ok(twice));
}

#[test]
fn ten_thousand_claims_are_read_in_one_go() {
    let mut file = String::from("draft \"a.md\"\n");
    for number in 0..10_000 {
        writeln!(
            file,
            "claim c-{number} \"Statement.\"\n    at \"words {number}\"\n    cites s page {number}"
        )
        .expect("it fits");
    }
    let (_, tree, errors) = read(&file);
    assert_eq!((tree.items.len(), errors.len()), (10_001, 0));
}

/// What holds of every text, however broken.
fn check(text: &Text, tree: &Tree, errors: &[SyntaxError]) {
    let sound = |span: Span| {
        assert!(span.start <= span.end, "{span:?}");
        assert!(text.content.get(span.range()).is_some(), "{span:?} is not in the text or cuts a character");
    };
    for error in errors {
        sound(error.span);
        if let Some((span, _)) = &error.also {
            sound(*span);
        }
        assert!(!error.message.is_empty() && !error.message.ends_with('.'), "{}", error.message);
        assert!(!error.help.is_empty() || error.replacement.is_some(), "no help: {}", error.message);
    }
    assert!(errors.is_sorted_by_key(|error| error.span.start), "errors are out of order");
    let words = format!("{tree:?}");
    for span in words.split("Span { start: ").skip(1) {
        let (start, rest) = span.split_once(", end: ").expect("a span");
        let (end, _) = rest.split_once(" }").expect("a span");
        sound(Span::new(start.parse().expect("a number"), end.parse().expect("a number")));
    }
    let spans: Vec<Span> = tree.items.iter().map(item_span).collect();
    assert!(spans.is_sorted_by(|a, b| a.end <= b.start), "items overlap");
    match format(text) {
        Ok(tidy) => {
            let again = Text::new("t", tidy.clone());
            assert_eq!(spanless(&parse(&again).0), spanless(tree), "laid out:\n{tidy}");
            assert_eq!(format(&again), Ok(tidy), "the layout is not stable");
        }
        Err(left) => assert!(left.iter().all(|error| !error.mild) && !left.is_empty()),
    }
}

fn item_span(item: &Item) -> Span {
    match item {
        Item::Draft(draft) => draft.span,
        Item::Source(source) => source.span,
        Item::Entry(entry) => entry.span,
        Item::Accept(accept) => accept.span,
        Item::Broken(span) => *span,
    }
}

/// Pieces that are likely to matter.
fn piece() -> impl Strategy<Value = String> {
    let known = [
        "\"",
        "“",
        "”",
        "#",
        ",",
        "[",
        "]",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "\u{a0}",
        "\u{feff}",
        "防",
        "é",
        "    ",
        " to ",
        "\n    ",
        "claim ",
        "\n    \"",
        "cites ",
        "rating 4",
        " page 3 ",
        "because a,\n    b",
        "2017-02-30",
        " and ",
        "\nsource x [1], ",
        "    kind fact\n",
        "' ",
        "-",
        "A",
        "[^x]",
        "\u{2028}",
        "e\u{301}",
        "\n# c\n",
        ",\n",
    ];
    prop_oneof![3 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutations_never_upset_it(changes in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..40, piece()), 1..5)) {
        let mut content = SOUND.to_owned();
        for (at, cut, piece) in changes {
            let near = |mut at: usize| {
                while !content.is_char_boundary(at) {
                    at -= 1;
                }
                at
            };
            let from = near(at.index(content.len() + 1));
            let to = near((from + cut).min(content.len())).max(from);
            content.replace_range(from..to, &piece);
        }
        let (text, tree, errors) = read(&content);
        check(&text, &tree, &errors);
    }

    #[test]
    fn cuts_never_upset_it(from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>()) {
        let chars: Vec<char> = SOUND.chars().collect();
        let (from, to) = (from.index(chars.len()), to.index(chars.len()));
        let content: String = chars[from.min(to)..from.max(to)].iter().collect();
        let (text, tree, errors) = read(&content);
        check(&text, &tree, &errors);
    }

    #[test]
    fn jumbles_never_upset_it(pieces in prop::collection::vec(piece(), 0..60)) {
        let (text, tree, errors) = read(&pieces.concat());
        check(&text, &tree, &errors);
    }

    #[test]
    fn white_space_changes_only_the_layout(gaps in prop::collection::vec(prop::sample::select(vec![" ", "  ", "\t", "\u{a0}", "   "]), 40)) {
        let mut gaps = gaps.iter().cycle();
        let mut content = String::new();
        for line in SOUND.lines() {
            let words = line.trim_start();
            if words.len() < line.len() {
                content.push_str(gaps.next().expect("it goes round"));
            }
            content.push_str(words);
            content.push('\n');
        }
        let (text, tree, errors) = read(&content);
        prop_assert!(errors.is_empty());
        prop_assert_eq!(spanless(&tree), spanless(&read(SOUND).1));
        check(&text, &tree, &errors);
    }
}
