//! Exports, held to what their standards require: the properties that must be there, of
//! the kinds that they must be, and references that lead to something.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use claimlint::inside::report::export::EXPORTS;
use serde_json::Value;

/// A copy of the worked examples with two claims signed, so that nothing is empty.
fn examples() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("claims");
    for name in ["harbour-dues.md", "harbour-dues.claims", "japan-cyber.txt", "japan-cyber.claims"] {
        fs::copy(from.join(name), folder.path().join(name)).expect("an example");
    }
    let sign = [
        "sign",
        "by-length",
        "rate",
        "--by",
        "B. “Bee” Editor",
        "--in",
        "harbour-dues.claims",
        "--on",
        "2024-02-29",
    ];
    run(folder.path(), &sign);
    folder
}

fn run(folder: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(args)
        .current_dir(folder)
        .output()
        .expect("it starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// One format over both examples.
fn exported(format: &str) -> Vec<Value> {
    let folder = examples();
    ["harbour-dues.md", "japan-cyber.claims"]
        .iter()
        .map(|path| {
            serde_json::from_str(&run(folder.path(), &["export", path, "--format", format])).expect("JSON")
        })
        .collect()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    let found = value[key].as_str().unwrap_or_else(|| panic!("no text {key} in {value:#}"));
    assert!(!found.is_empty(), "{key} is empty in {value:#}");
    found
}

/// Whether this may stand where the standard asks for an IRI or a relative reference to one.
fn is_iri(word: &str) -> bool {
    let base = url::Url::parse("https://example.org/folder/").expect("a base");
    base.join(word).is_ok() && !word.contains(|c: char| c.is_whitespace() || "<>\"{}|\\^`".contains(c))
}

/// A calendar day, and if `time` is asked for, xsd:dateTime.
fn is_day(word: &str, time: bool) -> bool {
    let (day, rest) = word.split_at(word.len().min(10));
    day.parse::<jiff::civil::Date>().is_ok() && if time { rest == "T00:00:00" } else { rest.is_empty() }
}

#[test]
fn every_format_is_tried_here() {
    let names: Vec<&str> = EXPORTS.iter().map(|export| export.name).collect();
    assert_eq!(names, ["prov-json", "web-annotation", "claim-review"]);
}

/// PROV-JSON, sections 3.1 to 3.3: names have declared prefixes, relations lead to
/// records, required arguments are there.
#[test]
fn prov_json_has_what_the_submission_requires() {
    const RELATIONS: [(&str, [(&str, &str); 2]); 5] = [
        ("wasDerivedFrom", [("prov:generatedEntity", "entity"), ("prov:usedEntity", "entity")]),
        ("wasAttributedTo", [("prov:entity", "entity"), ("prov:agent", "agent")]),
        ("wasAssociatedWith", [("prov:activity", "activity"), ("prov:agent", "agent")]),
        ("used", [("prov:activity", "activity"), ("prov:entity", "entity")]),
        ("hadMember", [("prov:collection", "entity"), ("prov:entity", "entity")]),
    ];
    let mut met = [0; RELATIONS.len()];
    for document in exported("prov-json") {
        assert_eq!(document["prefix"]["cl"], "urn:claimlint:");
        let known = ["prefix", "entity", "activity", "agent"];
        for kind in document.as_object().expect("an object").keys() {
            assert!(
                known.contains(&kind.as_str()) || RELATIONS.iter().any(|(name, _)| name == kind),
                "{kind}"
            );
        }
        for kind in &known[1..] {
            for (name, about) in document[*kind].as_object().into_iter().flatten() {
                assert!(name.starts_with("cl:") && is_iri(name), "{name}");
                assert_eq!(about["prov:type"]["type"], "prov:QUALIFIED_NAME");
                if let Some(time) = about.get("prov:startTime") {
                    assert!(is_day(time.as_str().expect("text"), true), "{time}");
                }
            }
        }
        for (index, (name, arguments)) in RELATIONS.iter().enumerate() {
            for (id, record) in document[*name].as_object().into_iter().flatten() {
                assert!(id.starts_with("_:"), "{id}");
                for (argument, kind) in arguments {
                    let target = text(record, argument);
                    assert!(document[*kind].get(target).is_some(), "{name} leads to no {kind}: {target}");
                }
                met[index] += 1;
            }
        }
    }
    assert!(met.iter().all(|count| *count > 0), "a relation stands nowhere: {met:?}");
}

/// Web Annotation Data Model, sections 3.1 (required: context, id, type, target), 4.2.4
/// (TextQuoteSelector: one exact) and Vocabulary 4 (AnnotationPage: items).
#[test]
fn web_annotations_have_what_the_recommendation_requires() {
    for page in exported("web-annotation") {
        assert_eq!(page["@context"], "http://www.w3.org/ns/anno.jsonld");
        assert_eq!(page["type"], "AnnotationPage");
        assert!(is_iri(text(&page, "id")));
        let items = page["items"].as_array().expect("items");
        assert!(items.len() > 10);
        let mut ids = std::collections::HashSet::new();
        for item in items {
            assert_eq!(item["type"], "Annotation");
            assert!(is_iri(text(item, "id")) && ids.insert(text(item, "id")), "{item:#}");
            assert!(["describing", "linking"].contains(&text(item, "motivation")));
            assert!(!item["body"].is_null(), "{item:#}");
            let target = &item["target"];
            assert_eq!(target["type"], "SpecificResource");
            assert!(is_iri(text(target, "source")), "{target:#}");
            assert_eq!(target["selector"]["type"], "TextQuoteSelector");
            text(&target["selector"], "exact");
        }
    }
}

/// The words of a selector with those around them stand in the draft once.
#[test]
fn a_selector_finds_its_words_again() {
    let folder = examples();
    let page: Value = serde_json::from_str(&run(
        folder.path(),
        &["export", "japan-cyber.txt", "--format", "web-annotation"],
    ))
    .expect("JSON");
    let draft = fs::read_to_string(folder.path().join("japan-cyber.txt")).expect("the draft");
    let flat = |text: &str| {
        let marker = regex::Regex::new(r"\[\d+\]").expect("a pattern");
        marker.replace_all(text, "").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let draft = flat(&draft);
    let mut tried = 0;
    for item in
        page["items"].as_array().expect("items").iter().filter(|item| item["motivation"] == "describing")
    {
        let selector = &item["target"]["selector"];
        let around = ["prefix", "exact", "suffix"].map(|part| selector[part].as_str().expect("text"));
        assert_eq!(draft.matches(&flat(&around.concat())).count(), 1, "{selector:#}");
        tried += 1;
    }
    assert!(tried > 20);
}

/// schema.org ClaimReview: claimReviewed, itemReviewed a Claim, an author, a rating with
/// words; Google's guide also wants `alternateName` and allows it without a number.
#[test]
fn claim_reviews_have_what_readers_of_them_require() {
    let all = exported("claim-review");
    let reviews: Vec<&Value> =
        all.iter().flat_map(|each| each["@graph"].as_array().expect("a graph")).collect();
    assert!(all.iter().all(|each| each["@context"] == "https://schema.org"));
    assert!(reviews.len() >= 2);
    for review in reviews {
        assert_eq!(review["@type"], "ClaimReview");
        assert!(is_iri(text(review, "@id")));
        text(review, "claimReviewed");
        assert_eq!(review["itemReviewed"]["@type"], "Claim");
        assert_eq!(review["author"]["@type"], "Person");
        text(&review["author"], "name");
        assert!(is_day(text(review, "datePublished"), false));
        assert_eq!(review["reviewRating"]["@type"], "Rating");
        text(&review["reviewRating"], "alternateName");
        assert!(review["reviewRating"].get("ratingValue").is_none(), "claimlint does not rate the truth");
    }
}

#[test]
fn a_folder_with_several_claims_files_wants_one_named() {
    let folder = examples();
    let output = Command::new(env!("CARGO_BIN_EXE_claimlint"))
        .args(["export", "--format", "prov-json"])
        .current_dir(PathBuf::from(folder.path()))
        .output()
        .expect("it starts");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("several claims files"), "{output:?}");
}
