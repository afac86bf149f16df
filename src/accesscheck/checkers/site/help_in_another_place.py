"""The way to help stands in another place on one of the pages."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from accesscheck.checkers.sites import Difference
from accesscheck.model.outline import Outline, OutlineLink

_HELP = re.compile(
    r"\b(?:help|hulp|contact|contacteer|contactez|kontakt|aide|assistance|hilfe|support|helpdesk|chat|faq"
    r"|veelgestelde vragen|questions fréquentes|foire aux questions|häufige fragen|frequently asked)\b",
    re.I,
)


def applies(outline: Outline) -> int:
    """Links to help: a person, a form, a chat, a phone, questions and answers."""
    return sum(1 for link in outline.links if is_help(link))


def differences(outlines: Sequence[Outline]) -> Iterator[Difference]:
    """A link to help in another landmark than on most pages that have it (WCAG 3.2.6)."""
    areas: dict[str, Counter[str]] = {}
    for outline in outlines:
        for target, area in {(link.target, link.area) for link in outline.links if is_help(link)}:
            areas.setdefault(target, Counter())[area] += 1
    for number, outline in enumerate(outlines):
        for link in outline.links:
            if not is_help(link):
                continue
            own = {other.area for other in outline.links if other.target == link.target}
            (usual, count), *_ = areas[link.target].most_common(1)
            if usual not in own and count >= 2 and count > areas[link.target][link.area]:
                yield Difference(page=number, link=link, params={"name": link.name})
                break


def is_help(link: OutlineLink) -> bool:
    """Whether a link leads to help, by its words or by what it opens."""
    return link.target.startswith(("tel:", "mailto:")) or bool(_HELP.search(link.name))
