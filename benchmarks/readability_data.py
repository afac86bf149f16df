"""The rows that reading levels are measured on, their features, and the measures of agreement."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from accesscheck.text.measures import measure, measure_word
from accesscheck.text.reading_level import sentences_of

Row = dict[str, Any]
CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
FOLDS = 5


def read(folder: Path, name: str) -> list[Row]:
    lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    licence: str
    rows: list[Row]
    names: tuple[str, ...]
    features: np.ndarray
    labels: np.ndarray
    cefr: np.ndarray | None
    """Levels from 1 to 6, where every row has one."""

    def pairs(self, kept: np.ndarray) -> list[tuple[int, int]]:
        """Places of the harder and the easier side, within a group."""
        groups: dict[str, list[int]] = defaultdict(list)
        for place, row in enumerate(self.rows):
            if kept[place]:
                groups[row["group"]].append(place)
        found = [(one, other) for places in groups.values() for one in places for other in places]
        return [(one, other) for one, other in found if self.labels[one] > self.labels[other]]


def table(rows: Sequence[Row]) -> Table:
    kept = [row for row in rows if sentences_of(row["text"], row["lang"])]
    features = [_features(row) for row in kept]
    names = tuple(features[0])
    levels = [row["cefr"] for row in kept]
    return Table(
        name=kept[0]["set"],
        licence=" / ".join(sorted({row["licence"] for row in kept})),
        rows=kept,
        names=names,
        features=np.array([[one[name] for name in names] for one in features]),
        labels=np.array([float(row["label"]) for row in kept]),
        cefr=np.array([CEFR.index(level) + 1 for level in levels]) if all(levels) else None,
    )


def _features(row: Row) -> Mapping[str, float]:
    if row["unit"] == "word":
        return measure_word(row["text"], row["lang"])
    return measure(sentences_of(row["text"], row["lang"]), row["lang"])


def folds(rows: Sequence[Row]) -> np.ndarray:
    """The fold of each row: rows of one group are in one fold."""
    return np.array([int(hashlib.sha256(f"f{row['group']}".encode()).hexdigest(), 16) % FOLDS for row in rows])


def level_of(values: np.ndarray, levels: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """Levels of the asked values, with the borders that agree best with the levels of the others.

    They begin where the shares of the levels are kept, and are moved one by one as long as that helps.
    """
    known = np.unique(levels)
    shares = np.cumsum([np.mean(levels == level) for level in known])[:-1]
    borders = np.quantile(values, shares)
    step = values.std() / 20
    best = quadratic_kappa(levels, known[np.searchsorted(borders, values)])
    for _ in range(12):
        before = best
        for place in range(len(borders)):
            for moved in (-step, step):
                tried = borders.copy()
                tried[place] += moved
                if np.all(np.diff(tried) > 0):
                    kappa = quadratic_kappa(levels, known[np.searchsorted(tried, values)])
                    if kappa > best:
                        best, borders = kappa, tried
        if best == before:
            break
    return known[np.searchsorted(borders, asked)]


def spearman(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.corrcoef(_ranks(one), _ranks(other))[0, 1])


def _ranks(values: np.ndarray) -> np.ndarray:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return (ends - (counts - 1) / 2)[place]


def pairs_right(one: Table, values: np.ndarray) -> float:
    """Share of pairs of which the harder side is told to be harder; half for a draw."""
    pairs = one.pairs(np.ones(len(one.rows), bool))
    return float(
        np.mean([(values[hard] > values[easy]) + 0.5 * (values[hard] == values[easy]) for hard, easy in pairs])
    )


def quadratic_kappa(levels: np.ndarray, told: np.ndarray) -> float:
    """Agreement of levels, weighted by the square of the distance (Cohen 1968)."""
    size = int(max(levels.max(), told.max())) + 1
    seen = np.zeros((size, size))
    np.add.at(seen, (levels.astype(int), told.astype(int)), 1)
    weights = np.subtract.outer(np.arange(size), np.arange(size)) ** 2
    chance = np.outer(seen.sum(1), seen.sum(0)) / seen.sum()
    return float(1 - (weights * seen).sum() / (weights * chance).sum())
