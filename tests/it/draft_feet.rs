//! Notes that no heading announces, in Markdown: told by their numbers.

use claimlint::inside::draft::{Draft, PassageKind, markdown};
use claimlint::inside::ids::MarkerId;
use claimlint::inside::ids::NoteId;
use claimlint::inside::text::{FileId, Text};

fn read(source: &str) -> Draft {
    (markdown::READER.read)(FileId::nth(0), &Text::new("draft.md", source))
}

/// The ids of the body's markers, each with `!` if it points to no note, or to
/// one of another number.
fn markers(draft: &Draft) -> Vec<String> {
    let body = draft.markers.iter().filter(|marker| marker.in_note.is_none());
    body.map(|marker| {
        let joined = marker.note.is_some_and(|note| draft.notes[note].id == marker.id);
        format!("{}{}", marker.id, if joined { "" } else { "!" })
    })
    .collect()
}

/// Each note: its id and its words.
fn notes(draft: &Draft) -> Vec<String> {
    draft.notes.each().map(|(at, note)| format!("{} {}", note.id, draft.note_words(at))).collect()
}

fn sentences(draft: &Draft) -> Vec<&str> {
    let kinds = [PassageKind::Sentence, PassageKind::ListItem];
    let all = draft.passages.each().filter(|(_, passage)| kinds.contains(&passage.kind));
    all.map(|(at, _)| draft.words(at)).collect()
}

const PAGES: &str = "\
# Street lighting

Lamps were dimmed in 2011.<sup>1</sup> Crime did not rise,<sup>2</sup> and the council, which had

***
<sup>1</sup> Ann Reed, *Dim Streets* (Leeds: Moor Press, 2012), 4.
{: .fs-2}
<sup>2</sup>*Id.* at 9.
{: .fs-2}
***

feared the worst, kept the plan.<sup>3</sup>

<sup>3</sup>. Moor Council, Minutes, 3 May 2013.
";

#[test]
fn notes_at_the_foot_of_each_page_are_read() {
    let draft = read(PAGES);
    assert_eq!(markers(&draft), ["1", "2", "3"]);
    assert_eq!(
        notes(&draft),
        [
            "1 Ann Reed, Dim Streets (Leeds: Moor Press, 2012), 4.",
            "2 Id. at 9.",
            "3 Moor Council, Minutes, 3 May 2013."
        ]
    );
    assert_eq!(
        sentences(&draft),
        [
            "Lamps were dimmed in 2011.",
            "Crime did not rise, and the council, which had feared the worst, kept the plan."
        ]
    );
}

#[test]
fn each_way_to_write_a_label_is_read() {
    let styles: [fn(u32) -> String; 6] = [
        |n| format!("<sup>{n}</sup> "),
        |n| format!("<sup>{n}</sup>"),
        |n| format!("[{n}] "),
        |n| format!("{n}. "),
        |n| format!("{n} "),
        |n| format!("{n}\\. "),
    ];
    for label in styles {
        for marker in ["<sup>N</sup>", "[N]"] {
            let text = ["Wells ran dry.", "Pumps failed!", "Rain came late."];
            let body: String = (1..=3)
                .map(|n| format!("{}{}\n\n", text[n - 1], marker.replace('N', &n.to_string())))
                .collect();
            let list: String = (1..=3).map(|n| format!("{}Water Board, Report {n}.\n\n", label(n))).collect();
            let draft = read(&format!("# Wells\n\n{body}***\n\n{list}"));
            assert_eq!(markers(&draft), ["1", "2", "3"], "{list}");
            let ends: Vec<_> = notes(&draft);
            assert_eq!(
                ends,
                ["1 Water Board, Report 1.", "2 Water Board, Report 2.", "3 Water Board, Report 3."],
                "{list}"
            );
            assert_eq!(sentences(&draft), text, "{list}");
        }
    }
}

#[test]
fn numbers_may_begin_again_on_each_page() {
    let page = |town: &str| {
        format!(
            "{town} lost its mill.<sup>1</sup> So did others.<sup>2</sup>\n\n***\n\n<sup>1</sup> {town} \
             Gazette, 1 May 1990.\n\n<sup>2</sup> {town} Echo, 2 May 1990.\n\n***\n\n"
        )
    };
    let draft = read(&["# Mills\n\n", &page("Selby"), &page("Otley"), &page("Ripon")].concat());
    assert_eq!(markers(&draft), ["1", "2", "1", "2", "1", "2"]);
    let to: Vec<_> = draft.markers.iter().filter_map(|marker| marker.note).map(|note| note.index()).collect();
    assert_eq!(to, [0, 1, 2, 3, 4, 5]);
}

