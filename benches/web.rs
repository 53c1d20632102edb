//! How fast web pages and LaTeX are read. `cargo bench --bench web`; divan
//! prints MB/s of the file.

use std::fmt::Write as _;

use claimlint::inside::draft::{Reader, html, latex};
use claimlint::inside::text::{FileId, Text};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

fn read(bencher: Bencher, reader: &Reader, name: &str, content: String) {
    let text = Text::new(name, content);
    bencher.counter(BytesCount::new(text.content.len())).bench(|| (reader.read)(FileId::nth(0), &text));
}

/// Ten megabytes of an encyclopedia's article, a note to each paragraph.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn html_ten_megabytes(bencher: Bencher) {
    read(bencher, &html::READER, "page.html", page(18_000));
}

/// The same on a single line, without an end to any paragraph.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn html_ten_megabytes_on_one_line(bencher: Bencher) {
    let page = page(18_000).replace("</p>", "").replace("</li>", "").replace('\n', " ");
    read(bencher, &html::READER, "page.html", page);
}

/// Ten megabytes of chapters with footnotes and citations.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn latex_ten_megabytes(bencher: Bencher) {
    let mut text = String::from("\\documentclass{book}\n\\begin{document}\n");
    for at in 0..25_000 {
        if at % 50 == 0 {
            let _ = writeln!(text, "\\chapter{{The dues of port {at}}}\n");
        }
        let _ = write!(
            text,
            "In 1815 the port of \\emph{{Harwick}} cleared {at}~tonnes of grain---as ``they'' say.% {at}\n\\footnote{{A.~Clerk, \
             \\textit{{Register of Dues}}, vol.~{at} (London: Harbour Press, 1998), 12--14.}}\nIt rose by 5\\% in the year \
             after \\citep[see][p.~4]{{clerk{at}}}, and the caf\\'e of the port was never empty again.\n\n"
        );
    }
    text.push_str("\\end{document}\n");
    read(bencher, &latex::READER, "book.tex", text);
}

/// A page of so many paragraphs.
fn page(paragraphs: usize) -> String {
    let (mut body, mut notes) = (String::new(), String::new());
    for at in 0..paragraphs {
        if at % 40 == 0 {
            let _ = writeln!(
                body,
                "<h2><span class=\"mw-headline\" id=\"s{at}\">The dues of port {at}</span></h2>"
            );
        }
        let _ = writeln!(
            body,
            "<p>In 1815 the port of <a href=\"/wiki/Harwick\" title=\"Harwick\">Harwick</a> cleared {at} tonnes of grain&#160;&#8211; \
             as <i>they</i> say.<sup id=\"cite_ref-{at}\" class=\"reference\"><a href=\"#cite_note-{at}\">[{at}]</a></sup> It rose in the \
             year after, and the merchants argued for a long time.</p>"
        );
        let _ = writeln!(
            notes,
            "<li id=\"cite_note-{at}\"><span class=\"mw-cite-backlink\"><b><a href=\"#cite_ref-{at}\">^</a></b></span> <span \
             class=\"reference-text\"><cite class=\"citation book\">Clerk, A. (1998). <i>Register of Dues {at}</i>. Harbour \
             Press.</cite></span></li>"
        );
    }
    format!(
        "<!DOCTYPE html><html><head><title>Dues</title></head><body><nav><a href=\"/\">Home</a></nav><div role=\"main\"><h1>Dues</h1>\n\
         {body}<h2>References</h2><ol class=\"references\">\n{notes}</ol></div></body></html>"
    )
}
