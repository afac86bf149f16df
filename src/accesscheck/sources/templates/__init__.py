"""Template files -> Document: markup in which expressions are marked, so that rules read what is certain.

Jinja, Django, Twig, Vue, JSX and TSX. Lines stay those of the source, and so do columns but where an end tag had to be
put in.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import PurePath

from accesscheck.model.document import Document, Note
from accesscheck.model.target import Target
from accesscheck.model.template import Template
from accesscheck.sources import markup
from accesscheck.sources.decoding import decode
from accesscheck.sources.source_error import SourceError
from accesscheck.sources.templates import braces, jsx, vue
from accesscheck.sources.templates.marks import prepared
from accesscheck.sources.templates.reading import Dialect, read

BRACES = "text/html+jinja"
"""Jinja, Django and Twig: what they write in braces is alike."""
VUE = "text/html+vue"
JSX = "text/jsx"

MEDIA_TYPES = (BRACES, VUE, JSX)

BY_ENDING = {
    ".jinja": BRACES,
    ".jinja2": BRACES,
    ".j2": BRACES,
    ".twig": BRACES,
    ".vue": VUE,
    ".jsx": JSX,
    ".tsx": JSX,
}

_OF_PAGES = frozenset({"", ".html", ".htm", ".xhtml"})

_DIALECTS: Mapping[str, tuple[Callable[[str], str], Dialect]] = {
    BRACES: (braces.masked, Dialect()),
    VUE: (vue.masked, Dialect(closes_itself=True, root_inherits=True)),
    JSX: (jsx.masked, Dialect(closes_itself=True)),
}

_SIGN = re.compile(
    r"<(/?)(script|style|pre|code|samp|kbd|textarea|xmp)(?=[\s/>])|<!--|-->|\{%[-+~]?\s*\w[^\n{}]{0,500}%\}|\{\{[^\n{}]{1,500}\}\}",
    re.I,
)


def makes_page(path: PurePath) -> bool:
    """Whether a file is a template of a page by its name: `nginx.conf.j2` is one of something else."""
    ending = path.suffix.lower()
    return ending in BY_ENDING and (BY_ENDING[ending] != BRACES or PurePath(path.stem).suffix.lower() in _OF_PAGES)


def looks_like_template(content: bytes) -> bool:
    """Whether an HTML file is a template: tags or expressions in braces stand in its markup, not in its code."""
    if b"{%" not in content and b"{{" not in content:
        return False
    text = decode(content, markup=True)[0]
    inside = ""
    for sign in _SIGN.finditer(text):
        tag = (sign[2] or "").lower()
        if inside:
            if (tag == inside and sign[1]) or (sign[0] == "-->" and inside == "<!--"):
                inside = ""
        elif tag and not sign[1]:
            inside = tag
        elif sign[0] == "<!--":
            inside = "<!--"
        elif sign[0].startswith("{"):
            return True
    return False


def masked(source: str, media_type: str) -> tuple[str, Template]:
    """The markup of a template that can be parsed, and what of it is not known."""
    mask, dialect = _DIALECTS[media_type]
    return read(mask(prepared(source)), source, dialect)


def document(
    *, target: Target, address: str, content: bytes, media_type: str, fetched_at: datetime, language: str | None = None
) -> Document:
    """The document of a template. SourceError if it is empty or no text."""
    source, guessed = decode(content, markup=media_type != JSX)
    if not source.strip():
        raise SourceError("empty")
    html, template = masked(source, media_type)
    notes = (
        Note(key="template-static"),
        *((Note(key="encoding-guessed", params={"encoding": guessed}),) if guessed else ()),
    )
    return markup.document(
        target=target, address=address, content=content, html=html, source=html, media_type=media_type,
        fetched_at=fetched_at, language=language, notes=notes, template=template,
    )  # fmt: skip
