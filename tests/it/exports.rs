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

/// Attributes of records: those of PROV-DM 5.7.2 and 5.7.4, terms of Dublin Core, and our own.
const PROV_ATTRIBUTES: &[&str] = &[
    "prov:label",
    "prov:type",
    "prov:location",
    "prov:startTime",
    "dcterms:title",
    "dcterms:creator",
    "dcterms:issued",
    "dcterms:identifier",
    "dcterms:bibliographicCitation",
    "cl:verdict",
    "cl:sha256",
];

/// Fails if an object has a term that its vocabulary does not.
fn only_known(object: &Value, known: &[&str]) {
    for key in object.as_object().expect("an object").keys() {
        assert!(known.contains(&key.as_str()), "{key} is no term of the vocabulary: {object:#}");
    }
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
        assert_eq!(document["prefix"]["dcterms"], "http://purl.org/dc/terms/");
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
                let types = match &about["prov:type"] {
                    Value::Array(all) => all.clone(),
                    one => vec![one.clone()],
                };
                assert!(!types.is_empty() && types.iter().all(|it| it["type"] == "prov:QUALIFIED_NAME"));
                only_known(about, PROV_ATTRIBUTES);
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
            only_known(item, &["id", "type", "motivation", "body", "target"]);
            let target = &item["target"];
            only_known(target, &["type", "source", "selector"]);
            assert_eq!(target["type"], "SpecificResource");
            assert!(is_iri(text(target, "source")), "{target:#}");
            for selector in selectors(target) {
                match text(&selector, "type") {
                    // 4.2.4: exactly one exact, prefix and suffix if they are known.
                    "TextQuoteSelector" => {
                        only_known(&selector, &["type", "exact", "prefix", "suffix"]);
                        text(&selector, "exact");
                    }
                    // 4.2.5: exactly one start and one end, not negative.
                    "TextPositionSelector" => {
                        only_known(&selector, &["type", "start", "end"]);
                        assert!(selector["start"].as_u64() < selector["end"].as_u64(), "{selector:#}");
                    }
                    other => panic!("{other} is no selector of the Recommendation that we write"),
                }
            }
        }
    }
}

/// The selectors of a target: one, or several of which each leads there.
fn selectors(target: &Value) -> Vec<Value> {
    match &target["selector"] {
        Value::Array(all) => all.clone(),
        one => vec![one.clone()],
    }
}

/// Both selectors lead to the same characters of the file itself, markers, no-break spaces and line breaks included.
#[test]
fn a_selector_finds_its_words_in_the_bytes_of_the_file() {
    let folder = examples();
    let mut tried = 0;
    for name in ["japan-cyber.txt", "harbour-dues.md"] {
        let path = folder.path().join(name);
        let draft = fs::read_to_string(&path).expect("the draft");
        // A byte order mark is no character; a no-break space is one, and stays what it is.
        let draft = draft.replacen("the ", "the\u{a0}", 40);
        fs::write(&path, format!("\u{feff}{draft}")).expect("it can be written");
        let page: Value =
            serde_json::from_str(&run(folder.path(), &["export", name, "--format", "web-annotation"]))
                .expect("JSON");
        let characters: Vec<char> = draft.chars().collect();
        let items = page["items"].as_array().expect("items").iter();
        for item in items.filter(|item| item["motivation"] == "describing") {
            assert_eq!(item["target"]["source"], name);
            let selectors = selectors(&item["target"]);
            let [quote, position] = &selectors[..] else { panic!("two selectors: {item:#}") };
            let around = ["prefix", "exact", "suffix"].map(|part| quote[part].as_str().expect("text"));
            assert_eq!(draft.matches(&around.concat()).count(), 1, "{quote:#}");
            let at = ["start", "end"]
                .map(|end| usize::try_from(position[end].as_u64().expect("a number")).expect("small"));
            assert_eq!(characters[at[0]..at[1]].iter().collect::<String>(), around[1], "{position:#}");
            tried += 1;
        }
    }
    assert!(tried > 40, "{tried}");
}

/// Whoever has the export alone can tell what each source is: a title and where to find it, and authors where the note
/// names them.
#[test]
fn sources_are_named_by_title_author_and_address() {
    let documents = exported("prov-json");
    let sources: Vec<&Value> = documents
        .iter()
        .flat_map(|document| document["entity"].as_object().expect("entities"))
        .filter(|(name, _)| name.starts_with("cl:source-"))
        .map(|(_, about)| about)
        .collect();
    let of = |title: &str| {
        *sources.iter().find(|about| about["dcterms:title"] == title).unwrap_or_else(|| panic!("no {title}"))
    };
    let poll = of("Abe Visits Yasukuni, Angering Beijing and Seoul");
    assert_eq!(poll["dcterms:creator"], serde_json::json!(["Reiji Yoshida", "Mizuho Aoki"]));
    assert_eq!(poll["dcterms:issued"], "2013-12-26");
    let found = sources.iter().filter(|about| text(about, "prov:location").starts_with("http")).count();
    assert!(found > 0, "{found} sources have an address");
    assert!(text(poll, "dcterms:bibliographicCitation").contains("Yoshida"));
    let reviews = exported("claim-review");
    let works: Vec<&Value> = reviews
        .iter()
        .flat_map(|each| each["@graph"].as_array().expect("a graph"))
        .flat_map(|review| review["citation"].as_array().into_iter().flatten())
        .collect();
    assert!(!works.is_empty());
    for work in works {
        only_known(work, &["@type", "name", "author", "datePublished", "sameAs", "url", "identifier"]);
        assert!(text(work, "name").contains(' '), "a title, not a name in our file: {work:#}");
        assert!(is_iri(text(work, "identifier")), "{work:#}");
        assert!(work.get("url").is_none_or(|url| url.as_str().is_some_and(is_iri)), "{work:#}");
    }
}

#[test]
fn paths_are_those_of_the_folder_wherever_the_program_was_run() {
    let folder = examples();
    let path = folder.path().join("harbour-dues.md");
    let far = path.to_string_lossy().into_owned();
    for format in EXPORTS {
        let near = run(folder.path(), &["export", "harbour-dues.md", "--format", format.name]);
        let out = run(Path::new("/"), &["export", &far, "--format", format.name]);
        assert_eq!(near, out, "{}", format.name);
        assert!(!out.contains(&*folder.path().to_string_lossy()), "{}", format.name);
    }
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
        only_known(
            review,
            &[
                "@type",
                "@id",
                "url",
                "claimReviewed",
                "itemReviewed",
                "author",
                "reviewRating",
                "datePublished",
                "citation",
            ],
        );
        only_known(&review["itemReviewed"], &["@type", "name", "author", "appearance"]);
        only_known(&review["reviewRating"], &["@type", "alternateName"]);
        assert!(is_iri(text(review, "url")) && text(review, "url").contains(".claims#"), "{review:#}");
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
