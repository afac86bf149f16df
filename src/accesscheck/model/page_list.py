"""The pages of a product that a crawl found, and those that were chosen to be audited."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPage:
    """A page or document that a crawl found.

    `kinds` are guesses: home, contact, login, search, form, statement, vacancy, document ... `status` is that of HTTP,
    `depth` the links from the home page, `size` in bytes, `modified` the date as the server gives it, `found_on` the
    page with the link.
    """

    address: str
    kinds: tuple[str, ...] = ()
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
