"""The figures of the products of a run, read from the store when they are asked for."""

import gc
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from accesscheck.hookspecs import Store
from accesscheck.model.tally import LevelTally
from accesscheck.monitoring.indicators import ProductYear

FEW = 100
"""So many products are read alone; when more were asked for, all are read at once."""


class Measured(Mapping[str, ProductYear]):
    """The products of a run that were measured, by key: a report of one body need not wait for those of all others."""

    def __init__(self, store: Store, run_id: str) -> None:
        self._store, self._run_id = store, run_id
        self._found: dict[str, ProductYear] = {}
        self._asked: set[str] = set()
        self._whole = False

    def among(self, keys: Collection[str]) -> Mapping[str, ProductYear]:
        """Of these products those that were measured, in the order of their keys."""
        wanted = sorted(keys)
        fresh = [] if self._whole else [key for key in wanted if key not in self._asked]
        if fresh:
            self._asked.update(fresh)
            if len(self._asked) > FEW:
                self._read_all()
            else:
                self._read(fresh)
        return {key: self._found[key] for key in wanted if key in self._found}

    def __getitem__(self, key: str) -> ProductYear:
        return self._read_all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read_all())

    def __len__(self) -> int:
        return len(self._read_all())

    def _read_all(self) -> Mapping[str, ProductYear]:
        if not self._whole:
            self._found.clear()
            self._read(None)
            self._whole = True
        return self._found

    def _read(self, keys: Collection[str] | None) -> None:
        with _nothing_is_garbage():
            levels: dict[str, list[LevelTally]] = defaultdict(list)
            for one in self._store.level_tallies(self._run_id, products=keys):
                levels[one.product].append(one)
            for tally in self._store.product_tallies(self._run_id, products=keys):
                self._found[tally.product] = ProductYear(tally=tally, levels=tuple(levels[tally.product]))


@contextmanager
def _nothing_is_garbage() -> Iterator[None]:
    """Do not look for garbage among the many things that are made now: all of them stay."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()
