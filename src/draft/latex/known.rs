//! What is done with each command.

/// What a command asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Do {
    /// Options and this many arguments are left out; what follows is text.
    Skip(usize),
    /// Its arguments are text: so are those of every command not known.
    Show,
    /// Stands for itself in italics: `\emph{…}`.
    Italic,
    /// Italics up to the end of the group: `{\it …}`.
    Slant,
    /// In quotation marks: `\enquote{…}`.
    Quote,
    /// Raised: `\textsuperscript{…}`.
    Raise,
    /// A heading of this rank, 0 for a part.
    Heading(u8),
    Title,
    Byline,
    Caption,
    /// Shows a place in the document: `\ref{…}`.
    Reference,
    Item,
    Paragraph,
    Footnote,
    FootnoteMark,
    FootnoteText,
    Endnote,
    Thanks,
    Cite,
    Nocite,
    BibItem,
    Bibliography,
    Begin,
    End,
    Href,
    Url,
    Verb,
    Input,
    Define,
    Def,
    SetCounter,
    RowEnd,
    Math,
    If,
}

/// What is done with a command; `None` if it is not known.
pub(super) fn what(name: &str) -> Option<Do> {
    use Do::*;
    let plain = name.strip_suffix('*').unwrap_or(name);
    Some(match plain {
        "emph" | "textit" | "textsl" | "mkbibemph" => Italic,
        "it" | "itshape" | "em" | "sl" | "slshape" => Slant,
        "enquote" | "textquote" | "foreignquote" => Quote,
        "textsuperscript" => Raise,
        "part" => Heading(0),
        "chapter" | "addchap" => Heading(1),
        "section" | "addsec" => Heading(2),
        "subsection" => Heading(3),
        "subsubsection" => Heading(4),
        "paragraph" => Heading(5),
        "subparagraph" => Heading(6),
        "title" | "subtitle" => Title,
        "author" | "date" => Byline,
        "caption" | "subcaption" => Caption,
        "ref" | "pageref" | "autoref" | "cref" | "Cref" | "vref" | "nameref" | "eqref" | "subref" => {
            Reference
        }
        "item" => Item,
        "par" | "maketitle" | "newpage" | "clearpage" | "cleardoublepage" | "bigskip" | "medskip"
        | "smallskip" | "printbibliography" | "tableofcontents" | "listoffigures" | "listoftables"
        | "theendnotes" | "pagebreak" | "appendix" | "frontmatter" | "mainmatter" | "backmatter"
        | "vfill" => Paragraph,
        "footnote" | "sidenote" | "footnotemarginnote" => Footnote,
        "footnotemark" | "sidenotemark" => FootnoteMark,
        "footnotetext" | "sidenotetext" => FootnoteText,
        "endnote" => Endnote,
        "thanks" => Thanks,
        "nocite" => Nocite,
        "bibitem" => BibItem,
        "bibliography" | "addbibresource" | "addglobalbib" => Bibliography,
        "begin" => Begin,
        "end" => End,
        "href" => Href,
        "url" | "nolinkurl" | "path" => Url,
        "verb" | "lstinline" => Verb,
        "input" | "include" | "subfile" | "InputIfFileExists" => Input,
        "newcommand" | "renewcommand" | "providecommand" | "DeclareRobustCommand" | "NewDocumentCommand" => {
            Define
        }
        "def" | "gdef" | "edef" | "xdef" => Def,
        "setcounter" => SetCounter,
        "\\" | "tabularnewline" | "cr" => RowEnd,
        "(" | "[" => Math,
        "iffalse" => If,
        _ if is_cite(plain) => Cite,
        _ => return arguments(plain),
    })
}

/// Commands of whose arguments the first ones are no text.
fn arguments(plain: &str) -> Option<Do> {
    use Do::{Show, Skip};
    Some(match plain {
        "label"
        | "index"
        | "vspace"
        | "hspace"
        | "includegraphics"
        | "bibliographystyle"
        | "pagestyle"
        | "thispagestyle"
        | "usepackage"
        | "RequirePackage"
        | "documentclass"
        | "hypersetup"
        | "color"
        | "markright"
        | "selectlanguage"
        | "setmainlanguage"
        | "setdefaultlanguage"
        | "setotherlanguage"
        | "setotherlanguages"
        | "phantom"
        | "hphantom"
        | "vphantom"
        | "todo"
        | "glsadd"
        | "graphicspath"
        | "geometry"
        | "captionsetup"
        | "setmainfont"
        | "setsansfont"
        | "setmonofont"
        | "theoremstyle"
        | "newcounter"
        | "lstset"
        | "lstinputlisting"
        | "verbatiminput"
        | "marginpar"
        | "marginnote"
        | "cline"
        | "setstretch"
        | "linespread"
        | "hyphenation"
        | "stepcounter"
        | "refstepcounter"
        | "pdfbookmark"
        | "newtheorem"
        | "excludeversion"
        | "includeversion"
        | "tikzset"
        | "usetikzlibrary"
        | "includeonly"
        | "enlargethispage"
        | "hypertarget"
        | "textcolor"
        | "colorbox"
        | "foreignlanguage"
        | "hyperlink"
        | "scalebox"
        | "raisebox"
        | "parbox"
        | "rotatebox"
        | "phantomsection"
        | "setlist"
        | "cmidrule"
        | "fontfamily"
        | "fontseries"
        | "fontshape"
        | "arabic"
        | "roman"
        | "pagenumbering"
        | "addtokomafont"
        | "setcitestyle"
        | "ExecuteBibliographyOptions"
        | "footref"
        | "AtBeginDocument"
        | "pagecolor"
        | "captionof"
        | "columncolor"
        | "rowcolor"
        | "cellcolor"
        | "bookmarksetup"
        | "DeclareSourcemap"
        | "lhead"
        | "chead"
        | "rhead"
        | "lfoot"
        | "cfoot"
        | "rfoot"
        | "fancyhead"
        | "fancyfoot"
        | "fancyhf"
        | "titleformat"
        | "input@path"
        | "sisetup"
        | "usetheme"
        | "ccLogo"
        | "printindex"
        | "vskip" => Skip(match plain {
            "titleformat" => 5,
            "newtheorem" => 2,
            "phantomsection" | "printindex" | "vskip" => 0,
            _ => 1,
        }),
        "setlength"
        | "addtolength"
        | "markboth"
        | "addtocontents"
        | "rule"
        | "fontsize"
        | "resizebox"
        | "numberwithin"
        | "DeclareMathOperator"
        | "multicolumn"
        | "addtocounter"
        | "newlength"
        | "settowidth"
        | "SaveVerb"
        | "newenvironment"
        | "renewenvironment"
        | "DeclareUnicodeCharacter"
        | "setkomafont"
        | "renewbibmacro"
        | "hypersetup*"
        | "PassOptionsToPackage"
        | "multirow"
        | "fcolorbox" => Skip(match plain {
            "newenvironment" | "renewenvironment" => 3,
            "newlength" => 1,
            _ => 2,
        }),
        "definecolor" | "addcontentsline" => Skip(3),
        // The words kept under this name are rarely in the same file; the name stands for them.
        "and" | "UseVerb" => Show,
        _ => return None,
    })
}

