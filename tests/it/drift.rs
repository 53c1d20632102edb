//! Fifty-two edits of the founding article, each alone: what drifts is told once, and what does not is not told.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use claimlint::inside::check::{Input, Options, check};
use claimlint::inside::draft::reader_named;
use claimlint::inside::text::held::{HeldCopy, HeldState, HeldText};
use claimlint::inside::text::{Text, Texts};

fn file(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("claims").join(name);
    fs::read_to_string(path).expect("it is there")
}

/// What is found, as often as it is: by rule and message, and to which passage or entry it belongs.
fn found(draft: &str, claims: &str) -> BTreeMap<(String, String), usize> {
    let mut texts = Texts::new();
    let reader = reader_named("text").expect("the reader is there");
    let draft = Some((texts.add(Text::new("japan-cyber.txt", draft)), reader));
    let claims_file = texts.add(Text::new("japan-cyber.claims", claims));
    let held = claims.split("    held \"").skip(1).map(|rest| rest.split('"').next().expect("a name"));
    let copies = held.map(|name| HeldCopy {
        name: name.to_owned(),
        digest: claims.split(&format!("{name}\" sha256 ")).nth(1).map_or(String::new(), |rest| {
            format!("{:0<64}", rest.split_whitespace().next().expect("a digest"))
        }),
        state: HeldState::Read(HeldText::plain(file(name))),
    });
    let copies: Vec<HeldCopy> = copies.collect();
    texts.hold(copies);
    let mut options = Options::default();
    options.today = Some(jiff::civil::date(2026, 12, 1));
    let input = Input { texts: &texts, draft, claims: Some(claims_file), endnotes: &[] };
    let mut all = BTreeMap::new();
    for finding in check(input, &options).findings {
        *all.entry((finding.code.to_owned(), finding.message)).or_insert(0) += 1;
    }
    all
}

