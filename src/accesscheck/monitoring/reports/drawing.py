"""An SVG picture, element by element: its colours, dashes, markers and patterns, and text that is escaped.

Every element carries its colour for a light page, so that the picture stands alone; a class lets the style of a page
choose another, for a dark page or for colours that the reader forces.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from markupsafe import Markup, escape

from accesscheck.monitoring.reports.characters import clean
from accesscheck.monitoring.reports.lettering import room

PALETTE: Mapping[str, tuple[str, str]] = {
    "ink": ("#1b1f27", "#eef1f6"),
    "paper": ("#ffffff", "#14181f"),
    "rule": ("#66707f", "#97a3b5"),
    "s0": ("#0b4a99", "#9cc4ff"),
    "s1": ("#9a3d00", "#ffb37a"),
    "s2": ("#00594f", "#7fdcc8"),
    "s3": ("#6a1b7a", "#e2b3ff"),
    "s4": ("#44546a", "#c3cedd"),
}
"""Each colour on a light page and on a dark one. Those of series are 4.5:1 against paper, and ink 7:1."""

SERIES = ("s0", "s1", "s2", "s3", "s4")
DASHES = ("", "9 5", "2 4", "12 4 2 4", "5 3")
"""How the line of each series is broken, as its colour is chosen. There is one more marker and pattern than colours, so
that 30 series have a look of their own."""

SIZE = 15
LINE = 19
_EDGE = 1.5
FONTS = "system-ui, 'Segoe UI', 'Liberation Sans', Arial, sans-serif"

Anchor = Literal["start", "middle", "end"]
Attributes = str | float | None

_HATCHES = (
    "",
    "M-2 2 l4 -4 M0 8 l8 -8 M6 10 l4 -4",
    "M2 2 h.1 M6 6 h.1",
    "M2 0 v8 M6 0 v8",
    "M0 2 h8 M0 6 h8",
    "M0 0 l8 8 M0 8 l8 -8",
)
_MARKERS = (
    "M-5 0 a5 5 0 1 0 10 0 a5 5 0 1 0 -10 0 z",
    "M-4.5 -4.5 h9 v9 h-9 z",
    "M0 -6 l6 10 h-12 z",
    "M0 -6 l6 6 l-6 6 l-6 -6 z",
    "M-5 -2 h3 v-3 h4 v3 h3 v4 h-3 v3 h-4 v-3 h-3 z",
    "M0 6 l6 -10 h-12 z",
)


class Drawing:
    """What is drawn, in order. `prefix` begins its ids; a page holds it once."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._parts: list[Markup] = []
        self._hatches: set[tuple[int, str]] = set()

    def markup(self, width: float, height: float, title: str, description: str, language: str) -> Markup:
        """The whole picture."""
        named = f"{self._prefix}-title"
        told = f"{self._prefix}-told"
        parts = [_element("title", text(title), id=named), _element("desc", text(description), id=told)]
        if self._hatches:
            parts.append(_element("defs", *(self._pattern(*one) for one in sorted(self._hatches))))
        return _element(
            "svg",
            *parts,
            *self._parts,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {_number(width)} {_number(height)}",
            width=width,
            height=height,
            role="img",
            aria_labelledby=f"{named} {told}",
            lang=language,
            font_family=FONTS,
            font_size=SIZE,
        )

    def words(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        *,
        anchor: Anchor = "start",
        bold: bool = False,
        over: bool = False,
    ) -> None:
        """Lines of text; `y` is the foot of the first. Words `over` what is drawn have a ground of their own."""
        weight = "600" if bold else None
        for number, line in enumerate(lines):
            foot = y + number * LINE
            if over:
                wide = 0.95 * room(line, SIZE, bold=bold)
                left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * wide
                self._add("rect", x=left, y=foot - SIZE + 2, width=wide, height=SIZE + 1, **_paint(fill="paper"))
            self._add("text", text(line), x=x, y=foot, text_anchor=anchor, font_weight=weight, **_paint(fill="ink"))

    def line(
        self, x1: float, y1: float, x2: float, y2: float, colour: str, *, width: float = 1, dash: str = ""
    ) -> None:
        """A straight line."""
        self._add(
            "line",
            x1=x1,
            y1=y1,
            x2=x2,
            y2=y2,
            stroke_width=width,
            stroke_dasharray=dash or None,
            **_paint(stroke=colour),
        )

    def path(self, points: Sequence[tuple[float, float]], series: int) -> None:
        """The line of a series."""
        place = " L".join(f"{_number(x)} {_number(y)}" for x, y in points)
        dash = DASHES[series % len(DASHES)] or None
        self._add(
            "path", d=f"M{place}", fill="none", stroke_width=2.5, stroke_dasharray=dash, **_paint(stroke=colour(series))
        )

    def marker(self, x: float, y: float, series: int) -> None:
        """A point of a series."""
        shape = _MARKERS[series % len(_MARKERS)]
        self._add("path", d=shape, transform=f"translate({_number(x)} {_number(y)})", **_paint(fill=colour(series)))

    def whisker(self, x1: float, y1: float, x2: float, y2: float, colour: str) -> None:
        """An interval, with a stop at each of its ends."""
        self.line(x1, y1, x2, y2, colour, width=1.5)
        across, along = (5, 0) if x1 == x2 else (0, 5)
        for x, y in ((x1, y1), (x2, y2)):
            self.line(x - across, y - along, x + across, y + along, colour, width=1.5)

    def block(self, x: float, y: float, width: float, height: float, series: int) -> None:
        """A part of a bar, in the pattern of its series, with an edge."""
        hatch = series % len(_HATCHES)
        if not hatch:
            self._add("rect", x=x, y=y, width=width, height=height, **_paint(fill=colour(series)))
            return
        self._hatches.add((hatch, colour(series)))
        style = {
            **_paint(stroke=colour(series)),
            "fill": f"url(#{self._hatch(hatch, colour(series))})",
            "stroke_width": _EDGE,
        }
        self._add(
            "rect",
            x=x + _EDGE / 2,
            y=y + _EDGE / 2,
            width=max(width - _EDGE, 0.5),
            height=height - _EDGE,
            **style,
        )

    def plate(self, x: float, y: float, line: str) -> None:
        """A short text in the middle of a patterned place, on a ground of its own."""
        wide = room(line, SIZE) + 6
        self._add("rect", x=x - wide / 2, y=y - 10, width=wide, height=20, rx=3, **_paint(fill="paper"))
        self.words(x, y + 5, (line,), anchor="middle")

    def _hatch(self, number: int, colour: str) -> str:
        return f"{self._prefix}-{colour}-{number}"

    def _pattern(self, number: int, colour: str) -> Markup:
        thick = 3 if number == 2 else 1.6
        return _element(
            "pattern",
            _element("rect", width=8, height=8, **_paint(fill="paper")),
            _element("path", d=_HATCHES[number], stroke_width=thick, stroke_linecap="round", **_paint(stroke=colour)),
            id=self._hatch(number, colour),
            width=8,
            height=8,
            patternUnits="userSpaceOnUse",
        )

    def _add(self, name: str, *content: Markup, **attributes: Attributes) -> None:
        self._parts.append(_element(name, *content, **attributes))


def text(content: str) -> Markup:
    """Text of whatever origin, safe in XML."""
    return escape(clean(content))


def anchor(key: str) -> str:
    """A key as the id of an element: letters, digits, dots and hyphens."""
    return re.sub(r"[^\w.-]+", "-", clean(key)).strip("-") or "x"


def colour(series: int) -> str:
    """The name of a series' colour."""
    return SERIES[series % len(SERIES)]


def _paint(*, fill: str = "", stroke: str = "") -> dict[str, Attributes]:
    """The colours of an element, as attributes and as classes."""
    painted: dict[str, Attributes] = {"class": " ".join((f"f-{fill}",) * bool(fill) + (f"l-{stroke}",) * bool(stroke))}
    if fill:
        painted["fill"] = PALETTE[fill][0]
    if stroke:
        painted["stroke"] = PALETTE[stroke][0]
    return painted


def _element(name: str, *content: Markup, **attributes: Attributes) -> Markup:
    given = "".join(
        f' {key if key == "viewBox" else key.replace("_", "-")}="{escape(_number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(content)
    return Markup(f"<{name}{given}>{inner}</{name}>" if content else f"<{name}{given}/>")  # noqa: S704 (escaped above)


def _number(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
