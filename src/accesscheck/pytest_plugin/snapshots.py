"""The known findings of tests: a baseline for each test module, in the folder `__accesscheck__` beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from accesscheck import baselines
from accesscheck.baselines import Baseline, Entry
from accesscheck.errors import N_, OptionError

FOLDER = "__accesscheck__"


def path_of(item: pytest.Item) -> Path:
    """The file of a test's module."""
    return item.path.parent / FOLDER / f"{item.path.stem}.json"


def test_of(item: pytest.Item) -> str:
    """What a test is called there: its classes and its name, with its parameters."""
    return "::".join(node.name for node in item.listchain() if isinstance(node, pytest.Class | pytest.Item))


def call_of(test: str, label: str) -> str:
    """What a call is called there."""
    return f"{test} ({label})" if label else test


def load(path: Path) -> Baseline:
    """What is known; nothing without a file. OptionError if the file is not one of ours."""
    if not path.exists():
        return Baseline(pages={})
    try:
        return baselines.load(path)
    except OptionError:
        raise OptionError(
            N_("{path}: these known findings cannot be read. Delete the file, and run with --accesscheck-update."),
            path=str(path),
        ) from None


def save(path: Path, found: Mapping[str, Mapping[str, Iterable[Entry]]], whole: set[str], *, depth: str) -> int:
    """Write what tests found, by test and call; how many findings of theirs are known now.

    What other tests found stays. Of a test that is `whole` nothing stays but what it found now.
    """
    before = load(path)
    made = {name: tuple(entries) for calls in found.values() for name, entries in calls.items()}
    kept = {name: entries for name, entries in before.pages.items() if not any(_is_of(name, test) for test in whole)}
    pages = {name: entries for name, entries in {**kept, **made}.items() if entries}
    if pages:
        baselines.save(path, replace(before, pages=pages, depth=depth))
    else:
        path.unlink(missing_ok=True)
    return Baseline(pages=made).count


def _is_of(name: str, test: str) -> bool:
    return name == test or name.startswith(f"{test} (")
