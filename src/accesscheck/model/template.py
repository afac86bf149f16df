"""A template: the source that pages are made of, and what of it cannot be known before they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field

UNKNOWN = "\u25a2"
"""Stands in the markup and the text of a template where an expression makes the words: ▢."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What is not known of an element.

    `attributes`: it may have more of them; `values`: names of those whose value an expression makes; `contents`: an
    expression or a component makes some of what stands in it; `conditions`: parts of it may be left out or repeated;
    `component`: it stands in a component, which may put anything around it.
    """

    attributes: bool = False
    values: frozenset[str] = frozenset()
    contents: bool = False
    conditions: bool = False
    component: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What a document keeps of the template that it is. Offsets count code points in `source` from 0.

    `source` is the template as received. `elements` gives, by where a start tag begins, where the tag and the whole
    element end; `doubts`, by the same, what is not known of it. `insertions` are what the markup has and the source
    does not, such as the end tag of `<Icon />`: where it comes, and how long it is. It never holds a line break.
    """

    source: str
    elements: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    doubts: Mapping[int, Doubt] = field(default_factory=dict)
    insertions: tuple[tuple[int, int], ...] = ()
