//! What each rule on sentences does on short documents in the shapes of real ones, which were written and labelled by
//! somebody who had not seen the program (tests/fixtures/prose/real/). How a finding is judged: the README there. The
//! figures and their limits: docs/prose-real.md; `CLAIMLINT_PROSE_REAL=update cargo test --test it prose_real` writes its table.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use claimlint::inside::check::{Input, Options, check};
use claimlint::inside::diagnostic::{Diagnostic, Level};
use claimlint::inside::draft::reader_for;
use claimlint::inside::text::{Text, Texts};
use serde_json::Value;

/// Rules that speak of sentences; what others say of these documents was not labelled.
const LABELLED: [&str; 31] = [
    "acronym-use",
    "aggregator-source",
    "attribution-uncited",
    "causal-uncited",
    "certainty-word",
    "conclusion-new-fact",
    "date-conflict",
    "dated-event-uncited",
    "false-precision",
    "figure-arithmetic",
    "first-only-uncited",
    "hedge-stack",
    "interested-source",
    "loaded-word",
    "measure-undefined",
    "name-variant",
    "number-conflict",
    "opinion-as-fact",
    "overgeneralised",
    "paragraph-tail-note",
    "partial-sentence-note",
    "percent-total",
    "poll-undisclosed",
    "quote-at-second-hand",
    "quote-uncited",
    "quote-without-locator",
    "relative-date",
    "secondary-for-named-primary",
    "state-media",
    "statistic-uncited",
    "weasel-attribution",
];

/// The least share of a rule's findings that is right or arguable, over both parts, in per cent. Raise a floor when a rule
/// gets better; never lower one.
const FLOORS: [(&str, usize); 4] = [
    ("statistic-uncited", 65),
    ("dated-event-uncited", 65),
    ("quote-uncited", 65),
    ("weasel-attribution", 85),
];

/// Right, arguable, wrong; sentences that want the rule first, and those of them that any right rule found.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    said: [usize; 3],
    wanted: usize,
    found: usize,
}

impl Tally {
    fn all(&self) -> usize {
        self.said.iter().sum()
    }

    fn fair(&self) -> usize {
        self.said[2] + self.said[1]
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/prose/real")
}

/// The items of a part by document.
fn items(part: &str) -> BTreeMap<String, Vec<Value>> {
    let text = fs::read_to_string(folder().join(part).with_extension("jsonl")).expect("the labels are there");
    let mut documents: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in text.lines() {
        let item: Value = serde_json::from_str(line).expect("a line is an object");
        if item["item"] == "document" {
            documents.entry(item["doc"].as_str().expect("a path").to_owned()).or_default();
        } else {
            let id = item["id"].as_str().expect("an id").rsplit_once('.').expect("its document").0.to_owned();
            documents.entry(format!("docs/{part}/{id}.md")).or_default().push(item);
        }
    }
    documents
}

fn findings(path: &Path) -> Vec<Diagnostic> {
    let name = path.to_string_lossy().into_owned();
    let mut texts = Texts::new();
    let file = texts.add(Text::new(name.clone(), fs::read_to_string(path).expect("the document is there")));
    let input = Input { texts: &texts, draft: Some((file, reader_for(&name))), claims: None, endnotes: &[] };
    let mut options = Options::default();
    options.today = Some(jiff::civil::date(2026, 11, 30));
    check(input, &options).findings.into_iter().filter(|found| found.level != Level::Off).collect()
}

/// The grade that an item gives to a finding of this rule.
fn grade(item: &Value, code: &str) -> usize {
    let holds = |codes: &Value| codes.as_array().is_some_and(|all| all.iter().any(|one| one == code));
    let grade = |it: &Value| it["grade"].as_u64().map_or(0, |grade| usize::try_from(grade).unwrap_or(0));
    let own = if holds(&item["codes"]) { grade(item) } else { 0 };
    let also = item["also"].as_array().into_iter().flatten();
    also.filter(|it| holds(&it["codes"]) || it["code"] == code).map(grade).fold(own, usize::max)
}

fn overlaps(item: &Value, start: u64, end: u64) -> bool {
    let at = |index: usize| item["at"][index].as_u64().unwrap_or(0);
    at(0) < end.max(start + 1) && start < at(1)
}

/// Every rule's tally over a part.
fn tally(part: &str) -> BTreeMap<String, Tally> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for (document, items) in items(part) {
        let mut hit = BTreeSet::new();
        let found = findings(&folder().join(&document));
        let places = found.iter().filter(|it| LABELLED.contains(&it.code)).flat_map(|it| {
            let own = it.labels.iter().filter(|label| label.primary).map(|label| (it.code, label.place.span));
            own.chain(it.related.iter().map(|other| (it.code, other.place().span)))
        });
        for (code, span) in places {
            let (start, end) = (u64::from(span.start), u64::from(span.end));
            let over = items.iter().filter(|item| overlaps(item, start, end));
            let mut best = 0;
            for item in over {
                let grade = grade(item, code);
                best = best.max(grade);
                if grade > 0 {
                    hit.insert(item["id"].to_string());
                }
            }
            tallies.entry(code.to_owned()).or_default().said[best] += 1;
        }
        for item in items.iter().filter(|item| item["item"] == "sentence" && item["grade"] == 2) {
            let Some(code) = item["codes"][0].as_str().filter(|code| *code != "statement-uncited") else {
                continue;
            };
            let tally = tallies.entry(code.to_owned()).or_default();
            tally.wanted += 1;
            tally.found += usize::from(hit.contains(&item["id"].to_string()));
        }
    }
    tallies
}

