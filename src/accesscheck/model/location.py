"""Where in a document a finding is."""

from dataclasses import dataclass

SNIPPET_LENGTH = 300
"""Longest snippet, in code points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementLocation:
    """An element: a CSS selector, in which `>>>` enters a frame or a shadow root.

    `line` and `column` count from 1 in the source as it was received; None where the element is not in it.
    """

    selector: str
    snippet: str
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLocation:
    """A stretch of `Document.text`: `text[start:end] == quote`. Offsets count code points from 0.

    `selector` is the element that holds it, `page` the page of a PDF counted from 1.
    """

    start: int
    end: int
    quote: str
    selector: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeDocument:
    """The document as a whole."""


Location = ElementLocation | TextLocation | WholeDocument
