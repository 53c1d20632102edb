//! LaTeX is read as its printed page is, and every part keeps its place.

use claimlint::inside::draft::{self, Draft, latex};
use claimlint::inside::ids::{MarkerId, NoteId, PassageId};
use claimlint::inside::span::Place;
use claimlint::inside::text::{FileId, Text, Texts};
use proptest::prelude::*;

use super::draft_html::{notes, outline, sound};

fn read(source: &str) -> (Draft, Text) {
    let text = Text::new("draft.tex", source);
    let draft = (latex::READER.read)(FileId::nth(0), &text);
    sound(&draft, &text);
    (draft, text)
}

/// The words of a file without a preamble, as one line.
fn words(source: &str) -> String {
    read(source).0.view.text().trim_end().replace('\n', " / ")
}

#[test]
fn a_document_is_read_part_by_part() {
    let (draft, _) = read(
        "% A comment\n\\documentclass[12pt]{article}\n\\usepackage{hyperref}\n\\title{Ships and \\emph{rivers}}\n\\author{A. \
         Person\\thanks{Port Office.} \\and B. Other}\n\\date{\\today}\nPreamble words.\n\\begin{document}\n\\maketitle\n\
         \\begin{abstract}\nShips came.\n\\end{abstract}\n\n\\section[Short]{Trade}\\label{sec:trade}\nTrade \\emph{grew} in \
         2019.\\footnote{Port Office, \\textit{Report}.} It fell\nlater.\n\n\\subsection*{Ports}\n\\begin{itemize}\n\\item Two \
         ports \\href{https://example.org/a\\%20b}{opened}.\n\\item[--] One closed.\n\\end{itemize}\n\\begin{quote}A port is a \
         door.\\end{quote}\n\\begin{table}[ht]\\centering\n\\caption{Ships by year}\n\\begin{tabular}{l|r}\n\\hline\nPort & \
         Ships \\\\[2pt]\nNorth & 12\\footnote{Estimate.} \\\\\n\\end{tabular}\n\\end{table}\n\\begin{verbatim}\nlet x = \
         1; % no comment\n\\footnote{no}\n\\end{verbatim}\nThe end.\n\\end{document}\nNothing.\n",
    );
    assert_eq!(
        outline(&draft),
        [
            "title: Ships and rivers",
            "byline: A. Person and B. Other <*>",
            "sentence: Ships came.",
            "heading: Trade",
            "sentence: Trade grew in 2019. <1>",
            "sentence: It fell later.",
            "heading: Ports",
            "list-item: Two ports opened.",
            "list-item: – One closed.",
            "quote: A port is a door.",
            "caption: Ships by year",
            "table-cell: Port",
            "table-cell: Ships",
            "table-cell: North",
            "table-cell: 12 <2>",
            "code: let x = 1; % no comment\n\\footnote{no}",
            "sentence: The end.",
        ]
    );
    assert_eq!(notes(&draft), ["* Port Office. x1", "1 Port Office, Report. x1", "2 Estimate. x1"]);
    assert_eq!(draft.links[0].target, "https://example.org/a%20b");
    let italics: Vec<_> = draft.emphasis.iter().map(|span| draft.view.slice(*span)).collect();
    assert_eq!(italics, ["rivers", "grew", "Report"]);
    let sections: Vec<_> = draft.sections.iter().map(|s| (s.level, draft.view.slice(s.view))).collect();
    assert_eq!(sections, [(0, ""), (1, "Trade"), (2, "Ports")]);
}

#[test]
fn signs_accents_and_quotes() {
    assert_eq!(
        words(
            "``Caf\\'e'' \\& \\`{a} na\\\"{\\i}ve, pages 3--4---\\S~5; Stra\\ss{}e, \\v{S}, {\\L}\\'od\\'z, 10\\,000 \\% \\ldots\\ x"
        ),
        "“Café” & à naïve, pages 3–4—§ 5; Straße, Š, Łódź, 10 000 % … x"
    );
    assert_eq!(
        words("it's \\enquote{so} \\textquoteright{} 5\\textsuperscript{th} 10\\textsuperscript{6}"),
        "it’s “so” ’ 5th 10⁶"
    );
    assert_eq!(
        words("co\\-op\\-er\\-ate a\\slash b \\textbf{bold}, {\\small tiny} {\\it so} on"),
        "cooperate a/b bold, tiny so on"
    );
    assert_eq!(
        words("\\documentclass[german]{x}\\usepackage{babel}\\begin{document}sch\"on \"`ja\"'"),
        "schön „ja“"
    );
    let (draft, text) = read("Caf\\'e \\& bar");
    let at = draft.view.text().find('é').expect("it is shown") as u32;
    let place = draft.view.place(claimlint::inside::span::Span { start: at, end: at + 2 }).expect("it maps");
    assert_eq!(text.slice(place.span), "\\'e");
}