#[test]
fn a_run_may_begin_in_the_middle_and_have_slips() {
    let source = "\
# Part two

Bees died.<sup>41</sup> Hives were moved.42 Keepers left.<sup>43</sup> Honey fell.<sup>44</sup>
<sup>45</sup> Prices rose.<sup>46</sup>

***
<sup>41</sup> Keeper's Review, May 1999.

<sup>42sup> Keeper's Review, June 1999.

43 Keeper's Review, July 1999. See the volume of

<sup>44</sup> years, at 9.

<sup>44</sup> Keeper's Review, August 1999.

<sup>45</sup> Keeper's Review, May 2000.

<sup>46</sup> Keeper's Review, June 2000.
";
    let draft = read(source);
    assert_eq!(markers(&draft), ["41", "42", "43", "44", "45", "46"]);
    let ids: Vec<_> = draft.notes.iter().map(|note| note.id.as_str()).collect();
    assert_eq!(ids, ["41", "42", "43", "44", "45", "46"]);
    assert!(notes(&draft)[2].ends_with("years, at 9."), "{:?}", notes(&draft));
}

#[test]
fn a_note_goes_on_to_the_next_label_of_its_foot() {
    let source = "# Kilns\n\nKilns cooled.<sup>1</sup> Coal was dear.<sup>2</sup>\n\n***\n<sup>1</sup> See the \
                  list:\n\n> Stoke, Hanley.\n\nIt is not whole.\n\n<sup>2</sup> Coal Board, 1952.\n\n***\n\nThen \
                  came gas.\n";
    let draft = read(source);
    assert_eq!(notes(&draft).len(), 2);
    assert!(draft.note_words(NoteId::nth(0)).contains("It is not whole."), "{:?}", notes(&draft));
    assert_eq!(sentences(&draft), ["Kilns cooled.", "Coal was dear.", "Then came gas."]);
}

#[test]
fn notes_may_stand_in_a_table() {
    let source = "# Trams\n\nTrams came back.[1] Fares fell.[2]\n\n| | |\n|---|---|\n| 1. | See Tram Board, \
                  *Report* (1999), 3. |\n| 2. | Tram Board, *Fares* (2001). |\n";
    let draft = read(source);
    assert_eq!(markers(&draft), ["1", "2"]);
    assert_eq!(notes(&draft), ["1 See Tram Board, Report (1999), 3.", "2 Tram Board, Fares (2001)."]);
    let cells = draft.passages.iter().filter(|passage| passage.kind == PassageKind::TableCell).count();
    assert_eq!(cells, 0);
}

#[test]
fn items_of_a_list_that_tabs_set_in_are_notes() {
    let source = "# Ferries\n\nFerries ran.<sup id=\"r7\"><a href=\"#fn7\">7</a></sup> Piers \
                  rotted.<sup><a href=\"#fn8\">8</a></sup>\n\n<ol start=\"7\">\n\n\t<li id=\"fn7\"><sup>7</sup> \
                  Pier Trust, *Log*. <a href=\"#r7\">&#8617;</a></li>\n\n\t<li id=\"fn8\">Pier Trust, \
                  Ledger.</li>\n\n</ol>\n";
    let draft = read(source);
    assert_eq!(markers(&draft), ["7", "8"]);
    assert_eq!(draft.notes.len(), 2, "{:?}", notes(&draft));
    let code = "Look:\n\n\t<li>an item of the page</li>\n";
    assert_eq!(words_of(&read(code), PassageKind::Code), 1);
}

#[test]
fn a_raised_number_under_a_rule_is_a_note_even_if_its_marker_is_lost() {
    let draft = read(
        "# A\n\nThe army may help.20 It did.\n\n***\n<sup>20</sup> Army Board, Order 9.\n***\n\nThen it left.\n",
    );
    assert_eq!(notes(&draft), ["20 Army Board, Order 9."]);
    assert!(markers(&draft).is_empty());
}

fn words_of(draft: &Draft, kind: PassageKind) -> usize {
    draft.passages.iter().filter(|passage| passage.kind == kind).count()
}

#[test]
fn what_only_looks_like_notes_is_none() {
    let none = [
        // A list that no marker points to.
        "# A\n\nThree rules hold.\n\n1. Keep left.\n2. Keep calm.\n3. Keep going.\n",
        // A ranking after markers of a list elsewhere.
        "# A\n\nRents rose.<sup>1</sup> Wages fell.<sup>2</sup> Taxes stood.<sup>3</sup>\n\n1. Bath\n2. York\n3. \
         Ely\n\n## Notes\n\n1. Ann Ray, *Rents*.\n2. Bo Lee, *Wages*.\n3. Cy Orr, *Taxes*.\n",
        // Numbered paragraphs with markers of their own.
        "# A\n\nRents rose.[1] Wages fell.[2] Taxes stood.[3]\n\n1. The court sat.[1]\n\n2. The court \
         rose.[2]\n\n3. The court ate.[3]\n",
        // Numbered paragraphs of a judgment.
        "# A\n\n[1] The claim is for rent.\n\n[2] The tenant denies it.\n\n[3] Both are here.\n",
        // Years and sums.
        "# A\n\nIt began early.\n\n1998 The mill shut.\n\n1999 The pit shut.\n\n2000 The bank shut.\n",
        // Targets of links.
        "# A\n\nSee [the map][1] and [the key][2] and [the scale][3].\n\n[1]: https://a.example/map\n[2]: \
         https://a.example/key \"Key\"\n[3]: scale.html\n",
        // Powers.
        "# A\n\nThe plot has 40 m<sup>2</sup> and 10<sup>3</sup> seeds.\n\n1. Dig\n2. Sow\n3. Wait\n",
    ];
    for source in none {
        let draft = read(source);
        let found: Vec<_> = notes(&draft).into_iter().filter(|note| !note.contains(',')).collect();
        assert!(found.is_empty(), "{source}: {found:?}");
    }
}

