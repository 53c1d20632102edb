//! PDFs made by hand: no file from elsewhere is needed.

/// A PDF under construction: its objects, numbered from 1.
#[derive(Default)]
pub struct Pdf {
    pub objects: Vec<Vec<u8>>,
    /// What is added to the trailer.
    pub trailer: String,
    /// What is added to the catalog.
    pub catalog: String,
}

impl Pdf {
    /// Adds an object and gives its number.
    pub fn object(&mut self, body: impl Into<Vec<u8>>) -> usize {
        self.objects.push(body.into());
        self.objects.len()
    }

    /// Adds a stream.
    pub fn stream(&mut self, entries: &str, data: &[u8]) -> usize {
        let mut body = format!("<< {entries} /Length {} >>\nstream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.object(body)
    }

    /// The file with these pages (contents and resources, as object numbers).
    pub fn finish(mut self, pages: &[(usize, String)]) -> Vec<u8> {
        let root = self.pages(pages);
        self.plain(root)
    }

    /// The same with all that is no stream in a packed stream of objects, as programs of today
    /// write it: no word of it can be read in the file's bytes.
    pub fn finish_packed(mut self, pages: &[(usize, String)]) -> Vec<u8> {
        let root = self.pages(pages);
        let is_stream = |object: &[u8]| object.windows(6).any(|word| word == b"stream");
        let (mut heads, mut bodies, mut count) = (String::new(), Vec::new(), 0);
        // Kind, place and index of each object, from 0.
        let holder = self.objects.len() + 1;
        let mut rows: Vec<(u8, usize, usize)> = vec![(0, 0, 65_535)];
        let mut out = b"%PDF-1.7\n".to_vec();
        for (index, object) in self.objects.iter().enumerate() {
            if is_stream(object) {
                rows.push((1, out.len(), 0));
                out.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
                out.extend_from_slice(object);
                out.extend_from_slice(b"\nendobj\n");
            } else {
                rows.push((2, holder, count));
                count += 1;
                heads.push_str(&format!("{} {} ", index + 1, bodies.len()));
                bodies.extend_from_slice(object);
                bodies.push(b'\n');
            }
        }
        rows.push((1, out.len(), 0));
        let (filter, data) = packed(&[heads.as_bytes(), &bodies].concat());
        let first = heads.len();
        let length = data.len();
        let head = format!(
            "{holder} 0 obj\n<< /Type /ObjStm /N {count} /First {first} {filter} /Length {length} >>\nstream\n"
        );
        out.extend_from_slice(head.as_bytes());
        out.extend_from_slice(&data);
        out.extend_from_slice(b"\nendstream\nendobj\n");
        let start = out.len();
        rows.push((1, start, 0));
        let mut table = Vec::new();
        for (kind, place, index) in &rows {
            table.push(*kind);
            table.extend_from_slice(&u32::try_from(*place).expect("it is small").to_be_bytes());
            table.extend_from_slice(&u16::try_from(*index).expect("it is small").to_be_bytes());
        }
        let head = format!(
            "{} 0 obj\n<< /Type /XRef /Size {} /W [1 4 2] /Root {root} 0 R /Length {} >>\nstream\n",
            holder + 1,
            rows.len(),
            table.len()
        );
        out.extend_from_slice(head.as_bytes());
        out.extend_from_slice(&table);
        out.extend_from_slice(format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n").as_bytes());
        out
    }

    /// Adds the tree of pages and the catalog; gives the number of the catalog. What a page has
    /// beside contents and resources may follow the resources after `>>`.
    fn pages(&mut self, pages: &[(usize, String)]) -> usize {
        let tree = self.objects.len() + pages.len() + 1;
        let mut kids = String::new();
        for (contents, resources) in pages {
            let number = self.object(format!(
                "<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /Contents {contents} 0 R \
                 /Resources << {resources} >> >>"
            ));
            kids.push_str(&format!("{number} 0 R "));
        }
        self.object(format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()));
        let more = self.catalog.clone();
        self.object(format!("<< /Type /Catalog /Pages {tree} 0 R {more} >>"))
    }

    fn plain(self, root: usize) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut table = String::from("0000000000 65535 f \n");
        for (index, object) in self.objects.iter().enumerate() {
            table.push_str(&format!("{:010} 00000 n \n", out.len()));
            out.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
            out.extend_from_slice(object);
            out.extend_from_slice(b"\nendobj\n");
        }
        let start = out.len();
        let count = self.objects.len() + 1;
        out.extend_from_slice(
            format!(
                "xref\n0 {count}\n{table}trailer\n<< /Size {count} /Root {root} 0 R {} >>\nstartxref\n{start}\n%%EOF\n",
                self.trailer
            )
            .as_bytes(),
        );
        out
    }
}

/// The content of a page of text, line under line, one size throughout.
pub fn content(lines: &[&str]) -> String {
    let mut out = String::from("BT /F1 11 Tf 14 TL 72 760 Td\n");
    for line in lines {
        let safe: String = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        out.push_str(&format!("({safe}) Tj T*\n"));
    }
    out.push_str("ET\n");
    out
}

/// A file with one page for each list of lines, in Helvetica.
pub fn of_pages(pages: &[&[&str]]) -> Vec<u8> {
    with_catalog(pages, "")
}

/// The same with more in its catalog.
pub fn with_catalog(pages: &[&[&str]], catalog: &str) -> Vec<u8> {
    let mut pdf = Pdf { catalog: catalog.to_owned(), ..Pdf::default() };
    let font =
        pdf.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    let resources = format!("/Font << /F1 {font} 0 R >>");
    let pages: Vec<(usize, String)> =
        pages.iter().map(|lines| (pdf.stream("", content(lines).as_bytes()), resources.clone())).collect();
    pdf.finish(&pages)
}

/// A stream packed with zlib, and its entries.
pub fn packed(data: &[u8]) -> (String, Vec<u8>) {
    use std::io::Write;
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(data).expect("it is written");
    ("/Filter /FlateDecode".to_owned(), writer.finish().expect("it ends"))
}
