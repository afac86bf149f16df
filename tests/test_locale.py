"""The catalogues of the interface: complete, with the placeholders of the code, compiled, and as fresh as the code."""

import gettext
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "src/accesscheck/locale"

each_language = pytest.mark.parametrize("language", ["nl", "fr", "de"])
"""English is the language of the keys."""


def path(language: str, suffix: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"accesscheck.{suffix}"


def read(file: Path, language: str | None = None) -> Catalog:
    with file.open("rb") as po:
        return read_po(po, locale=language)


def forms(text: object) -> tuple[str, ...]:
    """A key or its translation: one string, or one for each plural form."""
    return tuple(text) if isinstance(text, (tuple, list)) else (str(text),)


def keys(catalogue: Catalog) -> set[tuple[str, ...]]:
    return {forms(message.id) for message in catalogue if message.id}


def translated(language: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for message in read(path(language, "po"), language):
        if message.id:
            yield forms(message.id), forms(message.string)


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", text))


@each_language
def test_every_sentence_is_there_and_no_other(language: str) -> None:
    assert keys(read(path(language, "po"), language)) == keys(read(LOCALE / "accesscheck.pot"))


@each_language
def test_every_form_is_translated(language: str) -> None:
    empty = [key for key, said in translated(language) if len(said) != len(key) or not all(map(str.strip, said))]
    assert empty == []


@each_language
def test_nothing_is_fuzzy(language: str) -> None:
    assert [message.id for message in read(path(language, "po"), language) if message.id and message.fuzzy] == []


@each_language
def test_placeholders_are_those_of_the_key(language: str) -> None:
    wrong = [
        (form, translation)
        for key, said in translated(language)
        for form, translation in zip(key, said, strict=True)
        if placeholders(form) != placeholders(translation)
    ]
    assert wrong == []


@each_language
def test_compiled_is_as_fresh_as_its_source(language: str) -> None:
    fresh = io.BytesIO()
    write_mo(fresh, read(path(language, "po"), language))
    fresh.seek(0)
    with path(language, "mo").open("rb") as compiled:
        assert compiled_keys(compiled) == compiled_keys(fresh), "run: make messages"


def compiled_keys(file: IO[bytes]) -> dict[object, str]:
    """What a compiled catalogue says; its header holds the time at which it was written."""
    found: dict[object, str] = vars(gettext.GNUTranslations(file))["_catalog"]
    return {key: said for key, said in found.items() if key != ""}


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(r" [;:?!»]|« ", id="ordinary space"),
        pytest.param(r"[^\u202f][;?!»]|«[^\u202f]", id="no narrow space"),
        pytest.param(r"[^\u00a0]:(?=\s|$)", id="no space before a colon"),
        pytest.param(r"'", id="straight apostrophe"),
    ],
)
def test_french_spaces_and_apostrophes(wrong: str) -> None:
    # The header of a request is written its own way.
    texts = (re.sub(r"(?:Authorization|Nom|\{name\}): ", "", form) for _, said in translated("fr") for form in said)
    assert [text for text in texts if re.search(wrong, text)] == []


def test_template_is_as_fresh_as_the_code() -> None:
    assert keys(read(LOCALE / "accesscheck.pot")) == set(extracted()), "run: make messages"


def extracted() -> Iterator[tuple[str, ...]]:
    """Every sentence of the code, found as the `messages` target of the Makefile finds them."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as configuration:
        methods, options = parse_mapping_cfg(configuration)
    keywords = parse_keywords(re.findall(r" -k (\S+)", (ROOT / "Makefile").read_text(encoding="utf-8")))
    for _, _, message, _, _ in extract_from_dir(ROOT / "src/accesscheck", methods, options, keywords):
        yield forms(message)