#[test]
fn formulas_leave_the_sentence_whole_and_figures_stay() {
    assert_eq!(
        words(
            "It grew $5\\%$ to $1{,}000$ and \\(E=mc^2\\) holds: \\[x\\] so $$y$$ it costs \\$5. A $10^6$ b"
        ),
        "It grew 5% to 1,000 and ⟨formula⟩ holds: ⟨formula⟩ so ⟨formula⟩ it costs $5. A 10⁶ b"
    );
    assert_eq!(
        words("We see\n\\begin{align*}\na &= b \\\\\n\\end{align*}\nthat it holds."),
        "We see ⟨formula⟩ that it holds."
    );
    assert_eq!(words("One $ sign.\n\nAnother $ sign."), "One sign. / Another sign.");
}

#[test]
fn comments_join_lines_and_hide_what_they_hide() {
    let (draft, text) = read(
        "Trade grew.% 2\n\\footnote{Smith.}\nIt fell.% \\footnote{No.}\n\nPorts%\n    side. 5\\% more.\n",
    );
    assert_eq!(
        outline(&draft),
        ["sentence: Trade grew. <1>", "sentence: It fell.", "sentence: Portsside.", "sentence: 5% more."]
    );
    assert_eq!(notes(&draft), ["1 Smith. x1"]);
    assert_eq!(text.slice(draft.markers[MarkerId::nth(0)].place.span), "\\footnote");
    assert_eq!(
        text.slice(draft.passages[PassageId::nth(0)].place.span),
        "Trade grew.% 2\n\\footnote{Smith.}"
    );
    assert_eq!(
        words("A\\begin{comment}\nno\n\\end{comment} b \\iffalse no \\ifx no \\fi \\fi c \\verb|%x{| d"),
        "A b c %x{ d"
    );
}

#[test]
fn footnotes_of_every_make() {
    let (draft, _) = read(
        "One\\footnotemark[7] two\\footnote[9]{Ninth.}, three\\footnotemark{} four.\\footnotetext{First's \
         text.}\n\\footnotetext[7]{Seventh.}\n\nFive \\footnote{With \\footnote{inner} and\n\na paragraph.}.\\endnote{An end.}",
    );
    assert_eq!(outline(&draft), ["sentence: One two, three four. <7 9 1>", "sentence: Five. <2 1>"]);
    assert_eq!(
        notes(&draft),
        [
            "9 Ninth. x1",
            "1 First’s text. x1",
            "7 Seventh. x1",
            "2 With and\na paragraph. x1",
            "1 An end. x1",
            "3 inner x1"
        ]
    );
}

#[test]
fn a_note_inside_a_note_is_a_note() {
    let (draft, _) = read("One.\\footnote{Outer\\footnote{Inner.} text.} Two.");
    assert_eq!(notes(&draft), ["1 Outer text. x1", "2 Inner. x1"]);
    assert_eq!(draft.markers[MarkerId::nth(1)].in_note, Some(NoteId::nth(0)));
}

