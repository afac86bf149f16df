"""A chart as SVG, and its numbers as a table: the same values, for those who look and for those who read.

A chart is drawn for a width in units of about a pixel; its height follows. WIDE suits a page and paper, NARROW a
telephone: letters keep their size, and what stood beside the drawing stands above it.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from accesscheck.errors import N_
from accesscheck.messages import labelled, say
from accesscheck.monitoring.reports import numbers
from accesscheck.monitoring.reports.blocks import Chart, ChartSeries, Table, table_of
from accesscheck.monitoring.reports.drawing import LINE, SIZE, Drawing, anchor, colour
from accesscheck.monitoring.reports.lettering import lines, room, widest

WIDE = 640
NARROW = 300
MOST_BARS = 30
"""How many bars are drawn; the table has them all."""

_LEAST = 1e-6
"""What is less is drawn as nothing."""
_PLOT = 220
_GAP = 12
_SAMPLE = 34
_COLUMN = 165
_THIN = 10
"""Points that are nearer together have no markers of their own."""


def svg(chart: Chart, language: str, *, width: int = WIDE) -> str:
    """The chart as an SVG element, that stands alone or in a page. Its ids hold its key and its width."""
    drawing = Drawing(f"{anchor(chart.key)}-{width}")
    if not any(value is not None for series in chart.series for value in series.values):
        height = _nothing(drawing, language, width)
    elif chart.kind == "lines":
        height = _Lines(chart, language, width).draw(drawing)
    else:
        height = _Bars(chart, language, width).draw(drawing)
    return str(drawing.markup(width, height, chart.title, chart.description or chart.title, language))


def table(chart: Chart, language: str) -> Table:
    """The numbers of the chart; its note says what else is drawn: the target, and where values cannot be compared."""
    shown = [
        [_with_interval(series, place, chart, language) for place in range(len(chart.labels))]
        for series in chart.series
    ]
    return replace(table_of(chart, shown), note=tuple(_notes(chart, language)))


def _with_interval(series: ChartSeries, place: int, chart: Chart, language: str) -> str:
    value = numbers.shown(series.values[place], chart.unit, language)
    interval = _interval(series, place)
    if interval is None or series.values[place] is None:
        return value
    low, high = (numbers.shown(one, chart.unit, language) for one in interval)
    return f"{value} ({low}–{high})"


def _notes(chart: Chart, language: str) -> Iterator[str]:
    sentences = []
    if chart.target is not None:
        words = _target(chart, language)
        sentences.append(f"{words[:1].upper()}{words[1:]}.")
    for place in chart.breaks:
        if 0 < place < len(chart.labels):
            sentences.append(f"{labelled(chart.labels[place], chart.break_text.rstrip('.'), language)}.")
    if any(_interval(series, place) for series in chart.series for place in range(len(chart.labels))):
        sentences.append(say(language, N_("Between brackets: between which values the true one probably lies.")))
    if sentences:
        yield " ".join(sentences)


def _interval(series: ChartSeries, place: int) -> tuple[float, float] | None:
    low = series.low[place] if place < len(series.low) else None
    high = series.high[place] if place < len(series.high) else None
    return None if low is None or high is None else (low, high)


def _target(chart: Chart, language: str) -> str:
    """The words of the target, with its value unless they say it."""
    value = numbers.shown(chart.target, chart.unit, language)
    words = chart.target_text.rstrip(".")
    return words if value in words else labelled(words, value, language) if words else value


def _nothing(drawing: Drawing, language: str, width: int) -> float:
    drawing.line(0, 0.5, width, 0.5, "rule")
    told = lines(say(language, N_("Nothing was measured.")), SIZE, width)
    drawing.words(0, 30, told)
    drawing.line(0, 30 + len(told) * LINE, width, 30 + len(told) * LINE, "rule")
    return 31 + len(told) * LINE


@dataclass(frozen=True, slots=True)
class _Scale:
    """From 0, or from below it, to a round number above every value, with the places of its lines."""

    low: float
    high: float
    ticks: tuple[float, ...]
    step: float

    def share(self, value: float) -> float:
        """How far a value lies along the scale, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def _scale(chart: Chart, values: Sequence[float]) -> _Scale:
    if chart.unit == "share" and all(0 <= value <= 1 for value in values):
        return _Scale(0, 1, (0, 0.25, 0.5, 0.75, 1), 0.25)
    least, most = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    rough = (most - least if most - least > _LEAST else 1) / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)
    if chart.unit == "number":
        step = max(1, step)
    first, last = math.floor(least / step), math.ceil(most / step - 1e-9)
    ticks = tuple(step * number for number in range(first, max(last, first + 1) + 1))
    return _Scale(ticks[0], ticks[-1], ticks, step)


