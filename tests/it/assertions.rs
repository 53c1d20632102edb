//! What `show --assertions` and the rules on uncited passages say of whole drafts.

use claimlint::inside::case::{Case, Cover};
use claimlint::inside::check::{Input, Options, check, read_draft};
use claimlint::inside::draft::reader_named;
use claimlint::inside::ids::PassageId;
use claimlint::inside::prose::Class;
use claimlint::inside::text::{Text, Texts};

const ARTICLE: &str = include_str!("../../claims/japan-cyber.txt");

/// What is known of one passage.
struct Told {
    words: String,
    class: Class,
    signs: Vec<&'static str>,
    cover: Cover,
    needs: bool,
}

fn told(draft: &str) -> Vec<Told> {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("draft.txt", draft.to_owned()));
    let input = Input {
        texts: &texts,
        draft: Some((file, reader_named("text").expect("a reader"))),
        claims: None,
        endnotes: &[],
    };
    let draft = read_draft(input).expect("a draft");
    let options = Options::default();
    let case = Case::resolve(&texts, Some(&draft), None, &options);
    draft
        .passages
        .ids()
        .filter_map(|index| {
            let read = case.reading(index)?;
            Some(Told {
                words: draft.words(index).to_owned(),
                class: read.class,
                signs: read.triggers.iter().map(|it| it.kind.name()).collect(),
                cover: case.cover(index),
                needs: read.needs_support,
            })
        })
        .collect()
}

/// Codes and messages of a draft.
fn findings(draft: &str) -> Vec<(&'static str, String)> {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("draft.txt", draft.to_owned()));
    let reader = reader_named("text").expect("a reader");
    let input = Input { texts: &texts, draft: Some((file, reader)), claims: None, endnotes: &[] };
    check(input, &Options::default()).findings.into_iter().map(|it| (it.code, it.message)).collect()
}

fn passage<'t>(all: &'t [Told], words: &str) -> &'t Told {
    all.iter().find(|one| one.words.contains(words)).unwrap_or_else(|| panic!("no passage with {words}"))
}

#[test]
fn the_founding_article_needs_what_an_editor_would_ask_for() {
    let all = told(ARTICLE);
    for (words, sign) in [
        ("1,054 Class-B", "statistic"),
        ("cyber dialogue in 2012", "dated-event"),
        ("On 2013, Japan and ASEAN", "dated-event"),
        ("has also occurred since 2009", "dated-event"),
        ("initial dialogues on maritime", "dated-event"),
        ("According to the annual reports", "attribution"),
    ] {
        let one = passage(&all, words);
        assert!(one.needs && one.class == Class::Assertion, "{words}");
        assert_eq!(one.cover, Cover::Uncovered, "{words}");
        assert!(one.signs.contains(&sign), "{words}: {:?}", one.signs);
    }
    for words in [
        "Japan’s recent efforts in cyberspace",
        "Given Japan’s position as a central US",
        "The intentions behind Japan’s expansion",
        "The reinterpretation of Article 9",
        "under the 2+2 dialogue",
        "so-called “Comfort Women,”",
        "a major “cyber power.”",
        "Since the late 2000s",
    ] {
        assert!(!passage(&all, words).needs, "{words}");
    }
    // The poll's note stands in the sentence that goes on with it.
    assert!(matches!(passage(&all, "joint opinion poll report").cover, Cover::Carried(_)));
}

#[test]
fn own_voice_has_its_classes() {
    let all = told(
        "Trade matters to the town. It feeds many.\n\nPrices will rise. Thus much is at stake. The council should act. \
         Who pays? A weir is a low barrier across a river. We asked the clerks. \
         This publication was made possible by a grant.",
    );
    for (words, class) in [
        ("Trade matters", Class::TopicSentence),
        ("Prices will", Class::Forecast),
        ("Thus much", Class::Inference),
        ("should act", Class::Recommendation),
        ("Who pays", Class::Question),
        ("A weir", Class::Definition),
        ("We asked", Class::OwnVoice),
        ("made possible", Class::Disclosure),
    ] {
        let one = passage(&all, words);
        assert_eq!(one.class, class, "{words}");
        assert!(!one.needs, "{words}");
    }
}

