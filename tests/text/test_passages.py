"""The sentences that a document says in its own words."""

from datetime import UTC, datetime

import pytest

from accesscheck.model.document import Block, Document
from accesscheck.model.target import Target
from accesscheck.text.passages import passages


def said(text: str, *quoted: str, kind: str = "paragraph") -> list[str]:
    """The sentences of a text of one block, in which some words are those of another."""
    spans = tuple((text.index(one), text.index(one) + len(one)) for one in quoted)
    document = Document(
        target=Target(address=""),
        address="",
        media_type="text/html",
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        sha256="",
        text=text,
        blocks=(Block(kind=kind, start=0, end=len(text), quoted=spans),),  # type: ignore[arg-type]
        language="nl",
    )
    found = passages(document)
    assert [len(one.plain.text) for one in found] == [one.end - one.start for one in found]
    return [" ".join(one.words) for one in found]


@pytest.mark.parametrize(
    ("text", "quoted", "expected"),
    [
        pytest.param("Schrijf dit. Niet dat.", (), ["Schrijf dit", "Niet dat"], id="all its own"),
        pytest.param("Schrijf niet jong hier. Niet dat.", ("jong",), ["Schrijf niet hier", "Niet dat"], id="a word"),
        pytest.param("Niet jong en fris.", ("jong", "fris"), ["Niet en"], id="two"),
        pytest.param("Zeg: kom. Nu gaan. Dan dat.", ("kom. Nu gaan",), ["Zeg", "", "Dan dat"], id="over sentences"),
        pytest.param("Kom nu.", ("Kom nu.",), [""], id="all of another"),
    ],
)
def test_the_words_of_another_are_left_out(text: str, quoted: tuple[str, ...], expected: list[str]) -> None:
    assert said(text, *quoted) == expected


@pytest.mark.parametrize("kind", ["quote", "code"])
def test_blocks_of_another_are_left_out(kind: str) -> None:
    assert said("Kom nu.", kind=kind) == []