def _fitting(chart: Chart, values: Sequence[float]) -> _Scale:
    """A scale without lines: it ends at the furthest value."""
    scale = _scale(chart, values)
    if chart.unit == "share":
        return scale
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    return replace(scale, low=low, high=high if high - low > _LEAST else low + 1)


def _tick(value: float, chart: Chart, scale: _Scale, language: str) -> str:
    if chart.unit != "per page" or scale.step >= 1:
        return numbers.shown(value, "number" if chart.unit == "per page" else chart.unit, language)
    return numbers.decimal(value, language, max(1, -math.floor(math.log10(scale.step))))


def _values(chart: Chart) -> list[float]:
    """Everything that must have a place on the scale."""
    values = [value for series in chart.series for value in series.values if value is not None]
    for series in chart.series:
        for place in range(len(chart.labels)):
            values += _interval(series, place) or ()
    return values if chart.target is None else [*values, chart.target]


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a series, the target or a break is called, beside its line or in the key."""

    name: str
    value: str = ""
    series: int | None = None
    dash: str = ""


def _key(drawing: Drawing, entries: Sequence[_Entry], y: float, width: float, *, bars: bool) -> float:
    """Samples with their names, in rows; the next free place below."""
    x = 0.0
    for entry in entries:
        named = lines(entry.name, SIZE, width - _SAMPLE)
        wide = _SAMPLE + widest(named, SIZE) + _GAP
        if x and x + wide > width + _GAP:
            x, y = 0.0, y + LINE + 4
        _sample(drawing, entry, x, y, bars=bars)
        drawing.words(x + _SAMPLE, y + SIZE, named)
        y += (len(named) - 1) * LINE
        x = x + wide if len(named) == 1 else width
    return y + LINE + _GAP


def _sample(drawing: Drawing, entry: _Entry, x: float, y: float, *, bars: bool) -> None:
    if entry.series is None:
        drawing.line(x, y + 10, x + _SAMPLE - 8, y + 10, "ink", width=2, dash=entry.dash)
    elif bars:
        drawing.block(x, y + 2, _SAMPLE - 8, 15, entry.series)
    else:
        drawing.path(((x, y + 10), (x + _SAMPLE - 8, y + 10)), entry.series)
        drawing.marker(x + (_SAMPLE - 8) / 2, y + 10, entry.series)


def _above(drawing: Drawing, x: float, y: float, told: Sequence[str], width: float, *, bold: bool = False) -> None:
    """Lines of text over a place, within the drawing."""
    half = widest(told, SIZE, bold=bold) / 2
    drawing.words(max(half, min(x, width - half)), y, told, anchor="middle", bold=bold)


_TARGET = "10 5"
_BREAK = "3 4"


class _Lines:
    """Lines over the labels, from left to right."""

    def __init__(self, chart: Chart, language: str, width: int) -> None:
        self._chart, self._language, self._width = chart, language, width
        self._scale = _scale(chart, _values(chart))
        self._breaks = sorted({place for place in chart.breaks if 0 < place < len(chart.labels)})
        self._ticks = [_tick(value, chart, self._scale, language) for value in self._scale.ticks]
        self._beside = width >= WIDE and len(chart.series) <= 5
        self._left = widest(self._ticks, SIZE) + 10
        self._right = width - (_COLUMN + 30 if self._beside else 6)
        self._slot = (self._right - self._left) / len(chart.labels)
        self._points_told = len(chart.series) == 1 and self._widest_value() <= self._slot
        self._entries = self._named()

    def draw(self, drawing: Drawing) -> float:
        """Draw, and return the height."""
        blocks = [self._beside_lines(entry) for entry in self._entries] if self._beside else []
        top = self._head(drawing)
        bottom = top + max(_PLOT, sum(len(block) * LINE + 8 for block in blocks))
        self._grid(drawing, top, bottom)
        # The first series is what the chart is about: it stands in front.
        for number, series in reversed(tuple(enumerate(self._chart.series))):
            self._series(drawing, series, number, top, bottom)
        self._name_lines(drawing, blocks, top, bottom)
        return self._labels(drawing, bottom)

    def _named(self) -> list[_Entry]:
        """The series that have a value, with their last one if no point tells it, and the target."""
        entries = []
        for number, series in enumerate(self._chart.series):
            measured = [place for place, value in enumerate(series.values) if value is not None]
            if measured:
                last = measured[-1]
                value = numbers.shown(series.values[last], self._chart.unit, self._language)
                if last != len(series.values) - 1:
                    value = f"{value} ({self._chart.labels[last]})"
                entries.append(_Entry(series.name, "" if self._points_told else value, number))
        if self._chart.target is not None:
            entries.append(_Entry(_target(self._chart, self._language), dash=_TARGET))
        return entries

    def _widest_value(self) -> float:
        shown = [numbers.shown(value, self._chart.unit, self._language) for value in self._chart.series[0].values]
        return widest(shown, SIZE, bold=True)

    def _beside_lines(self, entry: _Entry) -> tuple[str, ...]:
        named = lines(entry.name, SIZE, _COLUMN, most=4)
        return (*named, *lines(entry.value, SIZE, _COLUMN, most=1, bold=True)) if entry.value else named

    def _head(self, drawing: Drawing) -> float:
        """The key and the text of a break; where the plot begins."""
        y = 4.0
        if not self._beside:
            told = [
                replace(entry, name=labelled(entry.name, entry.value, self._language) if entry.value else entry.name)
                for entry in self._entries
            ]
            y = _key(drawing, told, y, self._width, bars=False)
        if self._breaks and self._chart.break_text:
            words = lines(self._chart.break_text, SIZE, min(self._width, 320))
            _above(drawing, self._x(self._breaks[0] - 0.5), y + SIZE, words, self._width)
            y += len(words) * LINE + 6
        return y + 18

    def _grid(self, drawing: Drawing, top: float, bottom: float) -> None:
        for value, told in zip(self._scale.ticks, self._ticks, strict=True):
            y = self._y(value, top, bottom)
            drawing.line(self._left, y, self._right, y, "rule", width=1.5 if value == 0 else 0.5)
            drawing.words(self._left - 8, y + 5, (told,), anchor="end")
        for place in self._breaks:
            x = self._x(place - 0.5)
            drawing.line(x, top - 14, x, bottom, "ink", width=1.5, dash=_BREAK)
        if self._chart.target is not None:
            y = self._y(self._chart.target, top, bottom)
            drawing.line(self._left, y, self._right, y, "ink", width=2, dash=_TARGET)

    def _series(self, drawing: Drawing, series: ChartSeries, number: int, top: float, bottom: float) -> None:
        aside = 6 * (number - (len(self._chart.series) - 1) / 2) if series.low else 0
        for place in range(len(self._chart.labels)):
            interval = _interval(series, place)
            if interval is not None:
                x = self._x(place) + aside
                drawing.whisker(
                    x, self._y(interval[0], top, bottom), x, self._y(interval[1], top, bottom), colour(number)
                )
        for stretch in self._stretches(series):
            points = [(self._x(place) + aside, self._y(value, top, bottom)) for place, value in stretch]
            if len(points) > 1:
                drawing.path(points, number)
            marked = points if self._slot >= _THIN else points[:: max(1, len(points) - 1)]
            for x, y in marked:
                drawing.marker(x, y, number)
        if self._points_told:
            self._values(drawing, series, top, bottom)

    def _values(self, drawing: Drawing, series: ChartSeries, top: float, bottom: float) -> None:
        """The value over each point."""
        for place, value in enumerate(series.values):
            if value is not None:
                peak = max(value, (_interval(series, place) or (value, value))[1])
                foot = self._y(peak, top, bottom) - 10
                shown = numbers.shown(value, self._chart.unit, self._language)
                drawing.words(self._x(place), foot, (shown,), anchor="middle", bold=True, over=True)

    def _stretches(self, series: ChartSeries) -> Iterator[list[tuple[int, float]]]:
        """Points that may be joined: none is missing between them, and all can be compared."""
        stretch: list[tuple[int, float]] = []
        for place, value in enumerate(series.values):
            if stretch and (value is None or place in self._breaks):
                yield stretch
                stretch = []
            if value is not None:
                stretch.append((place, value))
        if stretch:
            yield stretch

    def _name_lines(self, drawing: Drawing, blocks: Sequence[tuple[str, ...]], top: float, bottom: float) -> None:
        """Names beside the ends of the lines, each with a lead to its end."""
        named = sorted(
            zip(self._entries, blocks, strict=False), key=lambda one: self._y(self._end(one[0])[1], top, bottom)
        )
        heights = [len(block) * LINE + 8 for _, block in named]
        wanted = [self._y(self._end(entry)[1], top, bottom) - len(block) * LINE / 2 for entry, block in named]
        for (entry, block), y in zip(named, _apart(wanted, heights, top, bottom), strict=True):
            place, value = self._end(entry)
            x, middle = self._right + 8, y + len(block) * LINE / 2
            end = self._y(value, top, bottom)
            if entry.series is None:
                drawing.line(self._right, end, x, middle, "ink", width=1)
            else:
                drawing.line(self._x(place) + 8, end, x + 4, middle, colour(entry.series), width=1)
                drawing.marker(x + 6, middle, entry.series)
            drawing.words(x + 18, y + SIZE, block[:-1] if entry.value else block)
            if entry.value:
                drawing.words(x + 18, y + SIZE + (len(block) - 1) * LINE, block[-1:], bold=True)

    def _end(self, entry: _Entry) -> tuple[int, float]:
        """The last point of a series; of the target, its value at the end."""
        if entry.series is not None:
            values = self._chart.series[entry.series].values
            for place in range(len(values) - 1, -1, -1):
                value = values[place]
                if value is not None:
                    return place, value
        return len(self._chart.labels) - 1, self._chart.target or 0

    def _labels(self, drawing: Drawing, bottom: float) -> float:
        """The labels below: all of them, or every so many, counted from the last. The height of the drawing."""
        labels = self._chart.labels
        apart = min(widest(labels, SIZE), 110) + 12
        step = 1 if self._slot >= min(apart, 72) else math.ceil(apart / self._slot)
        most, free = 1, float(self._width)
        for place in range(len(labels) - 1, -1, -step):
            told = lines(labels[place], SIZE, self._slot * step - 8, most=3)
            half = widest(told, SIZE) / 2
            x = max(half, min(self._x(place), self._width - half))
            if x + half > free:
                continue
            free = x - half - 8
            drawing.line(self._x(place), bottom, self._x(place), bottom + 5, "rule")
            drawing.words(x, bottom + 8 + SIZE, told, anchor="middle")
            most = max(most, len(told))
        return bottom + 8 + most * LINE + 4

    def _x(self, place: float) -> float:
        return self._left + self._slot * (place + 0.5)

    def _y(self, value: float, top: float, bottom: float) -> float:
        return bottom - (bottom - top) * self._scale.share(value)


def _apart(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Where blocks can stand, as near to where they want to be as they do not cover one another; from the top."""
    placed: list[float] = []
    free = top - 10
    for want, height in zip(wanted, heights, strict=True):
        placed.append(max(want, free))
        free = placed[-1] + height
    limit = bottom + 10
    for number in range(len(placed) - 1, -1, -1):
        placed[number] = min(placed[number], limit - heights[number])
        limit = placed[number]
    return placed


