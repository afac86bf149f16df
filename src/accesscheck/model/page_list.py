"""The pages of a product that a crawl found, and those that were chosen to be audited."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

KINDS = (
    "home",
    "login",
    "sitemap",
    "contact",
    "help",
    "legal",
    "search",
    "form",
    "statement",
    "feedback",
    "service",
    "vacancy",
    "news",
    "process",
    "document",
)
"""What a page is for, as far as its address, its title and the links to it tell."""

FEATURES = ("form", "field", "table", "video", "audio", "image", "frame", "map", "dialog", "search", "password")
"""What a page holds that needs checks of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPage:
    """A page or document that a crawl found.

    `kinds` are guesses: see `KINDS`. `features` are what it holds: see `FEATURES`. `template` is equal for pages that
    are built alike; `language` is the one that its markup declares. `status` is that of HTTP, `depth` the links from
    the home page, `size` in bytes, `modified` the date as the server gives it, `found_on` the page with the link.
    """

    address: str
    kinds: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    template: str | None = None
    language: str | None = None
    title: str | None = None
    media_type: str | None = None
    status: int | None = None
    depth: int | None = None
    size: int | None = None
    modified: str | None = None
    found_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenPage:
    """A page of the sample. `part` says which, `reason` why it is in it: a key or a person's words, with `params`."""

    address: str
    part: Literal["structured", "process", "random", "by-hand"]
    reason: str
    params: Mapping[str, str] = field(default_factory=dict)