/// Whether a command cites: `\cite`, `\citep`, `\parencite`, `\Textcites`, `\citeonline` of
/// abntex2, `\citeNP` of apacite, a class's own `\possessivecite`. Classes name them so, before
/// or after the word; what only sets citations up has a name of its own.
fn is_cite(plain: &str) -> bool {
    let lower = plain.to_ascii_lowercase();
    // `\citeNP`, `\shortciteA`
    let bare = plain.trim_end_matches(|c: char| c.is_ascii_uppercase()).to_ascii_lowercase();
    let stem = bare.strip_suffix('s').unwrap_or(&bare);
    let named = stem.starts_with("cite") || stem.ends_with("cite") || stem == "footcitetext";
    let sets_up = matches!(
        lower.trim_end_matches("true").trim_end_matches("false"),
        "nocite"
            | "setcite"
            | "bibcite"
            | "citestyle"
            | "citesetup"
            | "citereset"
            | "citeform"
            | "citeleft"
            | "citeright"
            | "citemid"
            | "citepunct"
            | "citedash"
            | "citeindex"
            | "citetracker"
            | "citeoption"
            | "citenumfont"
            | "citenamefont"
            | "citeauthorformat"
    );
    named && !sets_up
}

/// What an environment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Env {
    /// Words as around it.
    Plain,
    /// The document itself.
    Document,
    Quote,
    List,
    /// A table with this many arguments before its rows.
    Table(usize),
    Figure,
    Verbatim,
    /// Not shown.
    Hidden,
    Math,
    Bibliography,
    /// Words as around it, after this many arguments.
    Arguments(usize),
}

/// How many arguments a floating environment has before its words: where it stands and how wide it is.
pub(super) fn figure_arguments(name: &str) -> usize {
    match name.strip_suffix('*').unwrap_or(name) {
        "wrapfigure" | "wraptable" => 2,
        "subfigure" | "subtable" => 1,
        _ => 0,
    }
}

/// Whether a command that cites names the authors in the sentence: `\citet`, `\textcite`,
/// `\Citeauthor`, `\citeasnoun`, `\citeA` of apacite.
pub(super) fn names_authors(name: &str) -> bool {
    let plain = name.trim_end_matches('*');
    let lower = plain.to_ascii_lowercase();
    let stem = lower.strip_suffix('s').unwrap_or(&lower);
    matches!(
        stem,
        "citet" | "citealt" | "textcite" | "citeauthor" | "citeasnoun" | "posscite" | "possessivecite"
    ) || matches!(plain, "citeA" | "shortciteA" | "citeN" | "shortciteN")
}

/// What an environment is, by its name.
pub(super) fn environment(name: &str) -> Env {
    match name.strip_suffix('*').unwrap_or(name) {
        "document" => Env::Document,
        "quote" | "quotation" | "verse" | "displayquote" | "blockquote" | "displaycquote" | "epigraphs" => {
            Env::Quote
        }
        "itemize" | "enumerate" | "description" | "compactitem" | "compactenum" | "inparaenum" | "list"
        | "tasks" => Env::List,
        "tabular" | "array" | "longtable" | "supertabular" | "tabu" | "longtabu" | "tblr" | "longtblr" => {
            Env::Table(1)
        }
        "tabularx" | "tabulary" | "xltabular" => Env::Table(2),
        "table" | "figure" | "sidewaystable" | "sidewaysfigure" | "wrapfigure" | "wraptable"
        | "subfigure" | "subtable" | "marginfigure" | "margintable" => Env::Figure,
        "verbatim" | "Verbatim" | "lstlisting" | "minted" | "alltt" => Env::Verbatim,
        "comment" | "filecontents" | "tikzpicture" | "pgfpicture" | "picture" | "algorithmic" | "axis"
        | "forest" | "CCSXML" => Env::Hidden,
        "equation" | "align" | "gather" | "multline" | "eqnarray" | "displaymath" | "math" | "alignat"
        | "flalign" | "dmath" => Env::Math,
        "thebibliography" => Env::Bibliography,
        "minipage" | "multicols" | "adjustbox" | "spacing" | "otherlanguage" | "adjustwidth" | "column" => {
            Env::Arguments(1)
        }
        _ => Env::Plain,
    }
}
