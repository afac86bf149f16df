"""Themes that a year is also reported by, such as images or forms: which rules belong to each."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from accesscheck import standards


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A group of barriers. `titles` and `abouts` are by language; `rules` are patterns of ids.

    With `doubts`, what a person must judge counts as well; `indicator` is the key of the one that says most of it.
    """

    key: str
    titles: Mapping[str, str]
    abouts: Mapping[str, str]
    criteria: frozenset[str]
    rules: tuple[str, ...]
    grounds: frozenset[str]
    doubts: bool
    indicator: str | None

    def names(self, rule_id: str) -> bool:
        """Whether it names a rule by its id."""
        return any(fnmatchcase(rule_id, pattern) for pattern in self.rules)


@functools.cache
def themes() -> Mapping[str, Theme]:
    """Every theme by key, in the order of reports."""
    return {
        key: Theme(
            key=key,
            titles=row["title"],
            abouts=row["about"],
            criteria=frozenset(row.get("criteria", ())),
            rules=tuple(row.get("rules", ())),
            grounds=frozenset(row.get("grounds", ())),
            doubts=row.get("doubts") == "yes",
            indicator=row.get("indicator"),
        )
        for key, row in standards.themes().items()
    }


@functools.cache
def of_rule(rule_id: str, ground: str | None, criteria: tuple[str, ...]) -> tuple[Theme, ...]:
    """The themes of a rule: those that name it, else those of its ground, else those of its criteria."""
    every = themes().values()
    named = tuple(one for one in every if one.names(rule_id))
    if named or ground is None:
        return named or tuple(one for one in every if one.criteria.intersection(criteria))
    return tuple(one for one in every if ground in one.grounds)
