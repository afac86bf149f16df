"""The sample of a year: which products are monitored, by which method, and why these.

A draw depends on the seed and the keys of the products alone: each product has its own lot, so one that is added or
left out does not change the lots of the others.
"""

import math
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from accesscheck import standards
from accesscheck.errors import N_, OptionError
from accesscheck.model.entity import Entity
from accesscheck.model.product import Product
from accesscheck.monitoring import columns
from accesscheck.monitoring.inventory import Inventory
from accesscheck.monitoring.lottery import DIMENSIONS, Candidate, Lottery, Quota, Reason, remark
from accesscheck.monitoring.problems import Remark
from accesscheck.monitoring.sizes import METHODS, Method, Minimum, Settings, minimums, period

_NOT_IN_USE = ("planned", "ended")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many products of a method there are, how many are taken, and how many of these a person chose.

    `minimum` is None where the size was set by hand.
    """

    method: Method
    minimum: Minimum | None
    available: int
    wanted: int
    drawn: int
    by_hand: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A product in the plan: in the sample, drawn or by hand; or taken out of it by hand, which keeps it out."""

    key: str
    method: Method
    choice: Literal["drawn", "by-hand", "taken-out"]
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The sample of a year, and how it came about. `remarks`: what was left out of it, and what could not be met."""

    year: int
    seed: int
    chosen: tuple[Chosen, ...]
    sizes: tuple[Size, ...]
    quotas: tuple[Quota, ...]
    remarks: tuple[Remark, ...]


def draw(
    inventory: Inventory,
    year: int,
    seed: int,
    settings: Settings,
    *,
    history: Mapping[int, frozenset[str]] | None = None,
    by_hand: Sequence[Chosen] = (),
) -> Plan:
    """The sample of a year. `history`: the keys of the products that were monitored, by year.

    `by_hand`: what a person chose or took out, which counts as it is. OptionError without a size for a method.
    """
    frame, left_out = _frame(inventory, year, seed, history or {})
    by_key = {one.product.key: one for one in frame}
    hand = {one.key: one for one in by_hand}
    minimum = minimums(year, settings)
    wanted = _wanted(frame, minimum, settings)
    free = {key: one for key, one in by_key.items() if key not in hand}
    recurs = period(year) >= int(standards.monitoring()["recurring"]["from_period"])

    chosen = list(by_hand)
    sizes: list[Size] = []
    quotas: list[Quota] = []
    remarks: list[Remark] = []
    # In-depth first: its small sample can then reach all strata.
    for method in ("in-depth", "simplified", "app"):
        whole = [one for one in frame if _fits(one, method)]
        mine = [one for one in by_hand if one.method == method and one.choice == "by-hand"]
        taken = [by_key[one.key] for one in mine if one.key in by_key]
        # A stratum has its share of what no other method has.
        others = {one.key for one in chosen if one.method != method and one.choice != "taken-out"}
        open_ = [one for one in whole if one.product.key not in others]
        lottery = Lottery(open_, wanted[method], taken, settings if recurs and history else None)
        drawn = lottery.draw([one for one in free.values() if _fits(one, method)], wanted[method] - len(mine))
        for candidate, reason in drawn:
            del free[candidate.product.key]
            chosen.append(Chosen(key=candidate.product.key, method=method, choice="drawn", reason=reason))
        sizes.append(
            Size(
                method=method,
                minimum=None if method in settings.sizes else minimum.get(method),
                available=len(whole),
                wanted=wanted[method],
                drawn=len(drawn),
                by_hand=len(mine),
            )
        )
        found = list(lottery.quotas(method))
        quotas += found
        remarks += [*_told_size(sizes[-1], settings), *_told_quotas(found, sizes[-1]), *lottery.remarks(method)]
    if recurs and not history:
        remarks.append(
            Remark(message=N_("No plan of an earlier year was found. So products that come back could not be counted."))
        )
    return Plan(
        year=year,
        seed=seed,
        chosen=tuple(in_order(chosen)),
        sizes=tuple(sorted(sizes, key=lambda one: METHODS.index(one.method))),
        quotas=tuple(quotas),
        remarks=(*left_out, *remarks),
    )


def in_order(chosen: Sequence[Chosen]) -> list[Chosen]:
    """By method and key; what was taken out last."""
    return sorted(chosen, key=lambda one: (one.choice == "taken-out", METHODS.index(one.method), one.key))


def _fits(candidate: Candidate, method: Method) -> bool:
    return (columns.sampled(candidate.product.kind) == "app") == (method == "app")


def _frame(
    inventory: Inventory, year: int, seed: int, history: Mapping[int, frozenset[str]]
) -> tuple[list[Candidate], list[Remark]]:
    """The products to draw from, by key, and why others are not among them."""
    bodies = {one.key: one for one in inventory.entities if one.valid_in(year)}
    last = history.get(year - 1, frozenset())
    before = {key for past, keys in history.items() if past < year - 1 for key in keys}
    frame: list[Candidate] = []
    out: Counter[str] = Counter()
    for product in sorted(inventory.products, key=lambda one: one.key):
        why = _why_out(product, bodies, year)
        if why is not None:
            out[why] += 1
            continue
        body = bodies[product.entity]
        frame.append(
            Candidate(
                product=product,
                strata={"level": (body.level or "",), "domain": (body.domain,), "cluster": body.clusters or ("",)},
                past="last" if product.key in last else "before" if product.key in before else "new",
                # Not shuffle or sample: only random() gives the same in each version of Python.
                lot=random.Random(f"{seed}:{product.key}").random(),  # noqa: S311, a lot that anyone can draw again
            )
        )
    return frame, [Remark(message=why, params={"count": str(count)}) for why, count in sorted(out.items()) if why]


def _why_out(product: Product, bodies: Mapping[str, Entity], year: int) -> str | None:
    """Why a product is not drawn from; empty where there is nothing to tell; None if it is."""
    if not product.valid_in(year) or product.status in _NOT_IN_USE:
        return ""
    if columns.sampled(product.kind) == "no":
        return ""
    if product.entity not in bodies:
        return N_("Products left out because their body does not exist in this year: {count}.")
    whole_year = date(year, 12, 31)
    if any(columns.whole(one.kind) and (one.until is None or one.until >= whole_year) for one in product.exemptions):
        return N_("Products left out because they are exempted as a whole: {count}.")
    return None


def _wanted(frame: Sequence[Candidate], minimum: Mapping[Method, Minimum], settings: Settings) -> dict[Method, int]:
    """How many to take by each method. A product has one method; the simplified sample goes before in-depth."""
    if not minimum and not settings.sizes:
        raise OptionError(
            N_("The size of the sample is not known. Give --population, or sizes such as --simplified 20.")
        )
    sites = sum(_fits(one, "simplified") for one in frame)
    apps = len(frame) - sites

    def enough(method: Method, available: int, few: Fraction) -> int:
        if method in settings.sizes:
            return min(settings.sizes[method], available)
        if method not in minimum:
            return 0
        least = minimum[method].minimum
        return least if least <= available else math.ceil(few * available)

    simplified = enough("simplified", sites, settings.few_sites)
    return {
        "simplified": simplified,
        "in-depth": min(sites - simplified, enough("in-depth", sites, Fraction(1))),
        "app": enough("app", apps, settings.few_apps),
    }


def _told_size(size: Size, settings: Settings) -> Iterator[Remark]:
    if size.minimum is not None and size.minimum.minimum > size.available and size.method != "in-depth":
        few = settings.few_apps if size.method == "app" else settings.few_sites
        yield remark(
            size.method,
            N_(
                "{method}: the minimum is {minimum}, and there are {available} to draw from. "
                "So the share that is taken is {share} %: {wanted}."
            ),
            minimum=str(size.minimum.minimum),
            available=str(size.available),
            share=f"{float(few * 100):g}",
            wanted=str(size.wanted),
        )
    elif size.minimum is not None and size.method == "in-depth" and size.wanted < size.minimum.minimum:
        yield remark(
            size.method,
            N_("{method}: the minimum is {minimum}, and {wanted} are left beside the simplified sample."),
            minimum=str(size.minimum.minimum),
            wanted=str(size.wanted),
        )
    if size.drawn + size.by_hand < size.wanted:
        yield remark(
            size.method,
            N_("{method}: the sample needs {wanted}, and has {drawn}. Others were taken out by hand."),
            wanted=str(size.wanted),
            drawn=str(size.drawn + size.by_hand),
        )


def _told_quotas(quotas: Sequence[Quota], size: Size) -> Iterator[Remark]:
    for dimension in DIMENSIONS:
        strata = [one for one in quotas if one.dimension == dimension]
        empty = sum(one.drawn == 0 for one in strata)
        if empty and len(strata) > size.wanted > 0:
            yield remark(
                size.method,
                N_("{method}: a sample of {size} cannot reach every {dimension}; {empty} of {strata} are not in it."),
                dimension=dimension,
                size=str(size.wanted),
                strata=str(len(strata)),
                empty=str(empty),
            )
