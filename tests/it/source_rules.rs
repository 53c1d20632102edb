//! Near-misses of the rules on sources and archives beyond those in their
//! manuals, and documents that are built to be hard.

use claimlint::inside::check::{Input, Options, check};
use claimlint::inside::draft::reader_named;
use claimlint::inside::text::{Text, Texts};

/// The findings of one rule in a plain-text draft: the words they mark.
fn found(rule: &str, sentences: &str, notes: &[&str]) -> Vec<String> {
    let notes: String =
        notes.iter().enumerate().map(|(at, note)| format!("[{}] {note}\n\n", at + 1)).collect();
    let draft = format!(
        "The Port Question\n\nMay 17, 2017\n\nAuthor:\n\nHelen Lui\n\n{sentences}\n\nNotes\n\n{notes}"
    );
    let mut texts = Texts::new();
    let file = texts.add(Text::new("draft.txt", draft.clone()));
    let reader = reader_named("text").expect("there is a reader of plain text");
    let mut options = Options::default();
    options.today = Some(jiff::civil::date(2020, 1, 1));
    let report = check(Input { draft: Some((file, reader)), ..bare(&texts) }, &options);
    let marked = |place: claimlint::inside::span::Place| draft[place.span.range()].to_owned();
    report.findings.iter().filter(|f| f.code == rule).map(|f| marked(f.place())).collect()
}

fn bare(texts: &Texts) -> Input<'_> {
    Input { texts, draft: None, claims: None, endnotes: &[] }
}

fn none(rule: &str, sentences: &str, notes: &[&str]) {
    let found = found(rule, sentences, notes);
    assert!(found.is_empty(), "{rule} in “{sentences}”: {found:?}");
}

const SPUTNIK: &str = "“Russia, Japan Sign Deals on Ports,” Sputnik, December 16, 2016.";
const NEWS_2011: &str = "“Northern Port May Close,” The Japan Times, May 2, 2011.";

#[test]
fn state_media_are_let_pass_where_the_sentence_says_whose_word_it_is() {
    for sentence in [
        "According to Sputnik, twelve deals were signed.[1]",
        "Russian state media spoke of twelve deals.[1]",
        "Moscow announced twelve deals in 2016.[1]",
        "In a speech, Putin named twelve deals.[1]",
        "The Kremlin denied this in 2016.[1]",
    ] {
        none("state-media", sentence, &[SPUTNIK]);
    }
    assert_eq!(found("state-media", "Japan and Russia signed twelve deals.[1]", &[SPUTNIK]), ["Sputnik"]);
    // Ibid. is the same source; a sentence with both notes has no other source.
    let ibid = ["“Deals,” Sputnik, December 16, 2016.", "Ibid."];
    assert_eq!(found("state-media", "Twelve deals were signed.[1][2]", &ibid), ["Sputnik"]);
    // By address, with no outlet named.
    let by_address = ["“Deals on Ports,” December 16, 2016, https://sputniknews.com/asia/deals."];
    assert_eq!(found("state-media", "Twelve deals were signed.[1]", &by_address).len(), 1);
}

/// One list of verbs: what lets a sentence pass must not hang on which verb of saying its author took.
#[test]
fn every_verb_of_saying_lays_a_word_on_the_state() {
    for verb in
        ["said", "warned", "insisted", "noted", "stressed", "confirmed", "added", "testified", "explained"]
    {
        let sentence = format!("Moscow {verb} that nine tunnels were dug in 2016.[1]");
        none("state-media", &sentence, &["“Nine Tunnels Dug,” Sputnik, December 16, 2016."]);
    }
    // A verb of finding is nobody's word: that a tunnel was found lays nothing on the state.
    let sentence = "Nine Russian tunnels were found in 2016.[1]";
    assert_eq!(
        found("state-media", sentence, &["“Nine Tunnels Dug,” Sputnik, December 16, 2016."]),
        ["Sputnik"]
    );
}

