//! `trace`, `impact`, `graph` as a user meets them, and what a loss does.

use std::path::Path;
use std::process::Command;

use claimlint::inside::argument::graph::{Graph, Parts};
use claimlint::inside::argument::label::{Label, Loss, label};
use claimlint::inside::argument::loss::Losses;
use proptest::prelude::*;

/// Exit code, standard output, standard error.
fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(args)
        .args(["--width", "100", "--color", "never"])
        .current_dir(folder)
        .output()
        .expect("the command starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn claims_folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("claims")
}

fn folder(claims: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("dues.claims"), claims).expect("a file");
    std::fs::write(folder.path().join("dues.txt"), "Dues should fall.\n").expect("a file");
    folder
}

const DUES: &str = "draft \"dues.txt\"\n    thesis dues-fall\nsource customs [1] \"Annual Report\"\nsource ledger [2] \"Ledger\"\n\
    claim dues-fall \"Dues should fall.\"\n    kind recommendation\n    because trade-shrinks\n    because ships-leave\n\
    claim trade-shrinks \"Trade shrinks.\"\n    cites customs\n\
    claim ships-leave \"Ships leave.\"\n    cites customs\n    cites ledger rating 4\n\
    objection only-grain \"Only the grain trade shrinks.\"\n    against trade-shrinks\n";

#[test]
fn a_trace_is_a_tree_with_weak_spots() {
    let folder = folder(DUES);
    let (code, out, _) = run(folder.path(), &["trace", "dues-fall"]);
    assert_eq!(code, Some(0));
    for words in [
        "the thesis dues-fall ✓ stands on 1 of 2 reasons",
        "├─ because (1 of 2) trade-shrinks ✗ defeated by `only-grain`, an objection that cites nothing",
        "objection: only-grain ✓ stands: has no source, and nothing answers it",
        "cites ledger, rated 4: weak  dues.claims:13",
        "dues.claims:9",
        "2 weak spots",
    ] {
        assert!(out.contains(words), "{words}\n{out}");
    }
    let (_, plain, _) = run(folder.path(), &["trace", "dues-fall", "--ascii"]);
    assert!(plain.is_ascii(), "{plain}");
    let (code, json, _) = run(folder.path(), &["trace", "dues-fall", "dues.claims", "--format", "json"]);
    assert_eq!(code, Some(0));
    let json: serde_json::Value = serde_json::from_str(&json).expect("nothing but JSON");
    assert_eq!(json["status"], "stands");
    assert_eq!(json["entries"][1]["cause"][0], "only-grain");
}

