//! What each registry answers, and what it means.

use std::sync::Arc;

use claimlint::inside::cli::outside::looker::Looker;
use claimlint::inside::cli::outside::settings::Settings;
use claimlint::inside::notes::{Citation, Hints, parse};
use claimlint::inside::verified::{Answer, Compared, Id, Seen, UpdateKind, compare};

use super::server::{Jumps, Play, Server, Told, json, page, status};
use super::{TODAY, settings};

const NOTE: &str =
    "Ann Reed, “Ports and Power: Harbours in Wartime,” Journal of Harbour Studies 40, no. 1 (2017): 118–45.";

const CROSSREF: &str = r#"{"status":"ok","message-type":"work","message":{"DOI":"10.5555/ports","type":"journal-article",
"title":["Ports and <i>Power<\/i>"],"subtitle":["Harbours in Wartime"],"container-title":["Journal of Harbour Studies"],
"short-container-title":["J. Harb. Stud."],"publisher":"Quay Press","author":[{"given":"Ann","family":"Reed","sequence":"first"},
{"name":"Harbour Group"}],"issued":{"date-parts":[[2016,11,3]]},"published-online":{"date-parts":[[2016,11,3]]},
"published-print":{"date-parts":[[2017,1]]},
"updated-by":[{"DOI":"10.5555/ports-r","type":"retraction","label":"Retraction","source":"publisher","updated":{"date-parts":[[2019,5,17]],"timestamp":1}},
{"DOI":"10.5555/ports-c","type":"corrigendum","label":"Corrigendum","source":"retraction-watch","updated":{"date-parts":[[2018]]}}]}}"#;

/// The notice of a retraction: it updates another work, and was not retracted itself.
const NOTICE: &str = r#"{"message":{"DOI":"10.5555/notice","title":["Ports and Power: Harbours in Wartime"],
"container-title":["Journal of Harbour Studies"],"author":[{"family":"Reed"}],"issued":{"date-parts":[[2017]]},
"update-to":[{"DOI":"10.5555/first","type":"retraction","updated":{"date-parts":[[2017]]}}]}}"#;

const OTHER: &str = r#"{"message":{"DOI":"10.5555/salt","title":["Growth of Crystals in Brine"],"container-title":["Chemical Letters"],
"author":[{"family":"Ortega"},{"family":"Lund"}],"issued":{"date-parts":[[1998]]}}}"#;

const DATACITE: &str = r#"{"data":{"id":"10.5555/data","type":"dois","attributes":{"doi":"10.5555/data",
"titles":[{"title":"Ports and Power: Harbours in Wartime"},{"title":"Häfen","titleType":"TranslatedTitle"}],
"creators":[{"name":"Reed, Ann","nameType":"Personal","givenName":"Ann","familyName":"Reed"}],
"publisher":"Quay Data","publicationYear":2017,"container":{}}}}"#;

const OPENALEX: &str = r#"{"id":"https://openalex.org/W1","doi":"https://doi.org/10.5555/alex","title":"Ports and Power: Harbours in Wartime",
"display_name":"Ports and Power: Harbours in Wartime","publication_year":2017,"is_retracted":true,
"authorships":[{"author":{"display_name":"Ann Reed"}}],"primary_location":{"source":{"display_name":"Journal of Harbour Studies"}}}"#;

const ARXIV: &str = r#"<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title>
<entry><id>http://arxiv.org/abs/2101.00001v2</id><updated>2022-02-01T00:00:00Z</updated><published>2021-01-04T00:00:00Z</published>
<title>Ports and Power:
  Harbours in Wartime</title><summary>…</summary><author><name>Ann Reed</name></author><author><name>Bo Linde</name></author></entry></feed>"#;

const PUBMED: &str = r#"{"header":{"type":"esummary"},"result":{"uids":["30000001"],"30000001":{"uid":"30000001","pubdate":"2017 Jan",
"epubdate":"2016 Nov 3","source":"J Harb Stud","fulljournalname":"Journal of Harbour Studies","title":"Ports and power: harbours in wartime.",
"authors":[{"name":"Reed A","authtype":"Author"}],"pubtype":["Journal Article","Retracted Publication"]}}}"#;

const LIBRARY: &str = r#"{"ISBN:9780306406157":{"title":"Ports and Power","subtitle":"Harbours in Wartime","authors":[{"name":"Ann Reed"}],
"publish_date":"March 2017","publishers":[{"name":"Quay Press"}]}}"#;