#[test]
fn every_verb_of_saying_carries_a_marker_over_the_rest_of_its_sentence() {
    let notes = ["Orchard Board, Yearbook 2015, 12."];
    for verb in ["reported", "noted", "warned", "announced", "observed"] {
        let sentence = format!("Harvests grew by 12%,[1] the ministry {verb}, and 500 growers left in 2014.");
        none("partial-sentence-note", &sentence, &notes);
    }
    let sentence = "Harvests grew by 12%,[1] and 500 growers left in 2014.";
    assert_eq!(found("partial-sentence-note", sentence, &notes).len(), 1);
}

#[test]
fn a_clause_before_a_marker_stands_on_that_marker() {
    let notes = [SPUTNIK, "Mari Sato, “Ports and Politics,” The Japan Times, December 17, 2016."];
    let found = found("state-media", "Twelve deals were signed[1], and trade grew.[2]", &notes);
    assert_eq!(found, ["Sputnik"]);
    none("state-media", "Twelve deals were signed, and trade grew.[1][2]", &notes);
}

#[test]
fn dates_that_are_not_impossible() {
    for sentence in [
        "The port was to close by 2013.[1]",
        "The port closed between 2011 and 2013.[1]",
        "Since 2013 the port has been closed.[1]",
        "The plan for 2013 was dropped.[1]",
        "The northern port was the largest.[1]",
        "The ministry expected the closing of the port in 2013.[1]",
        "The 2013 budget foresaw the closing.[1]",
    ] {
        none("source-date-impossible", sentence, &[NEWS_2011]);
    }
    for note in [
        "“Northern Port May Close,” The Japan Times, n.d.",
        "“Northern Port May Close,” The Japan Times, c. 2011.",
        "“Northern Port May Close,” The Japan Times, May 2, 2011, updated June 3, 2014.",
        "Ann Reed, Ports (London: Harbour Press, 1999), 41.",
        "“Northern Port May Close,” The Japan Times, accessed May 6, 2017.",
    ] {
        none("source-date-impossible", "The ministry closed the northern port in 2013.[1]", &[note]);
    }
    let two = [NEWS_2011, "“Closed,” The Japan Times, May 2, 2013."];
    none("source-date-impossible", "The ministry closed the northern port in 2013.[1][2]", &two);
}

#[test]
fn access_after_the_draft_is_impossible() {
    let note = ["“Northern Port Closed,” The Japan Times, accessed May 30, 2017."];
    assert_eq!(found("source-date-impossible", "The port is closed.[1]", &note), ["May 30, 2017"]);
    none(
        "source-date-impossible",
        "The port is closed.[1]",
        &["“Closed,” The Japan Times, accessed May 18, 2017."],
    );
}

#[test]
fn now_on_an_old_source() {
    let rule = "source-stale";
    assert_eq!(found(rule, "The port currently handles all grain.[1]", &[NEWS_2011]), ["currently"]);
    none(rule, "The port, currently under repair, was built in 1950.[1]", &[NEWS_2011]);
    none(rule, "The port is a symbol of the town.[1]", &[NEWS_2011]);
    none(rule, "The port currently handles all grain.[1]", &["“Ports,” The Japan Times, May 2, 2015."]);
    none(rule, "The current under the pier is strong.[1]", &[NEWS_2011]);
}

#[test]
fn opinion_is_cited_for_opinion() {
    let rule = "opinion-as-fact";
    let note = ["Lee Brook, “The Harbour Lie” (op-ed), The Japan Times, May 2, 2014."];
    none(rule, "According to Brook, 40% of the harbour men are idle.[1]", &note);
    none(rule, "Some fear for the harbour.[1]", &note);
    let poll = ["“Public Opinion: 40% Against,” The Japan Times, May 2, 2014."];
    none(rule, "Some 40% of those asked were against it.[1]", &poll);
    let section = ["Lee Brook, “The Harbour Lie,” The New York Times, May 2, 2014, sec. Opinion."];
    assert_eq!(found(rule, "Some 40% of the harbour men are out of work.[1]", &section).len(), 1);
    let address = [
        "Lee Brook, “The Harbour Lie,” The New York Times, May 2, 2014, https://www.nytimes.com/2014/05/02/opinion/harbour.html.",
    ];
    assert_eq!(found(rule, "Some 40% of the harbour men are out of work.[1]", &address).len(), 1);
}

