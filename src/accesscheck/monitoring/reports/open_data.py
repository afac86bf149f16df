"""The figures of a year as open data: tidy CSV files, one JSON, and a dictionary of what every column means.

The description of the whole is a Data Package 2.0 (https://datapackage.org/standard/data-package/), which tools such as
Frictionless read: `datapackage.json`. The same facts give the same bytes.
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from accesscheck.errors import N_, OptionError
from accesscheck.messages import say
from accesscheck.model.rule import LANGUAGES, Rule
from accesscheck.monitoring import sheets
from accesscheck.monitoring.reports import codes, data_rows
from accesscheck.monitoring.reports.data_rows import Row, Value
from accesscheck.monitoring.reports.dictionary import COLUMNS, TABLES, DataColumn, DataTable
from accesscheck.monitoring.reports.facts import EntityFacts, GroupFacts, YearFacts

PROFILE = "https://datapackage.org/profiles/2.0/"
GOVERNMENT, DICTIONARY, CODES, PACKAGE = "government.json", "dictionary.csv", "codes.csv", "datapackage.json"

_TYPES = {
    "text": "string",
    "code": "string",
    "codes": "string",
    "whole": "integer",
    "number": "number",
    "share": "number",
    "figure": "number",
    "flag": "boolean",
    "day": "date",
    "year": "year",
}
"""The types of Table Schema, by kind of column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """Under which terms others may use the data. `name` is its id, as in the list of Open Definition or SPDX."""

    name: str
    title: str
    address: str


LICENCES: Mapping[str, Licence] = {
    one.name: one
    for one in (
        Licence(
            name="CC0-1.0",
            title="Creative Commons CC0 1.0 Universal",
            address="https://creativecommons.org/publicdomain/zero/1.0/",
        ),
        Licence(
            name="CC-BY-4.0",
            title="Creative Commons Attribution 4.0 International",
            address="https://creativecommons.org/licenses/by/4.0/",
        ),
        Licence(
            name="modellicentie-gratis-hergebruik-v1.0",
            title="Modellicentie Gratis Hergebruik v1.0",
            address="https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0",
        ),
    )
}
"""Those that a government may choose from. None is chosen for it."""


def licence_of(name: str) -> Licence:
    """The licence of a name. OptionError."""
    if name not in LICENCES:
        raise OptionError(
            N_("There is no licence “{name}” here. Use one of: {allowed}."), name=name, allowed=", ".join(LICENCES)
        )
    return LICENCES[name]


class OpenData:
    """A folder of data that bodies and groups are added to, one by one; at the end it is described.

    The order in which they are added is that of the rows. OptionError if the folder cannot be written.
    """

    def __init__(
        self, folder: Path, about: YearFacts, rules: Mapping[str, Rule], *, licence: Licence | None = None
    ) -> None:
        self.folder = folder
        self._about, self._rules, self._licence = about, rules, licence
        self._files = ExitStack()
        self._writers: dict[str, Any] = {}
        self._groups: list[Mapping[str, Any]] = []
        self._found_rules: set[str] = set()

    def __enter__(self) -> Self:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for table in TABLES.values():
                file = self._files.enter_context(_opened(self.folder / f"{table.name}.csv"))
                self._writers[table.name] = _writer(file, table.columns)
        except OSError as error:
            self._files.close()
            raise _unwritable(self.folder, error) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._files.close()
            if kind is None:
                self._describe()
        except OSError as problem:
            raise _unwritable(self.folder, problem) from None

    def add(self, facts: EntityFacts) -> None:
        """A body, with its products and what was found on them."""
        self._found_rules.update(one.rule_id for one in facts.barriers)
        self._put({name: rows(facts) for name, rows in data_rows.OF_BODY.items()})

    def add_group(self, facts: GroupFacts) -> None:
        """A policy domain, or the whole government."""
        self._found_rules.update(one.rule_id for one in facts.barriers)
        self._groups.append(data_rows.in_numbers(facts))
        self._put({name: rows(facts) for name, rows in data_rows.OF_GROUP.items()})

    def _put(self, found: Mapping[str, Iterable[Row]]) -> None:
        try:
            for name, rows in found.items():
                columns = TABLES[name].columns
                self._writers[name].writerows([_cell(row[column]) for column in columns] for row in rows)
        except OSError as error:
            raise _unwritable(self.folder, error) from None

    def _describe(self) -> None:
        """Write what needs all of the data: the JSON, the words, the dictionary and the description."""
        _write_json(self.folder / GOVERNMENT, _government(self._about, self._groups))
        _write_csv(self.folder / CODES, ("column", "code", *LANGUAGES), self._codes())
        _write_csv(self.folder / DICTIONARY, tuple(_DICTIONARY), _meanings())
        _write_json(self.folder / PACKAGE, _package(self.folder, self._about, self._licence))

    def _codes(self) -> Iterator[Sequence[Value]]:
        for column, code in codes.every(self._found_rules):
            yield column, code, *(codes.word(column, code, language, self._rules) for language in LANGUAGES)


