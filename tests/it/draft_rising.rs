//! Text out of a PDF: markers that lost their height, notes at page feet.

use claimlint::inside::draft::{Draft, PassageKind, plain};
use claimlint::inside::text::{FileId, Text};

fn read(source: &str) -> Draft {
    (plain::READER.read)(FileId::nth(0), &Text::new("t.txt", source))
}

/// The ids of the body's markers, each with `!` if it points to no note of its
/// own number.
fn markers(draft: &Draft) -> Vec<String> {
    let body = draft.markers.iter().filter(|marker| marker.in_note.is_none());
    body.map(|marker| {
        let joined = marker.note.is_some_and(|note| draft.notes[note].id == marker.id);
        format!("{}{}", marker.id, if joined { "" } else { "!" })
    })
    .collect()
}

fn notes(draft: &Draft) -> Vec<String> {
    draft.notes.each().map(|(at, note)| format!("{} {}", note.id, draft.note_words(at))).collect()
}

fn sentences(draft: &Draft) -> Vec<&str> {
    let all = draft.passages.each().filter(|(_, passage)| passage.kind == PassageKind::Sentence);
    all.map(|(at, _)| draft.words(at)).collect()
}

/// Two pages of a report on orchards, as a PDF's text has them.
const PAGES: &str = "\
Orchards of the Vale

Growers in the vale planted pears until the frost of 1911,1 and most of them
kept a few rows of plums for the market at Evesham.2 The frost that came late
in the next spring killed the blossom, and the growers who had borrowed from

1 Vale Society, Minute Book, 3 May 1911, p. 4.

2 12 Stat. 387. See also the survey of the county, which counts the trees of
every parish and the sheds beside them.

Vale Society 4

