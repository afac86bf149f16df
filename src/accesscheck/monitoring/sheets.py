"""Files of rows: CSV, XLSX and JSON in; CSV out. Every cell is text, and what is wrong with a file is a problem.

A cell is never a formula: on the way out it gets an apostrophe before what a spreadsheet would take for one, and on the
way in that apostrophe goes. https://owasp.org/www-community/attacks/CSV_Injection
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from accesscheck.errors import N_, InstallationError
from accesscheck.monitoring.problems import Place, Problem

LARGEST_MB = 200
MOST_ROWS = 200_000
_UNPACKED_MB = 400
_MOST_COLUMNS = 200
_MB = 1_000_000
_DELIMITERS = (",", ";", "\t")

_FORMULA = "[=+\\-@＝＋－＠]"
# Where Excel takes ; or a tab for the border of cells, as it does in Dutch and French, one can begin inside a cell.
_INSIDE = re.compile(rf"""([;\t][\s"']*)(?={_FORMULA})""")
_SHIELDED_INSIDE = re.compile(rf"""([;\t][\s"']*)'(?={_FORMULA})""")
_BEGIN = re.compile(rf"""[\s"']*{_FORMULA}""")
_SHIELDED = re.compile(rf"""'[\s"']*{_FORMULA}""")

_NO_CHARACTERS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_BROKEN = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Rows under a header. `rows` gives the line and the cells of each; `kind` is what a JSON list says that it holds.

    Cells as they stand: a line break in one may part two values.
    """

    place: Place
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    kind: str = ""


@dataclass(slots=True)
class Reading:
    """What was read of a file, and what is wrong with it. Not `complete`: some rows could not be read at all."""

    sheets: list[Sheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    complete: bool = True

    def wrong(self, place: Place, message: str, *, column: str = "", **params: str) -> None:
        """Note a problem that keeps rows from being read."""
        self.problems.append(Problem(place=place, column=column, message=message, params=params))
        self.complete = False


def clean(text: str) -> str:
    """A value on one line, without control characters and space around it."""
    if text.isprintable() and "  " not in text:  # Nearly all cells, and six times as fast.
        return text.strip()
    return _NO_CHARACTERS.sub(" ", _BROKEN.sub("\ufffd", text)).strip()


def shielded(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would take for a formula. `unshielded` takes it away."""
    text = _INSIDE.sub(r"\1'", text)
    return f"'{text}" if _BEGIN.match(text) else text


def unshielded(text: str) -> str:
    """The text without the apostrophes of `shielded`."""
    if "'" not in text:
        return text
    if _SHIELDED.match(text):
        text = text[1:]
    return _SHIELDED_INSIDE.sub(r"\1", text)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV file. UTF-8 with a byte order mark, else Excel guesses another encoding."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([shielded(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def read(path: Path) -> Reading:
    """The rows of a file, by its suffix. InstallationError if XLSX cannot be read here."""
    found = Reading()
    place = Place(file=path.name)
    try:
        size = path.stat().st_size
        if size > LARGEST_MB * _MB:
            found.wrong(
                place,
                N_("The file is {size} MB, more than the {limit} MB that can be read. Split it."),
                size=str(size // _MB),
                limit=str(LARGEST_MB),
            )
            return found
        content = path.read_bytes()
    except OSError as error:
        found.wrong(
            place, N_("The file cannot be read: {problem}. Check the path."), problem=str(error.strerror or error)
        )
        return found
    match path.suffix.lower():
        case ".csv" | ".tsv" | ".txt":
            _read_csv(content, place, found)
        case ".xlsx" | ".xlsm":
            _read_xlsx(content, place, found)
        case ".json":
            _read_json(content, place, found)
        case suffix:
            found.wrong(
                place,
                N_("Files of this kind ({suffix}) are not read. Save it as CSV UTF-8, XLSX or JSON."),
                suffix=suffix or "-",
            )
    return found


def _read_csv(content: bytes, place: Place, found: Reading) -> None:
    text = _decoded(content)
    if text is None:
        found.wrong(place, N_("This is no CSV file. Save it as “CSV UTF-8”, or give it the suffix of what it is."))
        return
    start = 0
    if sep := re.match(r"sep=(.)\r?\n", text):
        start, text = 1, text[sep.end() :]
    delimiter = sep.group(1) if sep else _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[tuple[int, list[str]]] = []
    line = start + 1
    try:
        for cells in reader:
            lines.append((line, cells))
            line = start + reader.line_num + 1
    except csv.Error:
        found.wrong(
            _at(place, line),
            N_("The file cannot be read from this line on. Look for a quotation mark that is not closed."),
        )
    rows = [(line, [unshielded(cell) for cell in cells]) for line, cells in lines if any(map(str.strip, cells))]
    if _not_utf8(rows, place, found):
        rows = [(line, [_as_windows(cell) for cell in cells]) for line, cells in rows]
    _add(rows, place, found)


def _decoded(content: bytes) -> str | None:
    """The text; bytes that are not UTF-8 as surrogates, so that they can be told with their line. None: no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        return None
    return content.decode("utf-8-sig", errors="surrogateescape")


def _delimiter(text: str) -> str:
    """The one of comma, semicolon and tab that gives a header with most columns that we know."""
    from accesscheck.monitoring import columns

    def known(delimiter: str) -> tuple[int, int]:
        try:
            header = next(csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=delimiter), [])
        except csv.Error:
            return 0, 0
        table = columns.table_of(header)
        return sum(columns.column(table, name) is not None for name in header), len(header)

    return max(_DELIMITERS, key=known)


def _not_utf8(rows: list[tuple[int, list[str]]], place: Place, found: Reading) -> bool:
    for line, cells in rows:
        for number, cell in enumerate(cells):
            if _BROKEN.search(cell):
                header = rows[0][1]
                found.problems.append(
                    Problem(
                        place=_at(place, line),
                        column=clean(_as_windows(header[number])) if number < len(header) else "",
                        message=N_(
                            "“{value}” is not written in UTF-8; the file seems to be in Windows-1252. "
                            "In Excel, choose Save as, “CSV UTF-8 (Comma delimited)”."
                        ),
                        params={"value": clean(_as_windows(cell))[:60]},
                    )
                )
                return True
    return False


def _as_windows(cell: str) -> str:
    return cell.encode("utf-8", "surrogateescape").decode("cp1252", "replace") if _BROKEN.search(cell) else cell


def _read_xlsx(content: bytes, place: Place, found: Reading) -> None:
    try:
        import openpyxl
    except ImportError:
        raise InstallationError(
            N_("To read XLSX, install openpyxl: pip install accesscheck[xlsx]. Or save the file as CSV UTF-8.")
        ) from None
    import warnings
    import zipfile

    if content.startswith(b"\xd0\xcf\x11\xe0"):
        found.wrong(place, N_("The file has a password, or is of an old kind. Save it as XLSX without a password."))
        return
    try:
        unpacked = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(content)).infolist())
        if unpacked > _UNPACKED_MB * _MB:
            found.wrong(
                place,
                N_("The file is {size} MB, more than the {limit} MB that can be read. Split it."),
                size=str(unpacked // _MB),
                limit=str(_UNPACKED_MB),
            )
            return
        with warnings.catch_warnings():
            # It warns of what it leaves out, such as styles and lists of choices: we read cells alone.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
            for sheet in book.worksheets:
                _add(list(_cells_of(sheet)), Place(file=place.file, sheet=str(sheet.title)), found)
    except Exception:  # A broken XLSX makes openpyxl raise nearly anything.
        found.wrong(place, N_("This is no valid XLSX file. Open it in Excel and save it again, or save as CSV UTF-8."))


def _cells_of(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    rows = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=_MOST_COLUMNS, values_only=True)
    for line, row in enumerate(rows, 1):
        cells = [_shown(value) for value in row]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            yield line, cells


def _shown(value: Any) -> str:
    """A cell of a spreadsheet, or a value of JSON, as text."""
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def _add(rows: list[tuple[int, list[str]]], place: Place, found: Reading) -> None:
    if not rows:
        if not place.sheet:
            found.wrong(place, N_("The file is empty. Give it a header and rows."))
        return
    (line, header), *rest = rows
    if len(rest) > MOST_ROWS:
        found.wrong(
            place,
            N_("There are more than {limit} rows, the most that can be read. Split the file."),
            limit=str(MOST_ROWS),
        )
        return
    names = tuple(clean(name) for name in header)
    found.sheets.append(
        Sheet(place=_at(place, line), header=names, rows=tuple((line, tuple(cells)) for line, cells in rest))
    )


def _read_json(content: bytes, place: Place, found: Reading) -> None:
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found.wrong(_at(place, line), N_("The file is not written in UTF-8. Save it again as UTF-8."))
        return
    except json.JSONDecodeError as error:
        found.wrong(
            _at(place, error.lineno),
            N_("This is no valid JSON at character {character} of the line: {problem}."),
            character=str(error.colno),
            problem=error.msg,
        )
        return
    except (RecursionError, ValueError):
        found.wrong(place, N_("This JSON cannot be read: it is nested too deep, or holds a number that is too long."))
        return
    if not isinstance(data, dict) or not data or set(data) - {"entities", "products"}:
        found.wrong(place, N_("The file does not hold an inventory. Write {example}."), example=_EXAMPLE)
        return
    for kind, items in data.items():
        if isinstance(items, list):
            _add_items(kind, items, Place(file=place.file, sheet=kind), found)
        else:
            found.wrong(place, N_("The file does not hold an inventory. Write {example}."), example=_EXAMPLE)


_EXAMPLE = '{"entities": [{"key": "…"}], "products": [{"key": "…"}]}'


def _add_items(kind: str, items: list[Any], place: Place, found: Reading) -> None:
    flat: list[tuple[int, Mapping[str, str]]] = []
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            flat.append((number, dict(_flat(item, _at(place, number), found))))
        else:
            found.wrong(
                _at(place, number), N_("This is no item of an inventory. Write {example}."), example='{"key": "…"}'
            )
    header = tuple(dict.fromkeys(name for _, item in flat for name in item))
    rows = tuple((number, tuple(item.get(name, "") for name in header)) for number, item in flat)
    if rows:
        found.sheets.append(Sheet(place=place, header=header, rows=rows, kind=kind))


def _flat(item: Mapping[str, Any], place: Place, found: Reading) -> Iterator[tuple[str, str]]:
    """An item of JSON as the cells of a row: `names` and `exemptions` have a column for each of their parts."""
    for name, value in item.items():
        match value:
            case dict() if name == "names":
                yield from ((f"name_{language}", _shown(one)) for language, one in value.items())
            case list() if name == "exemptions" and all(isinstance(one, dict) for one in value):
                for number, one in enumerate(value, 1):
                    for part, content in one.items():
                        column = "exemption" if part == "kind" else f"exemption_{part}"
                        yield (column if number == 1 else f"{column}_{number}"), _shown(content)
            case list() if not any(isinstance(one, dict | list) for one in value):
                yield name, "|".join(_shown(one) for one in value)
            case dict() | list():
                found.problems.append(
                    Problem(place=place, column=name, message=N_("A list or a table cannot stand here. Write a text."))
                )
            case _:
                yield name, _shown(value)


def _at(place: Place, line: int) -> Place:
    return Place(file=place.file, sheet=place.sheet, line=line)
