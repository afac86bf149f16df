"""A public body that is monitored."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Level = Literal["state", "regional", "local", "public-law-body"]
"""Administrative levels of Implementing Decision (EU) 2018/1524."""

Cluster = Literal[
    "social-protection",
    "health",
    "transport",
    "education",
    "employment-taxes",
    "environment",
    "recreation-culture",
    "housing-community",
    "public-order-safety",
]
"""Groups of public services of the same Decision."""

NAME_LANGUAGES = ("nl", "fr", "en", "de")


def named(names: Mapping[str, str], language: str) -> str:
    """The name in a language, else in the first language that there is a name in; empty without any."""
    return next((names[one] for one in (language, *NAME_LANGUAGES) if names.get(one)), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """What was true of a body in a span of years.

    A body that changes has a row for each span, with the same `key`: one moves to another `domain` by a second row
    with a later `valid_from`. `key` is its OVO code, or another key that does not change; `names` has at least one
    language; `domain` is the policy domain, as its government writes it; `parent` is the key of the body that it
    belongs to. `valid_from` and `valid_to` are the first and the last year, None where there is none. `successors`
    follow after `valid_to`: one that it merged into, or several that it was split into.
    """

    key: str
    names: Mapping[str, str]
    level: Level | None = None
    domain: str = ""
    clusters: tuple[Cluster, ...] = ()
    contact_name: str = ""
    contact_email: str = ""
    parent: str | None = None
    valid_from: int | None = None
    valid_to: int | None = None
    successors: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """Its name in a language of the interface, else in another one."""
        return named(self.names, language) or self.key

    def valid_in(self, year: int) -> bool:
        """Whether this row holds in a year."""
        return (self.valid_from or year) <= year <= (self.valid_to or year)
