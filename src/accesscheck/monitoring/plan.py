"""The plan of a year as a CSV file that is published, changed by hand with a reason, and read back.

A row is a product in the sample (drawn, or by hand), or one that a person took out, which keeps it out of every draw.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from accesscheck.errors import N_, OptionError
from accesscheck.monitoring import sheets
from accesscheck.monitoring.inventory import Inventory, in_order
from accesscheck.monitoring.lottery import DIMENSIONS, Reason, stratum
from accesscheck.monitoring.problems import Place, Problem
from accesscheck.monitoring.rows import SEVERAL
from accesscheck.monitoring.sample import Chosen
from accesscheck.monitoring.sizes import METHODS, Method

COLUMNS = (
    "key",
    "entity",
    "product",
    "address",
    "level",
    "domain",
    "cluster",
    "method",
    "choice",
    "reason",
    "counts_for",
    "seed",
)
_NEEDED = ("key", "method", "choice", "reason")
CHOICES = ("drawn", "by-hand", "taken-out")
_RECURRING, _ALL = "recurring", "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """What a plan file says. `seed` is that of its draw, None if nothing in it was drawn."""

    chosen: tuple[Chosen, ...]
    seed: int | None
    problems: tuple[Problem, ...] = ()

    @property
    def by_hand(self) -> tuple[Chosen, ...]:
        """What people chose and took out."""
        return tuple(one for one in self.chosen if one.choice != "drawn")

    @property
    def monitored(self) -> frozenset[str]:
        """The keys of the products in the sample."""
        return frozenset(one.key for one in self.chosen if one.choice != "taken-out")


def file_name(year: int) -> str:
    """What the plan of a year is called."""
    return f"plan-{year}.csv"


def years_in(folder: Path) -> dict[int, Path]:
    """The plans in a folder, by year."""
    found = ((re.fullmatch(r"plan-(\d{4})\.csv", path.name), path) for path in folder.glob("plan-*.csv"))
    return {int(name.group(1)): path for name, path in found if name}


def text(chosen: Iterable[Chosen], seed: int, inventory: Inventory, year: int, language: str) -> str:
    """The plan as CSV, with names and reasons in a language of the interface."""
    bodies = {one.key: one for one in in_order(inventory.entities) if one.valid_in(year)}
    products = {one.key: one for one in in_order(inventory.products) if one.valid_in(year)}

    def cells(one: Chosen) -> Mapping[str, str]:
        product = products.get(one.key)
        body = bodies.get(product.entity) if product else None
        drawn = {"seed": str(seed), "counts_for": _counts_for(one.reason)} if one.choice == "drawn" else {}
        return {
            "key": one.key,
            "entity": body.name(language) if body else "",
            "product": product.name(language) if product else "",
            "address": next(iter(product.addresses), "") if product else "",
            "level": stratum("level", body.level, language) if body and body.level else "",
            "domain": body.domain if body else "",
            "cluster": SEVERAL.join(stratum("cluster", name, language) for name in body.clusters) if body else "",
            "method": one.method,
            "choice": one.choice,
            "reason": one.reason.sentence(language),
            **drawn,
        }

    return sheets.csv_text(COLUMNS, ([row.get(name, "") for name in COLUMNS] for row in map(cells, chosen)))


def _counts_for(reason: Reason) -> str:
    marks = [reason.key] if reason.key in (_RECURRING, _ALL) else []
    return SEVERAL.join([*marks, *reason.quotas])


def read(path: Path) -> PlanFile:
    """A plan file, also one that a spreadsheet saved. What is wrong in it is in `problems`, with line and column."""
    found = sheets.read(path)
    problems = list(found.problems)
    chosen: dict[str, Chosen] = {}
    seeds: set[int] = set()
    for sheet in found.sheets:
        missing = [name for name in _NEEDED if name not in sheet.header]
        problems += [
            Problem(place=sheet.place, column=name, message=N_("This column is missing. Add it.")) for name in missing
        ]
        for line, cells in sheet.rows if not missing else ():
            row = {name: sheets.clean(cell) for name, cell in zip(sheet.header, cells, strict=False)}
            wrong = list(_wrong(row, Place(file=sheet.place.file, line=line), chosen))
            problems += wrong
            if not wrong:
                chosen[row["key"]] = _chosen(row)
                if re.fullmatch(r"-?\d{1,18}", row.get("seed", "")):
                    seeds.add(int(row["seed"]))
    return PlanFile(chosen=tuple(chosen.values()), seed=min(seeds, default=None), problems=tuple(problems))


def _wrong(row: Mapping[str, str], place: Place, others: Container[str]) -> Iterator[Problem]:
    for column, allowed in (("method", METHODS), ("choice", CHOICES)):
        if row.get(column) not in allowed:
            yield Problem(
                place=place,
                column=column,
                message=N_("“{value}” is not allowed here. Use one of: {allowed}."),
                params={"value": row.get(column, ""), "allowed": ", ".join(allowed)},
            )
    for column in ("key", "reason"):
        if not row.get(column):
            yield Problem(place=place, column=column, message=N_("This cell is empty. Fill it in."))
    if row.get("key", "") in others:
        yield Problem(
            place=place,
            column="key",
            message=N_("The product “{key}” is there twice. Take one of its rows out."),
            params={"key": row["key"]},
        )


def _chosen(row: Mapping[str, str]) -> Chosen:
    method: Method = next(one for one in METHODS if one == row["method"])
    if row["choice"] != "drawn":
        reason = Reason(key="by-hand", text=row["reason"])
        return Chosen(
            key=row["key"],
            method=method,
            choice="by-hand" if row["choice"] == "by-hand" else "taken-out",
            reason=reason,
        )
    marks = row.get("counts_for", "").split(SEVERAL)
    quotas = tuple(one for one in DIMENSIONS if one in marks)
    if _ALL in marks:
        reason = Reason(key="all")
    elif _RECURRING in marks:
        reason = Reason(key="recurring", quotas=quotas)
    else:
        reason = Reason(key="quota", quotas=quotas) if quotas else Reason(key="lot")
    return Chosen(key=row["key"], method=method, choice="drawn", reason=reason)


def added(chosen: Sequence[Chosen], key: str, method: Method, reason: str) -> tuple[Chosen, ...]:
    """The plan with a product that a person chose; one that was taken out comes back. OptionError if it is in it."""
    there = next((one for one in chosen if one.key == key), None)
    if there is not None and there.choice != "taken-out":
        raise OptionError(N_("“{key}” is in the plan already."), key=key)
    rest = [one for one in chosen if one.key != key]
    return (*rest, Chosen(key=key, method=method, choice="by-hand", reason=_by_hand(reason)))


def removed(chosen: Sequence[Chosen], key: str, reason: str) -> tuple[Chosen, ...]:
    """The plan without a product: it is kept in it as taken out, so that no draw brings it back."""
    there = _in_plan(chosen, key)
    rest = [one for one in chosen if one.key != key]
    return (*rest, Chosen(key=key, method=there.method, choice="taken-out", reason=_by_hand(reason)))


def replaced(chosen: Sequence[Chosen], old: str, new: str, reason: str) -> tuple[Chosen, ...]:
    """The plan with one product in the place of another, by the same method."""
    method = _in_plan(chosen, old).method
    return removed(added(chosen, new, method, reason), old, reason)


def _in_plan(chosen: Sequence[Chosen], key: str) -> Chosen:
    there = next((one for one in chosen if one.key == key and one.choice != "taken-out"), None)
    if there is None:
        raise OptionError(N_("“{key}” is not in the plan, so it cannot be taken out."), key=key)
    return there


def _by_hand(reason: str) -> Reason:
    text = sheets.clean(reason)
    if not text:
        raise OptionError(N_("A change by hand needs a reason that others can read. Give it with --reason."))
    return Reason(key="by-hand", text=text)
