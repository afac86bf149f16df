"""What differs by language, made for a language when it is first asked for: most processes read one of the four."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

_Source = TypeVar("_Source")
_Made = TypeVar("_Made")


class ByLanguage(Mapping[str, _Made], Generic[_Source, _Made]):
    """By language what `make` makes of its source, once. KeyError for a language without a source."""

    __slots__ = ("_made", "_make", "_sources")

    def __init__(self, sources: Mapping[str, _Source], make: Callable[[_Source], _Made]) -> None:
        self._sources = sources
        self._make = make
        self._made: dict[str, _Made] = {}

    def __getitem__(self, language: str) -> _Made:
        try:
            return self._made[language]
        except KeyError:
            made = self._made[language] = self._make(self._sources[language])
            return made

    def __contains__(self, language: object) -> bool:
        return language in self._sources

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


def patterns(flags: int = 0, /, **sources: str) -> ByLanguage[str, re.Pattern[str]]:
    """By language its regular expression: to compile those of all languages takes long."""
    return ByLanguage(sources, lambda source: re.compile(source, flags))
