"""What all tests found together, whichever process ran them: it travels with their reports."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pytest

from accesscheck import messages
from accesscheck.baselines import Entry
from accesscheck.errors import AccesscheckError
from accesscheck.messages import say_count
from accesscheck.pytest_plugin import snapshots
from accesscheck.pytest_plugin.project import project_of


@dataclass(slots=True, kw_only=True)
class Told:
    """What the calls of a test found: counts by standing and of what is mended, and what is known from now on."""

    snapshot: str
    test: str
    counts: list[dict[str, int]] = field(default_factory=list)
    entries: dict[str, tuple[Entry, ...]] = field(default_factory=dict)

    def handed_over(self) -> dict[str, Any]:
        """All that was told since the last time, in what JSON can hold."""
        told = {
            "snapshot": self.snapshot,
            "test": self.test,
            "counts": self.counts,
            "entries": {name: [asdict(one) for one in entries] for name, entries in self.entries.items()},
        }
        self.counts, self.entries = [], {}
        return told


def told_of(item: pytest.Item) -> Told:
    """What a test found so far: nothing."""
    return Told(snapshot=str(snapshots.path_of(item)), test=snapshots.test_of(item))


class Totals:
    """The sum over a session."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._counts: Counter[str] = Counter()
        self._found: dict[str, dict[str, dict[str, tuple[Entry, ...]]]] = defaultdict(lambda: defaultdict(dict))
        self._broken: set[tuple[str, str]] = set()
        self._written: int | None = None
        self._problems: list[str] = []

    def add(self, told: Mapping[str, Any], *, is_whole: bool) -> None:
        """Add what a report told. `is_whole`: this part of the test came to its end."""
        for counts in told["counts"]:
            self._counts.update(counts)
        snapshot, test = told["snapshot"], told["test"]
        self._found[snapshot][test].update(
            {name: tuple(Entry(**row) for row in rows) for name, rows in told["entries"].items()}
        )
        if not is_whole:
            self._broken.add((snapshot, test))

    def write(self) -> bool:
        """Write what is known now, if that was asked for; False if a file cannot be written."""
        if not self._config.getoption("accesscheck_update"):
            return True
        project = project_of(self._config)
        self._written = 0
        for snapshot, found in self._found.items():
            whole = {test for test in found if (snapshot, test) not in self._broken}
            try:
                self._written += snapshots.save(Path(snapshot), found, whole, depth=project.settings.depth)
            except AccesscheckError as error:
                self._problems.append(messages.error(error, project.language))
        return not self._problems

    def lines(self) -> Iterator[str]:
        """What a person wants to know of the session."""
        if not self._counts["pages"]:
            return
        language = project_of(self._config).language
        yield messages.labelled("accesscheck", " · ".join(self._parts(language)), language)
        if self._written is not None:
            yield say_count(
                language,
                "{count} finding of these tests is known now.",
                "{count} findings of these tests are known now.",
                self._written,
            )
        elif mended := self._counts["mended"]:
            yield say_count(
                language,
                "{count} known finding is mended: run with --accesscheck-update",
                "{count} known findings are mended: run with --accesscheck-update",
                mended,
            )
        yield from self._problems

    def _parts(self, language: str) -> Iterator[str]:
        counts = self._counts
        yield say_count(language, "{count} page checked", "{count} pages checked", counts["pages"])
        yield say_count(
            language, "{count} finding makes a test fail", "{count} findings make a test fail", counts["stops"]
        )
        if counts["reported"]:
            yield say_count(language, "{count} is only shown", "{count} are only shown", counts["reported"])
        if counts["known"]:
            yield say_count(language, "{count} known", "{count} known", counts["known"])
        if counts["waived"]:
            yield say_count(language, "{count} waived", "{count} waived", counts["waived"])
