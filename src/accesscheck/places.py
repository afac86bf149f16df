"""Line and column of elements in the source as it was received.

An element is found again by its tag and attributes and its place among equal ones. The start tags of the source are
read with one regular expression, by the tokenization rules of the HTML standard; where it and the tree do not agree on
how many equal ones there are, there is no line (docs/decisions/0006-lines-from-one-expression.md).
"""

import functools
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from typing import Any

from selectolax.lexbor import LexborNode as Node

Place = tuple[int, int]
_Signature = tuple[tuple[str, str | None], ...]

_NAME = r"[^\t\n\f\r />][^\t\n\f\r />=]*+"
_VALUE = r"""(?:"([^"]*+)"|'([^']*+)'|([^\t\n\f\r >"'][^\t\n\f\r >]*+)|(?=>))"""
_EQUALS = r"[\t\n\f\r ]*+=[\t\n\f\r ]*+"
# Groups of values are of no use where a whole tag is matched. Where a quote is never closed, neither the value nor the
# name before it matches, so that the tag has no end.
_NO_VALUE = _VALUE.replace("([", "(?:[")
_ATTRIBUTES = rf"(?:[\t\n\f\r /]++|{_NAME}(?:{_EQUALS}{_NO_VALUE}|(?!{_EQUALS})))*+"
_TOKEN = re.compile(
    r"<(?:"
    # Comments, and what is taken for one. End tags are passed by.
    r"!--(?:-?>|.*?(?:--!?>|\Z))|!\[CDATA\[.*?(?:\]\]>|\Z)|(?:[!?]|/(?![a-z]))[^>]*+>?"
    # What is in these is text.
    rf"|(script|style|textarea|title|iframe|xmp|noembed|noframes)(?=[\t\n\f\r />])({_ATTRIBUTES})>"
    r".*?(?:(?=</\1[\t\n\f\r />])|\Z)"
    rf"|([a-z][^\t\n\f\r />]*+)({_ATTRIBUTES})(>?)"
    r")",
    re.S | re.I | re.A,
)
_ATTRIBUTE = re.compile(rf"({_NAME})(?:{_EQUALS}{_VALUE})?+")


class Places:
    """Lines and columns of the elements of a tree that was parsed from a source."""

    def __init__(self, source: str, elements: Mapping[str, Sequence[Node]]) -> None:
        self._source = source
        self._elements = elements
        self._tags: dict[str, list[tuple[int, str]]] | None = None
        self._places: dict[str, dict[int, int]] = {}

    def of(self, node: Node) -> Place | None:
        """Line and column of an element, from 1. None where the parser added or dropped elements like it (tbody)."""
        tag = node.tag or ""
        if tag not in self._places:
            self._places[tag] = self._of_tag(tag)
        start = self._places[tag].get(node.mem_id)
        if start is None:
            return None
        line = bisect_right(self._lines, start)
        return line, start - self._lines[line - 1] + 1

    @functools.cached_property
    def _lines(self) -> list[int]:
        """Where each line begins."""
        return [0, *(match.end() for match in re.finditer("\n", self._source))]

    def _of_tag(self, tag: str) -> dict[int, int]:
        """Where each element of a tag begins in the source."""
        if self._tags is None:
            self._tags = _start_tags(self._source)
        starts: dict[_Signature, list[int]] = defaultdict(list)
        for start, attributes in self._tags.get(tag.lower(), ()):
            starts[_signature(_read(attributes))].append(start)
        nodes: dict[_Signature, list[Node]] = defaultdict(list)
        for node in self._elements.get(tag, ()):
            nodes[_signature(node.attributes.items())].append(node)
        found: dict[int, int] = {}
        for signature, equal in nodes.items():
            if len(equal) == len(starts.get(signature, ())):
                found.update(zip((node.mem_id for node in equal), starts[signature], strict=True))
        return found


def _start_tags(source: str) -> dict[str, list[tuple[int, str]]]:
    """Where each start tag begins, and its attributes as they are written, by name of the tag."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for match in _TOKEN.finditer(source):
        if match[3]:
            if not match[5]:
                break  # A tag without an end swallows the rest of the page.
            found[match[3].lower()].append((match.start(), match[4]))
        elif match[1]:
            found[match[1].lower()].append((match.start(), match[2]))
    return found


def _read(attributes: str) -> Iterable[tuple[str, str | None]]:
    for name, *values in _ATTRIBUTE.findall(attributes):
        value = "".join(values)
        yield name, unescape(value) if "&" in value else value


def _signature(attributes: Iterable[tuple[str, Any]]) -> _Signature:
    first: dict[str, str | None] = {}
    for name, value in attributes:
        first.setdefault(name.lower(), value or None)
    return tuple(sorted(first.items()))