#[test]
fn an_impact_names_what_falls_and_what_is_weakened() {
    let folder = folder(DUES);
    let (code, out, _) = run(folder.path(), &["impact", "[1]"]);
    assert_eq!(code, Some(0));
    assert!(out.contains("If customs [1] goes:\n  ✓ stands on, weakened ships-leave"), "{out}");
    assert!(out.contains("The thesis dues-fall still stands."), "{out}");
    let (_, out, _) = run(folder.path(), &["impact", "customs", "ledger"]);
    assert!(out.contains("○ falls ships-leave") && out.contains("does not survive it"), "{out}");
    let (_, out, _) = run(folder.path(), &["impact", "only-grain", "--in", "dues.claims"]);
    assert!(out.contains("✓ stands again trade-shrinks"), "{out}");
    let (_, out, _) = run(folder.path(), &["impact"]);
    assert!(out.contains("! ships-leave  the thesis dues-fall falls"), "{out}");
    let (_, json, _) = run(folder.path(), &["impact", "ships-leave", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("nothing but JSON");
    assert_eq!(json["theses"][0]["after"], "fallen");
    let (_, json, _) = run(folder.path(), &["impact", "--format", "json"]);
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
}

/// What falls does not have to be the thesis: an entry apart from it is tried as well, and what was not tried is said.
#[test]
fn an_impact_of_everything_says_what_it_tried() {
    let apart = "source tolls [3] \"Toll Book\"\nclaim tolls-fell \"Tolls fell.\"\n    cites tolls\n\
                 claim carts-shun \"Carts shun the bridge.\"\n    kind interpretation\n    because tolls-fell\n";
    let folder = folder(&format!("{DUES}{apart}"));
    let (_, alone, _) = run(folder.path(), &["impact", "tolls-fell"]);
    assert!(alone.contains("falls carts-shun"), "{alone}");
    let (_, all, _) = run(folder.path(), &["impact"]);
    assert!(all.contains("tolls-fell  1 entry falls"), "{all}");
    assert!(
        all.split_whitespace().collect::<Vec<_>>().join(" ").contains(
            "Tried: 3 sources, 3 claims and assumptions that stand; not the thesis, 1 objection and 1 entry that does \
             not stand (`claimlint impact NAME` tries any)."
        ),
        "{all}"
    );
    let (_, json, _) = run(folder.path(), &["impact", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("nothing but JSON");
    assert_eq!(json["tried"], serde_json::json!({ "sources": 3, "entries": 3, "not_standing": 1 }));
    let (_, json, _) = run(folder.path(), &["impact", "tolls-fell", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("nothing but JSON");
    assert_eq!(
        (json["falls"][0]["before"].as_str(), json["falls"][0]["after"].as_str()),
        (Some("stands"), Some("unsupported"))
    );
}

#[test]
fn slips_on_the_command_line_are_told() {
    let folder = folder(DUES);
    for (args, words) in [
        (&["trace", "dues-fal"][..], "did you mean `dues-fall`?"),
        (&["trace", "customs"], "`customs` is a source: `claimlint impact customs`"),
        (&["impact", "costoms"], "did you mean `customs`?"),
        (&["impact", "[9]"], "there is no claim, source or note `[9]`"),
        (&["impact", "customs", "a.txt", "b.txt"], "b.txt: name one draft"),
        (&["trace", "dues-fall", "gone.txt"], "gone.txt: there is no such file"),
        (&["graph", "--claim", "dues-fal"], "did you mean `dues-fall`?"),
    ] {
        let (code, out, said) = run(folder.path(), args);
        assert_eq!(code, Some(2), "{args:?}");
        assert!(said.contains(words) && out.is_empty(), "{args:?}: {said}");
    }
    std::fs::write(folder.path().join("other.claims"), "claim a \"A.\"\n").expect("a file");
    assert!(run(folder.path(), &["trace", "a"]).2.contains("there are 2 claims files: name one of them"));
    let (code, _, said) = run(folder.path(), &["graph", "other.claims"]);
    assert!(code == Some(2) && said.contains("no argument to draw"), "{said}");
}

/// The boxes of an SVG: left, top, width, height.
fn boxes(svg: &str) -> Vec<[f64; 4]> {
    svg.split("data-box=\"")
        .skip(1)
        .map(|rest| {
            let numbers: Vec<f64> = rest
                .split('"')
                .next()
                .unwrap_or("")
                .split(' ')
                .map(|n| n.parse().expect("a number"))
                .collect();
            numbers.try_into().expect("four numbers")
        })
        .collect()
}

fn no_overlaps(svg: &str) {
    let boxes = boxes(svg);
    for (at, a) in boxes.iter().enumerate() {
        for b in &boxes[..at] {
            let apart =
                a[0] + a[2] <= b[0] || b[0] + b[2] <= a[0] || a[1] + a[3] <= b[1] || b[1] + b[3] <= a[1];
            assert!(apart, "{a:?} and {b:?} overlap");
        }
    }
}

#[test]
fn the_map_of_the_article_has_no_overlaps() {
    let (code, svg, _) = run(&claims_folder(), &["graph", "japan-cyber.txt"]);
    assert_eq!(code, Some(0));
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n") && !svg.contains("<script"));
    assert!(
        svg.contains("role=\"img\"")
            && svg.contains("<title id=\"map-title\">")
            && svg.contains("<desc id=\"map-about\">")
    );
    assert!(boxes(&svg).len() > 15);
    no_overlaps(&svg);
    let mut reader = quick_xml(&svg);
    assert!(reader.all(|depth| depth >= 0));
    let (_, all, _) = run(&claims_folder(), &["graph", "japan-cyber.txt", "--all"]);
    no_overlaps(&all);
    let (_, again, _) = run(&claims_folder(), &["graph", "japan-cyber.txt"]);
    assert_eq!(svg, again, "the same argument looks the same");
}

#[test]
fn a_map_whose_boxes_are_links_is_no_picture() {
    let args = ["graph", "japan-cyber.txt", "--depth", "1", "--links", "https://example.org/main/"];
    let (code, svg, _) = run(&claims_folder(), &args);
    assert!(code == Some(0) && svg.contains("role=\"group\"") && !svg.contains("role=\"img\""));
    assert!(svg.contains("<a href=\"https://example.org/main/japan-cyber.claims#L"), "{svg}");
    assert!(svg.contains("more below, not drawn"), "{svg}");
}

/// The depth of elements after each tag; a poor man's well-formedness.
fn quick_xml(svg: &str) -> impl Iterator<Item = i32> {
    let tags = svg.split('<').skip(1).map(|rest| rest.split('>').next().unwrap_or("").to_owned());
    tags.scan(0, |depth, tag| {
        *depth += match tag {
            tag if tag.starts_with('/') => -1,
            tag if tag.ends_with('/') => 0,
            _ => 1,
        };
        Some(*depth)
    })
}

#[test]
fn hostile_words_stay_words() {
    let odd = "claim a \"<b>&amp; \u{202e}x\u{1b}[31m # \\ ‘q’ ]] --> 日本語日本語日本語日本語日本語日本語\"\n    kind value\n    because b\n\
               claim b \"Averylongwordthathasnospaceinitandgoesonandonandonandonandonandonandonandonandonandon.\"\n    kind value\n";
    let folder = folder(odd);
    for format in ["svg", "dot", "mermaid", "json", "af", "apx", "tgf"] {
        let (code, out, said) = run(folder.path(), &["graph", "--format", format]);
        assert_eq!(code, Some(0), "{format}: {said}");
        assert!(!out.contains('\u{1b}') && !out.contains('\u{202e}'), "{format}");
        if format == "svg" {
            assert!(!out.contains("<b>") && out.contains("&lt;b&gt;"), "{out}");
        }
    }
    assert!(!run(folder.path(), &["trace", "a"]).1.contains('\u{1b}'));
}

/// Rings of support and of objections, loops, ten thousand claims: drawn and traced within bounds.
#[test]
fn rings_and_large_files_are_drawn() {
    let ring = "claim a \"A.\"\n    kind value\n    because b\nclaim b \"B.\"\n    kind value\n    because a, b\n\
                objection o \"O.\"\n    against p, o\n    against o\nobjection p \"P.\"\n    against o\n    against step a to b\n";
    let folder = folder(ring);
    for format in ["svg", "dot", "mermaid", "json", "af"] {
        assert_eq!(run(folder.path(), &["graph", "--format", format]).0, Some(0), "{format}");
    }
    no_overlaps(&run(folder.path(), &["graph"]).1);
    assert_eq!(run(folder.path(), &["trace", "b"]).0, Some(0));
    let mut large = String::from("draft \"dues.txt\"\n    thesis c-0\nsource s [1] \"W\"\n");
    for at in 0..10_000 {
        large += &format!("claim c-{at} \"Claim {at}.\"\n    kind interpretation\n");
        large += &if at < 9_998 {
            format!("    because c-{}, c-{}\n", at + 1, at + 2)
        } else {
            "    cites s\n".to_owned()
        };
    }
    std::fs::write(folder.path().join("dues.claims"), large).expect("a file");
    let (code, svg, said) = run(folder.path(), &["graph"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(svg.contains("9600 entries farther from the thesis are not drawn") && svg.len() < 1_000_000);
    no_overlaps(&svg);
    let (_, trace, _) = run(folder.path(), &["trace", "c-0"]);
    assert!(trace.len() < 1_000_000 && trace.contains("`claimlint trace c-"), "{}", trace.len());
    assert_eq!(run(folder.path(), &["impact"]).0, Some(0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// A loss that looks only at what changes comes to the same as labelling everything anew.
    #[test]
    fn a_loss_is_the_same_either_way(
        ground in prop::collection::vec(any::<bool>(), 1..10),
        reasons in prop::collection::vec((0u32..10, prop::collection::vec(0u32..10, 1..4)), 0..14),
        attacks in prop::collection::vec((0u32..10, 0u32..10), 0..10),
        gone in prop::collection::vec(0usize..10, 0..3),
        groundless in prop::collection::vec(0usize..10, 0..3),
    ) {
        let count = ground.len() as u32;
        let reasons = reasons.into_iter().map(|(of, members)| (of % count, members.into_iter().map(|m| m % count).collect())).collect();
        let attacks = attacks.into_iter().map(|(a, b)| (a % count, b % count)).collect();
        let graph = Graph::new(Parts { ground, reasons, attacks, ..Parts::default() });
        let base = label(&graph, &Loss::default());
        let within = |list: Vec<usize>| list.into_iter().map(|node| node % count as usize).collect::<Vec<_>>();
        let loss = Loss { gone: within(gone), groundless: within(groundless) };
        let mut losses = Losses::new(&graph, &base);
        for _ in 0..2 {
            // Twice: a loss leaves no trace.
            let changed = losses.changed(&loss);
            let anew = label(&graph, &loss);
            let wanted: Vec<(usize, Label)> = anew.iter().copied().enumerate().filter(|&(node, label)| label != base[node]).collect();
            prop_assert_eq!(changed, wanted);
        }
    }
}

/// What the page shows under a command is what the command prints.
#[test]
fn the_page_on_the_argument_tells_the_truth() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/argument.md")).expect("the page");
    let mut shown = 0;
    for block in page.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap_or("");
        let (command, said) = block.split_once('\n').expect("a command");
        let args: Vec<&str> = command.trim_start_matches("$ claimlint ").split(' ').collect();
        let (_, out, told) = run(root, &args);
        let mut rest = out.as_str();
        for part in said.split("…\n").map(|part| part.trim_matches('\n')).filter(|part| !part.is_empty()) {
            let at =
                rest.find(part).unwrap_or_else(|| panic!("{command} does not print:\n{part}\n{out}{told}"));
            rest = &rest[at + part.len()..];
            shown += 1;
        }
    }
    assert!(shown >= 8, "{shown} parts are shown");
}
