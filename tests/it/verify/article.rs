//! The founding article's 21 notes: one DOI, and twenty sources that no number names.

use std::path::Path;

use crate::tool::{claimlint, said};

use super::server::{Play, Server, json, status};

/// A world that knows the one journal article of the notes, and nothing of news, blogs and press releases.
fn world() -> Server {
    with(ARTICLE)
}

/// What Crossref says of it.
const ARTICLE: &str = r#"{"DOI":"10.1080/01402390.2016.1233493","title":["Japan's Emerging Trajectory as a 'Cyber Power': From Securitization to Militarization of Cyberspace"],
            "container-title":["Journal of Strategic Studies"],"author":[{"given":"Paul","family":"Kallender"},{"given":"Christopher W.","family":"Hughes"}],
            "published-online":{"date-parts":[[2016,9,30]]},"published-print":{"date-parts":[[2017,1,2]]}}"#;

/// The same world, in which Crossref says this of the article.
fn with(article: &str) -> Server {
    let article = article.to_owned();
    Server::start(move |_, path| match path {
        path if path.starts_with("/crossref/works/10.1080/") => json(&format!(r#"{{"message":{article}}}"#)),
        path if path.starts_with("/crossref/works?query") => json(r#"{"message":{"items":[]}}"#),
        path if path.starts_with("/openalex/works?search") => json(r#"{"results":[]}"#),
        path if path.starts_with("/library/search.json") => json(r#"{"docs":[]}"#),
        path if path.starts_with("/datacite") => status(404),
        _ => Play::Say(404, Vec::new(), Vec::new()),
    })
}

/// Settings that send every registry to the server, and pages too.
pub fn settings(folder: &Path, server: &Server) -> String {
    let base = format!("http://127.0.0.1:{}", server.port);
    let text = format!(
        "contact = \"ann@example.org\"\nprivate = [\"127.0.0.1:{}\"]\ntimeout = 5\nmirror-pause = 0\n[registries]\ncrossref = \"{base}/crossref\"\n\
         datacite = \"{base}/datacite\"\nopenalex = \"{base}/openalex\"\n\"doi.org\" = \"{base}/doi\"\narxiv = \"{base}/arxiv\"\n\
         pubmed = \"{base}/pubmed\"\nopenlibrary = \"{base}/library\"\nwayback = \"{base}/wayback\"\nwayback-save = \"{base}/keep\"\npages = \"{base}/page?\"\n",
        server.port
    );
    std::fs::write(folder.join("verify.toml"), text).expect("it is written");
    "verify.toml".to_owned()
}

#[test]
fn nothing_is_called_false_that_is_only_unknown() {
    let server = world();
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["japan-cyber.txt", "japan-cyber.claims"] {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("claims").join(name);
        std::fs::copy(from, folder.path().join(name)).expect("it is copied");
    }
    let settings = settings(folder.path(), &server);
    let run = claimlint(
        folder.path(),
        &["verify", "japan-cyber.txt", "--yes", "--titles", "--settings", &settings, "--today", "2026-12-01"],
    );
    let text = said(&run);
    assert_eq!(run.status.code(), Some(0), "{text}");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("1 there") && words.contains("it matches the note"), "{text}");
    assert!(text.contains("Not known: this says nothing against them"), "{text}");
    for word in ["gone, retracted or another", "invented", "fabricated", "fake", "does not exist"] {
        assert!(!text.contains(word), "“{word}” in:\n{text}");
    }
    // What was seen is no finding of a check.
    let check = said(&claimlint(folder.path(), &["check", "japan-cyber.txt", "--format", "concise"]));
    for code in ["source-gone", "doi-other-work", "source-retracted", "metadata-differs", "record-damaged"] {
        assert!(!check.contains(code), "{code} in:\n{check}");
    }
    // No sentence of the draft left the machine: only the DOI, and titles.
    for (_, path, agent) in server.asked() {
        assert!(!path.contains("proactive") && path.len() < 900, "{path}");
        assert!(agent.ends_with("(mailto:ann@example.org)"), "{agent}");
    }
    let mut looks = insta::Settings::clone_current();
    looks.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots"));
    looks.set_prepend_module_to_snapshot(false);
    looks.set_omit_expression(true);
    looks.bind(|| insta::assert_snapshot!("verify_article", String::from_utf8_lossy(&run.stdout)));
}

/// The article’s one number, told to be something else: each is said at the top of the report, in words of its own, and is
/// the finding of a check that asks nobody.
#[test]
fn what_is_wrong_with_its_one_number_is_told_first() {
    let noticed = |kind: &str| {
        let update = format!(
            r#","updated-by":[{{"type":"{kind}","DOI":"10.5555/notice","updated":{{"date-parts":[[2019,5,17]]}}}}]}}"#
        );
        ARTICLE.strip_suffix('}').expect("it is an object").to_owned() + &update
    };
    let other = r#"{"DOI":"10.1080/01402390.2016.1233493","title":["Growth of Crystals in Brine"],"container-title":["Chemical Letters"],
        "author":[{"family":"Ortega"},{"family":"Lund"}],"issued":{"date-parts":[[1998]]}}"#;
    for (article, told, code) in [
        (
            noticed("retraction"),
            "the work was retracted on 17 May 2019, says Crossref (doi:10.5555/notice)",
            "source-retracted",
        ),
        (
            noticed("correction"),
            "the work was corrected on 17 May 2019, says Crossref (doi:10.5555/notice)",
            "source-corrected",
        ),
        (
            other.to_owned(),
            "it belongs to another work: Ortega and others, “Growth of Crystals in Brine”, Chemical Letters, 1998",
            "doi-other-work",
        ),
    ] {
        let server = with(&article);
        let folder = tempfile::tempdir().expect("a folder");
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("claims/japan-cyber.txt");
        std::fs::copy(from, folder.path().join("japan-cyber.txt")).expect("it is copied");
        let settings = settings(folder.path(), &server);
        let ask = ["verify", "japan-cyber.txt", "--yes", "--settings", &settings, "--today", "2026-12-01"];
        let text = said(&claimlint(folder.path(), &ask));
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(told), "{code}: {text}");
        let first = if code == "source-corrected" { "There" } else { "Gone, retracted, or another work" };
        assert!(words.contains(&format!("not looked at. {first} [6, 7]")), "{code}: {text}");
        drop(server);
        let check = said(&claimlint(folder.path(), &["check", "japan-cyber.txt", "--format", "concise"]));
        assert_eq!(check.matches(&format!("[{code}]")).count(), 1, "{check}");
    }
}