#[test]
fn with_labelled_notes_a_bare_number_is_no_marker() {
    let source = "# A\n\nThe judge said so,[^1] at [290] and again [291].\n\n[^1]: *Ray v Lee* [2010] EWHC 9 \
                  (Ch), [290].\n";
    assert_eq!(markers(&read(source)), ["1"]);
    let mixed =
        "# A\n\nThe judge said so,[^a] as others had.[1]\n\n[^a]: *Ray v Lee*.\n\n[1] Ann Ray, *Rents*.\n";
    assert_eq!(markers(&read(mixed)), ["a", "1"]);
}

/// One marker or one label the less changes that note only.
#[test]
fn each_number_counts() {
    for n in 1..=3 {
        let marker = PAGES.replacen(&format!("<sup>{n}</sup>"), "", 1);
        let draft = read(&marker);
        let unused: Vec<_> = draft.notes.iter().filter(|note| note.uses == 0).map(|note| &note.id).collect();
        if n < 3 {
            assert_eq!(draft.notes.len(), 3, "{n}");
            assert_eq!(unused, [&n.to_string()], "{n}");
        }
    }
    let label = PAGES.replace("<sup>2</sup>*Id.* at 9.", "*Id.* at 9.");
    assert_eq!(markers(&read(&label)), ["1", "2!", "3"]);
}

#[test]
fn many_labels_take_linear_time() {
    let mut source = String::from("# A\n\n");
    for n in 1..2000 {
        source += &format!("Word.<sup>{n}</sup> ");
    }
    source += "\n\n***\n";
    for n in (1..2000).rev() {
        source += &format!("<sup>{n}</sup> Text 2019<sup>{n}</sup>\n");
    }
    let start = std::time::Instant::now();
    read(&source);
    assert!(start.elapsed().as_secs() < 20);
}

#[test]
fn each_page_may_number_its_notes_anew() {
    for label in ["1 ", "1. ", "[1] ", "<sup>1</sup> "] {
        let other = label.replace('1', "2");
        let source = format!(
            "# Bees\n\nHives were lost in 1998.<sup>1</sup>\n\n***\n\n{label}Eva Lind, *Hives* (Oslo: Fjord, 1999), 3.\n\n\
             ***\n\nMore were lost in 2004.<sup>1</sup> The moor was sprayed.<sup>2</sup>\n\n***\n\n\
             {label}Eva Lind, *Moors* (Oslo: Fjord, 2005), 8.\n\n{other}Heath Office, Returns, 2006.\n"
        );
        let draft = read(&source);
        assert_eq!(markers(&draft), ["1", "1", "2"], "{label}");
        let all: Vec<_> = notes(&draft).iter().map(|note| note[..7].to_owned()).collect();
        assert_eq!(all, ["1 Eva L", "1 Eva L", "2 Heath"], "{label}");
        let second = draft.markers[MarkerId::nth(1)].note.expect("it is joined");
        assert!(draft.note_words(second).contains("Moors"), "the second page has notes of its own");
    }
}

#[test]
fn a_table_under_a_heading_of_notes_holds_notes() {
    let table = "# Footnotes\n\n| No. | Note |\n| --- | --- |\n| 1. | Eva Lind, *Hives* (Oslo: Fjord, 1999), 3. |\n\
                 | 2. | Heath Office, Returns, 2006. |\n";
    let draft = read(&format!("Hives were lost.[1] The moor was sprayed.[2]\n\n{table}"));
    assert_eq!(markers(&draft), ["1", "2"]);
    // Where the markers were lost on the way, they are notes all the same, and nothing is joined.
    let draft = read(&format!("Hives were lost. The moor was sprayed.\n\n{table}"));
    assert_eq!(
        notes(&draft),
        ["1 Eva Lind, Hives (Oslo: Fjord, 1999), 3.", "2 Heath Office, Returns, 2006."]
    );
    // A table without its head is told as lines.
    let bare = table.replace("| No. | Note |\n| --- | --- |\n", "");
    let draft = read(&format!("Hives were lost.[1] The moor was sprayed.[2]\n\n{bare}"));
    assert_eq!(markers(&draft), ["1", "2"]);
    // A ranking under another heading is none.
    let draft = read(&format!("Hives were lost.\n\n{}", table.replace("Footnotes", "Ranking")));
    assert_eq!(draft.notes.len(), 0);
}