#[test]
fn chapters_number_anew() {
    let (draft, _) = read("\\chapter{A}\nOne.\\footnote{First.}\n\\chapter{B}\nTwo.\\footnote{Again first.}");
    let runs: Vec<_> = draft.notes.iter().map(|note| (note.id.as_str(), note.scope, note.uses)).collect();
    assert_eq!(runs, [("1", 0, 1), ("1", 1, 1)]);
    let (draft, _) = read(
        "\\counterwithout*{footnote}{chapter}\\begin{document}\\chapter{A}\nOne.\\footnote{First.}\n\\chapter{B}\nTwo.\\footnote{Second.}",
    );
    assert_eq!(notes(&draft), ["1 First. x1", "2 Second. x1"]);
    let (draft, _) = read("One.\\footnote{First.}\\setcounter{footnote}{0} Two.\\footnote{Again.}");
    assert_eq!(draft.notes.iter().map(|note| note.scope).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn citations_are_markers_with_their_keys() {
    let (draft, text) = read(
        "Grew \\cite[see][p.~4]{a}, fell \\citep{b, c} and \\textcite{d}. So \\footcite[12]{e} \\autocites(x)[1]{f}[2]{g}.\\nocite{*}\n\n\
         It held.\\footnote{See \\cite[33]{a}.}\n\\bibliographystyle{plain}\n\\bibliography{refs,more}\\addbibresource{x.bib}\n",
    );
    assert_eq!(
        outline(&draft),
        [
            "sentence: Grew, fell and ⟨author⟩. <@a @b @c @d>",
            "sentence: So. <@e @f @g>",
            "sentence: It held. <2>"
        ]
    );
    let locators: Vec<_> =
        draft.markers.iter().map(|marker| marker.locator.map_or("", |locator| text.slice(locator))).collect();
    assert_eq!(locators, ["p.~4", "", "", "", "12", "1", "2", "", "33"]);
    assert_eq!(text.slice(draft.markers[MarkerId::nth(2)].place.span), "c");
    let files: Vec<_> = draft.bibliographies.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(files, ["refs.bib", "more.bib", "x.bib"]);
}

/// Classes and packages have commands of their own; all of them say `cite` first or last.
#[test]
fn the_citation_commands_of_classes_are_known() {
    for command in [
        "citeonline",
        "citeauthoronline",
        "citet*",
        "Citet",
        "citeNP",
        "citeA",
        "shortciteA",
        "possessivecite",
        "citetext",
        "avolcite",
        "Parencites",
        "footfullcite",
        "fullciteA",
        "citefield",
    ] {
        let (draft, _) = read(&format!("As \\{command}{{moss}} shows, it grew.\n"));
        let markers: Vec<_> = draft.markers.iter().map(|marker| marker.id.as_str()).collect();
        assert_eq!(markers, ["@moss"], "{command}");
    }
    for command in ["citestyle", "setcitestyle", "citereset", "excited", "recited"] {
        let (draft, _) = read(&format!("It grew. \\{command}{{moss}} It fell.\n"));
        assert!(draft.markers.is_empty(), "{command}");
    }
}

#[test]
fn a_bibliography_in_the_file_is_notes() {
    let (draft, _) = read(
        "\\documentclass{article}\\begin{document}Grew \\cite{smith}.\n\\begin{thebibliography}{99}\n\\bibitem[Smith(2010)]{smith} A. \
         Smith.\n\\newblock \\emph{Ports}, 2010.\n\n\\bibitem{jones} B. Jones.\n\\end{thebibliography}\nMore.\\end{document}",
    );
    assert_eq!(outline(&draft), ["sentence: Grew. <@smith>", "sentence: More."]);
    assert_eq!(notes(&draft), ["@smith A. Smith. Ports, 2010. x1", "@jones B. Jones. x0"]);
}

#[test]
fn macros_of_the_author() {
    let (draft, _) = read(
        "\\newcommand{\\eu}{European Union\\xspace}\n\\newcommand\\fn[1]{\\footnote{#1}}\n\\def\\port#1{\\textsc{#1}}\n\
         \\newcommand{\\todo}[1]{}\n\\newcommand{\\note}[2][x]{\\textbf{#2}}\n\\let\\foo\\bar\n\\begin{document}\nThe \\eu grew, \
         \\eu{} too.\\fn{Smith.} In \\port{Osaka}\\unknown[opt]{so} it \\todo{check}was \\note[y]{said}.\\newthing\n\\end{document}",
    );
    assert_eq!(
        outline(&draft),
        ["sentence: The European Union grew, European Union too. <1>", "sentence: In Osakaso it was said."]
    );
    assert_eq!(notes(&draft), ["1 Smith. x1"]);
}

#[test]
fn addresses_may_hold_anything() {
    let (draft, _) = read(
        "See \\url{http://a.org/x%20y_z#b} now.\\footnote{\\url{http://b.org/~c}, at \\href{http://d.org}{D}.} End.",
    );
    let links: Vec<_> =
        draft.links.iter().map(|link| (link.target.as_str(), draft.view.slice(link.view))).collect();
    assert_eq!(
        links,
        [
            ("http://a.org/x%20y_z#b", "http://a.org/x%20y_z#b"),
            ("http://b.org/~c", "http://b.org/~c"),
            ("http://d.org", "D")
        ]
    );
}

#[test]
fn unbalanced_braces_lose_no_text() {
    let (draft, _) = read("One.\\footnote{Smith. Two.\n\nThree.\n\n\\section{Four}\nFive.\n");
    assert_eq!(
        outline(&draft),
        ["sentence: One. <1>", "sentence: Three.", "heading: Four", "sentence: Five."]
    );
    assert_eq!(notes(&draft), ["1 Smith. Two. x1"]);
    assert_eq!(draft.remarks.len(), 1);
    let (draft, _) = read("One} two {three \\emph{four.");
    assert_eq!(draft.remarks.len(), 2);
    assert_eq!(outline(&draft), ["sentence: One two three four."]);
}

#[test]
fn line_ends_and_byte_order_marks_change_nothing() {
    let source = "\\section{港}\n港は\\emph{門}で\nある\\footnote{山田。\n\n続き。}。\n\n%c\nx% y\n\\begin{verbatim}\na\nb\n\\end{verbatim}\n";
    let (plain, _) = read(source);
    for other in [source.replace('\n', "\r\n"), format!("\u{feff}{source}")] {
        let (draft, _) = read(&other);
        assert_eq!(outline(&draft).join("|").replace('\r', ""), outline(&plain).join("|"));
        assert_eq!(notes(&draft), notes(&plain));
    }
}

/// Reads the first of several files, each standing where its name is called.
fn read_parts(files: &[(&str, &str)]) -> (Draft, Texts) {
    let mut texts = Texts::new();
    for (name, content) in files {
        texts.add(Text::new(*name, *content));
    }
    let parts = latex::READER.parts.expect("LaTeX has parts");
    for index in 0..files.len() {
        let file = FileId::nth(index as u32);
        for (span, name) in (parts.names)(files[index].1) {
            if let Some(part) = files.iter().position(|(other, _)| other.trim_end_matches(".tex") == name) {
                texts.add_part(Place::new(file, span), FileId::nth(part as u32));
            }
        }
    }
    let draft = draft::read(&latex::READER, FileId::nth(0), &texts);
    for place in draft
        .passages
        .iter()
        .map(|p| p.place)
        .chain(draft.markers.iter().map(|m| m.place))
        .chain(draft.notes.iter().map(|n| n.place))
    {
        assert!(texts.get(place.file).content.get(place.span.range()).is_some(), "{place:?}");
    }
    (draft, texts)
}

#[test]
fn files_in_files_are_read_where_they_stand() {
    let (draft, texts) = read_parts(&[
        (
            "main.tex",
            "\\input{macros}\n\\begin{document}\nOne \\eu.\\footnote{First.}\n\\input{chapters/a}\nThree.\\footnote{Third.}\n\\include{b}\n\\end{document}",
        ),
        ("macros.tex", "\\newcommand{\\eu}{Union}"),
        ("chapters/a.tex", "\\section{Two}\nTwo.\\footnote{Second.} % \\input{b}\n"),
        ("b.tex", "Four {\\it so}\\input{main}."),
    ]);
    assert_eq!(
        outline(&draft),
        [
            "sentence: One Union. <1>",
            "heading: Two",
            "sentence: Two. <2>",
            "sentence: Three. <3>",
            "sentence: Four so."
        ]
    );
    assert_eq!(notes(&draft), ["1 First. x1", "2 Second. x1", "3 Third. x1"]);
    assert_eq!(draft.notes[NoteId::nth(1)].place.file, FileId::nth(2));
    assert_eq!(
        texts.get(FileId::nth(2)).slice(draft.passages[PassageId::nth(2)].place.span),
        "Two.\\footnote{Second.}"
    );
}

#[test]
fn huge_and_deep_files_are_bounded() {
    for part in [
        "{",
        "}",
        "\\footnote{",
        "\\emph{",
        "\\begin{quote}",
        "\\end{quote}",
        "$",
        "$$",
        "\\(",
        "\\[",
        "\\x[",
        "\\x[{}",
        "\\item[",
        "\\cite{",
        "\\url{",
        "\\verb|",
        "\\begin{verbatim}",
        "\\begin{align}",
        "\\newcommand{\\x}{",
        "\\section{",
        "\\def\\x{",
        "``",
        "%\n",
        "\\iffalse ",
        "\\bibitem{",
        "\\begin{tabular}{",
        "&",
        "\\\\",
        "\\'",
        "\\'{",
        "{\\it ",
        "\\footnotetext{",
        "\\title{",
        "\\begin{document}",
    ] {
        read(&part.repeat(20_000));
        read(&format!("\\begin{{document}}{}x{}", part.repeat(3000), "}".repeat(3000)));
    }
    let deep = format!("{}deep{}", "\\footnote{x".repeat(10_000), "}".repeat(10_000));
    assert_eq!(read(&deep).0.notes.len(), 10_000);
}

/// Pieces that meet each other badly.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "\\footnote{",
            "\\footnotemark",
            "\\footnotetext{",
            "\\emph{",
            "}",
            "{",
            "\\begin{quote}",
            "\\end{quote}",
            "\\begin{document}",
            "\\end{document}",
            "\\begin{tabular}{l}",
            "\\end{tabular}",
            "&",
            "\\\\",
            "$",
            "$$",
            "\\[",
            "\\]",
            "%",
            "\n",
            "\n\n",
            "\r\n",
            "\\cite[",
            "]",
            "{a,b}",
            "\\cites",
            "(",
            ")",
            "\\section{",
            "\\chapter{",
            "\\title{",
            "\\item",
            "\\begin{itemize}",
            "\\end{itemize}",
            "\\verb|",
            "|",
            "\\begin{verbatim}",
            "\\end{verbatim}",
            "\\url{",
            "\\href{",
            "\\newcommand{\\x}",
            "\\x",
            "[1]",
            "{#1}",
            "\\def\\y#1",
            "\\y",
            "\\bibitem{k}",
            "\\begin{thebibliography}{9}",
            "\\end{thebibliography}",
            "\\'",
            "\\\"",
            "\\c",
            "\\i",
            "``",
            "''",
            "---",
            "~",
            "\\",
            "\\enquote{",
            "\\textsuperscript{",
            "{\\it ",
            "\\input{x}",
            "\\iffalse",
            "\\fi",
            "\\caption{",
            "日本。",
            "🚢",
            "\u{a0}",
            "\"a",
            "\\usepackage[german]{babel}",
            "\\nocite{k}",
            "\\endnote{",
            "\\setcounter{footnote}{0}",
            "\\bibliography{x}",
            "^",
            "_",
            "#",
        ])
        .prop_map(str::to_owned),
        "[A-Za-z ,.]{1,12}",
        any::<char>().prop_map(String::from),
    ]
}