\u{c}the bank could not pay it back.3 The bank (Marlow's)4 took their land in 1913.5
Nothing was planted there for ten years, although the soil was deep and the
water near.

3 Marlow's Bank, Ledger C, f. 12.

4
Marlow's Bank was founded in 1840.
5 Vale Society, Minute Book, 9 June 1913.

Vale Society 5

\u{c}A new road changed that. 6 The lorries took the fruit to Bristol overnight.
It sold at 4.5 pence a pound, or 29.4 a hundredweight.

6 County Roads, Report for 1924.

Vale Society 6
";

#[test]
fn numbers_that_lost_their_height_are_markers() {
    let draft = read(PAGES);
    assert_eq!(markers(&draft), ["1", "2", "3", "4", "5", "6"]);
    let notes = notes(&draft);
    assert_eq!(notes.len(), 6, "{notes:?}");
    assert!(notes[1].starts_with("2 12 Stat. 387. See") && notes[1].ends_with("the sheds beside them."));
    assert_eq!(notes[3], "4 Marlow's Bank was founded in 1840.");
}

#[test]
fn a_sentence_goes_on_after_the_foot_that_cuts_it() {
    let draft = read(PAGES);
    let cut = "The frost that came late in the next spring killed the blossom, and the growers who had \
               borrowed from the bank could not pay it back.";
    assert!(sentences(&draft).contains(&cut), "{:?}", sentences(&draft));
    let heads = draft.passages.iter().filter(|passage| passage.kind == PassageKind::Furniture).count();
    assert!(heads >= 3, "running heads and page numbers");
    assert!(!sentences(&draft).iter().any(|words| words.contains("Vale Society")));
}

/// Prose of many lines, each sentence with a marker, and a list of notes with
/// `label` before each.
fn report(label: fn(usize) -> String, count: usize, head: &str) -> String {
    let mut body = String::from("On Weirs\n\n");
    for n in 1..=count {
        body += &format!(
            "The weir at mile {} of the river was raised by the millers,\nwho needed a steady head in the dry \
             months of the year.{n}\n",
            n * 3 + 200
        );
        if n % 4 == 0 {
            body += "\n";
        }
    }
    body += head;
    for n in 1..=count {
        body += &format!(
            "{}River Board, Proceedings of the Yearly Meeting at Marlow and of the Committee on Weirs and \
             Locks, volume {}, 18{:02}, pp. 3–{}.\n",
            label(n),
            n + 300,
            n % 90,
            n + 10
        );
    }
    body
}

#[test]
fn a_list_without_a_heading_is_read_in_each_style() {
    let styles: [fn(usize) -> String; 3] = [|n| format!("{n}. "), |n| format!("{n} "), |n| format!("{n}")];
    for label in styles {
        let draft = read(&report(label, 12, "\n\n"));
        let ids: Vec<_> = (1..=12).map(|n| n.to_string()).collect();
        assert_eq!(markers(&draft), ids, "{}", label(1));
        assert_eq!(draft.notes.len(), 12, "{}", label(1));
        assert_eq!(sentences(&draft).len(), 12, "{}", label(1));
    }
}

#[test]
fn broken_lines_stay_one_paragraph_whatever_the_number_of_notes() {
    for count in [5, 20, 24, 28, 34, 60, 200] {
        let draft = read(&report(|n| format!("[{n}] "), count, "\nNotes\n\n"));
        assert_eq!(draft.notes.len(), count);
        assert_eq!(sentences(&draft).len(), count, "{count} notes");
    }
}

#[test]
fn two_markers_may_stand_together() {
    let text = report(|n| format!("{n}. "), 9, "\n\nNotes\n\n")
        .replace("year.4", "year")
        .replace("year.5", "year.4,5");
    assert_eq!(markers(&read(&text)), ["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
}

#[test]
fn numbers_begin_again_on_each_page() {
    let page = |town: &str| {
        format!(
            "{town} had a market in the square until the war began.1 It sold wool\nand cheese,2 and later cars \
             as well.\n\n1 {town} Gazette, 1 May 1939.\n2 {town} Echo, 2 May 1951.\n\u{c}"
        )
    };
    let draft = read(&["Markets\n\n", &page("Otley"), &page("Selby"), &page("Ripon")].concat());
    assert_eq!(markers(&draft), ["1", "2", "1", "2", "1", "2"]);
    let to: Vec<_> = draft.markers.iter().filter_map(|marker| marker.note).map(|note| note.index()).collect();
    assert_eq!(to, [0, 1, 2, 3, 4, 5]);
}

#[test]
fn what_only_rises_is_no_list_of_notes() {
    let none = [
        // Years.
        "Floods\n\nThe river rose in four years:\n\n1891 High\n1892 Higher\n1893 Highest\n1894 Low\n",
        // A ranking.
        "Towns\n\nThe towns by size are these.\n\n1 Leeds\n2 York\n3 Hull\n4 Selby\n5 Otley\n6 Ripon\n",
        // Numbered paragraphs that carry markers of their own.
        "Order\n\n1. The court sat.1 It was cold.\n\n2. The clerk read.2 It was long.\n\n3. The judge rose.3 It was \
         late.\n\n4. The usher left.4 It was dark.\n",
        // An agenda.
        "Agenda\n\n1. Minutes\n2. Matters arising\n3. Accounts for 2019.4\n4. Any other business\n",
        // Numbers of products and formulas.
        "Kit\n\nUse type A1, then B2 and C3, then H2SO4. The flow is x1 + x2 = x3.\n\n1 Fit the pump.\n2 Fit the \
         hose.\n3 Fit the cap.\n",
        // Signature lines and pages.
        "Deed\n\nSigned by the parties below.\n\n1\nAnn Reed\n\n2\nBo Lee\n\n3\nCy Orr\n",
        // Telephone numbers.
        "Desk\n\nCall the desk at 0113 496 0001, 0113 496 0002 or 0113 496 0003.\n\n1 Leeds\n2 York\n3 Hull\n",
        // Paragraphs of a judgment.
        "Claim\n\n[1] The claim is for rent.\n\n[2] The tenant denies it.\n\n[3] Both parties are here.\n",
    ];
    for source in none {
        let draft = read(source);
        assert!(draft.notes.is_empty(), "{source}: {:?}", notes(&draft));
        assert!(draft.markers.is_empty(), "{source}: {:?}", markers(&draft));
    }
}

/// With one marker gone, its note alone stands without one; with one note gone,
/// no number is taken for its marker.
#[test]
fn each_number_counts() {
    let whole = report(|n| format!("{n}. "), 9, "\n\nNotes\n\n");
    for n in 2..=8 {
        let draft = read(&whole.replace(&format!("year.{n}\n"), "year.\n"));
        let unused: Vec<_> =
            draft.notes.iter().filter(|note| note.uses == 0).map(|note| note.id.clone()).collect();
        assert_eq!(unused, [n.to_string()]);
        let draft = read(&whole.replace(&format!("\n{n}. River"), "\nRiver"));
        assert!(!markers(&draft).contains(&n.to_string()), "{n}: {:?}", markers(&draft));
    }
}

#[test]
fn words_broken_at_a_line_end_are_whole() {
    let text = "Weirs\n\nThe committee met. The com-\nmittee of twenty-\none members was well-\nknown in the coun\u{ad}\nty.\n";
    let draft = read(text);
    assert_eq!(
        sentences(&draft),
        ["The committee met.", "The committee of twenty-one members was well-known in the county."]
    );
}

#[test]
fn notes_may_begin_within_a_line() {
    let text = "\
Posts of the kingdom

Riders carried letters to York from the first year of the queen's reign1 and
were paid by the mile.2 Each had a horn3 and a bag of leather.4 The bags were
1 State Papers, vol. 9, f. 3. 2 State Papers, vol. 9, f. 7, with the rates of
the road. 3 The horn is shown in a print of 1590 that hangs at Leeds today. 4
Royal Mail, Guide to the Gallery, and the Yearbook of the Postal Guild, p. 12.
made at Woolwich by one family.

The family is not named.5 It had the
3
right for ten years.

5 State Papers, vol. 10, f. 1.
";
    let draft = read(text);
    assert_eq!(markers(&draft), ["1", "2", "3", "4", "5"]);
    assert_eq!(notes(&draft)[1], "2 State Papers, vol. 9, f. 7, with the rates of the road.");
    assert!(notes(&draft)[3].ends_with("p. 12."), "{:?}", notes(&draft));
    // The number of a page is no second marker.
    assert!(draft.notes.iter().all(|note| note.uses == 1));
}

#[test]
fn a_file_may_be_a_list_of_notes_and_nothing_else() {
    let list =
        |item: fn(usize) -> String| (1..=60).map(|n| format!("{n}. {}\n\n", item(n))).collect::<String>();
    let notes = list(|n| format!("Bo Lee, *Locks of the Wye* (Ross: Wye Press, 19{n:02}), {n}."));
    assert_eq!(read(&notes).notes.len(), 60);
    let paragraphs =
        list(|n| format!("The lock at mile {n} is in good order, and its keeper is paid by the county."));
    assert!(read(&paragraphs).notes.is_empty());
}

#[test]
fn addresses_broken_at_a_line_end_are_whole() {
    let text = "Weirs\n\nThe weir is old.[1] It leaks.[2]\n\nNotes\n\n[1] Weir Trust, https://weirs.example/2019\n/the-weir\n\
                -at-ross/ (2019), and/or\n- as some say - the ledger.\n[2] Weir Trust, https://weirs.example/leaks-\nand-locks.html, 3.\n";
    let draft = read(text);
    assert_eq!(
        notes(&draft),
        [
            "1 Weir Trust, https://weirs.example/2019/the-weir-at-ross/ (2019), and/or - as some say - the ledger.",
            "2 Weir Trust, https://weirs.example/leaks-and-locks.html, 3."
        ]
    );
}
