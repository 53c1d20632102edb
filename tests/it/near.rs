//! Where a sentence has its source without a marker of its own, and whose account it is; each shape beside one like it that
//! is a fault. The worlds are a mint, a beekeepers' union, a lighthouse board, an opera and a river ferry.

use claimlint::inside::check::{Input, Options, check};
use claimlint::inside::draft::reader_named;
use claimlint::inside::text::{Text, Texts};

/// The rules that speak, with the words they point at.
fn said(draft: &str, own: &[&str]) -> Vec<(&'static str, String)> {
    let mut texts = Texts::new();
    let file = texts.add(Text::new("draft.md", draft.to_owned()));
    let reader = reader_named("markdown").expect("a reader");
    let input = Input { texts: &texts, draft: Some((file, reader)), claims: None, endnotes: &[] };
    let mut options = Options::default();
    options.own = own.iter().map(ToString::to_string).collect();
    let found = check(input, &options).findings;
    let kept =
        found.into_iter().filter(|it| it.code.ends_with("-uncited") || it.code == "weasel-attribution");
    kept.map(|it| (it.code, texts.get(it.place().file).slice(it.place().span).to_owned())).collect()
}

/// How often a rule speaks.
fn count(draft: &str, code: &str) -> usize {
    said(draft, &[]).iter().filter(|(rule, _)| *rule == code).count()
}

const NOTE: &str = "\n\n[^1]: Opera Guild, *Ledger of the House* (Turin: Guild Press, 1911), 14.\n";

#[test]
fn a_quotation_reaches_to_its_close() {
    let two = "The tenor said, “The roof leaks on every box. The boxes are wet.”[^1]";
    assert_eq!(count(&format!("{two}{NOTE}"), "quote-uncited"), 0);
    let bare = "The curtain fell.[^1] The tenor said, “The roof leaks on every box. The boxes are wet.”";
    assert_eq!(count(&format!("{bare}{NOTE}"), "quote-uncited"), 1);
}

#[test]
fn a_sentence_takes_up_the_one_before() {
    let taken = "The house sold 41,300 seats.[^1] Of these, 12,900 were in the gallery.";
    assert_eq!(count(&format!("{taken}{NOTE}"), "statistic-uncited"), 0);
    let fresh = "The house sold 41,300 seats.[^1] The chorus drank 12,900 litres of wine.";
    assert_eq!(count(&format!("{fresh}{NOTE}"), "statistic-uncited"), 1);
}

#[test]
fn a_line_covers_its_list() {
    let list = "The ledger holds three sums:[^1]\n\n- The gallery brought in $41,300.\n- The boxes brought in $12,900.\n";
    assert_eq!(count(&format!("{list}{NOTE}"), "statistic-uncited"), 0);
    let bare = "The house closed.[^1] There are two sums:\n\n- The gallery brought in $41,300.\n";
    assert_eq!(count(&format!("{bare}{NOTE}"), "statistic-uncited"), 1);
}

#[test]
fn a_document_that_cites_at_the_end_of_paragraphs_does_so_throughout() {
    let tail = "The hives gave 41,300 pounds of honey. Mites killed 12,900 swarms.[^1]\n\n\
                Wax sold at $4,100 a ton. Nobody bought queens.[^1]\n\nSmoke calms them. It costs little.";
    assert_eq!(count(&format!("{tail}{NOTE}"), "statistic-uncited"), 0);
    // One paragraph shows no habit.
    let one = "The hives gave 41,300 pounds of honey. Mites killed 12,900 swarms.[^1]";
    assert_eq!(count(&format!("{one}{NOTE}"), "statistic-uncited"), 1);
}

#[test]
fn nobody_cites_himself() {
    let title = "# BOARD OF NORTHERN LIGHTS\n\n## Annual Report 1931\n\n";
    let own = "On 3 May the Board lit 1,204 lamps. The wardens of Brittany lit 3,118 lamps in 1930.";
    let found = said(&format!("{title}{own}"), &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].1.contains("3,118"), "{found:?}");
    // Declared in the configuration.
    let text = "# Lamps\n\nIn 1931 Trinity lit 1,204 lamps.";
    assert_eq!(said(text, &[]).len(), 1);
    assert!(said(text, &["Trinity"]).is_empty());
}

#[test]
fn a_report_about_a_body_is_not_by_it() {
    let text = "# Audit of the Board of Northern Lights\n\nIn 1931 the Board spent $41 million on oil.";
    assert_eq!(count(text, "statistic-uncited"), 1);
}

#[test]
fn quantities_in_words_count() {
    for sentence in [
        "One ferryman in six had lost a hand.",
        "Nine crossings out of ten ran late.",
        "A third of all the ferries leaked.",
        "More than a million travellers crossed the river.",
        "Two-thirds of the crew voted.",
        "Dozens of ferries sank.",
        "The river takes twice that.",
        "About 40 ferries a month run aground.",
        "Some 62% would take the ferry again.",
        "In May the fleet had 1,140 new rope projects under way.",
    ] {
        let text = format!("The ferry is old.[^1] {sentence}{NOTE}");
        assert_eq!(count(&text, "statistic-uncited"), 1, "{sentence}");
    }
    for sentence in [
        "The second half of the crossing is rough.",
        "Two in two will drown if the rope breaks.",
        "He rowed for two hundred years in the tale.",
        "The ferry may carry dozens of cows.",
    ] {
        let text = format!("The ferry is old.[^1] {sentence}{NOTE}");
        assert_eq!(count(&text, "statistic-uncited"), 0, "{sentence}");
    }
}

#[test]
fn a_guard_weighs_on_its_clause() {
    let text = |sentence: &str| format!("The mint is old.[^1] {sentence}{NOTE}");
    assert_eq!(count(&text("The crown paid $43 million for dies and may pay more."), "statistic-uncited"), 1);
    assert_eq!(count(&text("The crown may pay $43 million for dies."), "statistic-uncited"), 0);
    let proposed = "In May 1911, the Treasury proposed a coin that would weigh less.";
    assert_eq!(count(&text(proposed), "dated-event-uncited"), 1);
}

#[test]
fn unnamed_people_are_known_by_form() {
    let text = |sentence: &str| format!("The hive is old.[^1] {sentence}{NOTE}");
    assert_eq!(
        count(&text("Veterinary bodies have long described the trade as cruel."), "weasel-attribution"),
        1
    );
    assert_eq!(count(&text("Results suggest that bees avoid lamps."), "weasel-attribution"), 0);
}