proptest! {
    #[test]
    fn nothing_makes_it_fail(pieces in prop::collection::vec(piece(), 0..60)) {
        read(&pieces.concat());
    }

    #[test]
    fn no_file_in_another_makes_it_fail(one in prop::collection::vec(piece(), 0..30), two in prop::collection::vec(piece(), 0..30)) {
        let one = format!("{}\\input{{b}}{}", one.concat(), "\\input{b}x");
        read_parts(&[("a.tex", &one), ("b.tex", &two.concat())]);
    }

    #[test]
    fn a_cut_or_a_letter_in_a_good_file_is_no_trouble(at in 0usize..700, cut in 0usize..20, put in piece()) {
        let good = "\\documentclass{book}\\newcommand{\\eu}{Union}\\title{T}\\begin{document}\\maketitle\\chapter{Head}One \
                    \\emph{two}\\footnote{Smith, \\textit{Book}, 4--5.} \\& $5\\%$.\n\n\\begin{itemize}\\item \
                    港。\\end{itemize}\\begin{tabular}{l|l}a & b\\footnotemark \\\\\\end{tabular}\\footnotetext{Later.} \\eu\\ caf\\'e \
                    \\cite[4]{k}.\\begin{quote}``q''\\end{quote}\\begin{verbatim}\ncode\n\\end{verbatim}\\href{http://a.b}{c}\\begin{thebibliography}{9}\
                    \\bibitem{k} Jones.\\end{thebibliography}\\end{document}";
        let chars: Vec<char> = good.chars().collect();
        let at = at.min(chars.len());
        let end = (at + cut).min(chars.len());
        let head: String = chars[..at].iter().collect();
        let tail: String = chars[end..].iter().collect();
        read(&format!("{head}{put}{tail}"));
    }
}

