"""The title of the page says nothing of what the page is about."""

import re
from collections.abc import Iterator, Mapping

from accesscheck.dom import Dom, Node
from accesscheck.roles import self_and_ancestors
from accesscheck.text.filler import filler
from accesscheck.text.overlap import content_words, folded, is_latin, shared

# A title with these at its end is a file's; one that begins with an address, or with a program's name, a default.
_FILE = re.compile(r"[\w() %.~+-]*\w\.(?:html?|xhtml|php\d?|aspx?|jsp|cfm|pdf|docx?|odt|xlsx?|pptx?|indd)\Z", re.I)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z", re.I)
_FROM_PROGRAM = re.compile(r"microsoft (?:word|powerpoint|excel) - ", re.I)

_BORDER = re.compile(r"\s+[-–—:·•/]+\s+|\s*[|»›«‹]+\s*")
_FEWEST_WORDS = 5
_READ = ("nl", "fr", "en", "de")


def candidates(dom: Dom) -> Iterator[Node]:
    """The title of an HTML document, which is the first, if it has text."""
    if dom.root is not None and dom.root.tag == "html":
        yield from (title for title in _titles(dom)[:1] if _text(title))


def verdict(title: Node, dom: Dom, words: Mapping[str, frozenset[str]]) -> bool | None:
    """Whether it can be a title of this page, as far as its words and those of the page tell."""
    text = _text(title)
    if _FILE.match(text) or _ADDRESS.match(text) or _FROM_PROGRAM.match(text):
        return False
    if kind := filler(text, words):
        return False if kind == "certain" else None
    language = dom.document.language
    if language not in _READ or not is_latin(text):
        return True
    if _fits(text, dom):
        return None if _is_only_the_end_of_the_heading(text, dom) else True
    others = (_text(other) for other in _titles(dom)[1:])
    if not _shares_any(text, dom) and any(_fits(other, dom) for other in others if other):
        return False
    return None


def params(title: Node, dom: Dom) -> dict[str, str]:
    """The title."""
    text = _text(title)
    return {"title": text if len(text) <= 60 else f"{text[:59].rstrip()}…"}


def _titles(dom: Dom) -> list[Node]:
    return [title for title in dom.select("title") if not _is_of_svg(title)]


def _is_of_svg(title: Node) -> bool:
    tags = (ancestor.tag for ancestor in self_and_ancestors(title))
    return next((tag for tag in tags if tag in ("svg", "foreignObject")), None) == "svg"


def _text(title: Node) -> str:
    return " ".join(title.text().split())


def _fits(text: str, dom: Dom) -> bool:
    """Whether half of the words of the title, or of a part of it, stand in the page; true of a page of few words."""
    language = dom.document.language
    parts = [content_words(part, language) for part in (*_BORDER.split(text), text)]
    return any(_enough(part, folded(dom.document.text)) for part in parts if part) or _fits_the_whole(parts, dom)


def _fits_the_whole(parts: list[tuple[str, ...]], dom: Dom) -> bool:
    """The same, with what stands around the main part, and with alternatives of images."""
    whole = _whole(dom)
    if len(content_words(whole, dom.document.language)) < _FEWEST_WORDS or not is_latin(whole):
        return True
    judged = [part for part in parts if part]
    return not judged or any(_enough(part, folded(whole)) for part in judged)


def _enough(words: tuple[str, ...], text: str) -> bool:
    return 2 * sum(1 for _ in shared(words, text)) >= len(words)


def _shares_any(text: str, dom: Dom) -> bool:
    return any(shared(content_words(text, dom.document.language), folded(_whole(dom))))


def _whole(dom: Dom) -> str:
    body = next(dom.select("body"), None)
    return "" if body is None else dom.text(body)


def _is_only_the_end_of_the_heading(text: str, dom: Dom) -> bool:
    """Whether the only h1 says two things more before the words of the title, which then name the site at best."""
    headings = [heading for heading in dom.shown("h1") if dom.text(heading)]
    if len(headings) != 1 or _BORDER.search(text):
        return False
    heading, title = folded(dom.text(headings[0])), folded(text)
    before = heading.removesuffix(title)
    return len(before) < len(heading) and len(content_words(before, dom.document.language)) >= 2 and before[-1:] == " "
