"""A vacancy names its job or the person it seeks in one gender: verkoopster, Directeur adjoint, Einkäufer."""

from collections.abc import Iterator

from accesscheck.checkers.texts import Spot, Text
from accesscheck.text.titles import open_to_all, titles, words_of

_OPENING = 5
"""Among so many first sentences, a short line may be the title of the job; further on, only a heading may."""


def spots(text: Text) -> Iterator[Spot]:
    """The first place of each name, unless the text says that the job is for all, or has the other form as well."""
    found = [
        (passage, title)
        for number, passage in enumerate(text.everything)
        for title in titles(
            passage.plain.text,
            text.language,
            may_be_title=passage.block.kind != "list-item" and (number < _OPENING or passage.block.kind == "heading"),
        )
    ]
    if not found:
        return
    texts = [passage.plain.text for passage in text.everything]
    if text.title:
        texts.append(text.title)
    if any(open_to_all(one) for one in texts):
        return
    words = words_of(texts)
    seen: set[str] = set()
    for passage, title in found:
        if title.key not in seen and not title.others & words:
            seen.add(title.key)
            yield Spot(passage=passage, start=title.start, end=title.end, params={"alternatives": title.alternatives})
