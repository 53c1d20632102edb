//! What a Quarto project says of itself (`_quarto.yml`): the files of its book and its bibliographies.

use serde_json::Value;

/// A project.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Project {
    /// The files of its book in order, parts and appendices among them; empty if it is no book.
    pub chapters: Vec<String>,
    /// The bibliographies that all of its files share.
    pub bibliography: Vec<String>,
}

/// Reads the file of a project; nothing if it cannot be read.
pub fn project(yaml: &str) -> Project {
    let options = serde_saphyr::options! { with_snippet: false };
    let Ok(root) = serde_saphyr::from_str_with_options::<Value>(yaml, options) else {
        return Project::default();
    };
    let mut found = Project { bibliography: names(&root["bibliography"]), ..Project::default() };
    if root["project"]["type"].as_str() == Some("book") {
        let book = &root["book"];
        gather(&book["chapters"], &mut found.chapters);
        gather(&book["appendices"], &mut found.chapters);
        if found.bibliography.is_empty() {
            found.bibliography = names(&book["bibliography"]);
        }
    }
    found
}

/// A name, or a list of them.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => vec![name.clone()],
        Value::Array(list) => list.iter().filter_map(|name| Some(name.as_str()?.to_owned())).collect(),
        _ => Vec::new(),
    }
}

/// The files of a list of chapters. A part has a name, which may be a file, and chapters of its own.
fn gather(list: &Value, out: &mut Vec<String>) {
    let file = |value: &Value| value.as_str().filter(|name| is_file(name)).map(str::to_owned);
    for chapter in list.as_array().into_iter().flatten() {
        out.extend(file(chapter));
        out.extend(file(&chapter["part"]));
        out.extend(file(&chapter["file"]));
        // Parts do not stand in parts.
        out.extend(chapter["chapters"].as_array().into_iter().flatten().filter_map(file));
    }
}

/// Whether a name is that of a file and not the title of a part.
fn is_file(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| matches!(ending.as_str(), "qmd" | "md" | "rmd" | "markdown" | "ipynb"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_names_its_files_in_order() {
        let yaml = "project:\n  type: book\nbook:\n  title: Bees\n  chapters:\n    - index.qmd\n    - part: Hives. And more\n      chapters:\n        - hives.qmd\n        - text: x\n    - part: honey.qmd\n      chapters: [wax.qmd]\n  appendices:\n    - tables.qmd\nbibliography: [a.bib, b.bib]\n";
        let found = project(yaml);
        assert_eq!(found.chapters, ["index.qmd", "hives.qmd", "honey.qmd", "wax.qmd", "tables.qmd"]);
        assert_eq!(found.bibliography, ["a.bib", "b.bib"]);
    }

    #[test]
    fn what_is_no_book_has_no_chapters() {
        for yaml in [
            "",
            ":",
            "- a",
            "project:\n  type: website\nbook:\n  chapters: [a.qmd]\n",
            "book: {chapters: 3}",
            "{",
        ] {
            assert_eq!(project(yaml).chapters, [] as [String; 0], "{yaml}");
        }
        let shared = project("bibliography: refs.bib\n");
        assert_eq!(shared.bibliography, ["refs.bib"]);
    }
}
