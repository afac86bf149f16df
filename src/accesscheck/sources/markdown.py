"""Markdown: made into HTML, then read as HTML is."""

import re
from datetime import datetime

from accesscheck.model.document import Document, Note
from accesscheck.model.target import Target
from accesscheck.sources import markup
from accesscheck.sources.decoding import decode
from accesscheck.sources.source_error import SourceError

_FRONT_MATTER = re.compile(r"\A---\s*\n.*?\n(?:---|\.\.\.)\s*\n", re.S)


def document(
    *, target: Target, address: str, content: bytes, fetched_at: datetime, language: str | None = None
) -> Document:
    """The document of a Markdown text. SourceError if it is empty or no text."""
    from markdown_it import MarkdownIt

    text, guessed = decode(content)
    if not text.strip():
        raise SourceError("empty")
    body = _FRONT_MATTER.sub("", text, count=1)
    html = MarkdownIt("commonmark").enable("table").render(body)
    notes = (Note(key="encoding-guessed", params={"encoding": guessed}),) if guessed else ()
    return markup.document(
        target=target,
        address=address,
        content=content,
        html=f"<body>{html}</body>",
        media_type="text/markdown",
        fetched_at=fetched_at,
        language=language,
        notes=notes,
        default_profile="text",
    )
