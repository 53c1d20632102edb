//! Tables of Word and OpenDocument files: rows on the review page, and comments inside cells.

use std::fs;

use claimlint::inside::comments::threads;
use claimlint::inside::draft::office::Unpacking;

use super::build::{Docx, fnref, note, odt, p, r};
use super::comments::parts;
use crate::tool::{claimlint, said};

/// Three rows of three columns; in the second a cell is empty, in the third one cell stands for two columns.
fn draft(format: &str) -> Vec<u8> {
    let source = " Fisheries Board, accessed 3 May 2016.";
    if format == "docx" {
        let cell = |inner: &str| format!("<w:tc><w:tcPr><w:tcW w:w=\"9\"/></w:tcPr>{inner}</w:tc>");
        let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
        let wide = "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>";
        let told = format!("<w:p>{}{}</w:p>", r("12 boats. They are old."), fnref("2"));
        let table = format!(
            "<w:tbl>{}{}{}</w:tbl>",
            row(&[cell(&p("Port")), cell(&p("2014")), cell(&p("2015"))]),
            row(&[cell(&p("Hull")), cell("<w:p/>"), cell(&told)]),
            row(&[format!("{wide}{}</w:tc>", p("All ports")), cell(&p("31 boats"))])
        );
        return Docx::new(&format!("{}{table}{}", p("The boats are few."), p("So they say.")))
            .footnotes(&note("2", source))
            .bytes();
    }
    let cell = |words: &str| format!("<table:table-cell><text:p>{words}</text:p></table:table-cell>");
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let note = format!(
        "<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>{source}\
         </text:p></text:note-body></text:note>"
    );
    let wide = "<table:table-cell table:number-columns-spanned=\"2\"><text:p>All ports</text:p></table:table-cell>\
                <table:covered-table-cell/>";
    let table = format!(
        "<table:table>{}{}{}</table:table>",
        row(&[cell("Port"), cell("2014"), cell("2015")]),
        row(&[cell("Hull"), cell(""), cell(&format!("12 boats. They are old.{note}"))]),
        row(&[wide.to_owned(), cell("31 boats")])
    );
    odt("", &format!("<text:p>The boats are few.</text:p>{table}<text:p>So they say.</text:p>"))
}

/// The words of the first table on a page, by row and cell.
fn table(page: &str) -> Vec<Vec<String>> {
    let (_, rest) = page.split_once("aria-label=\"Table\"").expect("a table");
    let (table, _) = rest.split_once("</table>").expect("its end");
    let words = |cell: &str| {
        let mut out = String::new();
        for piece in cell.split('<').skip(1) {
            out += piece.split_once('>').map_or("", |(_, words)| words);
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let cells = |row: &str| row.split("</td>").filter(|cell| cell.contains("<td")).map(words).collect();
    table.split("</tr>").filter(|row| row.contains("<tr")).map(cells).collect()
}

#[test]
fn rows_are_rows_on_the_page_whatever_cells_are_empty_or_wide() {
    for format in ["docx", "odt"] {
        let folder = tempfile::tempdir().expect("a folder");
        let name = format!("boats.{format}");
        fs::write(folder.path().join(&name), draft(format)).expect("written");
        let args = ["check", &name, "-q", "--fail-on", "never", "--report", "html=out.html"];
        let out = claimlint(folder.path(), &args);
        assert_eq!(out.status.code(), Some(0), "{}", said(&out));
        let page = fs::read_to_string(folder.path().join("out.html")).expect("it was written");
        let rows = table(&page);
        let starts = [
            vec!["Port", "2014", "2015"],
            vec!["Hull", "", "12 boats. They are old."],
            vec!["All ports", "", "31 boats"],
        ];
        assert_eq!(rows.len(), 3, "{format}: {rows:?}");
        for (row, wanted) in rows.iter().zip(&starts) {
            assert_eq!(row.len(), 3, "{format}: {rows:?}");
            for (cell, words) in row.iter().zip(wanted) {
                assert!(
                    cell.starts_with(words) && (cell.is_empty() == words.is_empty()),
                    "{format}: {rows:?}"
                );
            }
        }
    }
}

#[test]
fn columns_of_text_formats_hold_when_cells_are_empty() {
    let folder = tempfile::tempdir().expect("a folder");
    let draft = "The boats are few.[^1]\n\n| Port | 2014 | 2015 |\n|---|---|---|\n| Hull | | 12. All old. |\n| | 3 | 4 |\n\n[^1]: A Note, *Boats* (2016).\n";
    fs::write(folder.path().join("boats.md"), draft).expect("written");
    let out = claimlint(
        folder.path(),
        &["check", "boats.md", "-q", "--fail-on", "never", "--report", "html=out.html"],
    );
    assert_eq!(out.status.code(), Some(0), "{}", said(&out));
    let page = fs::read_to_string(folder.path().join("out.html")).expect("it was written");
    assert_eq!(
        table(&page),
        [vec!["Port", "2014", "2015"], vec!["Hull", "", "12. All old."], vec!["", "3", "4"]]
    );
}

#[test]
fn a_comment_stands_inside_the_cell() {
    for format in ["docx", "odt"] {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(format!("{name}.{format}"));
        fs::write(at("boats"), draft(format)).expect("written");
        let (draft, copy) = (format!("boats.{format}"), format!("boats-reviewed.{format}"));
        let out = claimlint(folder.path(), &["check", &draft, "--comments", &copy, "--show", "advice"]);
        let bytes = fs::read(at("boats-reviewed")).unwrap_or_else(|_| panic!("{}", said(&out)));
        let all = threads(&bytes, &Unpacking::default()).unwrap_or_else(|fault| panic!("{}", fault.0));
        assert!(
            all.iter().any(|thread| thread.lines.iter().any(|line| line.contains("access-date-without-url"))),
            "{all:?}"
        );
        let parts = parts(&bytes);
        let (text, mark, cell, end) = match format {
            "docx" => (&parts["word/document.xml"], "<w:commentReference ", "<w:tc>", "</w:tc>"),
            _ => (
                &parts["content.xml"],
                "<office:annotation-end ",
                "<table:table-cell>",
                "</table:table-cell>",
            ),
        };
        let told = text
            .split(cell)
            .filter_map(|rest| rest.split_once(end))
            .find(|(inside, _)| inside.contains("They are old"));
        assert!(told.is_some_and(|(inside, _)| inside.contains(mark)), "{format}: {text}");
    }
}