#[test]
fn what_a_study_found_is_the_authors_own_voice() {
    let all = told(
        "Method\n\nWe measured 40 wheels. We counted the spokes. We weighed the hubs. We tested the axles. We sampled nine mills. \
         The mills held 3,110 wheels.\n\nI read all 302 bills of the mill. The miller paid 61% of them.\n",
    );
    let counted = passage(&all, "61% of them");
    assert!(!counted.needs && counted.class == Class::OwnVoice, "{:?}", counted.class);
}

const REPEATED: &str = "In 2014, the number of attacks in Japan passed the 25 billion mark, with 40% traced to China.[1] \
    Ports stayed open.\n\nConclusion\n\nThe number of attacks in Japan passed 25 billion in 2014. {}\n\nNotes\n\n\
    [1] Customs Office, Annual Report 2014.\n";

#[test]
fn a_repeated_assertion_is_covered_only_if_all_of_it_is_repeated() {
    let all = told(&REPEATED.replace("{}", "The number of attacks in Korea passed 25 billion in 2014."));
    let summary = passage(&all, "in Japan passed 25 billion in 2014.");
    assert!(
        matches!(summary.cover, Cover::Repeated(first) if first == PassageId::nth(0)),
        "{:?}",
        summary.cover
    );
    assert_eq!(summary.class, Class::Summary);
    assert!(!summary.needs);
    let other = passage(&all, "in Korea");
    assert_eq!(other.cover, Cover::Uncovered);
    let found = findings(&REPEATED.replace("{}", "Some 26 billion were counted in Japan in 2014."));
    let uncited: Vec<_> = found.iter().filter(|(code, _)| code.ends_with("-uncited")).collect();
    assert_eq!(uncited.len(), 1, "{uncited:?}");
    assert!(uncited[0].1.contains("26 billion"));
}

#[test]
fn soft_signs_alone_raise_nothing() {
    let notes = "\n\nNotes\n\n[1] Customs Office, Annual Report 2014.\n";
    for sentence in [
        "Relations are strained because of old grievances.",
        "It was the first of its kind.",
        "The constitution prohibits war.",
        "Seven members voted.",
    ] {
        let found = findings(&format!("The port is old.[1] {sentence}{notes}"));
        assert!(!found.iter().any(|(code, _)| code.contains("uncited")), "{sentence}: {found:?}");
    }
}

#[test]
fn much_that_is_uncited_is_said_once() {
    let events: String =
        (0..24).map(|year| format!("In {}, the council closed port {year}. ", 1980 + year)).collect();
    let uncited = |text: &str| -> Vec<_> {
        findings(text).into_iter().map(|(code, _)| code).filter(|code| code.contains("cited")).collect()
    };
    // Where there is nothing to cite by, even the section's own rule is held back.
    assert_eq!(uncited(&format!("{events}\n")), ["nothing-cited"]);
    let noted =
        format!("The port is old.[1]\n\n{events}\n\nNotes\n\n[1] Customs Office, Annual Report 2014.\n");
    assert_eq!(uncited(&noted), ["section-uncited"]);
    // Seven are told one by one.
    let few: String =
        (0..7).map(|year| format!("In {}, the council closed port {year}. ", 1980 + year)).collect();
    let codes = findings(&few).into_iter().filter(|(code, _)| *code == "dated-event-uncited").count();
    assert_eq!(codes, 7);
}

/// Repetition is looked for among bounded candidates, whatever the draft.
#[test]
fn thousands_of_like_sentences_stay_cheap() {
    let cited = "In 2014, Japan counted 25 billion attacks.[1] ".repeat(3_000);
    let bare = "In 2015, Japan counted 25 billion attacks on Korea. ".repeat(3_000);
    let draft = format!("{cited}\n\n{bare}\n\nNotes\n\n[1] Customs Office, Annual Report 2014.\n");
    let start = std::time::Instant::now();
    let _ = findings(&draft);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
