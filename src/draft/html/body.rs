//! Where the article is: what is around it, what nobody sees.

use super::tags::{Attr, Tag};
use super::tree::Tree;

/// What is to be done with an element and all in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Show {
    /// It is part of the text.
    Text,
    /// It stands around the text: read, but none of it.
    Furniture,
    /// Left out, but for notes that stand in it.
    Out,
    /// Left out with all that stands in it.
    Gone,
}

/// Words in classes of what stands around a text.
const AROUND: [&str; 41] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "donate",
    "login",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navbox",
    "navigation",
    "newsletter",
    "pager",
    "pagination",
    "popup",
    "promo",
    "related",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "skiplink",
    "social",
    "subscribe",
    "toc",
    "toolbar",
    "widget",
    "editsection",
    "catlinks",
    "tableofcontents",
    "colophon",
];

/// Whole ids of the same. Sections take ids from their headings (`social-policy`),
/// so no word in an id says anything.
const AROUND_IDS: [&str; 21] = [
    "nav",
    "navbar",
    "navigation",
    "menu",
    "sidebar",
    "breadcrumb",
    "breadcrumbs",
    "cookie-banner",
    "cookies",
    "toc",
    "TOC",
    "masthead",
    "comments",
    "disqus_thread",
    "site-header",
    "site-footer",
    "siteSub",
    "contentSub",
    "jump-to-nav",
    "catlinks",
    "siteNotice",
];

/// Roles of what stands around a text.
const ROLES: [&str; 13] = [
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "complementary",
    "menu",
    "menubar",
    "toolbar",
    "dialog",
    "alertdialog",
    "doc-toc",
    "doc-backlink",
    "doc-pagelist",
];

/// Classes of what is left out of a sentence: editors' tags, edit links, machine data.
pub(super) const LEFT_OUT: [&str; 16] = [
    "mw-editsection",
    "noprint",
    "navbox",
    "z3988",
    "mw-cite-backlink",
    "cite-accessibility-label",
    "mw-jump-link",
    "sr-only",
    "visually-hidden",
    "screen-reader-text",
    "mwe-math-mathml-a11y",
    "katex-mathml",
    "toc",
    "hatnote",
    "printfooter",
    "header-anchor",
];

/// Text that counts as prose, summed up to each node.
pub(super) struct Weight(Vec<u32>);

impl Weight {
    /// Prose is text in paragraphs and the like, links and furniture left out.
    pub(super) fn of(tree: &Tree<'_>) -> Self {
        let mut sums = Vec::with_capacity(tree.nodes.len() + 1);
        let (mut sum, mut next, mut until) = (0u32, 0u32, 0u32);
        let mut link_until = 0;
        sums.push(0);
        while next < tree.len() {
            let node = tree.node(next);
            if next >= until && (node.tag.is_unread() || is_hidden(tree, next) || is_chrome(node.tag)) {
                until = node.after;
            }
            if node.tag == Tag::A {
                link_until = node.after;
            }
            if node.tag == Tag::Text && next >= until && next >= link_until {
                let raw = tree.source.get(node.start as usize..node.open_end as usize).unwrap_or("");
                let good = !matches!(tree.tag(tree.block(node.parent)), Tag::Title | Tag::Head);
                sum += if good { raw.trim().len() as u32 } else { 0 };
            }
            sums.push(sum);
            next += 1;
        }
        Self(sums)
    }

    /// The prose in an element.
    pub(super) fn inside(&self, tree: &Tree<'_>, at: u32) -> u32 {
        self.0[tree.after(at) as usize] - self.0[at as usize]
    }
}

fn is_chrome(tag: Tag) -> bool {
    matches!(tag, Tag::Nav | Tag::Aside | Tag::Search)
}

/// The element that holds the article: `<article>`, `<main>`, else the
/// innermost that holds nearly all of the prose.
pub(super) fn article(tree: &Tree<'_>, weight: &Weight) -> u32 {
    let all = weight.inside(tree, 0);
    let (mut article, mut main, mut articles) = (None, None, 0);
    let mut next = 0;
    while next < tree.len() {
        let tag = tree.tag(next);
        let here = weight.inside(tree, next);
        let better = |best: Option<u32>| best.is_none_or(|best| weight.inside(tree, best) < here);
        if tag == Tag::Article || tree.says(next, Attr::Role, &["article"]) {
            articles += here;
            if better(article) {
                article = Some(next);
            }
            // Comments are articles within an article.
            next = tree.after(next);
            continue;
        }
        if (tag == Tag::Main || tree.says(next, Attr::Role, &["main"])) && better(main) {
            main = Some(next);
        }
        next += 1;
    }
    let share = |at: u32, of: u32| u64::from(weight.inside(tree, at)) * 100 >= u64::from(of) * 60;
    let within = main.map_or(all / 2, |main| weight.inside(tree, main));
    match (article, main) {
        (Some(article), _) if articles > 0 && share(article, articles) && share(article, within) => article,
        (_, Some(main)) if weight.inside(tree, main) > all / 4 => main,
        _ => densest(tree, weight, all),
    }
}

/// Goes down while one block holds 19 of 20 parts of all prose.
fn densest(tree: &Tree<'_>, weight: &Weight, all: u32) -> u32 {
    let mut at = 0;
    loop {
        let down = tree.children(at).find(|&child| {
            let tag = tree.tag(child);
            let group = tag.is_block() && !matches!(tag, Tag::P | Tag::Li | Tag::Pre | Tag::Head)
                || tag == Tag::Other;
            group && u64::from(weight.inside(tree, child)) * 20 >= u64::from(all) * 19 && all > 0
        });
        match down {
            Some(child) => at = child,
            None => return at,
        }
    }
}