#[test]
fn who_is_cited_in_the_sentence_is_not_lost_from_it() {
    let (draft, _) = read(
        "\\documentclass{article}\\begin{document}\nOf the ports, \\citet{hull_weirs_2012} find 48 closed, and \
         \\textcite[12]{lund2014} finds more \\citep{pike}. It held.\n\\end{document}\n",
    );
    let words: Vec<&str> = draft.passages.ids().map(|at| draft.words(at)).collect();
    assert_eq!(words[0], "Of the ports, ⟨author⟩ find 48 closed, and ⟨author⟩ finds more.");
    let ids: Vec<&str> = draft.markers.iter().map(|marker| marker.id.as_str()).collect();
    assert_eq!(ids, ["@hull_weirs_2012", "@lund2014", "@pike"]);
}

#[test]
fn where_a_figure_stands_is_no_word_of_it() {
    let (draft, _) = read(
        "\\documentclass{article}\\begin{document}\nThe ports closed.\n\n\\begin{wrapfigure}[12]{r}[2em]{2.1in}\nA map of \
         them.\n\\caption{The ports}\n\\end{wrapfigure}\n\n\\begin{wraptable}{l}{5cm}\nTwo of them.\n\\end{wraptable}\n\\end{document}\n",
    );
    let words: Vec<&str> = draft.passages.ids().map(|at| draft.words(at)).collect();
    assert_eq!(words, ["The ports closed.", "A map of them.", "The ports", "Two of them."]);
}
