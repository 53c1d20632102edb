//! The founding article's 21 endnotes, field by field.

use claimlint::inside::draft::plain;
use claimlint::inside::ids::NoteId;
use claimlint::inside::notes::{Citation, Contributor, Field, Form, NoteDate, NoteKind, Notes, Script, read};
use claimlint::inside::text::{FileId, Text};

const ARTICLE: &str = include_str!("../../claims/japan-cyber.txt");

/// What a note must give: `key value` lines. Keys left out must not be found.
const TRUTH: &[(&str, &[(&str, &str)])] = &[
    (
        "1",
        &[
            ("title", "Cybersecurity Strategy Advice for the Trump Administration: US-Japan Relations"),
            ("outlet", "The Henry M. Jackson School of International Studies"),
            ("date", "2017-2-12"),
        ],
    ),
    (
        "2",
        &[
            ("authors", "Reiji Yoshida; Mizuho Aoki"),
            ("title", "Abe Visits Yasukuni, Angering Beijing and Seoul"),
            ("outlet", "The Japan Times Online"),
            ("date", "2013-12-26"),
        ],
    ),
    (
        "3",
        &[
            ("authors", "Kallie Szczepanski"),
            ("title", "What Is So Controverial about Japan’s Yasukuni Shrine?"),
            ("outlet", "ThoughtCo"),
            ("accessed", "2017-5-6"),
        ],
    ),
    (
        "4",
        &[
            ("authors", "Mariko Oi"),
            ("title", "What Japanese History Lessons Leave out"),
            ("outlet", "BBC News"),
            ("date", "2013-3-14"),
            ("locator", "section Magazine"),
        ],
    ),
    (
        "5",
        &[
            (
                "title",
                "Polls Show Sino-Japan Public Sentiment Worsens; Direct Interaction Key to Improvement",
            ),
            ("outlet", "Www.genron-Npo.net"),
            ("accessed", "2017-5-6"),
        ],
    ),
    (
        "6",
        &[
            ("authors", "Kallender, Paul; Christopher W. Hughes"),
            (
                "title",
                "Japan’s Emerging Trajectory as a ‘Cyber Power’: From Securitization to Militarization of Cyberspace",
            ),
            ("outlet", "Journal of Strategic Studies"),
            ("date", "2017-1-2"),
            ("volume", "40"),
            ("issue", "1–2"),
            ("extent", "118–45"),
            ("doi", "10.1080/01402390.2016.1233493"),
        ],
    ),
    ("7", &[]),
    (
        "8",
        &[
            (
                "title",
                "The First National Strategy on Information Security – ‘Toward the Realization of a Trustworthy Society’",
            ),
            ("outlet", "Information Security Policy Council"),
            ("date", "2006-2-2"),
        ],
    ),
    (
        "9",
        &[
            ("authors", "Kyoungsik Min; Seung-Woan Chai"),
            ("title", "An Analytic Study of Cyber Security Strategies of Japan"),
            ("outlet", "International Journal of Security and Its Applications"),
            ("date", "2016"),
            ("volume", "10"),
            ("extent", "37–46"),
        ],
    ),
    (
        "10",
        &[
            (
                "title",
                "防衛省・自衛隊:日本国防衛庁と米国国防省の情報保証とコンピュータ・ネットワーク防御における協力に関する了解覚書(MOU)の締結について",
            ),
            ("accessed", "2017-4-22"),
        ],
    ),
    (
        "11",
        &[
            ("title", "Japan & India Strengthen Cyber-Security Cooperation"),
            ("outlet", "Infosecurity Magazine"),
            ("date", "2012-10-22"),
        ],
    ),
    (
        "12",
        &[
            ("title", "Japan Shifts Investment From China to Southeast Asia"),
            ("outlet", "Bloomberg.com"),
            ("date", "2016-5-30"),
        ],
    ),
    (
        "13",
        &[
            ("title", "[Press Releases] The Inaugural ASEAN-Japan Cybercrime Dialogue"),
            ("outlet", "Ministry of Foreign Affairs of Japan"),
            ("accessed", "2017-4-22"),
        ],
    ),
    (
        "14",
        &[
            ("authors", "[Sputnik]"),
            ("title", "Russia, Japan Could Sign Deals on Over Dozen Joint Projects During Abe’s Visit"),
            ("accessed", "2017-4-22"),
        ],
    ),
    (
        "15",
        &[
            ("authors", "Arthur Herman"),
            ("title", "Japan’s Cyberthreats — Lessons from the US – by Arthur Herman"),
            ("accessed", "2017-4-22"),
        ],
    ),
    (
        "16",
        &[
            ("title", "Chinese Hack Attack Suspected at Japanese Diet | International"),
            (
                "outlet",
                "Before It’s News | Alternative News | UFO | Beyond Science | True News| Prophecy News | People Powered News",
            ),
            ("accessed", "2017-5-7"),
        ],
    ),
    ("17", &[("title", "Japan’s Defense Industry Hit by Its First Cyber Attack"), ("date", "2011")]),
    (
        "18",
        &[
            ("authors", "Bill Gertz"),
            ("title", "Cyber Blitz"),
            ("outlet", "Washington Free Beacon"),
            ("accessed", "2017-5-7"),
        ],
    ),
    (
        "19",
        &[
            ("title", "Insights Into Japan’s Cybersecurity and Other Global Views"),
            ("outlet", "Private WiFi"),
            ("date", "2013-3-26"),
        ],
    ),
    (
        "20",
        &[
            ("authors", "Motoko Rich"),
            ("title", "Shinzo Abe Announces Plan to Revise Japan’s Pacifist Constitution"),
            ("outlet", "The New York Times"),
            ("date", "2017-5-3"),
        ],
    ),
    (
        "21",
        &[
            ("title", "First Cyber Dialogue between Japan, PRC, and ROK"),
            ("outlet", "SSRC SHIELD Security Research Center"),
            ("accessed", "2017-4-22"),
        ],
    ),
];

