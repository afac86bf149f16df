"""What any report must be: whole in its words, with keys of its own, and links that lead somewhere."""

import re
from collections.abc import Iterator

from accesscheck import standards
from accesscheck.monitoring.reports.blocks import (
    Block,
    Bullets,
    Chart,
    KeyFigures,
    Link,
    Paragraph,
    Section,
    Table,
    Text,
    Words,
    plain,
    walk,
)
from accesscheck.monitoring.reports.gather import Year


def words_of(block: Block) -> Iterator[Words]:
    """Each stretch of words in a block, without those of the blocks in it."""
    match block:
        case Paragraph(words=words):
            yield words
        case Bullets(items=items):
            yield from items
        case KeyFigures(figures=figures):
            yield from ((one.value,) for one in figures)
            yield from ((one.label,) for one in figures)
            yield from (one.comment for one in figures if one.comment)
        case Table():
            yield (block.caption,)
            yield from ((column.title,) for column in block.columns)
            yield from (one.words for line in block.rows for one in line)
            if block.note:
                yield block.note
        case Chart():
            yield from ((one,) for one in (block.title, block.description, block.labels_title, *block.labels))
            yield from ((one.name,) for one in block.series)
        case Section(title=title):
            yield (title,)


def problems(text: Text, year: Year) -> Iterator[str]:
    """What is not as it must be."""
    blocks = list(walk(text.blocks))
    keys = [one.key for one in blocks if isinstance(one, Section | Table | Chart)]
    yield from (f"the key {key} is there twice" for key in set(keys) if keys.count(key) > 1)
    stretches = [*(words for _, words in text.facts), *(words for block in blocks for words in words_of(block))]
    for words in stretches:
        if not plain(words).strip():
            yield f"no words in {words}"
        for one in words:
            if isinstance(one, str) and re.search(r"\{[a-z]\w*\}", one):
                yield f"a place was not filled: {one}"
            if isinstance(one, Link):
                yield from _link_problems(one.address, keys, year)


def _link_problems(address: str, keys: list[str], year: Year) -> Iterator[str]:
    if address.startswith("#"):
        if address[1:] not in keys:
            yield f"nothing to link to: {address}"
        return
    if address.startswith(("https://", "http://")):
        return
    kind, _, key = address.removeprefix("report:").partition("/")
    targets = {
        "entity": {one.key for one in year.entities},
        "domain": set(year.domains),
        "theme": set(standards.themes()),
        "handbook": {"handbook"},
    }
    if key not in targets.get(kind, set()):
        yield f"no such report: {address}"


def table(text: Text, key: str) -> Table:
    """The table of a key."""
    return next(one for one in walk(text.blocks) if isinstance(one, Table) and one.key == key)


def rows(found: Table) -> dict[str, list[str]]:
    """The cells of each row as they are read, by what heads it."""
    return {plain(line[0].words): [plain(one.words) for one in line[1:]] for line in found.rows}


def read(text: Text) -> str:
    """Everything that stands in a report."""
    return "\n".join(plain(words) for block in walk(text.blocks) for words in words_of(block))
