"""Rows under a header, for a screen, a spreadsheet or a document."""

import io
import re
import shutil
from collections.abc import Sequence
from typing import Literal

NARROWEST, WIDEST = 60, 160
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|])")


def render(
    title: str, header: Sequence[str], rows: Sequence[Sequence[str]], format: Literal["table", "csv", "markdown"]
) -> str:
    """The rows as text that ends with a line break."""
    match format:
        case "csv":
            from accesscheck.monitoring.sheets import csv_text

            return csv_text(header, rows)
        case "markdown":
            lines = [header, ["---"] * len(header), *rows]
            table = "".join(f"| {' | '.join(map(_escaped, line))} |\n" for line in lines)
            return f"## {_escaped(title)}\n\n{table}"
        case "table":
            return table_text(title, header, rows)


def table_text(title: str, header: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> str:
    """A table as wide as the screen; the columns in `right` hold numbers."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=Text(title), title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0)
    )
    for number, name in enumerate(header):
        table.add_column(Text(name), justify="right" if number in right else "left", overflow="fold", vertical="top")
    for row in rows:
        table.add_row(*map(Text, row))
    width = min(max(shutil.get_terminal_size((120, 24)).columns, NARROWEST), WIDEST)
    out = io.StringIO()
    Console(file=out, width=width, no_color=True, highlight=False).print(table)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _escaped(text: str) -> str:
    return text if text == "---" else _MARKDOWN.sub(r"\\\1", text)
