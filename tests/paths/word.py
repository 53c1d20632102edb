#!/usr/bin/env python3
"""What a word processor does in the editor's path: makes a draft, and answers a comment. Python's own library is enough.

    word.py make FILE                              a draft with a footnote and sentences without one (.docx or .odt)
    word.py answer FILE WORDS NAME DAY [ANSWER]    resolves the comment that says WORDS, with this answer
"""
import re
import sys
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
EX = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
FIRST = "The city planted 4,200 limes along its avenues in 2019"
SOURCE = "Ilse Varga, Limes and Avenues (Graz: Leaf Press, 2020), 44."
REST = ["Watering took 38% of the budget in 2021.", "Leaks lost 12% of the water in 2022.", "Shade rose by 7% in 2023."]


def write(path, parts):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            stored = name == "mimetype"
            archive.writestr(name, text, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)


def lead(number, kind, part):
    return f'<Relationship Id="r{number}" Type="{kind}" Target="{part}"/>'


def over(part, kind):
    return f'<Override PartName="/word/{part}.xml" ContentType="{WORD}.{kind}+xml"/>'


def docx():
    run = lambda words: f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
    para = lambda inner: f"<w:p>{inner}</w:p>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = para(run(FIRST) + note + run(".")) + "".join(para(run(words)) for words in REST)
    return {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{over("document", "document.main")}{over("footnotes", "footnotes")}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELS}">{lead(1, OFFICE + "/officeDocument", "word/document.xml")}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELS}">{lead(1, OFFICE + "/footnotes", "footnotes.xml")}</Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{para("<w:r><w:footnoteRef/></w:r>" + run(" " + SOURCE))}</w:footnote></w:footnotes>',
    }


def odt():
    names = "".join(f' xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "text"))
    note = f'<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>{SOURCE}</text:p></text:note-body></text:note>'
    body = f"<text:p>{FIRST}{note}.</text:p>" + "".join(f"<text:p>{words}</text:p>" for words in REST)
    manifest = f'<m:manifest xmlns:m="{ODF}manifest:1.0"><m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/><m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": manifest,
        "content.xml": f'<office:document-content{names} office:version="1.3"><office:body><office:text>{body}</office:text></office:body></office:document-content>',
    }


def around(text, words, tag):
    """Where the element begins and ends that holds these words."""
    at = text.index(words)
    return text.rindex(f"<{tag} ", 0, at), text.index(f"</{tag}>", at) + len(tag) + 3


def in_word(parts, words, name, day, answer):
    w14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    comments = parts["word/comments.xml"]
    start, end = around(comments, words, "w:comment")
    number = re.search(r'w:id="(\d+)"', comments[start:end]).group(1)
    reply = max(int(each) for each in re.findall(r'<w:comment w:id="(\d+)"', comments)) + 1
    ours, theirs = f"{1000 + int(number):08X}", f"{2000 + reply:08X}"
    head, tail = comments[start:end].rsplit("<w:p>", 1)
    comments = comments[:start] + f'{head}<w:p {w14} w14:paraId="{ours}">{tail}' + comments[end:]
    rows = f'<w15:commentEx w15:paraId="{ours}" w15:done="1"/>'
    if answer:
        rows += f'<w15:commentEx w15:paraId="{theirs}" w15:paraIdParent="{ours}" w15:done="1"/>'
        comments = comments.replace("</w:comments>", (
            f'<w:comment w:id="{reply}" w:author="{escape(name)}" w:date="{day}T09:00:00Z"><w:p {w14} w14:paraId="{theirs}">'
            f"<w:r><w:t>{escape(answer)}</w:t></w:r></w:p></w:comment></w:comments>"))
        text, mark = parts["word/document.xml"], '<w:comment{} w:id="{}"/>'
        begin, stop = mark.format("RangeStart", number), mark.format("RangeEnd", number)
        refer = f"<w:r>{mark.format('Reference', number)}</w:r>"
        for old, new in ((begin, "RangeStart"), (refer, "")):
            assert text.count(old) == 1, old
            more = mark.format(new, reply) if new else mark.format("RangeEnd", reply) + f"<w:r>{mark.format('Reference', reply)}</w:r>"
            text = text.replace(old, old + more)
        assert stop in text
        parts["word/document.xml"] = text
    parts["word/comments.xml"] = comments
    table = "word/commentsExtended.xml"
    if table not in parts:
        parts[table] = '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"></w15:commentsEx>'
        rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
        parts[rels] = parts[rels].replace("</Relationships>", lead("Ex", EX, "commentsExtended.xml") + "</Relationships>")
        parts[types] = parts[types].replace("</Types>", over("commentsExtended", "commentsExtended") + "</Types>")
    parts[table] = parts[table].replace("</w15:commentsEx>", rows + "</w15:commentsEx>")


def in_odt(parts, words, name, day, answer):
    loext = 'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    text = parts["content.xml"]
    start, end = around(text, words, "office:annotation")
    ours = re.search(r'office:name="([^"]+)"', text[start:end]).group(1)
    tag = "<office:annotation "
    text = text[:start] + tag + f'{loext} loext:resolved="true" ' + text[start + len(tag):]
    if answer:
        stop = re.search(rf'<office:annotation-end[^>]* office:name="{re.escape(ours)}"/>', text)
        dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
        reply = (
            f'{tag}{loext} office:name="answer-{ours}" loext:parent-name="{ours}"><dc:creator {dc}>{escape(name)}</dc:creator>'
            f"<dc:date {dc}>{day}T09:00:00</dc:date><text:p>{escape(answer)}</text:p></office:annotation>")
        text = text[:stop.end()] + reply + text[stop.end():]
    parts["content.xml"] = text


def main():
    what, path = sys.argv[1:3]
    if what == "make":
        return write(path, docx() if path.endswith(".docx") else odt())
    words, name, day = sys.argv[3:6]
    answer = sys.argv[6] if len(sys.argv) > 6 else ""
    with zipfile.ZipFile(path) as archive:
        # A word processor drops what is not part of the document, our comment behind it too.
        parts = {each: re.sub(r"<!--claimlint.*?-->", "", archive.read(each).decode("utf-8")) for each in archive.namelist()}
    (in_word if path.endswith(".docx") else in_odt)(parts, words, name, day, answer)
    write(path, parts)


main()