fn seed() -> (claimlint::inside::draft::Draft, Notes) {
    let draft = (plain::READER.read)(FileId::nth(0), &Text::new("japan-cyber.txt", ARTICLE));
    let notes = read(&draft);
    (draft, notes)
}

fn date(date: NoteDate) -> String {
    let parts = [date.year.map(i32::from), date.month.map(i32::from), date.day.map(i32::from)];
    parts.into_iter().flatten().map(|part| part.to_string()).collect::<Vec<_>>().join("-")
}

fn name(it: &Contributor) -> String {
    match (it.body, it.inverted) {
        (true, _) => format!("[{}]", it.family),
        (_, true) => format!("{}, {}", it.family, it.given),
        _ => format!("{} {}", it.given, it.family),
    }
}

/// Every field that was found, by the names above.
fn fields(citation: &Citation) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    if !citation.author_list().is_empty() {
        found.push(("authors", citation.author_list().iter().map(name).collect::<Vec<_>>().join("; ")));
    }
    found.extend(citation.title.value().map(|title| ("title", title.text.clone())));
    found.extend(citation.outlet().map(|(outlet, _)| ("outlet", outlet.to_string())));
    found.extend(citation.date.value().map(|it| ("date", date(*it))));
    found.extend(citation.accessed.as_ref().map(|it| ("accessed", date(it.value))));
    found.extend(citation.locator.value().map(|it| ("locator", format!("{} {}", it.label, it.value))));
    let texts = [
        ("volume", &citation.volume),
        ("issue", &citation.issue),
        ("extent", &citation.extent),
        ("doi", &citation.doi),
        ("place", &citation.place),
        ("edition", &citation.edition),
        ("number", &citation.number),
        ("isbn", &citation.isbn),
        ("issn", &citation.issn),
        ("arxiv", &citation.arxiv),
        ("handle", &citation.handle),
        ("url", &citation.url),
    ];
    found.extend(texts.into_iter().filter_map(|(key, held)| Some((key, held.as_ref()?.value.clone()))));
    found
}

#[test]
fn all_72_fields_of_the_founding_article_are_right() {
    let (draft, notes) = seed();
    assert_eq!(draft.notes.len(), TRUTH.len());
    let mut fields_seen = 0;
    for (index, (id, truth)) in draft.notes.ids().zip(TRUTH) {
        assert_eq!(draft.notes[index].id, *id);
        let note = &notes.notes[index];
        assert_eq!(note.citations.len(), 1, "[{id}] is one citation");
        assert!(note.comments.is_empty(), "[{id}] holds no comment");
        let mut found = fields(&note.citations[0]);
        found.sort();
        let mut wanted: Vec<_> = truth.iter().map(|(key, value)| (*key, (*value).to_string())).collect();
        wanted.sort();
        assert_eq!(found, wanted, "[{id}]");
        fields_seen += wanted.len();
        let kind = if *id == "7" { NoteKind::Ibid } else { NoteKind::Full };
        assert_eq!(note.kind, kind, "[{id}]");
        assert!(note.citations[0].rest.is_empty(), "[{id}] is understood whole");
    }
    assert_eq!(fields_seen, 72);
}

#[test]
fn what_the_founding_article_leaves_out_is_surely_absent() {
    let (_, notes) = seed();
    let citation = |id: u32| &notes.notes[NoteId::nth(id - 1)].citations[0];
    for id in [3, 5, 10, 13, 14, 15, 16, 18, 21] {
        assert!(citation(id).date.is_absent(), "[{id}] has no date");
    }
    for id in [1, 5, 8, 10, 11, 12, 13, 16, 17, 19, 21] {
        assert!(citation(id).authors.is_absent(), "[{id}] has no author");
    }
    for id in [10, 14, 15, 17] {
        let it = citation(id);
        assert!(it.container.is_absent() && it.publisher.is_absent(), "[{id}] has no outlet");
    }
    assert_eq!(citation(7).form, Form::Ibid);
    assert_eq!(citation(7).date, Field::Unsure);
    assert_eq!(citation(10).script, Script::Cjk);
}

#[test]
fn spans_of_the_founding_article_point_at_the_words() {
    let (draft, notes) = seed();
    for (_, citation) in notes.citations() {
        if let Field::Found(title) = &citation.title {
            assert_eq!(draft.view.slice(title.span), title.value.text);
        }
        if let Field::Found(authors) = &citation.authors {
            for author in &authors.value {
                assert!(draft.view.slice(author.span).contains(&author.family));
            }
        }
        for held in [&citation.volume, &citation.issue, &citation.extent, &citation.doi].into_iter().flatten()
        {
            assert_eq!(draft.view.slice(held.span), held.value);
        }
    }
}