#[test]
fn rules_keep_their_floors_on_documents_in_real_shapes() {
    let (dev, held) = (tally("dev"), tally("held"));
    let read = items("dev").len() + items("held").len();
    assert_eq!(read, 312, "documents");
    page_shows(&table(&held, &dev));
    for (rule, floor) in FLOORS {
        let (one, other) =
            (dev.get(rule).copied().unwrap_or_default(), held.get(rule).copied().unwrap_or_default());
        let (fair, all) = (one.fair() + other.fair(), one.all() + other.all());
        assert!(all >= 5, "{rule} says too little to be held to anything: {all}");
        assert!(
            fair * 100 >= all * floor,
            "{rule}: {fair} of {all} are right or arguable; the floor is {floor} %"
        );
    }
}

/// The table of the page: every rule, the worst on the part held back first.
fn table(held: &BTreeMap<String, Tally>, dev: &BTreeMap<String, Tally>) -> String {
    let rules: BTreeSet<&String> = held.keys().chain(dev.keys()).collect();
    let of = |part: &BTreeMap<String, Tally>, rule: &str| part.get(rule).copied().unwrap_or_default();
    let share = |tally: Tally| if tally.all() == 0 { 1000 } else { tally.fair() * 1000 / tally.all() };
    let mut rules: Vec<&String> = rules.into_iter().collect();
    rules.sort_by_key(|rule| (share(of(held, rule)), share(of(dev, rule)), (*rule).clone()));
    let mut out = "| rule | held back: right, arguable, wrong | found of wanted | development: right, arguable, wrong | \
                   found of wanted |\n|---|---|---|---|---|\n"
        .to_owned();
    let cells = |tally: Tally| {
        let [wrong, arguable, right] = tally.said;
        format!("{right}, {arguable}, {wrong} | {} of {}", tally.found, tally.wanted)
    };
    let mut sums = (Tally::default(), Tally::default());
    for rule in rules {
        let (one, other) = (of(held, rule), of(dev, rule));
        out += &format!("| `{rule}` | {} | {} |\n", cells(one), cells(other));
        for (sum, tally) in [(&mut sums.0, one), (&mut sums.1, other)] {
            (0..3).for_each(|at| sum.said[at] += tally.said[at]);
            sum.wanted += tally.wanted;
            sum.found += tally.found;
        }
    }
    out + &format!("| all | {} | {} |\n", cells(sums.0), cells(sums.1))
}

/// Holds the page's table to what was measured, or writes it.
fn page_shows(table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/prose-real.md");
    let page = fs::read_to_string(&path).expect("the page is there");
    let (begin, end) = ("<!-- measured: begin -->\n", "<!-- measured: end -->");
    let (head, rest) = page.split_once(begin).expect("the table begins");
    let (_, tail) = rest.split_once(end).expect("the table ends");
    let wanted = format!("{head}{begin}\n{table}\n{end}{tail}");
    if std::env::var("CLAIMLINT_PROSE_REAL").is_ok_and(|it| it == "update") {
        fs::write(&path, wanted).expect("the page can be written");
    } else {
        assert!(
            wanted == page,
            "docs/prose-real.md is behind: CLAIMLINT_PROSE_REAL=update cargo test --test it prose_real"
        );
    }
}
