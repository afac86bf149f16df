"""What a government aims at: a table of targets as CSV or XLSX, kept beside the inventory."""

import difflib
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from accesscheck.errors import N_
from accesscheck.messages import say
from accesscheck.model.entity import Level
from accesscheck.model.rule import LANGUAGES
from accesscheck.monitoring import columns, intake, inventory, sheets
from accesscheck.monitoring.indicators import INDICATORS, Indicator, Unit
from accesscheck.monitoring.problems import Place, Problem, Remark
from accesscheck.monitoring.rows import Row
from accesscheck.monitoring.trends import Target

FILE_NAME = "targets.csv"
COLUMNS = ("indicator", "level", "year", "value", "end_year", "end_value")

_KINDS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
_NUMBER = re.compile(r"(\d{1,6}(?:[.,]\d{1,30})?)\s*(%?)")
_BY_KEY: Mapping[str, Indicator] = {one.key: one for one in INDICATORS}


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetFile:
    """What a table of targets says: nothing if there is a problem in it. `remarks` are worth a look."""

    targets: tuple[Target, ...]
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class _Placed:
    """A target, and the line that it was read from."""

    target: Target
    place: Place

    @property
    def key(self) -> tuple[str, Level | None, int]:
        return self.target.indicator, self.target.level, self.target.year


def read(path: Path) -> TargetFile:
    """The targets in a file, in its order. What is wrong in it is in `problems`, with line and column."""
    problems: list[Problem] = []
    if path.suffix.lower() not in _KINDS:
        wrong = N_("Targets are kept as CSV or XLSX. Save the file as one of these.")
        return TargetFile(targets=(), problems=(Problem(place=Place(file=path.name), message=wrong),))
    reading = sheets.read(path)
    problems += reading.problems
    found: list[_Placed] = []
    for sheet in reading.sheets:
        for row in intake.rows_of(sheet, "targets", problems) or ():
            target = _target(row)
            if target is not None:
                placed = _Placed(target, row.place)
                same = next((one for one in found if one.key == placed.key), None)
                if same is None:
                    found.append(placed)
                else:
                    row.wrong(
                        "indicator",
                        N_("There is a target of this indicator, level and year at {other} too. Take one of them out."),
                        other=str(same.place),
                    )
            problems += row.problems
    if problems:
        return TargetFile(targets=(), problems=tuple(problems))
    return TargetFile(targets=tuple(one.target for one in found), remarks=tuple(_remarks(found)))


def write(path: Path, targets: Iterable[Target]) -> None:
    """Write targets as CSV that `read` reads, whole or not at all. OptionError if it cannot be written."""
    inventory.write(path, sheets.csv_text(COLUMNS, map(_cells, targets)))


def _cells(target: Target) -> list[str]:
    unit = _BY_KEY[target.indicator].unit
    return [
        target.indicator,
        target.level or "",
        str(target.year),
        _written(target.value, unit),
        "" if target.end_year is None else str(target.end_year),
        "" if target.end_value is None else _written(target.end_value, unit),
    ]


def _written(value: float, unit: Unit) -> str:
    """A number as it can be read again. A share is written with its sign: a spreadsheet may take 0.8 for a date."""
    exact = Decimal(repr(value))
    if unit == "share":
        return f"{(100 * exact).normalize():f}%"
    return f"{exact.normalize():f}"


def _target(row: Row) -> Target | None:
    """The target of a row; None if something is wrong in it, which the row then tells."""
    indicator = _indicator(row)
    row.text("year", needed=True)
    year, end_year = row.year("year"), row.year("end_year")
    level: Level | None = row.word("level", "levels")
    row.text("value", needed=True)
    value, end_value = (None, None)
    if indicator is not None:
        value, end_value = _value(row, "value", indicator.unit), _value(row, "end_value", indicator.unit)
    _check_end(row, year, value, end_year, end_value)
    if row.problems or indicator is None or year is None or value is None:
        return None
    return Target(indicator=indicator.key, level=level, year=year, value=value, end_year=end_year, end_value=end_value)