class _Bars:
    """Bars from left to right, under one another: side by side for each series, or stacked."""

    def __init__(self, chart: Chart, language: str, width: int) -> None:
        self._chart, self._language, self._width = chart, language, width
        self._stacked = chart.kind == "stacked"
        self._count = max(1, MOST_BARS // (1 if self._stacked else len(chart.series)))
        self._thick = 26 if self._stacked else 20 if len(chart.series) == 1 else 17
        self._high = (1 if self._stacked else len(chart.series)) * (self._thick + 3) - 3
        self._beside = width >= WIDE
        names = [lines(label, SIZE, 210) for label in chart.labels[: self._count]]
        column = max((widest(name, SIZE) for name in names), default=0) + 12 if self._beside else 0
        shown = [self._shown(value) for series in chart.series for value in series.values if value is not None]
        values = 8 if self._stacked else widest(shown, SIZE, bold=True) + 14
        self._left = column + 1
        self._right = max(width - values, self._left + 40)
        self._scale = _fitting(chart, self._measures())

    def draw(self, drawing: Drawing) -> float:
        """Draw, and return the height."""
        top = y = self._head(drawing)
        groups = []
        for place, label in enumerate(self._chart.labels[: self._count]):
            told = lines(label, SIZE, 210 if self._beside else self._width)
            over = 0 if self._beside else len(told) * LINE + 3
            under = max(self._high, len(told) * LINE) if self._beside else self._high
            groups.append((place, told, y, over + (under - self._high) / 2))
            y += over + under + 14
        if self._beside:
            self._ground(drawing, top - 10, y - 8)
        for place, told, begins, bar in groups:
            if self._beside:
                drawing.words(self._left - 12, begins + self._middle(told), told, anchor="end")
            else:
                # Lines over the whole height would run through the labels.
                self._ground(drawing, begins + bar - 4, begins + bar + self._high + 4)
                drawing.words(0, begins + SIZE, told)
            self._group(drawing, place, begins + bar)
        return self._more(drawing, y)

    def _middle(self, told: Sequence[str]) -> float:
        """How far below the top of a group its first line of text has its foot."""
        return (max(self._high, len(told) * LINE) - len(told) * LINE) / 2 + SIZE

    def _head(self, drawing: Drawing) -> float:
        y = 4.0
        if len(self._chart.series) > 1:
            entries = [_Entry(series.name, series=number) for number, series in enumerate(self._chart.series)]
            y = _key(drawing, entries, y, self._width, bars=True)
        if self._chart.target is not None:
            told = lines(_target(self._chart, self._language), SIZE, min(self._width, 320))
            _above(drawing, self._x(self._chart.target), y + SIZE, told, self._width)
            y += len(told) * LINE + 12
        return y + 4

    def _ground(self, drawing: Drawing, top: float, bottom: float) -> None:
        """The line that bars begin at, and that of the target."""
        drawing.line(self._x(0), top, self._x(0), bottom, "rule", width=1.5)
        if self._chart.target is not None:
            x = self._x(self._chart.target)
            drawing.line(x, top, x, bottom, "ink", width=2, dash=_TARGET)

    def _group(self, drawing: Drawing, place: int, y: float) -> None:
        if self._stacked:
            self._stack(drawing, place, y)
            return
        for number, series in enumerate(self._chart.series):
            self._bar(drawing, series, number, place, y)
            y += self._thick + 3

    def _bar(self, drawing: Drawing, series: ChartSeries, number: int, place: int, y: float) -> None:
        value = series.values[place]
        middle = y + self._thick / 2
        if value is None:
            self._unmeasured(drawing, middle)
            return
        begin, end = sorted((self._x(0), self._x(value)))
        if value:
            drawing.block(begin, y, max(end - begin, 1.5), self._thick, number)
        interval = _interval(series, place)
        if interval is not None:
            drawing.whisker(self._x(interval[0]), middle, self._x(interval[1]), middle, "ink")
            end = max(end, self._x(interval[1]))
        drawing.words(end + 8, middle + 5, (self._shown(value),), bold=True, over=True)

    def _stack(self, drawing: Drawing, place: int, y: float) -> None:
        measured = [(number, series.values[place]) for number, series in enumerate(self._chart.series)]
        if all(value is None for _, value in measured):
            self._unmeasured(drawing, y + self._thick / 2)
        before = 0.0
        for number, value in measured:
            if not value:
                continue
            begin, end = self._x(before), self._x(before + value)
            drawing.block(begin + 1, y, max(end - begin - 2, 1), self._thick, number)
            told = self._shown(value)
            if room(told, SIZE) + 12 <= end - begin:
                drawing.plate((begin + end) / 2, y + self._thick / 2, told)
            before += value

    def _unmeasured(self, drawing: Drawing, middle: float) -> None:
        drawing.words(self._x(0) + 8, middle + 5, (say(self._language, N_("not measured")),), over=True)

    def _more(self, drawing: Drawing, y: float) -> float:
        """What is said if not all is drawn; the height of the drawing."""
        if len(self._chart.labels) <= self._count:
            return y
        sentence = say(
            self._language,
            N_("Only the first {count} of {total} are drawn. The table has them all."),
            count=self._count,
            total=len(self._chart.labels),
        )
        told = lines(sentence, SIZE, self._width)
        drawing.words(0, y + SIZE, told)
        return y + len(told) * LINE + 6

    def _measures(self) -> list[float]:
        if not self._stacked:
            return _values(self._chart)
        sums = [
            sum(series.values[place] or 0 for series in self._chart.series) for place in range(len(self._chart.labels))
        ]
        # Rounded shares may add up to a little more than 1.
        return [min(one, 1) if self._chart.unit == "share" and one < 1.02 else one for one in sums]

    def _shown(self, value: float) -> str:
        return numbers.shown(value, self._chart.unit, self._language)

    def _x(self, value: float) -> float:
        return self._left + (self._right - self._left) * self._scale.share(value)
