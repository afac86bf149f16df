"""The sample of pages of a product as a CSV file that is published, changed by hand with a reason, and read back.

A row is a page in the sample, or one that a person took out: that row says why, and the store does not hold it.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from accesscheck.errors import N_, OptionError
from accesscheck.model.page_list import ChosenPage, ListedPage
from accesscheck.monitoring import page_reasons, sheets
from accesscheck.monitoring.problems import Place, Problem

COLUMNS = ("product", "address", "title", "kinds", "language", "part", "reason", "key", "about")
_NEEDED = ("address", "part", "reason")
PARTS = tuple(page_reasons.PARTS)
_BY_SAMPLER: tuple[Literal["structured", "process", "random"], ...] = ("structured", "process", "random")
_OUT = "taken-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut:
    """A page that a person took out of the sample, and why."""

    address: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlan:
    """What a file says: the pages in the sample, and those that were taken out of it."""

    chosen: tuple[ChosenPage, ...] = ()
    taken_out: tuple[TakenOut, ...] = ()
    problems: tuple[Problem, ...] = ()


def file_name(product: str, year: int) -> str:
    """What the sample of a product in a year is called."""
    safe = re.sub(r"[^\w.-]+", "-", product)
    return f"pages-{safe}-{year}.csv"


def text(plan: PagePlan, product: str, pages: Iterable[ListedPage], language: str) -> str:
    """The sample as CSV, with the titles of the pages that were listed, and reasons in a language of the interface."""
    listed = {page.address: page for page in pages}
    rows = [_cells(one, language) for one in plan.chosen]
    rows += [{"address": one.address, "part": _OUT, "reason": one.reason} for one in plan.taken_out]
    for row in rows:
        row["product"] = product
        if page := listed.get(row["address"]):
            row |= {"title": page.title or "", "language": page.language or ""}
            row["kinds"] = page_reasons.titles(page_reasons.KINDS, page.kinds, language)
    return sheets.csv_text(COLUMNS, ([row.get(name, "") for name in COLUMNS] for row in rows))


def _cells(one: ChosenPage, language: str) -> dict[str, str]:
    cells = {"address": one.address, "part": one.part, "reason": page_reasons.sentence(one, language)}
    if one.part in _BY_SAMPLER:
        cells |= {"key": one.reason, "about": one.params.get(page_reasons.ABOUT.get(one.reason, ""), "")}
    return cells


def read(path: Path, product: str) -> PagePlan:
    """A file of the sample of a product, also one that a spreadsheet saved. What is wrong in it is in `problems`."""
    found = sheets.read(path)
    problems = list(found.problems)
    chosen: dict[str, ChosenPage] = {}
    taken_out: dict[str, TakenOut] = {}
    for sheet in found.sheets:
        missing = [name for name in _NEEDED if name not in sheet.header]
        problems += [
            Problem(place=sheet.place, column=name, message=N_("This column is missing. Add it.")) for name in missing
        ]
        for line, cells in sheet.rows if not missing else ():
            row = {name: sheets.clean(cell) for name, cell in zip(sheet.header, cells, strict=False)}
            place = Place(file=sheet.place.file, sheet=sheet.place.sheet, line=line)
            wrong = list(_wrong(row, place, product, {*chosen, *taken_out}))
            problems += wrong
            if wrong:
                continue
            if row["part"] == _OUT:
                taken_out[row["address"]] = TakenOut(address=row["address"], reason=row["reason"])
            else:
                chosen[row["address"]] = _chosen(row)
    return PagePlan(chosen=tuple(chosen.values()), taken_out=tuple(taken_out.values()), problems=tuple(problems))


def _wrong(row: Mapping[str, str], place: Place, product: str, others: set[str]) -> Iterator[Problem]:
    part, address = row.get("part", ""), row.get("address", "")
    if part not in PARTS:
        yield _not_allowed(place, "part", part, PARTS)
    for column in ("address", "reason"):
        if not row.get(column):
            yield Problem(place=place, column=column, message=N_("This cell is empty. Fill it in."))
    if address and not is_address(address):
        yield Problem(place=place, column="address", message=_NO_ADDRESS, params={"address": address})
    if address in others:
        yield Problem(
            place=place,
            column="address",
            message=N_("The page “{address}” is there twice. Take one of its rows out."),
            params={"address": address},
        )
    if row.get("product", product) != product:
        yield Problem(
            place=place,
            column="product",
            message=N_("This row is about the product “{other}”. The pages are those of “{product}”."),
            params={"other": row["product"], "product": product},
        )
    if part in _BY_SAMPLER and row.get("key", "") not in page_reasons.REASONS:
        yield Problem(
            place=place,
            column="key",
            message=N_("“{value}” is no reason of the sampler. For a page that you chose, write by-hand as its part."),
            params={"value": row.get("key", "")},
        )


_NO_ADDRESS = N_("“{address}” is no address of a page. Write it with https:// or http://.")


def _not_allowed(place: Place, column: str, value: str, allowed: Iterable[str]) -> Problem:
    return Problem(
        place=place,
        column=column,
        message=N_("“{value}” is not allowed here. Use one of: {allowed}."),
        params={"value": value, "allowed": ", ".join(allowed)},
    )


def is_address(text: str) -> bool:
    """Whether it can be the address of a page."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", text)
    except ValueError:
        return False


def _chosen(row: Mapping[str, str]) -> ChosenPage:
    part = next((one for one in _BY_SAMPLER if one == row["part"]), None)
    if part is None:
        return ChosenPage(address=row["address"], part="by-hand", reason=row["reason"])
    name = page_reasons.ABOUT.get(row["key"])
    # An empty cell is a param as well: a service of no type.
    params = {name: row.get("about", "")} if name else {}
    return ChosenPage(address=row["address"], part=part, reason=row["key"], params=params)


def added(plan: PagePlan, address: str, reason: str) -> PagePlan:
    """The sample with a page that a person chose; one that was taken out comes back. OptionError if it is in it."""
    if not is_address(address):
        raise OptionError(_NO_ADDRESS, address=address)
    if any(one.address == address for one in plan.chosen):
        raise OptionError(N_("“{address}” is in the sample already."), address=address)
    page = ChosenPage(address=address, part="by-hand", reason=_given(reason))
    rest = tuple(one for one in plan.taken_out if one.address != address)
    return replace(plan, chosen=(*plan.chosen, page), taken_out=rest)


def removed(plan: PagePlan, address: str, reason: str) -> PagePlan:
    """The sample without a page, which is kept as taken out. OptionError if it is not in it."""
    there = [one.address for one in plan.chosen]
    if address not in there:
        close = difflib.get_close_matches(address, there, n=1)
        if close:
            raise OptionError(
                N_("“{address}” is not in the sample. Did you mean “{close}”?"), address=address, close=close[0]
            )
        raise OptionError(N_("“{address}” is not in the sample, so it cannot be taken out."), address=address)
    rest = tuple(one for one in plan.chosen if one.address != address)
    return replace(plan, chosen=rest, taken_out=(*plan.taken_out, TakenOut(address=address, reason=_given(reason))))


def _given(reason: str) -> str:
    text = sheets.clean(reason)
    if not text:
        raise OptionError(N_("A change by hand needs a reason that others can read. Give it with --reason."))
    return text
