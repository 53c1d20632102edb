//! Drafts in other languages: rules that read English are silent, the others speak.

use claimlint::inside::check::{Input, Options, Report, check, read_draft};
use claimlint::inside::diagnostic::Level;
use claimlint::inside::draft::{Draft, reader_named};
use claimlint::inside::prose::language::{Basis, Language};
use claimlint::inside::rules::{RULES, Reads, rule};
use claimlint::inside::text::{Text, Texts};

/// Paragraphs in several languages, with figures, dates, quotations and notes in them.
const OTHERS: &[(&str, &str)] = &[
    (
        "German",
        "Der Hafen ist nach dem Krieg um 40 Prozent gewachsen, und die Schiffe aus dem Süden sind auch größer als früher. Im Mai 2014 wurde die neue Mole für 25 Millionen Euro gebaut, weil die alte nicht mehr hielt. „Wir haben das nicht gewollt“, sagte der Hafenmeister bei der Feier, zu der auch die Reeder gekommen waren. Nach einem Bericht des Amtes wird es noch zehn Jahre dauern, bis sich die Kosten durch die Gebühren decken. Die Stadt ist mit dem Ergebnis zufrieden, aber die Fischer sind es nicht, und sie haben für den Herbst eine Klage angekündigt.",
    ),
    (
        "French",
        "Le port a grandi de 40 pour cent après la guerre, et les navires qui viennent du sud sont plus grands que dans le passé. En mai 2014, la ville a construit une nouvelle digue pour 25 millions d’euros, parce que les pierres de l’ancienne ne tenaient plus. « Nous ne l’avons pas voulu », a dit le maître du port dans un discours sur les travaux. Selon un rapport de la préfecture, il faut dix ans pour que les droits paient les dépenses. Les pêcheurs ne sont pas contents, mais ils ont été entendus par le conseil, et leur plainte sera lue avec les autres.",
    ),
    (
        "Spanish",
        "El puerto creció un 40 por ciento después de la guerra, y los barcos que llegan del sur son más grandes que antes. En mayo de 2014 la ciudad construyó un nuevo muelle por 25 millones de euros, porque las piedras del viejo ya no aguantaban. «No lo hemos querido», dijo el capitán del puerto en la fiesta, a la que también fueron los armadores. Según un informe de la oficina, hace falta una década para que las tasas paguen los gastos. Los pescadores no están contentos, pero sus quejas se leyeron en el consejo con las de los demás.",
    ),
    (
        "Japanese",
        "港は戦後40%大きくなり、南から来る船も以前より大きい。2014年5月に市は2500万ユーロで新しい防波堤を造った。古い石がもう持たなかったからである。「我々はそれを望まなかった」と港長は述べた。役所の報告によれば、費用が料金で賄われるまでに十年かかる。",
    ),
    (
        "Russian",
        "После войны порт вырос на 40 процентов, и суда с юга стали больше, чем раньше. В мае 2014 года город построил новый мол за 25 миллионов евро, так как старый больше не держался. «Мы этого не хотели», — сказал начальник порта на празднике. По отчёту ведомства, расходы окупятся через десять лет.",
    ),
    (
        "Arabic",
        "نما الميناء بعد الحرب بنسبة 40 في المئة، والسفن القادمة من الجنوب أكبر مما كانت عليه. وفي مايو 2014 بنت المدينة رصيفا جديدا بكلفة 25 مليون يورو لأن الحجارة القديمة لم تعد تتحمل. وقال مدير الميناء إنهم لم يريدوا ذلك. ووفقا لتقرير المكتب يلزم عقد كامل حتى تغطي الرسوم النفقات.",
    ),
];