#[test]
fn a_named_document_and_a_study_of_it() {
    let rule = "secondary-for-named-primary";
    let study = ["Kim Min, “A Review of the Port Safety Act,” Journal of Ports 10 (2016): 37–46."];
    assert_eq!(found(rule, "The Port Safety Act requires two pilots.[1]", &study), ["Port Safety Act"]);
    // A study cited for what the study says; another law; the document itself.
    none(rule, "Ships need two pilots.[1]", &study);
    none(rule, "The Pilots Act requires two pilots.[1]", &study);
    let itself =
        ["Port Safety Act Review Board, Port Safety Act: A Review of Practice (London: Board, 2016)."];
    none(rule, "The Port Safety Act requires two pilots.[1]", &itself);
}

#[test]
fn archives_that_fit() {
    let rule = "archive-date-mismatch";
    let sentence = "The unit moved in 2013.[1]";
    for note in [
        "“Units,” Ministry of War, 2013, https://mow.example/u, https://web.archive.org/web/20130506120000/https://mow.example/u.",
        "“Units,” Ministry of War, https://mow.example/u, archived in May 2013 at https://web.archive.org/web/20130531233000/https://mow.example/u.",
        "“Units,” Ministry of War, May 2, 2013, https://mow.example/u, archived at https://perma.cc/ABCD-12E4.",
        "“Units,” Ministry of War, May 2, 2013, https://mow.example/u, https://web.archive.org/web/*/https://mow.example/u.",
    ] {
        none(rule, sentence, &[note]);
    }
    let late = [
        "“Units,” Ministry of War, 2013, https://mow.example/u, https://web.archive.org/web/20190506120000/https://mow.example/u.",
    ];
    assert_eq!(found(rule, sentence, &late).len(), 1);
}

#[test]
fn another_site_in_the_archive() {
    let note = [
        "“Units,” Ministry of War, May 2, 2013, https://mow.example/u, https://web.archive.org/web/20130506120000/https://other.example/u.",
    ];
    assert_eq!(found("publisher-url-mismatch", "The unit moved in 2013.[1]", &note).len(), 1);
    let moved = [
        "“Units,” Ministry of War, May 2, 2013, https://www.mow.example/u, https://web.archive.org/web/20130506120000/http://mow.example:80/u.",
    ];
    none("publisher-url-mismatch", "The unit moved in 2013.[1]", &moved);
}

#[test]
fn fixes_touch_the_address_alone() {
    let note = "“Port,” The Japan Times, May 2, 2014, https://jt.example/port?utm_source=x&id=7.";
    let marked = found("url-not-citable", "The port closed in 2014.[1]", &[note]);
    assert_eq!(marked, ["utm_source=x"]);
}

#[test]
fn thousands_of_notes_on_one_outlet_take_bounded_time() {
    let mut draft = String::new();
    for at in 1..=9_000 {
        draft.push_str(&format!("The port closed in 2013.[{at}] "));
        if at % 5 == 0 {
            draft.push_str("\n\n");
        }
    }
    draft.push_str("\n\nNotes\n\n");
    for at in 1..=9_000 {
        draft.push_str(&format!(
            "[{at}] “Port {at},” Sputnik, May 2, 2011, https://sputniknews.com/{at}.\n\n"
        ));
    }
    let mut texts = Texts::new();
    let file = texts.add(Text::new("draft.txt", draft));
    let reader = reader_named("text").expect("there is a reader of plain text");
    let report = check(Input { draft: Some((file, reader)), ..bare(&texts) }, &Options::default());
    let count = report.findings.iter().filter(|f| f.code == "state-media").count();
    assert!(count > 8_900, "{count}");
}
