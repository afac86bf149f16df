"""A link that pages repeat has another name on one of them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from accesscheck.checkers.sites import Difference
from accesscheck.model.outline import Outline, OutlineLink

IN_ONE_LANGUAGE = True


def applies(outline: Outline) -> int:
    """Links in landmarks."""
    return len(outline.links)


def differences(outlines: Sequence[Outline]) -> Iterator[Difference]:
    """Links to a target that most pages call otherwise, in the same landmark.

    A page that has several links to the target, such as a logo and “Home”, says nothing of what it is called.
    """
    names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    alone = [_alone(outline) for outline in outlines]
    for links in alone:
        for link in links:
            names[link.area, link.target][link.name.casefold()] += 1
    for number, links in enumerate(alone):
        for link in links:
            (usual, count), *_ = names[link.area, link.target].most_common(1)
            own = link.name.casefold()
            if own != usual and count > names[link.area, link.target][own] and count >= 2:
                shown = _as_written(outlines, link, usual)
                yield Difference(page=number, link=link, params={"name": link.name, "usual": shown})


def _alone(outline: Outline) -> list[OutlineLink]:
    counted = Counter((link.area, link.target) for link in outline.links)
    return [link for link in outline.links if counted[link.area, link.target] == 1]


def _as_written(outlines: Sequence[Outline], like: OutlineLink, name: str) -> str:
    return next(
        link.name
        for outline in outlines
        for link in outline.links
        if link.name.casefold() == name and (link.area, link.target) == (like.area, like.target)
    )