fn run(format: &str, body: &str, off: bool) -> (Draft, Report) {
    let mut texts = Texts::new();
    let reader = reader_named(format).expect("a reader");
    let file = texts.add(Text::new("draft", body.to_owned()));
    let input = Input { texts: &texts, draft: Some((file, reader)), claims: None, endnotes: &[] };
    let mut options = Options::default();
    if off {
        // Also those that are off by default.
        for rule in RULES.iter().filter(|rule| rule.level == Level::Off) {
            options.levels.insert(rule.code.to_owned(), Level::Advice);
        }
    }
    (read_draft(input).expect("a draft"), check(input, &options))
}

fn reads_english(code: &str) -> bool {
    rule(code).is_some_and(|rule| rule.reads == Reads::English)
}

fn language(draft: &Draft) -> Language {
    let body: Vec<&str> = draft
        .passages
        .ids()
        .filter(|&at| draft.passages[at].kind.is_body())
        .map(|at| draft.words(at))
        .collect();
    Language::of(draft.language.as_deref(), &body)
}

#[test]
fn other_languages_are_told_and_prose_rules_are_silent() {
    for (name, paragraph) in OTHERS {
        // Several hundred words decide.
        let body = format!(
            "{}\n\n{} X[9].[1]\n\nNotes\n\n[1] Amt für Häfen, Bericht (Berlin: Amt, 2014), 12.\n",
            [*paragraph; 4].join("\n\n"),
            paragraph
        );
        let (draft, report) = run("text", &body, true);
        assert_eq!(language(&draft).name, *name, "{:?}", language(&draft));
        let loud: Vec<&str> =
            report.findings.iter().map(|finding| finding.code).filter(|code| reads_english(code)).collect();
        assert!(loud.is_empty(), "{name}: {loud:?}");
        assert!(report.findings.iter().any(|finding| finding.code == "note-undefined"), "{name}");
    }
}

#[test]
fn a_paragraph_in_another_language_is_silent_in_an_english_draft() {
    let english = "The port is one of those that they have built in the south because the ships which came from there were large. ".repeat(4);
    for (name, paragraph) in OTHERS {
        let (draft, report) = run("text", &format!("{english}\n\n{paragraph}\n"), true);
        assert_eq!(language(&draft).name, "English", "{name}");
        let start = draft
            .view
            .text()
            .find(paragraph.chars().take(12).collect::<String>().as_str())
            .expect("it is there");
        for finding in &report.findings {
            let at = finding.labels[0].place.span.start as usize;
            let quoted = matches!(finding.code, "name-variant" | "acronym-use" | "conclusion-new-fact");
            assert!(at < start || quoted || !reads_english(finding.code), "{name}: {}", finding.code);
        }
    }
}

#[test]
fn a_short_text_in_another_language_does_not_pass_for_english() {
    for (name, body) in [
        (
            "German",
            "Die Zahl der Anträge ist im vergangenen Jahr um 12 Prozent gestiegen, und die Ämter sind nicht darauf vorbereitet, weil das Personal seit der Reform von 2009 auf die Hälfte geschrumpft ist.",
        ),
        (
            "French",
            "Les loyers ont augmenté de 12 pour cent dans les villes du littoral, et les familles qui vivent avec des enfants ne trouvent plus de logement dans le parc social depuis la réforme de 2009.",
        ),
        (
            "Spanish",
            "Los alquileres subieron un 12 por ciento en las ciudades de la costa, y las familias que viven con sus hijos ya no encuentran una vivienda en el parque público desde la reforma de 2009.",
        ),
        (
            "Dutch",
            "De huren zijn in de steden aan de kust met 12 procent gestegen, en de gezinnen die er met hun kinderen wonen kunnen sinds de hervorming van 2009 geen woning meer vinden in het aanbod van de corporaties.",
        ),
    ] {
        let (draft, report) = run("markdown", body, false);
        assert_eq!(language(&draft).name, name);
        assert!(report.findings.iter().any(|finding| finding.code == "language-not-read") || name != "Dutch");
    }
    for body in [
        "Rents rose by 12 per cent in Den Haag, Les Mureaux and San Sebastián de los Reyes, and der Spiegel called it a crisis.",
        "Table 2: Die Zeit, Le Monde, El País, De Standaard, La Stampa, Les Échos, Der Standard, Il Sole, Die Welt, La Croix, El Mundo.",
        "Rents rose.",
        "Exports of ware 1 grew by 12% in 2014.\n\nExports of ware 2 grew by 9% in 2014.\n\nImports of ware 3 fell by 3% in 2015.",
    ] {
        let (draft, _) = run("markdown", body, false);
        assert_ne!(language(&draft).basis, Basis::Words, "{body}: {:?}", language(&draft));
    }
}

