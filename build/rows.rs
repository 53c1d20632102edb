//! Reads the rows of `data/<language>/*.toml` and of the list of outlets: the part of TOML that those files need, so that the
//! build waits for no TOML crate. A test reads every file with the real one and compares.

/// One row of a file, such as `[[terms]]`.
#[derive(Debug, Default, Clone)]
pub struct Row {
    /// Where it begins, 1-based.
    pub line: usize,
    /// Its keys that hold one string or a word of TOML (`true`).
    pub said: Vec<(String, String)>,
    /// Its keys that hold a list.
    pub lists: Vec<(String, Vec<String>)>,
}

impl Row {
    /// The string under a key; empty if it has none.
    pub fn text(&self, key: &str) -> &str {
        self.said.iter().find(|(known, _)| known == key).map_or("", |(_, text)| text)
    }

    /// The words under a key.
    pub fn words(&self, key: &str) -> &[String] {
        self.lists.iter().find(|(known, _)| known == key).map_or(&[], |(_, words)| words)
    }
}

/// What stands before the first row of a file and its rows, each opened by `table`; or the line and what is wrong there.
pub fn read(text: &str, table: &str) -> Result<(Row, Vec<Row>), String> {
    let mut rows: Vec<Row> = Vec::new();
    let mut head = Row::default();
    let mut rest = Rest { text, line: 1 };
    loop {
        rest.blank(true);
        if rest.text.is_empty() {
            return Ok((head, rows));
        }
        if rest.takes(table) {
            rows.push(Row { line: rest.line, ..Row::default() });
            continue;
        }
        let key = rest.key()?;
        rest.blank(false);
        if !rest.takes("=") {
            return Err(rest.fault(&format!("`{key}` needs `=` and a value")));
        }
        rest.blank(false);
        let row = rows.last_mut().unwrap_or(&mut head);
        if row.said.iter().any(|(known, _)| *known == key) || row.lists.iter().any(|(known, _)| *known == key)
        {
            return Err(rest.fault(&format!("`{key}` stands twice in a row")));
        }
        if rest.takes("[") {
            let words = rest.list()?;
            row.lists.push((key, words));
        } else {
            let text = rest.string()?;
            row.said.push((key, text));
        }
    }
}

struct Rest<'a> {
    text: &'a str,
    line: usize,
}

impl Rest<'_> {
    fn fault(&self, what: &str) -> String {
        format!("line {}: {what}", self.line)
    }

    fn takes(&mut self, what: &str) -> bool {
        let rest = self.text.strip_prefix(what);
        self.text = rest.unwrap_or(self.text);
        rest.is_some()
    }

    /// Passes blanks, and ends of lines and comments where these may stand.
    fn blank(&mut self, lines: bool) {
        loop {
            let first = self.text.chars().next();
            match first {
                Some('\n') if lines => self.line += 1,
                Some(' ' | '\t' | '\r') => {}
                Some('#') if lines => {
                    let end = self.text.find('\n').unwrap_or(self.text.len());
                    self.text = &self.text[end..];
                    continue;
                }
                _ => return,
            }
            self.text = &self.text[1..];
        }
    }

    fn key(&mut self) -> Result<String, String> {
        let end = self.text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(self.text.len());
        if end == 0 {
            return Err(self.fault("a key, a row or a comment belongs here"));
        }
        let key = self.text[..end].to_owned();
        self.text = &self.text[end..];
        Ok(key)
    }

    /// A string in double quotes, or a bare word such as `true`.
    fn string(&mut self) -> Result<String, String> {
        if !self.takes("\"") {
            return self.key();
        }
        let mut told = String::new();
        let mut chars = self.text.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.text = &self.text[at + 1..];
                    return Ok(told);
                }
                '\n' => break,
                '\\' => match chars.next() {
                    Some((_, c @ ('"' | '\\'))) => told.push(c),
                    _ => return Err(self.fault("after `\\` stands `\"` or `\\`")),
                },
                c => told.push(c),
            }
        }
        Err(self.fault("this string has no end"))
    }

    fn list(&mut self) -> Result<Vec<String>, String> {
        let mut words = Vec::new();
        loop {
            self.blank(true);
            if self.takes("]") {
                return Ok(words);
            }
            words.push(self.string()?);
            self.blank(true);
            if !self.takes(",") && !self.text.starts_with(']') {
                return Err(self.fault("between two words stands a comma"));
            }
        }
    }
}