type Edit = (&'static str, Vec<(&'static str, &'static str)>, &'static [&'static str]);

/// The edits: what they are, words and what is put in their place (the first time they occur), and the rules that speak.
fn edits() -> Vec<Edit> {
    vec![
        // Figures, years, names.
        ("a sum changed", vec![("passed the 25 billion mark", "passed the 35 billion mark")], &[]),
        ("a share changed", vec![("with 40% traceable", "with 45% traceable")], &[]),
        ("a share in a poll changed", vec![("Some 71.9% of", "Some 17.9% of")], &[]),
        ("another share of it", vec![("while 78.2% of", "while 87.2% of")], &[]),
        ("a count changed", vec![("around 500 staff", "around 5,000 staff")], &[]),
        (
            "a year beside an anchor",
            vec![("defense cooperation were halted", "defense cooperation, begun in 2012, were halted")],
            &[],
        ),
        (
            "a year in an anchor",
            vec![("In 2006, Japanese policymakers", "In 2007, Japanese policymakers")],
            &[],
        ),
        (
            "a name changed",
            vec![(
                "Under the current Abe administration, cybersecurity",
                "Under the current Suga administration, cybersecurity",
            )],
            &[],
        ),
        // Meaning beside an anchor.
        (
            "a halt that became a resumption",
            vec![("were halted due to the northern", "were resumed despite the northern")],
            &[],
        ),
        (
            "a denial beside an anchor",
            vec![(
                "and Japan have built a bilateral framework to promote",
                "and Japan have built a bilateral framework, not yet in force, to promote",
            )],
            &[],
        ),
        (
            "a hedge beside an anchor",
            vec![("Japan-China relations continue to be", "Japan-China relations may continue to be")],
            &[],
        ),
        (
            "a doubt put before",
            vec![(
                "Japan is expanding the defense perimeter in cyberspace to relative",
                "Some say Japan is expanding the defense perimeter in cyberspace to relative",
            )],
            &[],
        ),
        (
            "a rise that became a fall",
            vec![(
                "due to the increased investment by Japanese enterprises to ASEAN states",
                "due to the increased investment by Japanese enterprises to ASEAN states, which has since fallen",
            )],
            &[],
        ),
        ("only some", vec![("Leaders’ visits anger", "A few leaders’ visits anger")], &[]),
        (
            "a word in capitals",
            vec![(
                "in which China is likely the main offender.[6]",
                "in which CHINA is likely the main offender.[6]",
            )],
            &[],
        ),
        // Markers.
        (
            "a marker moved on",
            vec![
                ("traceable back to China.[15] Notable", "traceable back to China. Notable"),
                ("Senkaku Islands.[18]", "Senkaku Islands.[15][18]"),
            ],
            &[],
        ),
        (
            "a marker moved back",
            vec![
                ("have worsened. Some", "have worsened.[5] Some"),
                ("similar sentiments.[5]", "similar sentiments."),
            ],
            &[],
        ),
        ("a marker led to a news agency", vec![("back to China.[15]", "back to China.[14]")], &[]),
        ("a marker led to the note before", vec![("similar sentiments.[5]", "similar sentiments.[4]")], &[]),
        ("a marker led to the note after", vec![("in 2011[16], in", "in 2011[17], in")], &[]),
        (
            "a marker without a held copy",
            vec![("Network Defense in 2006.[10]", "Network Defense in 2006.[11]")],
            &[],
        ),
        ("a marker deleted", vec![("main offender.[6]", "main offender.")], &[]),
        ("the last marker deleted", vec![("South Korea exist.[21]", "South Korea exist.")], &[]),
        (
            "two markers of a sentence swapped",
            vec![
                ("in 2011[16], in", "in 2011[x], in"),
                ("same year[17];", "same year[16];"),
                ("in 2011[x], in", "in 2011[17], in"),
            ],
            &[],
        ),
        (
            "two markers swapped",
            vec![
                ("Information Security.[8]", "Information Security.[x]"),
                ("need of protection.[9]", "need of protection.[8]"),
                ("Information Security.[x]", "Information Security.[9]"),
            ],
            &[],
        ),
        ("a marker doubled", vec![("policy.[7] Thus", "policy.[7][3] Thus")], &[]),
        // Notes.
        (
            "a note retitled",
            vec![(
                "“Japan’s Cyberthreats — Lessons from the US – by Arthur Herman,”",
                "“Lessons from the US for Tokyo,”",
            )],
            &[],
        ),
        (
            "a note replaced",
            vec![(
                "[12] “Japan Shifts Investment From China to Southeast Asia,” Bloomberg.com, May 30, 2016.",
                "[12] Ann Reed, “Ports of the South,” The Quay, May 3, 2016.",
            )],
            &[],
        ),
        (
            "a note deleted",
            vec![(
                "[21] “First Cyber Dialogue between Japan, PRC, and ROK,” SSRC SHIELD Security Research Center, accessed April 22, 2017.\n\n",
                "",
            )],
            &[],
        ),
        (
            "a page added",
            vec![("Infosecurity Magazine, October 22, 2012.", "Infosecurity Magazine, October 22, 2012, 3.")],
            &[],
        ),
        ("an author put in", vec![("[12] “Japan Shifts", "[12] Kana Inagaki, “Japan Shifts")], &[]),
        (
            "two notes with one title",
            vec![("“Japan’s Defense Industry Hit by Its First Cyber Attack,” 2011", "“Cyber Blitz,” 2011")],
            &[],
        ),
        (
            "an Ibid. that became another work",
            vec![("[7] Ibid.", "[7] Ann Reed, “Ports of the South,” The Quay, May 3, 2016.")],
            &[],
        ),
        // Sentences and paragraphs.
        (
            "a sentence split",
            vec![(
                "passed the 25 billion mark, with 40% traceable",
                "passed the 25 billion mark. Of these, 40% were traceable",
            )],
            &[],
        ),
        (
            "a sentence doubled",
            vec![(
                "Leaders’ visits anger",
                "Under this strategy, Japan defined cyberspace as a global commons in need of protection. Leaders’ visits anger",
            )],
            &[],
        ),
        (
            "a sentence deleted",
            vec![(
                "In 2013, initial dialogues on maritime and cyber defense cooperation were halted due to the northern territorial disputes. ",
                "",
            )],
            &[],
        ),
        (
            "paragraphs merged",
            vec![
                (
                    "and spillovers into existing contentious areas. Japan’s recent",
                    "and spillovers into existing contentious areas.  Japan’s recent",
                ),
                ("war dead.[2] Currently", "war dead.[2]\nCurrently"),
            ],
            &[],
        ),
        (
            "a paragraph joined to the next",
            vec![("Asia-Pacific security.\n\nDeterring", "Asia-Pacific security.\n\n\nDeterring")],
            &[],
        ),
        // Layout.
        (
            "another title",
            vec![("Deterring China with Selective Engagements", "Deterring China by Selective Engagements")],
            &[],
        ),
        ("another heading", vec![("Japan-China Relations\n", "Relations of Japan and China\n")], &[]),
    ]
}

#[test]
fn print_drift() {
    let (draft, claims) = (file("japan-cyber.txt"), file("japan-cyber.claims"));
    let base = found(&draft, &claims);
    for (name, words, _) in edits() {
        let mut edited = draft.clone();
        for (from, to) in &words {
            assert!(edited.contains(from), "{name}: {from}");
            edited = edited.replacen(from, to, 1);
        }
        show(name, &base, &found(&edited, &claims));
    }
    for (name, edited) in whole(&draft) {
        show(name, &base, &found(&edited, &claims));
    }
}

/// Edits of the whole draft.
fn whole(draft: &str) -> Vec<(&'static str, String)> {
    let (body, notes) = draft.split_once("\nEndnotes\n").expect("notes");
    let both = |body: String| format!("{body}\nEndnotes\n{notes}");
    let inserted = |before: &str, number: usize| {
        let mut out = draft.to_owned();
        for old in (number..=21).rev() {
            out = out.replace(&format!("[{old}]"), &format!("[{}]", old + 1));
        }
        let out = out.replacen(before, &format!("{before}[{number}]"), 1);
        let at = out.find(&format!("\n[{}]", number + 1)).expect("the note");
        format!(
            "{}\n[{number}] Ann Reed, “Ports of the South,” The Quay, May 3, 2016.\n{}",
            &out[..at],
            &out[at..]
        )
    };
    let superscript = {
        let mut out = body.to_owned();
        for number in (1..=21).rev() {
            let raised: String = number
                .to_string()
                .chars()
                .map(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(c as usize - '0' as usize).expect("a digit"))
                .collect();
            out = out.replace(&format!("[{number}]"), &raised);
        }
        both(out)
    };
    let paragraph = {
        let start = body.find("Within the Asia-Pacific region").expect("it is there");
        let end = start + body[start..].find("\n\n").expect("its end") + 2;
        let (moved, rest) = (&body[start..end], format!("{}{}", &body[..start], &body[end..]));
        both(rest.replacen("Since the late 2000s", &format!("{moved}Since the late 2000s"), 1))
    };
    vec![
        ("a note inserted at the start", inserted("expand the scope of the US-Japan alliance.", 1)),
        (
            "a note inserted in the middle",
            inserted("strengthening international norms and increasing cyber awareness.", 8),
        ),
        ("superscript markers", superscript),
        ("straight quotes", draft.replace(['“', '”'], "\"").replace(['‘', '’'], "'")),
        ("other dashes", draft.replace('–', "-").replace('—', "–")),
        ("no-break spaces", draft.replace(" in 20", "\u{a0}in\u{a0}20")),
        ("lines wrapped", draft.replace(", ", ",\n")),
        ("CRLF", draft.replace('\n', "\r\n")),
        ("a paragraph moved", paragraph),
        ("e-mail", draft.replace(" email", " e-mail")),
        ("cyber attack", draft.replace("cyberattack", "cyber attack")),
        ("defence", draft.replace("defense", "defence")),
        ("emptied", String::from("Japan’s Cybersecurity Strategy\n")),
    ]
}

fn show(name: &str, base: &BTreeMap<(String, String), usize>, now: &BTreeMap<(String, String), usize>) {
    println!("## {name}");
    for (key, count) in now {
        let more = count.saturating_sub(base.get(key).copied().unwrap_or(0));
        if more > 0 {
            println!("   + {more} {} {}", key.0, key.1.chars().take(110).collect::<String>());
        }
    }
}