/// `hidden`, `display:none`.
pub(super) fn is_hidden(tree: &Tree<'_>, at: u32) -> bool {
    if tree.attr(at, Attr::Hidden).is_some_and(|value| !value.eq_ignore_ascii_case("until-found")) {
        return true;
    }
    let Some(style) = tree.attr(at, Attr::Style) else { return false };
    let style: String =
        style.chars().take(400).filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    style.contains("display:none") || style.contains("visibility:hidden") || style.contains("mso-hide:all")
}

/// What is to be done with an element that stands in the article. `all` is the
/// article's prose: an element with a good part of it is no furniture,
/// whatever it is called.
pub(super) fn show(tree: &Tree<'_>, at: u32, weight: &Weight, all: u32) -> Show {
    let tag = tree.tag(at);
    if tag == Tag::Text {
        return Show::Text;
    }
    if tag.is_unread() || tag == Tag::Head {
        return Show::Gone;
    }
    // `[3]: 23`, a page typed after an encyclopedia's marker.
    let page = tag == Tag::Sup && tree.has_class(at, &["reference"]) && tree.words(at, 24).starts_with(':');
    if page || is_hidden(tree, at) || tree.has_class(at, &LEFT_OUT) {
        return Show::Out;
    }
    let much = || u64::from(weight.inside(tree, at)) * 3 > u64::from(all);
    let titled = || (at..tree.after(at)).take(200).any(|inner| tree.tag(inner) == Tag::H1);
    match tag {
        Tag::Nav | Tag::Search => Show::Out,
        Tag::Header | Tag::Footer | Tag::Aside if !much() && !titled() => Show::Furniture,
        _ if tree.says(at, Attr::Role, &ROLES) && !much() && !titled() => Show::Out,
        Tag::Div | Tag::Section | Tag::Ul | Tag::Ol | Tag::P | Tag::Form | Tag::Span | Tag::Table
            if is_around(tree, at) && !much() && !titled() =>
        {
            Show::Out
        }
        Tag::Div | Tag::Section | Tag::Ul | Tag::Ol | Tag::Aside if is_discussion(tree, at) && !titled() => {
            Show::Out
        }
        _ => Show::Text,
    }
}

/// How many nodes of a discussion are looked at for its first comments.
const DISCUSSED: usize = 400;

/// Whether readers' comments stand in it, each in an element of its own: they are not the author's words, and often
/// longer than the article.
fn is_discussion(tree: &Tree<'_>, at: u32) -> bool {
    let comments = tree.attr(at, Attr::Id).is_some_and(|id| id.eq_ignore_ascii_case("comments"))
        || tree.has_class(at, &["comments-area", "comment-list", "commentlist", "comments-list"]);
    let comment = |inner: &u32| tree.has_class(*inner, &["comment", "comment-body", "comment-content"]);
    comments && (at + 1..tree.after(at)).take(DISCUSSED).filter(comment).count() > 1
}

/// Whether its class or id is that of something around the text.
fn is_around(tree: &Tree<'_>, at: u32) -> bool {
    let named = |name: &str| {
        name.len() <= 200
            && name
                .split(|c: char| !c.is_ascii_alphanumeric())
                .any(|word| AROUND.iter().any(|known| word.eq_ignore_ascii_case(known)))
    };
    // `has-sidebar`, `no-ads`: about the page, not about the element.
    let about = |class: &str| ["has-", "no-", "with-", "is-"].iter().any(|start| class.starts_with(start));
    tree.classes(at).take(20).any(|class| !about(class) && named(class))
        || tree.attr(at, Attr::Id).is_some_and(|id| AROUND_IDS.contains(&id))
}

/// The heading that is the page's title: the article's own `<h1>`, one around
/// it that `<title>` repeats, else `<title>`.
pub(super) fn title(tree: &Tree<'_>, article: u32) -> Option<u32> {
    let range = article..tree.after(article);
    let title =
        (0..tree.len().min(2000)).find(|&at| tree.tag(at) == Tag::Title && !tree.words(at, 20).is_empty());
    let mut around = None;
    let named = title.map(|at| tree.words(at, 400));
    let mut at = 0;
    while at < tree.len() {
        let node = tree.node(at);
        if node.tag.is_unread() || is_hidden(tree, at) {
            at = node.after;
            continue;
        }
        let named_so = (node.tag.heading().is_some() || node.tag == Tag::P)
            && tree.has_class(at, &["titleHead", "MsoTitle"]);
        if named_so && range.contains(&at) {
            return Some(at);
        }
        if node.tag == Tag::H1 {
            let words = tree.words(at, 400);
            if range.contains(&at) && !words.is_empty() && !is_notes(&words) {
                return Some(at);
            }
            let repeated = named.as_ref().is_none_or(|named| named.contains(words.as_str()));
            // The site's own name is repeated too, but it is shorter.
            if !words.is_empty() && repeated && around.is_none_or(|(_, len)| len < words.len()) {
                around = Some((at, words.len()));
            }
        }
        at += 1;
    }
    around.map(|(at, _)| at).or(title)
}

fn is_notes(words: &str) -> bool {
    super::names::is_notes_heading(words)
}
