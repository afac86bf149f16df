"""The figures of a year as a workbook (XLSX): a sheet for each table, in words of one language."""

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from accesscheck.errors import N_, InstallationError
from accesscheck.messages import say, say_count
from accesscheck.model.rule import Rule
from accesscheck.monitoring.reports import codes, data_rows
from accesscheck.monitoring.reports.data_rows import Row, Value
from accesscheck.monitoring.reports.dictionary import COLUMNS, SHEETS, TABLES, DataColumn, Kind
from accesscheck.monitoring.reports.facts import EntityFacts, GroupFacts, YearFacts
from accesscheck.monitoring.reports.numbers import day
from accesscheck.monitoring.sheets import clean

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767
"""Of a text in a cell, in units of UTF-16."""

_LONGEST_NAME = 31
_WIDTHS: Mapping[Kind, int] = {"text": 30, "code": 22, "codes": 22, "day": 12, "year": 9}
_MOST_WIDTH = 80
_A4, _HEADER_HEIGHT = 9, 48
_STYLE = "Table Style Light 15"


class Workbook:
    """A workbook that bodies and groups are added to, one by one; `finished` gives its bytes.

    `name` is that of the body, or of the government; `groups`: there is a sheet for the government and policy domains.
    InstallationError without xlsxwriter.
    """

    def __init__(
        self, about: YearFacts, rules: Mapping[str, Rule], language: str, *, name: str, groups: bool = True
    ) -> None:
        self.language = language
        self._about, self._rules, self._name = about, rules, name
        self._say = partial(say, language)
        self._content = io.BytesIO()
        self._book = _new_book(self._content, small=not groups)
        self._formats = self._made_formats()
        self._first = self._book.add_worksheet(self._say(N_("About")))
        self._sheets = {table: self._new_sheet(table) for table in SHEETS if groups or table != "groups"}
        self._rows = dict.fromkeys(self._sheets, 0)

    def finished(self) -> bytes:
        """The file. Nothing can be added after it."""
        for table, sheet in self._sheets.items():
            self._finish(sheet, SHEETS[table], self._rows[table], table)
        self._write_dictionary()
        self._write_about()
        self._book.close()
        return self._content.getvalue()

    def add(self, facts: EntityFacts) -> None:
        """A body, with its products and what was found on them."""
        products = {one.product.key: one.product.name(self.language) for one in facts.products}
        name = facts.entity.name(self.language)
        for table, rows in data_rows.OF_BODY.items():
            if table in self._sheets:
                for row in rows(facts):
                    key = str(row.get("product", ""))
                    self._put(table, {**row, "body_name": name, "product_name": products.get(key, key)})

    def add_group(self, facts: GroupFacts) -> None:
        """A policy domain, or the whole government."""
        for table, rows in data_rows.OF_GROUP.items():
            for row in rows(facts):
                self._put(table, row)

    def _new_sheet(self, table: str) -> "Worksheet":
        return self._book.add_worksheet(self._say(TABLES[table].title)[:_LONGEST_NAME])

    def _made_formats(self) -> Mapping[str, "Format"]:
        share = "0%" if self.language == "en" else "0 %"
        wanted = {
            "share": {"num_format": share},
            "per page": {"num_format": "0.0"},
            "whole": {"num_format": "#,##0"},
            "year": {"num_format": "0"},
            "day": {"num_format": "yyyy-mm-dd", "align": "left"},
            "wrapped": {"text_wrap": True, "valign": "top"},
            "header": {"bold": True, "text_wrap": True, "valign": "top"},
            "title": {"bold": True, "font_size": 16},
        }
        return {name: self._book.add_format(options) for name, options in wanted.items()}

    def _put(self, table: str, row: Row) -> None:
        self._rows[table] += 1
        at, sheet = self._rows[table], self._sheets[table]
        for number, name in enumerate(SHEETS[table]):
            self._write(sheet, at, number, COLUMNS[name], row)

    def _write(self, sheet: "Worksheet", at: int, number: int, column: DataColumn, row: Row) -> None:
        value = self._shown(column, row)
        match value:
            case None | "":
                return
            case date():
                sheet.write_datetime(at, number, datetime(value.year, value.month, value.day), self._formats["day"])
            case str():
                sheet.write_string(at, number, _fitting(value))
            case _:
                kind = str(row["unit"]) if column.kind == "figure" else column.kind
                sheet.write_number(at, number, value, self._formats[kind])

    def _shown(self, column: DataColumn, row: Row) -> Value:
        """The value in words of the language; a number stays one."""
        match column.name:
            case "rule_title":
                return codes.word("rule", str(row["rule"]), self.language, self._rules)
            case "criterion_title":
                return codes.word("criterion", str(row["criterion"]), self.language, self._rules)
            case "rule" | "criterion":
                return row[column.name]
            case "criteria":
                return str(row[column.name]).replace(" ", ", ")
        value = row[column.name]
        if isinstance(value, bool):
            return self._say(N_("yes")) if value else self._say(N_("no"))
        if column.kind == "code" and value:
            return codes.word(column.name, str(value), self.language, self._rules)
        if column.kind == "codes" and value:
            return ", ".join(codes.word(column.name, one, self.language, self._rules) for one in str(value).split())
        return value

    def _finish(self, sheet: "Worksheet", names: Iterable[str], rows: int, key: str) -> None:
        columns = [COLUMNS[name] for name in names]
        for number, column in enumerate(columns):
            sheet.set_column(number, number, _width(column))
        self._tabulate(sheet, 0, rows, [self._say(column.title) for column in columns], key)

    def _tabulate(self, sheet: "Worksheet", top: int, rows: int, header: list[str], key: str) -> None:
        """Make rows a table with a header that stays in view, and is printed on each page."""
        for number, title in enumerate(header):
            sheet.write_string(top, number, title, self._formats["header"])
        if rows:
            titled = [{"header": title, "header_format": self._formats["header"]} for title in header]
            options = {"name": f"table_{key}", "style": _STYLE, "columns": titled}
            sheet.add_table(top, 0, top + rows, len(header) - 1, options)
        sheet.set_row(top, _HEADER_HEIGHT)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)

    def _write_dictionary(self) -> None:
        sheet = self._book.add_worksheet(self._say(N_("Dictionary"))[:_LONGEST_NAME])
        at = 0
        for table in self._sheets:
            for name in SHEETS[table]:
                column = COLUMNS[name]
                at += 1
                unit = self._say(column.unit) if column.unit else ""
                cells = (self._say(TABLES[table].title), self._say(column.title), self._say(column.meaning), unit, name)
                for number, text in enumerate(cells):
                    if text:
                        sheet.write_string(at, number, text, self._formats["wrapped"])
        for number, width in enumerate((26, 34, _MOST_WIDTH, 34, 26)):
            sheet.set_column(number, number, width)
        header = (N_("Sheet"), N_("Column"), N_("Meaning"), N_("Unit"), N_("Name in the open data"))
        self._tabulate(sheet, 0, at, [self._say(title) for title in header], "dictionary")

    def _write_about(self) -> None:
        """What this is, how it was measured and how to read it: the first sheet, with the title in its first cell."""
        title = self._say(N_("{name}: accessibility and language in {year}"), name=self._name, year=self._about.year)
        sheet = self._first
        sheet.write_string(0, 0, _fitting(title), self._formats["title"])
        at = 1
        for subject, text in self._lines():
            at += 1
            sheet.write_string(at, 0, _fitting(subject), self._formats["wrapped"])
            sheet.write_string(at, 1, _fitting(text), self._formats["wrapped"])
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, _MOST_WIDTH)
        self._tabulate(sheet, 1, at - 1, [self._say(N_("Subject")), self._say(N_("Explanation"))], "about")
        self._book.set_properties({"title": clean(title), "created": _noon(self._about.last_day)})
        self._book.set_custom_property("Language", self.language)

    def _lines(self) -> Iterator[tuple[str, str]]:
        t, about = self._say, self._about
        yield t(N_("Year")), str(about.year)
        yield t(N_("Measured")), f"{day(about.first_day, self.language)} – {day(about.last_day, self.language)}"
        yield t(N_("Method")), about.method
        yield t(N_("Rule set")), about.rule_set_sha256
        yield t(N_("Measured with")), f"accesscheck {about.accesscheck_version}, axe-core {about.axe_version}"
        if about.changed:
            changed = t(
                N_("The method changed since the last measurement. Figures over the change cannot be compared.")
            )
            yield t(N_("Change of method")), changed
        if about.rescored:
            years = ", ".join(map(str, about.rescored))
            again = t(N_("These years were scored again by the rules of this year: {years}."), years=years)
            yield t(N_("Scored again")), again
        reading = t(N_("How to read this"))
        yield reading, t(N_("An empty cell means that nothing was measured, or that it does not apply. It is no zero."))
        yield reading, t(N_("A page or rule that could not be tested never counts as passed."))
        yield reading, t(N_("Rules can find some barriers, not all. No failures found is not the same as accessible."))
        for table in self._sheets:
            rows = say_count(self.language, "{count} row.", "{count} rows.", self._rows[table])
            yield t(TABLES[table].title), f"{t(TABLES[table].description)} {rows}"
        yield t(N_("Dictionary")), t(N_("What each column means."))


def of_body(facts: EntityFacts, rules: Mapping[str, Rule], language: str) -> bytes:
    """The workbook of one body. InstallationError."""
    book = Workbook(facts.about, rules, language, name=facts.entity.name(language), groups=False)
    book.add(facts)
    return book.finished()


def _new_book(content: io.BytesIO, *, small: bool) -> "xlsxwriter.Workbook":
    try:
        import xlsxwriter
    except ImportError:
        raise InstallationError(
            N_("Workbooks need xlsxwriter. Install it with: pip install accesscheck[monitor]")
        ) from None
    # A text is a text: never a formula, a link or a number.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    return xlsxwriter.Workbook(content, {**options, "in_memory": small})


def _noon(moment: date) -> datetime:
    return datetime(moment.year, moment.month, moment.day, 12)


def _fitting(text: str) -> str:
    text = clean(text)
    if len(text) <= LONGEST // 2:  # None takes more than two units.
        return text
    return text.encode("utf-16-le")[: 2 * LONGEST].decode("utf-16-le", "ignore")


def _width(column: DataColumn) -> int:
    return _WIDTHS.get(column.kind, 13)
