//! For people at a terminal: each finding with the words it is about, drawn by
//! miette, then coverage and counts.

use std::borrow::Cow;
use std::fmt;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode};

use super::excerpt::{Excerpt, Frame, Mark};
use super::gather::{Group, as_one, gather};
use super::locate::Locator;
use super::summary::closing_lines;
use super::{Format, Run, Style, Trouble, clean, manual_url, read};
use crate::diagnostic::{Diagnostic, Label, Level};
use crate::span::Span;
use crate::text::Text;

/// The format.
pub const FORMAT: Format =
    Format { name: "full", about: "for people: every finding with the words it is about", render };

/// Narrower than this is drawn as if it were this wide.
const NARROWEST: usize = 40;

/// Words under a second place of a line need so many cells, or as many as they
/// have; else the place gets a snippet of its own.
const ROOM: usize = 20;

fn render(run: &Run<'_>, style: &Style) -> String {
    let width = style.width.max(NARROWEST);
    let page = Page { run, style, width, locator: Locator::new(run.texts) };
    let handler = handler(style, width);
    let mut out = String::new();
    if !style.quiet {
        for line in read::lines(run) {
            out.push_str(&clean::wrap(&clean::line(&line, style.unicode), width));
            out.push('\n');
        }
        if !out.is_empty() {
            out.push('\n');
        }
    }
    for shown in run.trouble.iter().map(|trouble| page.trouble(trouble)) {
        draw(&handler, &shown, &mut out);
    }
    for group in gather(run) {
        match group {
            Group::One(finding) => draw(&handler, &page.finding(finding), &mut out),
            Group::Note(id, findings) => {
                if let Some(shown) = page.note(id, &findings) {
                    draw(&handler, &shown, &mut out);
                }
            }
        }
    }
    if !style.quiet {
        for line in closing_lines(run) {
            out.push_str(&clean::wrap(&clean::line(&line, style.unicode), width));
            out.push('\n');
        }
        for notice in run.notices {
            out.push_str(&format!("\n{}\n", clean::notice(notice, style.unicode)));
        }
    }
    out
}

fn handler(style: &Style, width: usize) -> GraphicalReportHandler {
    let theme = match (style.unicode, style.color) {
        (true, true) => GraphicalTheme::unicode(),
        (true, false) => GraphicalTheme::unicode_nocolor(),
        (false, true) => GraphicalTheme::ascii(),
        (false, false) => GraphicalTheme::none(),
    };
    GraphicalReportHandler::new_themed(theme)
        .with_width(width)
        .with_context_lines(1)
        .without_cause_chain()
        .without_syntax_highlighting()
        .with_show_related_as_nested(true)
        .with_urls(style.links)
        .with_link_display_text("")
}

/// Draws one finding. Why it matters and what to do come last, after every
/// place: miette calls that the footer.
fn draw(handler: &GraphicalReportHandler, shown: &Shown, out: &mut String) {
    let mut picture = String::new();
    let drawn = match &shown.advice {
        Some(advice) => handler.clone().with_footer(advice.clone()).render_report(&mut picture, shown),
        None => handler.render_report(&mut picture, shown),
    };
    if drawn.is_err() {
        // miette could not draw it: say it without the drawing.
        picture = shown.message.clone();
    }
    let mut spots = Vec::new();
    shown.all_spots(&mut spots);
    for line in picture.lines() {
        let spotted = spots.iter().find(|(position, _)| {
            let after = line.split_once(position.as_str()).map(|(_, after)| after);
            after.is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_digit()))
        });
        let line =
            spotted.map_or(line.into(), |(position, spot)| Cow::Owned(line.replacen(position, spot, 1)));
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out.push('\n');
}

/// What is needed to turn our findings into miette's.
struct Page<'a> {
    run: &'a Run<'a>,
    style: &'a Style,
    width: usize,
    locator: Locator<'a>,
}

