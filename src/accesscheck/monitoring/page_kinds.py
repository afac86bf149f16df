"""What a page is for, as its address, its title, its heading and the links to it tell.

Its names are compared as a whole, or as the words that a short name begins or ends with: a page about contact lenses is
not the contact page, and neither is a news item about it. The words are data: rules/standards/page-kinds.yml.
"""

import fnmatch
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from accesscheck import standards
from accesscheck.model.page_list import KINDS
from accesscheck.model.rule import LANGUAGES
from accesscheck.monitoring.columns import even
from accesscheck.monitoring.steps import step_of

_OF_THE_SITE = ("login", "sitemap", "contact", "help", "legal", "search", "statement", "feedback")
"""Kinds of which a site has one page or a few; no news item or vacancy is one."""

_FOLDED = ("login", "help", "search")
"""Those of which all pages in a folder of that name are."""

_SHORT = 8
"""Words of a name that may hold others than those of its kind. A longer one is a sentence about something else."""

_FOLDERS = 4
"""Names of folders and page in the address of a page of the whole site, at most."""

_HTML = ("text/html", "application/xhtml+xml")
_ENDING = re.compile(r"\.(?:s?html?|php\d?|aspx?|jspx?|jsf|do|cgi|cfm|page)$", re.IGNORECASE)
_APOSTROPHES = re.compile("['’]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PARTS = re.compile(r"\s+[|\-–—·•»«/]+\s+|\s*[|»«]\s*|\s*::\s*|:\s+")
_LANGUAGE = re.compile(rf"(?:{'|'.join(LANGUAGES)})(?:[-_][a-z]{{2}})?", re.IGNORECASE)

Name = tuple[str, ...]
"""A name in the form in which it is compared: words without capitals, accents, signs and small words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a crawl knows of a page. `headings` in their order; `link_texts`: of the links to it, each time.

    `home`: it is where the product begins; `job_posting`: its data say that it is a vacancy.
    """

    address: str
    home: bool = False
    title: str | None = None
    headings: tuple[str, ...] = ()
    link_texts: tuple[str, ...] = ()
    media_type: str | None = None
    features: tuple[str, ...] = ()
    job_posting: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    """The names of a kind: whole, at the beginning or the end of a longer one, and of the folder above it."""

    whole: frozenset[Name]
    inside: frozenset[Name]
    folder: frozenset[Name]


@dataclass(frozen=True, slots=True, kw_only=True)
class _PageNames:
    """What a page is called: in its path, with `own` the last of it; in its title; over its text; and by links."""

    path: Sequence[Name]
    own: Sequence[Name]
    title: Sequence[Name]
    heading: Name
    links: Sequence[Name]


def kinds_of(facts: PageFacts) -> tuple[str, ...]:
    """Guesses of what a page is for, in the order of `model.page_list.KINDS`; empty if nothing tells."""
    if is_document(facts.address, facts.media_type):
        return ("document",)
    if facts.media_type is not None and _plain_type(facts.media_type) not in _HTML:
        return ()
    found = frozenset(_found(facts))
    return tuple(kind for kind in KINDS if kind in found)


def is_document(address: str, media_type: str | None) -> bool:
    """Whether it is a file to download and read, by its media type, else by its suffix."""
    facts = standards.page_kinds()["documents"]
    if media_type is not None:
        plain = _plain_type(media_type)
        if any(fnmatch.fnmatchcase(plain, pattern) for pattern in facts["media_types"]):
            return True
        if plain != "application/octet-stream":
            return False
    return urlsplit(address).path.lower().rpartition(".")[2] in facts["suffixes"]


def is_paging(address: str) -> bool:
    """Whether an address is a further page of a list: /news/page/2, ?page=2."""
    words = frozenset(standards.page_kinds()["paging"])
    parts = urlsplit(address)
    if any(name in words and value.isdigit() for name, value in parse_qsl(parts.query)):
        return True
    segments = [one for one in parts.path.lower().split("/") if one]
    return any(_paged(before, one, words) for before, one in zip(["", *segments], segments, strict=False))


def type_of_service(address: str) -> str | None:
    """The folder of services that a service is in, else its own name; None if its address does not tell."""
    names = _segments(address)
    folder = _folder(names, _kinds()["service"])
    return " ".join(names[folder + 1]) if folder is not None and folder + 1 < len(names) else None


def _found(facts: PageFacts) -> Iterator[str]:
    names = _names_of(facts)
    if facts.home or _of_language(facts.address):
        yield "home"
    folders = {kind: _folder(names.path, words) for kind, words in _kinds().items()}
    told = {kind for kind, words in _kinds().items() if _told(names, words)}
    if facts.job_posting or _is_vacancy(facts.address, names, folders["vacancy"]):
        yield "vacancy"
    elif folders["news"] is not None or "news" in told:
        yield "news"
    else:
        near = len(names.path) <= _FOLDERS
        yield from (
            kind for kind in _OF_THE_SITE if kind in told or (near and kind in _FOLDED and folders[kind] is not None)
        )
        if folders["service"] is not None:
            yield "service"
        if {"form", "contact", "feedback"} & told and "form" in facts.features:
            yield "form"
    if _queried(facts):
        yield "search"
    if step_of(facts.address, facts.title) is not None:
        yield "process"


def _names_of(facts: PageFacts) -> _PageNames:
    path = _segments(facts.address)
    links = [name for name in map(_name, facts.link_texts) if name and name not in _vague()]
    return _PageNames(
        path=path,
        own=[*path[-1:], *_routed(facts.address)] if len(path) <= _FOLDERS else [],
        title=_title_parts(facts.title),
        heading=_name(facts.headings[0]) if facts.headings else (),
        links=links,
    )


def _told(names: _PageNames, words: _Words) -> bool:
    """Whether a name of the page, or most links to it, say that it is of this kind."""
    if any(_says(name, words) for name in names.own):
        return True
    # More than half of the links that say something: one link to a part of a page is not enough.
    if 2 * sum(name in words.whole for name in names.links) > len(names.links):
        return True
    if names.title and _says(names.title[0], words):
        return True
    # A heading alone may be that of a box on every page; so the title must agree.
    return _says(names.heading, words) and (not names.title or any(_says(part, words) for part in names.title))


def _says(name: Name, words: _Words) -> bool:
    if not name or name in words.whole:
        return bool(name)
    return len(name) <= _SHORT and any(
        name[:length] in words.inside or name[-length:] in words.inside for length in range(1, len(name) + 1)
    )


def _is_vacancy(address: str, names: _PageNames, folder: int | None) -> bool:
    """Whether it is the text of one vacancy: not their list, and not a page on how to apply."""
    if is_paging(address):
        return False
    if folder is not None:
        return names.path[-1] not in _about_vacancies()
    if not names.title or _folder(names.path, _kinds()["news"]) is not None:
        return False
    title = names.title[0]
    return any(title[: len(name)] == name for name in _kinds()["vacancy"].inside)


def _folder(names: Sequence[Name], words: _Words) -> int | None:
    """The place of the folder of this name that the address lies in."""
    return next((place for place, name in enumerate(names[:-1]) if name in words.folder), None)


def _queried(facts: PageFacts) -> bool:
    """A query at the root of a site is a search: /?s=bus."""
    parts = urlsplit(facts.address)
    asked = {name.lower() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    return not facts.home and not _segments(facts.address) and bool(asked & set(standards.page_kinds()["queries"]))


def language_in(address: str) -> str | None:
    """The language that an address begins with, as BCP 47 has it: de-BE for /de_be/kontakt."""
    first = next(iter(_raw_segments(address)), "")
    if _LANGUAGE.fullmatch(first) is None:
        return None
    language, _, region = first.replace("_", "-").partition("-")
    return f"{language.lower()}-{region.upper()}" if region else language.lower()


def _of_language(address: str) -> bool:
    """Whether it is the first page of a language: /fr, /de-be/index.html."""
    own = [one for one in _raw_segments(address) if _name(one) not in _index_names()]
    return not urlsplit(address).query and len(own) == 1 and language_in(address) is not None


def _raw_segments(address: str) -> list[str]:
    return [_ENDING.sub("", unquote(one)) for one in urlsplit(address).path.split("/") if one]


def _segments(address: str) -> list[Name]:
    """The names in a path: without the language before them, and an index after them."""
    raw = _raw_segments(address)
    if raw and _LANGUAGE.fullmatch(raw[0]):
        raw = raw[1:]
    names = [_name(_CAMEL.sub(" ", one)) for one in raw]
    if names and names[-1] in _index_names():
        names.pop()
    return names


def _routed(address: str) -> list[Name]:
    """The name of the page in a query: ?page=contact."""
    routing = standards.page_kinds()["routing"]
    return [_name(value) for name, value in parse_qsl(urlsplit(address).query) if name.lower() in routing]


def _title_parts(title: str | None) -> list[Name]:
    """The parts of a title, that of the page first: “Contact | Waterdam”."""
    return [name for name in map(_name, _PARTS.split(title or "")) if name]


def _name(text: str) -> Name:
    words = even(_APOSTROPHES.sub(" ", text)).split()
    rest = tuple(word for word in words if word not in _fillers())
    return rest or tuple(words)


def _plain_type(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()


def _paged(before: str, segment: str, words: frozenset[str]) -> bool:
    if segment.isdigit():
        return before in words
    name, _, number = segment.replace("-", "_").rpartition("_")
    return name in words and number.isdigit()


@functools.cache
def _fillers() -> frozenset[str]:
    return frozenset(standards.page_kinds()["fillers"])


def _names(texts: Sequence[str]) -> frozenset[Name]:
    return frozenset(map(_name, texts))


@functools.cache
def _vague() -> frozenset[Name]:
    return _names(standards.page_kinds()["vague"])


@functools.cache
def _index_names() -> frozenset[Name]:
    return _names(standards.page_kinds()["index"])


@functools.cache
def _about_vacancies() -> frozenset[Name]:
    return _names(standards.page_kinds()["about_vacancies"])


@functools.cache
def _kinds() -> Mapping[str, _Words]:
    """The words of each kind, of all languages: a page in one may have an address in another."""

    def of(rows: Mapping[str, Mapping[str, Sequence[str]]], form: str) -> frozenset[Name]:
        return frozenset(name for row in rows.values() for name in _names(row.get(form, ())))

    return {
        kind: _Words(of(rows, "whole"), of(rows, "inside"), of(rows, "folder"))
        for kind, rows in standards.page_kinds()["kinds"].items()
    }
