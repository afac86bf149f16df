"""Products drawn by lot, so that each level, policy domain and group of services has its share.

A quota is a share by largest remainder, with one for each stratum if that is possible. Each turn takes the product
whose strata lack most of their quotas; between equals the lot decides. At the end, single products are swapped where
that fills a quota.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple, get_args

from accesscheck.errors import N_
from accesscheck.messages import say
from accesscheck.model.product import Product
from accesscheck.monitoring import columns
from accesscheck.monitoring.problems import Remark
from accesscheck.monitoring.sizes import Method, Settings

Dimension = Literal["level", "domain", "cluster"]
Past = Literal["new", "before", "last"]
"""When a product was monitored: never, before the period before this one, or in that period."""

DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)

TITLES: Mapping[str, str] = {
    "simplified": N_("simplified"),
    "in-depth": N_("in-depth"),
    "app": N_("app"),
    "level": N_("level"),
    "domain": N_("policy domain"),
    "cluster": N_("group of services"),
}
"""What methods and dimensions are called."""

_NOT_FILLED_IN = N_("not filled in")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """How many products of one stratum there are, should be in the sample, and are in it.

    A product of a body with two groups of services counts in both.
    """

    method: Method
    dimension: Dimension
    stratum: str
    available: int
    wanted: int
    drawn: int

    @property
    def met(self) -> bool:
        """Whether the sample has what it should have of this stratum."""
        return self.drawn >= self.wanted

    def title(self, language: str) -> str:
        """What the stratum is called."""
        return stratum(self.dimension, self.stratum, language)

    def sentence(self, language: str) -> str:
        """How far it is met."""
        return say(
            language,
            N_("{method}, {dimension} “{stratum}”: {drawn} in the sample, {wanted} wanted, {available} to draw from."),
            method=say(language, TITLES[self.method]),
            dimension=say(language, TITLES[self.dimension]),
            stratum=self.title(language),
            wanted=self.wanted,
            drawn=self.drawn,
            available=self.available,
        )


def stratum(dimension: Dimension, key: str, language: str) -> str:
    """What a stratum is called; a policy domain as its government writes it."""
    if not key:
        return say(language, _NOT_FILLED_IN)
    match dimension:
        case "level":
            return columns.title("levels", key, language)
        case "cluster":
            return columns.title("clusters", key, language)
        case "domain":
            return key


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a product is in the sample, or out of it.

    `quota`: it fills the `quotas` named; `recurring`: the same, among what was monitored before; `lot`: no quota asked
    for it; `all`: every product is in the sample; `by-hand`: a person gave the reason in `text`.
    """

    key: Literal["quota", "recurring", "lot", "all", "by-hand"]
    quotas: tuple[Dimension, ...] = ()
    text: str = ""

    def sentence(self, language: str) -> str:
        """It, in a language of the interface; the reason of a person as it was given."""
        filled = ", ".join(say(language, TITLES[one]) for one in self.quotas)
        match self.key:
            case "by-hand":
                return self.text
            case "all":
                return say(language, N_("Every product is in the sample."))
            case "lot":
                return say(language, N_("Drawn by lot from all that were left."))
            case "recurring" if not filled:
                return say(language, N_("Drawn by lot from products that were monitored before."))
            case "recurring":
                return say(
                    language,
                    N_("Drawn by lot from products that were monitored before. It counts for: {quotas}."),
                    quotas=filled,
                )
            case "quota":
                return say(language, N_("Drawn by lot. It counts for: {quotas}."), quotas=filled)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product that may be drawn: its strata by dimension, and its lot from 0 to 1."""

    product: Product
    strata: Mapping[Dimension, tuple[str, ...]]
    past: Past
    lot: float

    @property
    def cell(self) -> "Cell":
        """What it shares with others, between which the lot decides."""
        return Cell(tuple(self.strata[dimension] for dimension in DIMENSIONS), self.past)


class Cell(NamedTuple):
    """The strata by dimension of products, and when they were last monitored."""

    strata: tuple[tuple[str, ...], ...]
    past: Past


def shares(sizes: Mapping[str, int], total: int) -> dict[str, int]:
    """`total` parted over strata by their sizes: largest remainder, and one for each stratum if that is possible.

    No stratum gets more than it has. ValueError if there are fewer than `total`.
    """
    whole = sum(sizes.values())
    if total > whole:
        raise ValueError(f"{total} of {whole}")
    exact = {name: Fraction(total * size, whole) if whole else Fraction(0) for name, size in sizes.items()}
    parts = {name: math.floor(value) for name, value in exact.items()}
    by_rest = sorted(sizes, key=lambda name: (parts[name] - exact[name], -sizes[name], name))
    for name in by_rest[: total - sum(parts.values())]:
        parts[name] += 1
    if len(sizes) <= total:
        for name in sorted(name for name, part in parts.items() if part == 0):
            parts[max(parts, key=lambda one: (parts[one], one))] -= 1
            parts[name] = 1
    return parts


def remark(method: Method, message: str, dimension: Dimension | None = None, **params: str) -> Remark:
    """Something worth telling about the sample of a method."""
    words = {"method": TITLES[method]} | ({"dimension": TITLES[dimension]} if dimension else {})
    return Remark(message=message, params=params, words=words)


class Lottery:
    """The draw of one method: what each stratum should have, and what it has by now."""

    def __init__(
        self,
        frame: Sequence[Candidate],
        size: int,
        taken: Iterable[Candidate],
        recurring: Settings | None,
    ) -> None:
        self._sizes: dict[Dimension, Counter[str]] = {
            dimension: Counter(stratum for one in frame for stratum in one.strata[dimension])
            for dimension in DIMENSIONS
        }
        self._quotas = {name: shares(counts, min(size, len(frame))) for name, counts in self._sizes.items()}
        self._drawn: dict[Dimension, Counter[str]] = {dimension: Counter() for dimension in DIMENSIONS}
        self._lacks = {
            name: {stratum: float(quota > 0) for stratum, quota in quotas.items()}
            for name, quotas in self._quotas.items()
        }
        self._past: Counter[str] = Counter()
        self._count = 0
        self._before = math.ceil(recurring.before * size) if recurring else 0
        self._fresh = math.ceil(recurring.fresh * size) if recurring else 0
        self._most_last = size - self._fresh
        for one in taken:
            self._note(one)

    def draw(self, candidates: Iterable[Candidate], count: int) -> list[tuple[Candidate, Reason]]:
        """So many of the candidates, each with its reason; fewer if there are not so many."""
        cells: dict[Cell, list[Candidate]] = defaultdict(list)
        for one in sorted(candidates, key=lambda one: (-one.lot, one.product.key)):
            cells[one.cell].append(one)
        left = sum(map(len, cells.values()))
        count = max(0, min(count, left))
        recurring = self._before - self._past["before"] - self._past["last"]
        drawn: list[tuple[Candidate, Reason]] = []
        for number in range(count):
            among = self._among(cells, recurring=number < recurring)
            cell = max(among, key=lambda cell: (self._need(cell), -cells[cell][-1].lot))
            candidate = cells[cell].pop()
            if not cells[cell]:
                del cells[cell]
            reason = Reason(key="all") if count == left else self._reason(candidate, recurring=number < recurring)
            self._note(candidate)
            drawn.append((candidate, reason))
        self._swap(drawn, cells)
        return drawn

    def _among(self, cells: Mapping[Cell, list[Candidate]], *, recurring: bool) -> list[Cell]:
        """The cells to draw from next. A rule that no cell can meet does not hold: the number goes before."""
        among = list(cells)
        if self._fresh and self._past["last"] >= self._most_last:
            among = [cell for cell in among if cell.past != "last"] or among
        if recurring:
            among = [cell for cell in among if cell.past != "new"] or among
        return among

    def _need(self, cell: Cell) -> tuple[float, float]:
        """How much the strata of a cell still lack, and how much too much they have, as shares of their quotas."""
        lacks = [
            max(map(self._lacks[dimension].__getitem__, strata))
            for dimension, strata in zip(DIMENSIONS, cell.strata, strict=True)
        ]
        return sum(lack for lack in lacks if lack > 0), sum(lack for lack in lacks if lack < 0)

    def _swap(self, drawn: list[tuple[Candidate, Reason]], cells: Mapping[Cell, list[Candidate]]) -> None:
        """Put a product of each stratum that lacks one in the place of another, where that makes the sample better.

        Both were last monitored at the same time, so the rule on products that come back holds as before.
        """
        for dimension, name in self._unmet():
            places = {one.cell: place for place, (one, _) in enumerate(drawn)}
            swaps = [
                (self._worse(out, cell), -rest[-1].lot, place, cell)
                for cell, rest in cells.items()
                if rest and name in cell.strata[DIMENSIONS.index(dimension)]
                for out, place in places.items()
                if out.past == cell.past
            ]
            worse, _, place, cell = min(swaps, key=lambda swap: swap[:3], default=(0, 0.0, 0, None))
            if cell is None or worse >= 0:
                continue
            out, comes = drawn[place][0], cells[cell].pop()
            self._note(out, by=-1)
            drawn[place] = comes, self._reason(comes, recurring=drawn[place][1].key == "recurring")
            self._note(comes)

    def _unmet(self) -> list[tuple[Dimension, str]]:
        """Strata that lack products, those that have none first."""
        short = [
            (self._drawn[dimension][name] > 0, dimension, name)
            for dimension, quotas in self._quotas.items()
            for name, quota in quotas.items()
            if self._drawn[dimension][name] < quota
        ]
        return [(dimension, name) for _, dimension, name in sorted(short)]

    def _worse(self, out: Cell, comes: Cell) -> int:
        """How much worse the sample becomes by a swap: a product that a stratum lacks, and more for one without any."""
        change = 0
        for dimension, gone, new in zip(DIMENSIONS, out.strata, comes.strata, strict=True):
            for name in set(gone) ^ set(new):
                quota, have = self._quotas[dimension].get(name, 0), self._drawn[dimension][name]
                after = have + (1 if name in new else -1)
                change += max(0, quota - after) - max(0, quota - have)
                change += 2 * ((quota > 0 and after == 0) - (quota > 0 and have == 0))
        return change

    def _reason(self, one: Candidate, *, recurring: bool) -> Reason:
        fills = tuple(
            dimension
            for dimension, strata in one.strata.items()
            if any(self._lacks[dimension][stratum] > 0 for stratum in strata)
        )
        if recurring and one.past != "new":
            return Reason(key="recurring", quotas=fills)
        return Reason(key="quota", quotas=fills) if fills else Reason(key="lot")

    def _note(self, one: Candidate, by: int = 1) -> None:
        self._count += by
        self._past[one.past] += by
        for dimension, strata in one.strata.items():
            for stratum in strata:
                self._drawn[dimension][stratum] += by
                quota = self._quotas[dimension].get(stratum, 0)
                self._lacks[dimension][stratum] = (quota - self._drawn[dimension][stratum]) / max(1, quota)

    def quotas(self, method: Method) -> Iterator[Quota]:
        """What each stratum should have and has."""
        for dimension, counts in self._sizes.items():
            for name, available in sorted(counts.items()):
                yield Quota(
                    method=method,
                    dimension=dimension,
                    stratum=name,
                    available=available,
                    wanted=self._quotas[dimension][name],
                    drawn=self._drawn[dimension][name],
                )

    def remarks(self, method: Method) -> Iterator[Remark]:
        """What the rule on products that come back asks for and did not get."""
        again = self._past["before"] + self._past["last"]
        if again < self._before:
            yield remark(
                method,
                N_("{method}: at least {wanted} should have been monitored before; {drawn} were."),
                wanted=str(self._before),
                drawn=str(again),
            )
        fresh = self._count - self._past["last"]
        if self._count and fresh < self._fresh:
            yield remark(
                method,
                N_("{method}: at least {wanted} should not have been monitored last year; {drawn} were not."),
                wanted=str(self._fresh),
                drawn=str(fresh),
            )
