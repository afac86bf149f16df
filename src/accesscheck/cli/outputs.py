"""Where reports go: a format and a place for each."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from accesscheck.errors import N_, OptionError

if TYPE_CHECKING:
    from accesscheck.model.report import PageResult, Report, Run
    from accesscheck.model.rule import Rule

SCREEN = "-"
ON_SCREEN = ("terminal", "json", "jsonl", "github")
"""Formats that go to the screen if no output is named."""


@dataclass(frozen=True, slots=True)
class Output:
    """A report to write: its reporter, and its file; None for the screen."""

    reporter: Any
    path: Path | None

    @property
    def streams(self) -> bool:
        """Whether pages are written as they finish."""
        return hasattr(self.reporter, "render_page")


def outputs_of(formats: Sequence[str], paths: Sequence[Path], reporters: Mapping[str, Any]) -> tuple[Output, ...]:
    """The reports that were asked for: the first file belongs to the first format. OptionError if they do not pair."""
    for name in formats:
        if name not in reporters:
            raise OptionError(
                N_("There is no format “{name}”. Use one of: {allowed}."), name=name, allowed=", ".join(reporters)
            )
    if paths and len(paths) != len(formats):
        raise OptionError(
            N_("There are {formats} formats and {outputs} outputs. Give each --format its --output; - is the screen."),
            formats=str(len(formats)),
            outputs=str(len(paths)),
        )
    made = tuple(
        Output(reporters[name], _place(paths[number] if paths else None, reporters[name]))
        for number, name in enumerate(formats)
    )
    named = [one.path for one in made]
    if len(set(named)) < len(named):
        raise OptionError(N_("Two reports would go to one place. Give each --format an --output of its own."))
    return made


def _place(path: Path | None, reporter: Any) -> Path | None:
    if path is None:
        return None if reporter.name in ON_SCREEN else Path(f"report{reporter.suffix}")
    return None if str(path) == SCREEN else path


@contextmanager
def opened(outputs: Sequence[Output]) -> Iterator[dict[int, Callable[[str], Any]]]:
    """A function that writes a piece of it for each output, by its number. What was written whole replaces the file."""
    with ExitStack() as stack:
        yield {number: stack.enter_context(_opened(output)) for number, output in enumerate(outputs)}


@contextmanager
def _opened(output: Output) -> Iterator[Callable[[str], Any]]:
    if output.path is None:
        yield _writer(sys.stdout)
        return
    folder = output.path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if output.streams:
            # Written as pages finish, so that what is done is there whatever happens.
            with output.path.open("w", encoding="utf-8") as lines:
                yield _writer(lines)
        else:
            part = folder / f".{output.path.name}.part"
            try:
                with part.open("w", encoding="utf-8") as whole:
                    yield whole.write
                part.replace(output.path)
            finally:
                part.unlink(missing_ok=True)
    except OSError as error:
        raise OptionError(
            N_("{path}: the report cannot be written: {problem}. Name another file with --output."),
            path=str(output.path),
            problem=str(error.strerror),
        ) from None


def _writer(stream: TextIO) -> Callable[[str], None]:
    """Writes a piece at once, so that it is there whatever happens next."""

    def write(text: str) -> None:
        stream.write(text)
        stream.flush()

    return write


def whole(output: Output, report: "Report", rules: "dict[str, Rule]", *, language: str) -> str:
    """A report that is written at once; for a screen in its width and colour."""
    from accesscheck.reporters.terminal import TerminalReporter

    reporter = output.reporter
    if isinstance(reporter, TerminalReporter) and output.path is None:
        reporter = TerminalReporter(width=_width(), colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    return str(reporter.render(report, rules, language=language))


def line(output: Output, page: "PageResult", run: "Run", rules: "dict[str, Rule]", *, language: str) -> str:
    """What a report that streams says of a page."""
    return str(output.reporter.render_page(page, run, rules, language=language))


def _width() -> int:
    import shutil

    return min(shutil.get_terminal_size((100, 24)).columns, 110)
