"""A body or a product as a row of cells, and back."""

import functools
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from accesscheck.errors import N_
from accesscheck.model.entity import NAME_LANGUAGES, Entity
from accesscheck.model.product import Exemption, Product, Status
from accesscheck.monitoring import columns
from accesscheck.monitoring.columns import Group, Table
from accesscheck.monitoring.problems import Place, Problem
from accesscheck.monitoring.sheets import clean

SEVERAL = "|"
"""Between the values of a cell that holds several; a line break will do too."""

_YEAR = re.compile(r"(?:19|20)\d\d|2100")
_DAY = re.compile(r"(?:(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)|(?P<d2>\d\d?)[./-](?P<m2>\d\d?)[./-](?P<y2>\d{4}))")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_LONGEST = 2_000


class Row:
    """A row that is being read: each question gives a value, or none and a problem."""

    def __init__(self, place: Place, cells: Mapping[str, str], headers: Mapping[str, str]) -> None:
        self.place = place
        self.problems: list[Problem] = []
        self._cells = cells
        self.headers = headers

    def wrong(self, column: str, message: str, **params: str) -> None:
        """Note what is wrong with a cell."""
        header = self.headers.get(column, column)
        self.problems.append(Problem(place=self.place, column=header, message=message, params=params))

    def text(self, column: str, *, needed: bool = False) -> str:
        """The text of a cell."""
        value = clean(self._cells.get(column, ""))
        if needed and not value:
            self.wrong(column, N_("This cell is empty. Fill it in."))
        if len(value) > _LONGEST:
            self.wrong(column, N_("This text has more than {limit} characters. Shorten it."), limit=str(_LONGEST))
        return value

    def texts(self, column: str) -> tuple[str, ...]:
        """The values of a cell that may hold several, each once."""
        parts = (clean(part) for part in re.split(r"[|\r\n]", self._cells.get(column, "")))
        return tuple(dict.fromkeys(part for part in parts if part))

    def key(self, column: str, *, needed: bool = True) -> str:
        """The key of a body or product."""
        value = self.text(column, needed=needed)
        if SEVERAL in value:
            self.wrong(column, N_("“{value}”: there is room for one key here, without the sign |."), value=value)
        return value

    def year(self, column: str) -> int | None:
        """A year."""
        value = self.text(column)
        if value and not _YEAR.fullmatch(value):
            self.wrong(column, N_("“{value}” is no year. Write four digits, such as 2026."), value=value)
            return None
        return int(value) if value else None

    def day(self, column: str) -> date | None:
        """A day; of 3/4/2027 the 3 is the day."""
        value = self.text(column)
        if not value:
            return None
        if found := _DAY.fullmatch(value):
            year, month, day = (int(found[name] or found[f"{name}2"]) for name in ("y", "m", "d"))
            try:
                if 1900 <= year <= 2100:
                    return date(year, month, day)
            except ValueError:
                pass
        self.wrong(column, N_("“{value}” is no day. Write it as 2027-03-31 or as 31/03/2027."), value=value)
        return None

    def word(self, column: str, group: Group, *, needed: bool = False) -> Any:
        """One of the words of a group, None if the cell is empty."""
        value = self.text(column, needed=needed)
        return self._word(column, group, value) if value else None

    def words(self, column: str, group: Group) -> tuple[Any, ...]:
        """Several of them."""
        found = (self._word(column, group, value) for value in self.texts(column))
        return tuple(dict.fromkeys(one for one in found if one))

    def _word(self, column: str, group: Group, value: str) -> str | None:
        if found := columns.word(group, value):
            return found
        if close := columns.close_word(group, value):
            self.wrong(column, N_("“{value}” is not allowed here. Did you mean “{close}”?"), value=value, close=close)
        else:
            allowed = ", ".join(columns.allowed(group))
            self.wrong(
                column, N_("“{value}” is not allowed here. Use one of: {allowed}."), value=value, allowed=allowed
            )
        return None

    def ends(self, column: str) -> list[str]:
        """The ends of columns that are there several times: none, _2, _3."""
        numbers = {int(found.group(1) or 1) for name in self.headers if (found := _numbered(column).match(name))}
        return ["" if number == 1 else f"_{number}" for number in sorted(numbers)]

    def names(self) -> dict[str, str]:
        """The names by language; at least one."""
        found = {language: name for language in NAME_LANGUAGES if (name := self.text(f"name_{language}"))}
        if not found:
            self.wrong(
                next((one for one in columns.NAMES if one in self.headers), columns.NAMES[0]),
                N_("There is no name. Give one in at least one language."),
            )
        return found

    def years(self) -> dict[str, int | None]:
        """The first and the last year."""
        first, last = self.year("valid_from"), self.year("valid_to")
        if first and last and last < first:
            self.wrong(
                "valid_to",
                N_("The last year, {last}, is before the first, {first}. Mend one of them."),
                first=str(first),
                last=str(last),
            )
        return {"valid_from": first, "valid_to": last}