def _opened(path: Path) -> TextIO:
    # The byte order mark tells Excel that this is UTF-8; other programs skip it.
    return path.open("w", encoding="utf-8-sig", errors="replace", newline="")


def _writer(file: TextIO, header: Sequence[str]) -> Any:
    writer = csv.writer(file, lineterminator="\r\n")  # As in RFC 4180.
    writer.writerow(header)
    return writer


def _write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    with _opened(path) as file:
        _writer(file, header).writerows([_cell(value) for value in row] for row in rows)


def _cell(value: Value) -> str | int | float:
    """A cell as text or number; a text that a spreadsheet would reckon with gets an apostrophe."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return sheets.shielded(value)
        case date():
            return value.isoformat()
        case _:
            return value


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8", errors="replace", newline="")


def _government(about: YearFacts, groups: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    return {
        "about": _about(about),
        "government": next((one for one in groups if one["scope"] == "government"), None),
        "domains": [one for one in groups if one["scope"] == "domain"],
    }


def _about(about: YearFacts) -> dict[str, Any]:
    return {
        "year": about.year,
        "first_day": about.first_day.isoformat(),
        "last_day": about.last_day.isoformat(),
        "method": about.method,
        "methods": {str(year): method for year, method in sorted(about.methods.items())},
        "scored_again": list(about.rescored),
        "rule_set_sha256": about.rule_set_sha256,
        "accesscheck_version": about.accesscheck_version,
        "axe_version": about.axe_version,
        "depth": about.depth,
        "country": about.country,
    }


_DICTIONARY = (
    *("table", "column", "type", "minimum", "maximum"),
    *(f"unit_{language}" for language in LANGUAGES),
    *(f"meaning_{language}" for language in LANGUAGES),
)


def _meanings() -> Iterator[Sequence[Value]]:
    for table in TABLES.values():
        for name in table.columns:
            column = COLUMNS[name]
            units = [say(language, column.unit) if column.unit else "" for language in LANGUAGES]
            meanings = [say(language, column.meaning) for language in LANGUAGES]
            yield table.name, name, _TYPES[column.kind], column.minimum, column.maximum, *units, *meanings


def _package(folder: Path, about: YearFacts, licence: Licence | None) -> dict[str, Any]:
    title = N_("Accessibility and language of public websites in {year}")
    explained = {
        DICTIONARY: N_("What each column means, in four languages."),
        CODES: N_("What each code means, in four languages."),
        GOVERNMENT: N_("The government and its policy domains, with all that was counted."),
    }
    licences = [{"name": licence.name, "title": licence.title, "path": licence.address}] if licence else []
    return {
        "$schema": f"{PROFILE}datapackage.json",
        "name": f"accesscheck-{about.year}",
        "title": say("en", title, year=about.year),
        "titles": {language: say(language, title, year=about.year) for language in LANGUAGES},
        "created": f"{about.last_day.isoformat()}T00:00:00Z",
        **({"licenses": licences} if licences else {}),
        **_about(about),
        "resources": [
            *(_resource(folder, table) for table in TABLES.values()),
            *(_plain_resource(folder, name, text) for name, text in explained.items()),
        ],
    }


def _resource(folder: Path, table: DataTable) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "type": "table",
        "title": table.title,
        "titles": {language: say(language, table.title) for language in LANGUAGES},
        "description": table.description,
        "descriptions": {language: say(language, table.description) for language in LANGUAGES},
        **_file(folder / f"{table.name}.csv"),
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "$schema": f"{PROFILE}tableschema.json",
            "fields": [_field(COLUMNS[name]) for name in table.columns],
            "primaryKey": list(table.key),
            "missingValues": [""],
        },
    }


def _plain_resource(folder: Path, name: str, text: str) -> dict[str, Any]:
    return {
        "name": Path(name).stem,
        "path": name,
        "description": text,
        "descriptions": {language: say(language, text) for language in LANGUAGES},
        **_file(folder / name),
    }


def _file(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    kind = path.suffix.removeprefix(".")
    return {
        "format": kind,
        "mediatype": "text/csv" if kind == "csv" else "application/json",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _field(column: DataColumn) -> dict[str, Any]:
    limits = {"minimum": column.minimum, "maximum": column.maximum}
    constraints = {name: value for name, value in limits.items() if value is not None}
    units = {language: say(language, column.unit) for language in LANGUAGES} if column.unit else {}
    return {
        "name": column.name,
        "type": _TYPES[column.kind],
        "title": column.title,
        "titles": {language: say(language, column.title) for language in LANGUAGES},
        "description": column.meaning,
        "descriptions": {language: say(language, column.meaning) for language in LANGUAGES},
        **({"units": units} if units else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def _unwritable(folder: Path, error: OSError) -> OptionError:
    return OptionError(
        N_("{path}: cannot be written: {problem}."), path=str(folder), problem=str(error.strerror or error)
    )