def _check_end(row: Row, year: int | None, value: float | None, end_year: int | None, end_value: float | None) -> None:
    for column, other in (("end_year", "end_value"), ("end_value", "end_year")):
        if row.text(other) and not row.text(column):
            row.wrong(column, N_("This cell is empty. Fill in the last year and its target, or neither."))
    if year is None or end_year is None:
        return
    if end_year < year:
        row.wrong(
            "end_year",
            N_("The last year, {last}, is before the first, {first}. Mend one of them."),
            last=str(end_year),
            first=str(year),
        )
    elif end_year == year and None not in (value, end_value) and value != end_value:
        row.wrong("end_value", N_("In {year} there are two targets. Write the same one in both cells."), year=str(year))


@functools.cache
def _names() -> Mapping[str, str]:
    """The keys of indicators by all names that they have, in the form that is compared."""
    named = ((name, one.key) for one in INDICATORS for name in (one.key, *(say(to, one.title) for to in LANGUAGES)))
    return {columns.even(name): key for name, key in named}


def _indicator(row: Row) -> Indicator | None:
    value = row.text("indicator", needed=True)
    if not value:
        return None
    if key := _names().get(columns.even(value)):
        return _BY_KEY[key]
    close = difflib.get_close_matches(columns.even(value), _names(), n=1, cutoff=0.75)
    if close:
        row.wrong(
            "indicator",
            N_("There is no indicator “{value}”. Did you mean “{close}”?"),
            value=value,
            close=_names()[close[0]],
        )
    else:
        row.wrong(
            "indicator",
            N_("There is no indicator “{value}”. Use one of: {allowed}."),
            value=value,
            allowed=", ".join(_BY_KEY),
        )
    return None


def _value(row: Row, column: str, unit: Unit) -> float | None:
    """A share from 0 to 1, or a number per page; None if the cell is empty or wrong."""
    text = row.text(column)
    if not text:
        return None
    number = _NUMBER.fullmatch(text)
    if number is None:
        row.wrong(
            column,
            N_("“{value}” is no share. Write it as 0.8 or 80%.")
            if unit == "share"
            else N_("“{value}” is no number per page. Write it as 1.5."),
            value=text,
        )
        return None
    exact = Decimal(number.group(1).replace(",", "."))
    if unit == "per page":
        if number.group(2):
            row.wrong(column, N_("“{value}”: this indicator is a number per page. Write it as 1.5."), value=text)
            return None
        return float(exact)
    share = float(exact / 100) if number.group(2) else float(exact)
    if share > 1:
        row.wrong(column, N_("“{value}” is more than all. Write a share as 0.8 or 80%."), value=text)
        return None
    return share


def _remarks(found: Sequence[_Placed]) -> Iterator[Remark]:
    """Where what is aimed at gets worse: from one year to the next, or towards the end."""
    before: dict[tuple[str, Level | None], Target] = {}
    for one in sorted(found, key=lambda placed: placed.target.year):
        target = one.target
        earlier = before.get((target.indicator, target.level))
        if earlier is not None and _worse(target.indicator, target.value, earlier.value):
            yield _remark(one, first=earlier.year, last=target.year)
        if (
            target.end_year
            and target.end_value is not None
            and _worse(target.indicator, target.end_value, target.value)
        ):
            yield _remark(one, first=target.year, last=target.end_year)
        before[target.indicator, target.level] = target


def _worse(indicator: str, later: float, earlier: float) -> bool:
    return later < earlier if _BY_KEY[indicator].higher_is_better else later > earlier


def _remark(one: _Placed, *, first: int, last: int) -> Remark:
    return Remark(
        message=N_("{place}: the target of {last} is worse than that of {first} ({indicator}). Look at both."),
        params={"place": str(one.place), "first": str(first), "last": str(last)},
        words={"indicator": _BY_KEY[one.target.indicator].title},
    )
