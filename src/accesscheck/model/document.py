"""One page or text, as it was seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from accesscheck.model.target import Target
from accesscheck.model.template import Template

LanguageSource = Literal["declared", "detected", "given"]

BlockKind = Literal["heading", "paragraph", "list-item", "table-cell", "caption", "quote", "code"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the text that stands on its own: no sentence crosses its border.

    `start` and `end` count code points in `Document.text`; `level` is that of a heading; `selector` is the
    element, `page` the page of a PDF. A quote holds the words of another; so do the stretches that `quoted` gives
    within a block, by start and end. `language` is set where the markup says that it differs from the document's.
    """

    kind: BlockKind
    start: int
    end: int
    level: int | None = None
    selector: str | None = None
    page: int | None = None
    language: str | None = None
    quoted: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something about a page that the reader must know; `messages.note` gives its sentence.

    `key` is a row of that table, `params` what the sentence is filled with.
    """

    key: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class Document:
    """What checkers read. It compares by identity; its parsed DOM is cached in `dom`, never here.

    `address` is the final one; `sha256` is of the bytes as received; `source` is them decoded, if markup;
    `html` is the markup to check: the rendered page if a browser opened it, else the source, None for a text
    without markup; `text` is the main content and `blocks` divide it; `language` is a BCP 47 primary subtag of
    the text; `profiles` are the kinds of rule that fit; `probes` holds what was measured while a page was open,
    by name of the probe; `template` is what is known of a template, None of everything else: its `html` and `source`
    are both the markup with its expressions marked.
    """

    target: Target
    address: str
    media_type: str
    fetched_at: datetime
    sha256: str
    title: str | None = None
    source: str | None = None
    html: str | None = None
    text: str = ""
    blocks: tuple[Block, ...] = ()
    language: str | None = None
    language_source: LanguageSource | None = None
    profiles: tuple[str, ...] = ("web-page",)
    probes: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    template: Template | None = None