@functools.cache
def _numbered(column: str) -> re.Pattern[str]:
    return re.compile(rf"{column}(?:_[a-z]+)?(?:_(\d+))?\Z")


def entity(row: Row) -> Entity:
    """The body of a row. What could not be read is empty, and a problem of the row."""
    email = row.text("contact_email")
    if email and not _EMAIL.fullmatch(email):
        row.wrong(
            "contact_email", N_("“{value}” is no e-mail address. Write one, such as web@example.be."), value=email
        )
    years = row.years()
    successors = row.texts("successors")
    if successors and years["valid_to"] is None:
        row.wrong("valid_to", N_("There is a successor, and no last year. Fill in the last year of this body."))
    return Entity(
        key=row.key("key"),
        names=row.names(),
        level=row.word("level", "levels"),
        domain=row.text("domain"),
        clusters=row.words("clusters", "clusters"),
        contact_name=row.text("contact_name"),
        contact_email=email,
        parent=row.key("parent", needed=False) or None,
        successors=successors,
        **years,
    )


def product(row: Row) -> Product:
    """The product of a row. What could not be read is empty, and a problem of the row."""
    kind = row.word("kind", "kinds", needed=True)
    status: Status = row.word("status", "statuses") or "live"
    addresses = row.texts("addresses")
    for address in addresses:
        _check_address(row, address)
    if not addresses and kind not in (None, "mobile-app") and status in ("live", "ending"):
        row.wrong("addresses", N_("There is no address. Only an app, or a product that is not live, may go without."))
    return Product(
        key=row.key("key"),
        entity=row.key("entity"),
        kind=kind or "website",
        addresses=addresses,
        names=row.names(),
        owner=row.text("owner"),
        audience=_audience(row),
        technology=row.text("technology"),
        status=status,
        planned=row.day("planned"),
        exemptions=tuple(_exemptions(row)),
        **row.years(),
    )


def _check_address(row: Row, address: str) -> None:
    try:
        parts = urlsplit(address)
        _ = parts.port  # A port that is no number raises here.
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", address)
    except ValueError:
        good = False
    if not good:
        row.wrong(
            "addresses", N_("“{value}” is no web address. Write it in full: https://www.example.be"), value=address
        )
    elif parts.username or parts.password:
        row.wrong("addresses", N_("The address of {host} holds a login. Take it out."), host=str(parts.hostname))


def _audience(row: Row) -> Any:
    value = row.text("audience")
    if re.fullmatch(r"\d{1,12}", value):
        return int(value)
    return row.word("audience", "audiences")


def _exemptions(row: Row) -> Iterable[Exemption]:
    for end in row.ends("exemption"):
        parts = {part: f"exemption_{part}{end}" for part in ("reason", "evidence", "until")}
        kind = row.word(f"exemption{end}", "exemptions")
        found = Exemption(
            kind=kind or "archived",
            reason=row.text(parts["reason"]),
            evidence=row.text(parts["evidence"]),
            until=row.day(parts["until"]),
        )
        if kind:
            yield found
        elif (found.reason or found.evidence or found.until) and not row.text(f"exemption{end}"):
            row.wrong(f"exemption{end}", N_("The kind of the exemption is missing. Fill it in."))


def entity_cells(one: Entity) -> dict[str, str]:
    """The cells of a body, by column."""
    return {
        "key": one.key,
        **{f"name_{language}": one.names.get(language, "") for language in NAME_LANGUAGES},
        "level": one.level or "",
        "domain": one.domain,
        "clusters": SEVERAL.join(one.clusters),
        "contact_name": one.contact_name,
        "contact_email": one.contact_email,
        "parent": one.parent or "",
        "valid_from": str(one.valid_from or ""),
        "valid_to": str(one.valid_to or ""),
        "successors": SEVERAL.join(one.successors),
    }


def product_cells(one: Product) -> dict[str, str]:
    """The cells of a product, by column."""
    cells = {
        "key": one.key,
        "entity": one.entity,
        "kind": one.kind,
        "addresses": SEVERAL.join(one.addresses),
        **{f"name_{language}": one.names.get(language, "") for language in NAME_LANGUAGES},
        "owner": one.owner,
        "audience": "" if one.audience is None else str(one.audience),
        "technology": one.technology,
        "status": one.status,
        "planned": _iso(one.planned),
        "valid_from": str(one.valid_from or ""),
        "valid_to": str(one.valid_to or ""),
    }
    for number, exemption in enumerate(one.exemptions, 1):
        end = "" if number == 1 else f"_{number}"
        cells |= {
            f"exemption{end}": exemption.kind,
            f"exemption_reason{end}": exemption.reason,
            f"exemption_evidence{end}": exemption.evidence,
            f"exemption_until{end}": _iso(exemption.until),
        }
    return cells


def header(table: Table, rows: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """The columns of rows of cells; those of the table if there are no rows, so that the file can be filled in."""
    return tuple(dict.fromkeys([*columns.of(table), *(name for row in rows for name in row)]))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