impl Page<'_> {
    fn line(&self, text: &str) -> String {
        clean::line(text, self.style.unicode)
    }

    fn trouble(&self, trouble: &Trouble) -> Shown {
        let message = format!("{}: {}", trouble.file, trouble.message);
        Shown::new(Level::Error, self.line(&message)).code("error".to_owned())
    }

    fn finding(&self, finding: &Diagnostic) -> Shown {
        let mut shown = self.primary(finding, self.width.saturating_sub(2));
        shown = shown.code(format!("{}[{}]", finding.level.name(), finding.code));
        shown.url = manual_url(finding.code);
        shown.advice = self.advice(finding);
        shown.related = std::mem::take(&mut shown.elsewhere);
        for related in &finding.related {
            self.related(related, finding.code, &mut shown.related);
        }
        shown
    }

    /// All that is wrong with one note.
    fn note(&self, id: &str, findings: &[&Diagnostic]) -> Option<Shown> {
        let one = as_one(id, findings)?;
        let mut shown = self.primary(&one, self.width.saturating_sub(2));
        shown = shown.code(format!("{}[note]", one.level.name()));
        shown.advice = Some(clean::paragraphs(one.help.trim(), self.style.unicode));
        shown.related = std::mem::take(&mut shown.elsewhere);
        Some(shown)
    }

    /// Adds a finding inside a finding, and those inside it, all at one level:
    /// each further level would take room from the words.
    fn related(&self, finding: &Diagnostic, parent: &str, out: &mut Vec<Shown>) {
        let mut shown = self.primary(finding, self.nested());
        if finding.code != parent {
            shown = shown.code(format!("{}[{}]", finding.level.name(), finding.code));
        }
        // miette itself puts "help:" before these.
        let words =
            [&finding.why, &finding.help].map(|text| clean::paragraphs(text.trim(), self.style.unicode));
        let words = words.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
        shown.help = (!words.is_empty()).then_some(words);
        let elsewhere = std::mem::take(&mut shown.elsewhere);
        out.push(shown);
        out.extend(elsewhere);
        for related in &finding.related {
            self.related(related, finding.code, out);
        }
    }

    /// Cells for a snippet inside another.
    fn nested(&self) -> usize {
        self.width.saturating_sub(8)
    }

    /// Why it matters, and what to do.
    fn advice(&self, finding: &Diagnostic) -> Option<String> {
        let words = |text: &str| clean::paragraphs(text.trim(), self.style.unicode);
        match (words(&finding.why), words(&finding.help)) {
            (why, help) if why.is_empty() && help.is_empty() => None,
            (why, help) if help.is_empty() => Some(why),
            (why, help) if why.is_empty() => Some(format!("help: {help}")),
            (why, help) => Some(format!("{why}\nhelp: {help}")),
        }
    }

    /// The message with the places that can be shown in one snippet; those in
    /// other files, or too far along a long line, become `elsewhere`.
    fn primary(&self, finding: &Diagnostic, width: usize) -> Shown {
        let labels: Vec<&Label> = finding.labels.iter().collect();
        let mut shown = Shown::new(finding.level, self.line(&finding.message));
        let mut rest = self.snippet(&mut shown, &labels, width, true);
        while let Some(first) = rest.first() {
            // The words of the first place head the snippet.
            let message = if first.text.trim().is_empty() { "see also" } else { &first.text };
            let mut other = Shown::new(Level::Advice, self.line(message));
            rest = self.snippet(&mut other, &rest, self.nested(), false);
            shown.elsewhere.push(other);
        }
        shown
    }

    /// Adds a snippet of the first label's file with the labels that can be
    /// seen in it, the first with its words only if `worded`; hands back the
    /// others.
    fn snippet<'l>(
        &self,
        shown: &mut Shown,
        labels: &[&'l Label],
        width: usize,
        worded: bool,
    ) -> Vec<&'l Label> {
        let Some(file) = labels.first().map(|label| label.place.file) else {
            return Vec::new();
        };
        let text = self.run.texts.get(file);
        let words = |index: usize| {
            if index > 0 || worded { self.line(&labels[index].text) } else { String::new() }
        };
        let here: Vec<usize> = (0..labels.len()).filter(|&index| labels[index].place.file == file).collect();
        let marks: Vec<Mark> =
            here.iter().map(|&index| self.mark(labels[index], clean::width(&words(index)))).collect();
        shown.spots = marks.iter().filter_map(|mark| self.spot(text, mark)).collect();
        let excerpt = Excerpt::new(text, &marks, Frame { width, unicode: self.style.unicode });
        let mut seen = Vec::new();
        for (index, mark) in here.into_iter().zip(&marks) {
            let marked = excerpt.marked(text, mark);
            let room = excerpt.room_under(&marked);
            if index > 0 && (!excerpt.shows(mark) || room < mark.words.min(ROOM)) {
                continue;
            }
            let words = clean::wrap(&words(index), room.max(8));
            let words = (!words.is_empty()).then_some(words);
            shown.labels.push(if index == 0 {
                LabeledSpan::new_primary_with_span(words, marked)
            } else {
                LabeledSpan::new_with_span(words, marked)
            });
            seen.push(index);
        }
        shown.excerpt = Some(excerpt);
        (0..labels.len()).filter(|index| !seen.contains(index)).map(|index| labels[index]).collect()
    }

    /// How miette names a place of a packaged file, and how people do.
    fn spot(&self, text: &Text, mark: &Mark) -> Option<(String, String)> {
        // The excerpt shows the words.
        let spot = text.brief_spot(mark.span.start)?;
        let name = self.line(&text.name);
        let position = format!("{name}:{}:{}", mark.position.line, mark.position.column);
        let under = text.heading(mark.span.start).map(|heading| {
            let room = self.width.saturating_sub(clean::width(&name) + clean::width(spot) + 20).max(12);
            let heading = clip(&self.line(heading), room);
            if self.style.unicode {
                format!(", under “{heading}”")
            } else {
                format!(", under \"{heading}\"")
            }
        });
        Some((position, format!("{name}, {spot}{}", under.unwrap_or_default())))
    }

    fn mark(&self, label: &Label, words: usize) -> Mark {
        let place = label.place;
        let length = self.run.texts.get(place.file).content.len();
        let span = Span::new((place.span.start as usize).min(length), (place.span.end as usize).min(length));
        Mark { span, position: self.locator.position(place.file, span.start), words }
    }
}

