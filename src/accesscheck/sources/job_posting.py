"""The vacancy that a page describes to search engines: schema.org JobPosting in JSON-LD."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from accesscheck.dom import Dom, Node, parse
from accesscheck.model.document import Block, Document
from accesscheck.model.target import Target
from accesscheck.sources.extract import extract

_OWN_NAME = re.compile(r"(?:^|[/:#])JobPosting$")
"""Its type, which may be written in full (http://schema.org/JobPosting) or with a prefix (schema:JobPosting)."""

LONGEST = 200_000
"""A description is read to this length, in code points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPosting:
    """The text of a vacancy: its title and description. Its blocks all point to the script element."""

    text: str
    blocks: tuple[Block, ...]


def find(dom: Dom) -> JobPosting | None:
    """The first JobPosting of a page; None if there is none with a description."""
    for script in dom.select('script[type="application/ld+json"]'):
        try:
            data = json.loads(script.text(deep=True), strict=False)
        except (ValueError, RecursionError):
            continue  # Broken JSON-LD is the site's, and no barrier.
        for posting in _postings(data, depth=0):
            description = posting.get("description")
            if isinstance(description, str) and description.strip():
                return _read(dom, script, str(posting.get("title") or ""), description)
    return None


def _postings(data: Any, *, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(data, list):
        for item in data[:100]:
            yield from _postings(item, depth=depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type")
        if any(_OWN_NAME.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield data
        for key in ("@graph", "mainEntity", "itemListElement", "item"):
            if key in data:
                yield from _postings(data[key], depth=depth + 1)


def _read(dom: Dom, script: Node, title: str, description: str) -> JobPosting:
    description = description[:LONGEST]
    markup = description if "<" in description else html.unescape(description)
    if "<" not in markup:
        markup = "".join(f"<p>{html.escape(line)}</p>" for line in markup.splitlines())
    heading = f"<h1>{html.escape(title)}</h1>" if title else ""
    inner = Document(
        target=Target(address=""),
        address="",
        media_type="text/html",
        fetched_at=datetime.fromtimestamp(0, UTC),
        sha256="",
        html=f"<body>{heading}{markup}</body>",
    )
    text, blocks = extract(parse(inner))
    selector = dom.selector(script)
    placed = tuple(
        Block(
            kind=block.kind,
            start=block.start,
            end=block.end,
            level=block.level,
            selector=selector,
            quoted=block.quoted,
        )
        for block in blocks
    )
    return JobPosting(text=text, blocks=placed)