#[test]
fn english_with_many_foreign_names_is_english() {
    let body = "Ministers Müller, García, Nguyễn, Yılmaz, Kowalski, Rossi, Silva, de la Cruz, van den Berg and von der Leyen met at the Palais des Nations in Genève. The Bundesamt für Sicherheit in der Informationstechnik, the Agence nationale de la sécurité des systèmes d’information and the 内閣サイバーセキュリティセンター have signed what they call a memorandum. Exports rose by 40 per cent in 2014.\n\n".repeat(3);
    let (draft, report) = run("text", &body, false);
    assert_eq!(language(&draft).name, "English");
    assert!(report.findings.iter().any(|finding| finding.code == "statistic-uncited"));
}

#[test]
fn what_a_file_declares_is_read() {
    for (format, body, declared) in [
        ("markdown", "---\ntitle: X\nlang: fr-CH # Romandie\n---\n\nLe port.\n", "fr-CH"),
        ("markdown", "---\nlanguage: \"de\"\n---\n\nDer Hafen.\n", "de"),
        ("html", "<html lang=\"es\"><body><p>El puerto.</p></body></html>", "es"),
        ("html", "<html xml:lang='it'><body><p>Il porto.</p></body></html>", "it"),
        (
            "latex",
            "\\documentclass{article}\\usepackage[english,ngerman]{babel}\\begin{document}Der Hafen.\\end{document}",
            "ngerman",
        ),
        (
            "latex",
            "\\usepackage[main=french,english]{babel}\n\\begin{document}Le port.\\end{document}",
            "french",
        ),
        (
            "latex",
            "\\usepackage{polyglossia}\\setmainlanguage[variant=swiss]{german}\\setotherlanguage{english}\\begin{document}Der Hafen.\\end{document}",
            "german",
        ),
    ] {
        let (draft, _) = run(format, body, false);
        assert_eq!(draft.language.as_deref(), Some(declared), "{body}");
        assert_eq!(language(&draft).basis, Basis::Declared, "{body}");
        let words: Vec<&str> = draft.passages.ids().map(|at| draft.words(at)).collect();
        assert!(!words.join(" ").contains(declared) || format == "markdown", "{words:?}");
    }
}

/// A rule whose file asks for what only English text gives must say that it reads English.
#[test]
#[allow(clippy::disallowed_methods, reason = "the test reads the source")]
fn rules_that_read_words_say_so() {
    const READS: &[&str] = &[
        "terms_said(",
        "uncited(case",
        "softly_uncited(",
        ".measured()",
        "prose::reading(",
        ".mentions()",
        "case.assertions",
    ];
    // They read a sign in the prose only to hold it against the claims file or a note, or where the draft is English.
    const MAY: &[&str] =
        &["single-source", "note-missing-locator", "source-date-impossible", "aggregator-source"];
    let mut missing = Vec::new();
    for rule in RULES {
        let folder = rule.group.name().replace('-', "_");
        let name = rule.code.replace('-', "_");
        let file = format!("{}/src/rules/{folder}/{name}.rs", env!("CARGO_MANIFEST_DIR"));
        let source = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
        let reads = READS.iter().any(|sign| source.contains(sign));
        if reads && rule.reads == Reads::Any && !MAY.contains(&rule.code) {
            missing.push(rule.code);
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}
