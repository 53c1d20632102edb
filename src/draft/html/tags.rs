//! The names of elements and attributes that matter to reading, and what each
//! element is: a block, a part of a line, something that no reader sees.

macro_rules! names {
    ($(#[$doc:meta])* $kind:ident: $($variant:ident $name:literal)*) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum $kind { Other, $($variant),* }

        impl $kind {
            /// The one with this name, in lower case.
            pub(super) fn named(name: &[u8]) -> Self {
                $(if name == $name { return Self::$variant; })*
                Self::Other
            }
        }
    };
}

names! {
    /// An element, or a run of text.
    Tag:
    Text b"#text" A b"a" P b"p" Span b"span" Div b"div" Li b"li" I b"i" Em b"em" B b"b" Strong b"strong" Sup b"sup" Sub b"sub"
    Br b"br" Td b"td" Tr b"tr" Th b"th" Cite b"cite" Img b"img" Ul b"ul" Ol b"ol" Dl b"dl" Dt b"dt" Dd b"dd"
    Table b"table" Tbody b"tbody" Thead b"thead" Tfoot b"tfoot" Caption b"caption" Col b"col" Colgroup b"colgroup"
    H1 b"h1" H2 b"h2" H3 b"h3" H4 b"h4" H5 b"h5" H6 b"h6" Blockquote b"blockquote" Pre b"pre" Code b"code"
    Html b"html" Head b"head" Body b"body" Title b"title" Meta b"meta" Link b"link" Script b"script" Style b"style"
    Template b"template" Noscript b"noscript" Article b"article" Main b"main" Section b"section" Nav b"nav"
    Header b"header" Footer b"footer" Aside b"aside" Figure b"figure" Figcaption b"figcaption" Address b"address"
    Hr b"hr" Form b"form" Input b"input" Button b"button" Select b"select" Option b"option" Textarea b"textarea"
    Label b"label" Fieldset b"fieldset" Details b"details" Summary b"summary" Dialog b"dialog" Menu b"menu"
    Small b"small" Font b"font" U b"u" Dfn b"dfn" Var b"var" Abbr b"abbr" Time b"time" Q b"q" Del b"del" Rt b"rt" Rp b"rp"
    Tt b"tt" Kbd b"kbd" Samp b"samp" Math b"math" Annotation b"annotation" Svg b"svg" Iframe b"iframe" Object b"object" Canvas b"canvas"
    Audio b"audio" Video b"video" Area b"area" Base b"base" Embed b"embed" Source b"source" Track b"track" Wbr b"wbr"
    Center b"center" Hgroup b"hgroup" Search b"search" Dir b"dir" Listing b"listing" Map b"map"
}

names! {
    /// An attribute that is kept.
    Attr:
    Id b"id" Lang b"lang" XmlLang b"xml:lang" Name b"name" Href b"href" Class b"class" Role b"role" EpubType b"epub:type" Rel b"rel" Hidden b"hidden"
    Style b"style" AriaHidden b"aria-hidden" AriaLabel b"aria-label" VersionUrl b"data-versionurl"
    OriginalUrl b"data-originalurl" Content b"content" Property b"property" Itemprop b"itemprop" Start b"start"
    Value b"value" For b"for"
}

impl Tag {
    /// How many there are.
    pub(super) const COUNT: usize = Tag::Map as usize + 1;

    /// It has no end tag and holds nothing.
    pub(super) fn is_void(self) -> bool {
        use Tag::*;
        matches!(self, Br | Img | Hr | Meta | Link | Input | Col | Area | Base | Embed | Source | Track | Wbr)
    }

    /// It stands on lines of its own.
    pub(super) fn is_block(self) -> bool {
        use Tag::*;
        matches!(
            self,
            P | Div
                | Li
                | Td
                | Tr
                | Th
                | Ul
                | Ol
                | Dl
                | Dt
                | Dd
                | Table
                | Tbody
                | Thead
                | Tfoot
                | Caption
                | H1
                | H2
                | H3
                | H4
                | H5
                | H6
                | Blockquote
                | Pre
                | Html
                | Head
                | Body
                | Article
                | Main
                | Section
                | Nav
                | Header
                | Footer
                | Aside
                | Figure
                | Figcaption
                | Address
                | Hr
                | Form
                | Fieldset
                | Details
                | Summary
                | Dialog
                | Menu
                | Center
                | Hgroup
                | Search
                | Dir
                | Listing
                | Title
                | Colgroup
        )
    }

    /// Its start ends a paragraph that is open, as HTML says.
    pub(super) fn ends_paragraph(self) -> bool {
        use Tag::*;
        self.is_block()
            && !matches!(self, Td | Tr | Th | Tbody | Thead | Tfoot | Caption | Html | Head | Body | Title)
    }

    /// Nothing outside of it is ended by what stands in it.
    pub(super) fn is_scope(self) -> bool {
        use Tag::*;
        matches!(self, Html | Body | Table | Td | Th | Caption | Object | Template | Button | Svg | Math)
    }

    /// Its words are none that a reader of the text meets, notes in it neither.
    pub(super) fn is_unread(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Script
                | Style
                | Template
                | Noscript
                | Iframe
                | Object
                | Svg
                | Canvas
                | Audio
                | Video
                | Select
                | Option
                | Textarea
                | Button
                | Input
                | Rt
                | Rp
                | Annotation
                | Dialog
                | Embed
                | Map
                | Del
        )
    }

    /// A heading's level, 1 to 6.
    pub(super) fn heading(self) -> Option<u8> {
        use Tag::*;
        Some(match self {
            H1 => 1,
            H2 => 2,
            H3 => 3,
            H4 => 4,
            H5 => 5,
            H6 => 6,
            _ => return None,
        })
    }
}
