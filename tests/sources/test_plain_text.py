"""Plain text -> paragraphs, list items and headings."""

import itertools
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accesscheck.model.target import Target
from accesscheck.sources.plain_text import document, text_blocks
from accesscheck.sources.source_error import SourceError

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def blocks_of(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in text_blocks(text)]


CUT = "Wij zoeken een medewerker die onze inwoners graag helpt en die\nook in het weekend kan werken."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Een zin.", [("paragraph", "Een zin.")], id="one line"),
        pytest.param("Een zin.\n\nNog een.", [("paragraph", "Een zin."), ("paragraph", "Nog een.")], id="empty line"),
        pytest.param(CUT, [("paragraph", CUT)], id="a line that was cut in mid-sentence"),
        pytest.param(
            "Een zin die af is.\nen nog een.",
            [("paragraph", "Een zin die af is."), ("paragraph", "en nog een.")],
            id="a line that ends",
        ),
        pytest.param("Kort\nwoord", [("paragraph", "Kort"), ("paragraph", "woord")], id="a short line was not cut"),
        pytest.param("- een\n- twee", [("list-item", "een"), ("list-item", "twee")], id="dashes"),
        pytest.param(
            "• een\n● twee\n\uf0b7 drie\n✓ vier",
            [("list-item", word) for word in "een twee drie vier".split()],
            id="other bullets",
        ),
        pytest.param(
            "1. een\n2) twee\n(3) drie\na) vier",
            [("list-item", word) for word in "een twee drie vier".split()],
            id="numbers and letters",
        ),
        pytest.param("-5 graden", [("paragraph", "-5 graden")], id="a minus is no bullet"),
        pytest.param("3.50 euro", [("paragraph", "3.50 euro")], id="a decimal is no number in a list"),
        pytest.param("-", [("paragraph", "-")], id="a bullet without a text"),
        pytest.param(
            "Wij bieden:\n- loon", [("heading", "Wij bieden:"), ("list-item", "loon")], id="heading and colon"
        ),
        pytest.param(
            "Wie ben jij?\nJe helpt graag.",
            [("heading", "Wie ben jij?"), ("paragraph", "Je helpt graag.")],
            id="a question as a heading",
        ),
        pytest.param(
            "Je taken\n\nJe helpt de inwoners.",
            [("heading", "Je taken"), ("paragraph", "Je helpt de inwoners.")],
            id="a short line that stands alone",
        ),
        pytest.param("Groeten\n\n", [("paragraph", "Groeten")], id="nothing follows: no heading"),
        pytest.param("  Een zin.  \n", [("paragraph", "Een zin.")], id="spaces around"),
        pytest.param(
            "Een.\r\n\r\nTwee.\rDrie.",
            [("paragraph", word) for word in ("Een.", "Twee.", "Drie.")],
            id="line ends of all systems",
        ),
        pytest.param(
            "Een.\fTwee.\u2028Drie.",
            [("paragraph", word) for word in ("Een.", "Twee.", "Drie.")],
            id="page and line separators",
        ),
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\t\n\u00a0", [], id="white space"),
    ],
)
def test_blocks(text: str, expected: list[tuple[str, str]]) -> None:
    assert blocks_of(text) == expected


def test_blocks_of_a_page_know_it() -> None:
    (block,) = text_blocks("Een zin.", page=3, offset=10)
    assert (block.start, block.end, block.page) == (10, 18, 3)


LINES = st.sampled_from(
    ["- ", "• ", "1. ", "\n", "\r\n", "\u2028", " ", "\t", "woord ", "Zin.", "Kop:", "x" * 50, "\u00ad"]
)


@given(st.lists(LINES | st.text(max_size=4), max_size=30).map("".join))
def test_blocks_are_in_order_and_hold_the_words(text: str) -> None:
    blocks = text_blocks(text)
    assert all(0 <= block.start < block.end <= len(text) for block in blocks)
    assert all(first.end <= second.start for first, second in itertools.pairwise(blocks))
    assert all(text[block.start : block.end] == text[block.start : block.end].strip() for block in blocks)
    kept = "".join(text[block.start : block.end] for block in blocks)
    assert sum(kept.count(letter) for letter in "wZKx") == sum(text.count(letter) for letter in "wZKx")


def made(content: bytes, **options: str) -> object:
    return document(target=Target(address="a.txt"), address="a.txt", content=content, fetched_at=NOW, **options)  # type: ignore[arg-type]


def test_the_text_is_left_as_it_is() -> None:
    text = "\n  Wij zoeken\u00a0een medewerker voor het loket van de gemeente.\r\n\r\n- kom langs \n"
    found = made(text.encode())
    assert found.text == text  # type: ignore[attr-defined]
    assert found.html is None  # type: ignore[attr-defined]
    assert found.language == "nl"  # type: ignore[attr-defined]
    assert found.title == "Wij zoeken\u00a0een medewerker voor het loket van de gemeente."  # type: ignore[attr-defined]


@pytest.mark.parametrize("content", [b"", b" \n\t", "\u00a0".encode()])
def test_an_empty_text_is_refused(content: bytes) -> None:
    with pytest.raises(SourceError) as error:
        made(content)
    assert error.value.note.key == "empty"


def test_a_guessed_encoding_is_noted() -> None:
    found = made("één".encode("cp1252"), declared_charset="utf-8")
    assert [note.key for note in found.notes] == ["encoding-guessed", "language-unknown"]  # type: ignore[attr-defined]