fn world() -> Server {
    Server::start(|host, path| match (host, path) {
        ("crossref.example", "/works/10.5555/ports") => json(CROSSREF),
        ("crossref.example", "/works/10.5555/notice") => json(NOTICE),
        ("crossref.example", "/works/10.5555/salt") => json(OTHER),
        ("crossref.example", "/works/10.5555/busy" | "/works/10.5555/half") => status(503),
        ("crossref.example", "/works/10.5555/portal") => page("Welcome to our network"),
        ("datacite.example", "/dois/10.5555/data") => json(DATACITE),
        ("openalex.example", "/works/doi:10.5555/alex" | "/works/doi:10.5555/half") => json(OPENALEX),
        ("doi.example", "/api/handles/10.5555/bare?type=URL") => {
            json(r#"{"responseCode":1,"handle":"10.5555/bare","values":[]}"#)
        }
        ("doi.example", "/api/handles/10.5555/busy?type=URL") => status(500),
        ("doi.example", "/api/handles/10.5555/proxy?type=URL") => status(404),
        ("doi.example", path) if path.starts_with("/api/handles/") => Play::Say(
            404,
            Vec::new(),
            format!(r#"{{"responseCode":100,"handle":"{}"}}"#, &path[13..path.len() - 9]).into_bytes(),
        ),
        ("arxiv.example", path) if path.contains("2101.00001") => Play::Say(
            200,
            vec![("content-type", "application/atom+xml".to_owned())],
            ARXIV.as_bytes().to_vec(),
        ),
        ("arxiv.example", path) if path.contains("2199.99999") => {
            let none = "<opensearch:totalResults xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\">0</opensearch:totalResults>";
            let feed =
                format!("<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\">{none}</feed>");
            Play::Say(200, Vec::new(), feed.into_bytes())
        }
        ("arxiv.example", path) => {
            let why = if path.contains("slow") { "timeout" } else { "incorrect id format for it" };
            let entry = format!(
                "<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>{why}</summary></entry>"
            );
            Play::Say(
                200,
                Vec::new(),
                format!("<feed xmlns=\"http://www.w3.org/2005/Atom\">{entry}</feed>").into_bytes(),
            )
        }
        ("pubmed.example", path) if path.ends_with("id=30000001") => json(PUBMED),
        ("pubmed.example", path) => {
            let id = path.rsplit('=').next().unwrap_or_default();
            let error = if id == "39999999" { "cannot get document summary" } else { "timeout" };
            json(&format!(r#"{{"result":{{"uids":["{id}"],"{id}":{{"uid":"{id}","error":"{error}"}}}}}}"#))
        }
        ("library.example", path) if path.contains("9780306406157") => json(LIBRARY),
        ("library.example", path) if path.starts_with("/search.json") => json(r#"{"numFound":0,"docs":[]}"#),
        ("library.example", _) => json("{}"),
        ("crossref.example", path) if path.contains("query.bibliographic=ports%20and%20power") => {
            json(&format!(r#"{{"message":{{"items":[{},{}]}}}}"#, work_of(OTHER), work_of(CROSSREF)))
        }
        ("crossref.example", path) if path.contains("query.bibliographic") => {
            json(&format!(r#"{{"message":{{"items":[{}]}}}}"#, work_of(OTHER)))
        }
        ("openalex.example", path) if path.contains("search=") => json(r#"{"results":[]}"#),
        ("archive.example", path) if path.contains("kept") => json(
            r#"{"url":"x","archived_snapshots":{"closest":{"status":"200","available":true,"url":"http://web.archive.org/web/20140506120000/http://kept.example/","timestamp":"20140506120000"}}}"#,
        ),
        ("archive.example", _) => json(r#"{"url":"x","archived_snapshots":{}}"#),
        _ => status(404),
    })
}

/// The work in a reply about one.
fn work_of(reply: &str) -> String {
    let reply: serde_json::Value = serde_json::from_str(reply).expect("it is JSON");
    reply["message"].to_string()
}

/// The registries, all on this machine.
pub fn at_home(server: &Server) -> (Settings, Arc<Told>) {
    let rows = [
        ("crossref", "crossref.example"),
        ("datacite", "datacite.example"),
        ("openalex", "openalex.example"),
        ("doi.org", "doi.example"),
        ("arxiv", "arxiv.example"),
        ("pubmed", "pubmed.example"),
        ("openlibrary", "library.example"),
        ("wayback", "archive.example"),
    ];
    let hosts: Vec<&str> = rows.iter().map(|(_, host)| *host).collect();
    let mut settings = settings(server, &hosts);
    for (name, host) in rows {
        settings.bases.insert(name.to_owned(), format!("http://{host}:{}", server.port));
    }
    let names: Vec<(&str, &'static str)> = hosts.iter().map(|host| (*host, "127.0.0.1")).collect();
    (settings, Told::of(&names))
}

fn citation(words: &str) -> Citation {
    parse(words, &Hints::default()).citations.into_iter().next().expect("a citation")
}

fn look_up(id: &str) -> (Seen, Vec<String>) {
    let server = world();
    let (settings, names) = at_home(&server);
    let clock = Jumps::default();
    let mut looker = Looker::new(&settings, Arc::clone(&names) as Arc<_>, &clock, TODAY);
    let seen = looker.look_up(&Id::read(id).expect("an identifier"), &citation(NOTE));
    assert_eq!(*names.strays.lock().expect("it is ours"), [""; 0], "nobody else is asked");
    (seen, server.asked().into_iter().map(|(host, ..)| host).collect())
}

#[test]
fn a_doi_is_found_wherever_it_is_registered() {
    let (seen, asked) = look_up("doi:10.5555/ports");
    assert_eq!(seen.answer, Answer::There, "{}", seen.why);
    assert_eq!(asked, ["crossref.example"], "one that knows is enough");
    let work = seen.work.expect("it is described");
    assert_eq!(work.title, "Ports and Power: Harbours in Wartime");
    assert_eq!((work.years.as_slice(), work.authors[0].as_str()), (&[2016, 2017][..], "Reed"));
    assert_eq!(compare(&citation(NOTE), &work), Compared::Same(Vec::new()));
    for id in ["doi:10.5555/data", "doi:10.5555/alex"] {
        let (seen, _) = look_up(id);
        assert_eq!(seen.answer, Answer::There, "{id}: {}", seen.why);
        assert_eq!(
            compare(&citation(NOTE), &seen.work.expect("described")),
            Compared::Same(Vec::new()),
            "{id}"
        );
    }
    let (seen, _) = look_up("doi:10.5555/bare");
    assert_eq!((seen.answer, seen.work), (Answer::There, None));
    let (seen, asked) = look_up("doi:10.5555/never-was");
    assert_eq!(seen.answer, Answer::Gone, "{}", seen.why);
    assert!(seen.why.contains("doi.org knows no such DOI"), "{}", seen.why);
    assert_eq!(asked, ["crossref.example", "datacite.example", "openalex.example", "doi.example"]);
}

/// A number is a stranger's word: it must not lead to another page of the registry.
#[test]
fn a_number_with_ways_up_leads_nowhere_else() {
    let server = world();
    let (settings, names) = at_home(&server);
    let clock = Jumps::default();
    let mut looker = Looker::new(&settings, names, &clock, TODAY);
    looker.look_up(&Id::read("doi:10.5555/../../members/1?x=1#y").expect("an identifier"), &citation(NOTE));
    for (host, path, _) in server.asked() {
        assert!(path.contains("10.5555%2F..%2F..%2Fmembers%2F1%3Fx%3D1%23y"), "{host}{path}");
    }
}

#[test]
fn a_registry_in_trouble_makes_nothing_gone() {
    for (id, why) in [("doi:10.5555/busy", "answered 503"), ("doi:10.5555/busy", "doi.org answered 500")] {
        let (seen, _) = look_up(id);
        assert_eq!(seen.answer, Answer::NotKnown, "{}", seen.why);
        assert!(seen.why.contains(why), "{}", seen.why);
    }
    // A 404 that does not come from doi.org itself proves nothing.
    let (seen, _) = look_up("doi:10.5555/proxy");
    assert_eq!(seen.answer, Answer::NotKnown, "{}", seen.why);
    // A portal's page is no answer of Crossref's; the others are asked, and doi.org is sure.
    let (seen, _) = look_up("doi:10.5555/portal");
    assert_eq!(seen.answer, Answer::Gone, "{}", seen.why);
}

#[test]
fn what_crossref_could_not_be_asked_is_said() {
    // Another registry knows the work, and Crossref, which tells of retractions, was in trouble.
    let (seen, _) = look_up("doi:10.5555/half");
    assert_eq!(seen.answer, Answer::There, "{}", seen.why);
    assert!(seen.why.contains("nobody knows whether it was retracted or corrected"), "{}", seen.why);
    assert!(!seen.by.iter().any(|name| name == "crossref"), "{:?}", seen.by);
    let (whole, _) = look_up("doi:10.5555/alex");
    assert!(!whole.why.contains("nobody knows"), "{}", whole.why);
}

#[test]
fn retractions_and_corrections_are_told_and_a_notice_is_not_retracted() {
    let kinds = |id: &str| look_up(id).0.updates.iter().map(|update| update.kind).collect::<Vec<_>>();
    assert_eq!(kinds("doi:10.5555/ports"), [UpdateKind::Retraction, UpdateKind::Correction]);
    assert_eq!(kinds("doi:10.5555/notice"), []);
    assert_eq!(kinds("doi:10.5555/alex"), [UpdateKind::Retraction]);
    assert_eq!(kinds("pmid:30000001"), [UpdateKind::Retraction]);
    let (seen, _) = look_up("doi:10.5555/ports");
    assert_eq!(
        (seen.updates[0].day.as_str(), seen.updates[0].notice.as_str()),
        ("2019-05-17", "10.5555/ports-r")
    );
    assert_eq!(seen.updates[1].by, "Retraction Watch, through Crossref");
}

#[test]
fn a_doi_of_another_work_is_told() {
    let (seen, _) = look_up("doi:10.5555/salt");
    let compared = compare(&citation(NOTE), &seen.work.expect("it is described"));
    let Compared::Other { registry, .. } = compared else { panic!("{compared:?}") };
    assert_eq!(registry, "Ortega and others, “Growth of Crystals in Brine”, Chemical Letters, 1998");
}

#[test]
fn preprints_articles_and_books_are_found_by_their_numbers() {
    for id in ["arxiv:2101.00001", "pmid:30000001", "isbn:9780306406157"] {
        let (seen, _) = look_up(id);
        assert_eq!(seen.answer, Answer::There, "{id}: {}", seen.why);
        let work = seen.work.expect("it is described");
        let note = NOTE.replace("2017", if id.starts_with("arxiv") { "2021" } else { "2017" });
        assert!(
            matches!(compare(&citation(&note), &work), Compared::Same(all) if all.len() <= 1),
            "{id}: {work:?}"
        );
    }
    assert_eq!(look_up("arxiv:2199.99999").0.answer, Answer::Gone);
    assert_eq!(look_up("arxiv:2101.1x").0.answer, Answer::Gone);
    assert_eq!(look_up("pmid:39999999").0.answer, Answer::Gone);
    // An error of another sort is none of theirs about the number.
    for id in ["arxiv:slow.1", "pmid:31111111"] {
        let (seen, _) = look_up(id);
        assert_eq!(seen.answer, Answer::NotKnown, "{id}: {}", seen.why);
        assert!(seen.why.contains("no answer that can be read"), "{id}: {}", seen.why);
    }
    // Open Library does not list every book: that it does not know one says nothing.
    let (seen, _) = look_up("isbn:9780000000002");
    assert_eq!(seen.answer, Answer::NotKnown, "{}", seen.why);
    assert!(seen.why.contains("Open Library"), "{}", seen.why);
}

#[test]
fn a_title_that_is_found_nowhere_is_not_called_invented() {
    let (seen, _) = look_up("title:ports and power harbours in wartime");
    assert_eq!(seen.answer, Answer::There, "{}", seen.why);
    assert_eq!(seen.at.as_deref(), Some("https://doi.org/10.5555/ports"));
    let (seen, _) = look_up("title:cyber blitz on the harbour");
    assert_eq!(seen.answer, Answer::NotKnown);
    assert!(seen.why.contains("Crossref, OpenAlex, Open Library"), "{}", seen.why);
    assert!(!seen.why.contains("invented") && !seen.why.contains("exist"), "{}", seen.why);
}

#[test]
fn copies_in_the_archive_are_looked_for() {
    let server = world();
    let (settings, names) = at_home(&server);
    let clock = Jumps::default();
    let mut looker = Looker::new(&settings, names, &clock, TODAY);
    let copy = looker
        .look_for_copy("http://kept.example/", Some(jiff::civil::date(2014, 5, 1)))
        .expect("it answered");
    assert_eq!(copy.captured, Some(jiff::civil::date(2014, 5, 6)));
    assert!(copy.at.is_some_and(|at| at.starts_with("https://web.archive.org/web/2014")));
    let copy = looker.look_for_copy("http://lost.example/?a=1&b=2", None).expect("it answered");
    assert_eq!(copy.at, None);
    let asked = server.paths("archive.example");
    assert!(asked[0].ends_with("&timestamp=20140501"), "{asked:?}");
    assert!(asked[1].contains("%26b%3D2"), "the whole address is one value: {asked:?}");
}
