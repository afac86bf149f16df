"""Pages of one site have the same title."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from accesscheck.checkers.sites import Difference
from accesscheck.model.outline import Outline


def applies(outline: Outline) -> int:
    """A page with a title."""
    return 1 if outline.title else 0


def differences(outlines: Sequence[Outline]) -> Iterator[Difference]:
    """Each page whose title another page has too."""
    by_title: dict[str, list[int]] = defaultdict(list)
    for number, outline in enumerate(outlines):
        if outline.title:
            by_title[outline.title.casefold()].append(number)
    for numbers in by_title.values():
        if len(numbers) > 1:
            for number in numbers:
                title = outlines[number].title or ""
                yield Difference(page=number, params={"title": title[:80], "count": len(numbers)})