/// A finding as miette wants it: clean, its places as bytes of an excerpt.
#[derive(Debug)]
struct Shown {
    code: Option<String>,
    level: Level,
    message: String,
    url: Option<String>,
    /// Words for the footer.
    advice: Option<String>,
    /// Words under a nested finding.
    help: Option<String>,
    excerpt: Option<Excerpt>,
    labels: Vec<LabeledSpan>,
    /// How miette names its places, if people would name them otherwise, and how.
    spots: Vec<(String, String)>,
    /// Places that did not fit in the snippet.
    elsewhere: Vec<Shown>,
    related: Vec<Shown>,
}

impl Shown {
    fn new(level: Level, message: String) -> Self {
        Self {
            code: None,
            level,
            message,
            url: None,
            advice: None,
            help: None,
            excerpt: None,
            labels: Vec::new(),
            spots: Vec::new(),
            elsewhere: Vec::new(),
            related: Vec::new(),
        }
    }

    /// Its own spots and those of findings inside it.
    fn all_spots<'a>(&'a self, out: &mut Vec<&'a (String, String)>) {
        out.extend(&self.spots);
        self.related.iter().for_each(|related| related.all_spots(out));
    }

    fn code(mut self, code: String) -> Self {
        self.code = Some(code);
        self
    }
}

/// The first characters of a heading, at most this many.
fn clip(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let kept: String = words.chars().take(most.saturating_sub(3)).collect();
    format!("{}...", kept.trim_end())
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl miette::Diagnostic for Shown {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code.as_ref().map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<Severity> {
        Some(match self.level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Advice | Level::Off => Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn url<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.url.as_ref().map(|url| Box::new(url) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn miette::Diagnostic> + 'a>> {
        Some(Box::new(self.related.iter().map(|shown| shown as &dyn miette::Diagnostic)))
    }
}
