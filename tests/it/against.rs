//! `check NEW --against OLD`: two versions of a draft, in any format and without git.

use std::fs;

use crate::tool::{claimlint, said as told};

const OLD: &str = "\
# Shade

In 2019, planting took 61% of the budget. Some 29% of the limes came from abroad.

## Water

In 2021, watering took 38% of the budget. Pruning took 8% of it.

## Survival

Survival reached 91% after two summers.[^1]

[^1]: Ilse Varga, *Limes and Avenues* (Graz: Leaf Press, 2020), 44.
";

/// The second statistic got its note, a new one came, and the first sentence went to the end.
const NEW: &str = "\
# Shade

Some 29% of the limes came from abroad.

## Water

In 2021, watering took 38% of the budget.[^1] Pruning took 8% of it. Leaks lost 12% of it.

## Survival

Survival reached 91% after two summers.[^1] In 2019, planting took 61% of the budget.

[^1]: Ilse Varga, *Limes and Avenues* (Graz: Leaf Press, 2020), 44.
";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        fs::write(folder.path().join(name), content).expect("a file");
    }
    folder
}

#[test]
fn what_is_new_cured_and_moved_is_told() {
    let folder = folder(&[("old.md", OLD), ("new.md", NEW)]);
    let output = claimlint(folder.path(), &["check", "new.md", "--against", "old.md", "--format", "concise"]);
    let text = told(&output);
    let findings: Vec<&str> = text.lines().filter(|line| line.starts_with("new.md:")).collect();
    assert_eq!(findings.len(), 1, "{text}");
    assert!(findings[0].contains("12%"), "{text}");
    assert_eq!(output.status.code(), Some(1), "a new warning fails: {text}");
    assert!(text.contains("Against old.md: 1 new, 1 cured, 3 as before, 1 of them moved."), "{text}");
    let after =
        |head: &str| text.split_once(head).map(|(_, rest)| rest.lines().nth(1).unwrap_or("").to_owned());
    assert!(after("Cured:").is_some_and(|line| line.contains("38%")), "{text}");
    assert!(
        after("Moved:").is_some_and(|line| line.contains("61%") && line.contains("line 3 to line 11")),
        "{text}"
    );
}

#[test]
fn versions_may_differ_in_format_and_must_be_drafts() {
    let html = "<h1>Shade</h1><p>In 2019, planting took 61% of the budget. Some 29% of the limes came from abroad.</p>\
                <h2>Water</h2><p>In 2021, watering took 38% of the budget. Pruning took 8% of it.</p>\
                <h2>Survival</h2><p>Survival reached 91% after two summers.</p>";
    let folder = folder(&[("old.html", html), ("new.md", NEW), ("b.md", OLD)]);
    let text = told(&claimlint(folder.path(), &["check", "new.md", "--against", "old.html"]));
    assert!(text.contains("Against old.html: 1 new, ") && text.contains("1 of them moved."), "{text}");
    let json = claimlint(folder.path(), &["check", "new.md", "--against", "old.html", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("it is JSON");
    assert!(json["notices"].to_string().contains("Against old.html"), "{json}");
    let schema = claimlint(folder.path(), &["schema"]);
    let schema: serde_json::Value = serde_json::from_slice(&schema.stdout).expect("it is JSON");
    assert_eq!(crate::json_schema::faults(&json, &schema), Vec::<String>::new());
    let against = &json["against"];
    assert_eq!((&against["file"], &against["new"]), (&"old.html".into(), &1.into()), "{against}");
    assert_eq!(against["stayed"], 3, "{against}");
    let cured = &against["cured"][0];
    assert_eq!(cured["code"], "statistic-uncited", "{against}");
    assert!(cured["message"].as_str().is_some_and(|told| told.contains("38%")), "{against}");
    assert!(cured["was"]["place"].as_str().is_some_and(|place| place.starts_with("line ")), "{against}");
    let moved = &against["moved"][0];
    assert!(moved["message"].as_str().is_some_and(|told| told.contains("61%")), "{against}");
    assert_eq!(moved["now"]["line"], 11, "{against}");
    // A report without an earlier version has no such member, and one that lacks a part of it fits no longer.
    let plain = claimlint(folder.path(), &["check", "new.md", "--format", "json"]);
    let plain: serde_json::Value = serde_json::from_slice(&plain.stdout).expect("it is JSON");
    assert!(plain.get("against").is_none(), "{plain}");
    let mut broken = json.clone();
    broken["against"]["moved"][0].as_object_mut().expect("an object").remove("now");
    assert!(!crate::json_schema::faults(&broken, &schema).is_empty());
    for (args, said) in [
        (vec!["check", ".", "--against", "old.html"], "one draft is compared with one"),
        (vec!["check", "new.md", "--against", "gone.md"], "gone.md"),
        (vec!["check", "new.md", "--against", "b.md", "--staged"], "cannot be used with"),
    ] {
        let output = claimlint(folder.path(), &args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", told(&output));
        assert!(told(&output).contains(said), "{args:?}: {}", told(&output));
    }
}
