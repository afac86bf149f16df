"""accesscheck check: the main job."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from accesscheck.cli import FINDINGS, FINE, INTERRUPTED, UNTESTED, interface_language
from accesscheck.errors import N_, OptionError

if TYPE_CHECKING:
    from accesscheck.audit import AuditOptions
    from accesscheck.config import Settings
    from accesscheck.model.answer import Answer
    from accesscheck.model.finding import Finding
    from accesscheck.model.report import PageResult, Report, Run
    from accesscheck.model.rule import Rule
    from accesscheck.model.target import Target

NO_FILE = ("terminal", "json", "jsonl", "github")
"""Formats that go to the screen if no output is named."""


def check(
    targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="TARGET...", help=N_("Addresses, files or folders; - for standard input.")),
    ] = None,
    from_: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help=N_("A file with a target on each line."))
    ] = None,
    flow: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help=N_("A flow: steps to pages that no address leads to, such as a login.")),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            help=N_("terminal, json, jsonl, html, earl, sarif, junit, gitlab, github, checkstyle, csv or markdown."),
        ),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help=N_("The file to write."))] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", "-l", help=N_("Language of the report: nl, fr, en or de. Else that of the pages.")),
    ] = None,
    text_language: Annotated[
        str | None,
        typer.Option("--text-language", help=N_("Language of the texts: nl, fr, en or de. Else it is detected.")),
    ] = None,
    profile: Annotated[str | None, typer.Option(help=N_("web-page, vacancy, text or auto."))] = None,
    rules: Annotated[
        str | None, typer.Option(help=N_("Ids of the rules to run, with commas between; * and ? may be used."))
    ] = None,
    without: Annotated[str | None, typer.Option(help=N_("Ids of rules to leave out, in the same form."))] = None,
    browser: Annotated[
        bool | None, typer.Option("--browser/--no-browser", help=N_("Open pages in a browser."), show_default=False)
    ] = None,
    depth: Annotated[
        str | None,
        typer.Option(
            help=N_("quick: the source alone; standard: in a browser; thorough: also with keys, zoom and clicks.")
        ),
    ] = None,
    forms: Annotated[
        bool | None,
        typer.Option("--forms", help=N_("A thorough check may also send empty forms of a live site.")),
    ] = None,
    timeout: Annotated[float | None, typer.Option(help=N_("Seconds for one page. Default 30."))] = None,
    workers: Annotated[int | None, typer.Option(help=N_("Pages that are open at the same time."))] = None,
    country: Annotated[str | None, typer.Option(help=N_("Whose laws the report names: BE, NL, FR or DE."))] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            help=N_("never, critical, serious, moderate, minor, failed or cantTell: what makes the exit code 1.")
        ),
    ] = None,
    allow_untested: Annotated[
        bool | None, typer.Option("--allow-untested", help=N_("Exit with 0 although something could not be tested."))
    ] = None,
    answers: Annotated[
        str | None,
        typer.Option(metavar="FILE", help=N_("Answers of people; else the nearest accesscheck-answers.json.")),
    ] = None,
    without_plugin: Annotated[list[str] | None, typer.Option(help=N_("A plugin that is not loaded."))] = None,
    config: Annotated[
        Path | None, typer.Option(help=N_("The configuration file. Else the nearest accesscheck.toml."))
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=N_("No progress and no remarks."))] = False,
) -> int:
    """Check pages and texts, and show what is wrong, who is hindered and how to mend it."""
    from accesscheck import config as configuration

    settings = configuration.load(config or configuration.find(Path.cwd()))
    settings = configuration.overruled(
        settings,
        language=language,
        text_language=text_language,
        profile=profile,
        rules=_split(rules),
        without=_split(without),
        without_plugins=tuple(without_plugin) if without_plugin else None,
        browser=browser,
        depth=depth,
        forms=forms,
        timeout=timeout,
        workers=workers,
        country=country,
        fail_on=fail_on,
        allow_untested=allow_untested,
        answers=answers,
        format=format_,
    )
    return _Check(settings, output, quiet=quiet).run(list(targets or []), from_, flow or [])


def config(
    schema: Annotated[bool, typer.Option("--schema", help=N_("JSON Schema of the configuration file."))] = False,
) -> None:
    """Show which configuration holds here."""
    import msgspec

    from accesscheck import config as configuration

    if schema:
        typer.echo(msgspec.json.format(msgspec.json.encode(msgspec.json.schema(configuration.Settings))).decode())
        return
    path = configuration.find(Path.cwd())
    typer.echo(f"# {path or 'no accesscheck.toml: these are the defaults'}")
    for key, value in msgspec.to_builtins(configuration.load(path)).items():
        typer.echo(f"# {key} is not set" if value is None else f"{key} = {json.dumps(value, ensure_ascii=False)}")


class _Check:
    """One run of the command."""

    def __init__(self, settings: "Settings", output: Path | None, *, quiet: bool) -> None:
        self._settings = settings
        self._output = output
        self._quiet = quiet
        self._language = interface_language(settings.language)
        self._opens_browser = settings.browser and settings.depth != "quick"

    def run(self, addresses: list[str], list_file: Path | None, flow_files: list[Path]) -> int:
        from accesscheck import audit, flows, plugins
        from accesscheck.model.report import Report

        options = self._options()
        audit.check_options(options)
        reporters = plugins.reporters(plugins.plugin_manager(options.without_plugins))
        if self._settings.format not in reporters:
            raise OptionError(
                N_("There is no format “{name}”. Use one of: {allowed}."),
                name=self._settings.format,
                allowed=", ".join(reporters),
            )
        reporter = reporters[self._settings.format]
        if list_file is not None:
            addresses = [*addresses, *_listed(list_file)]
        states = [state for path in flow_files for state in flows.load(path)]
        if not addresses and not states:
            raise OptionError(
                N_("There is nothing to check. Give an address, a file or a folder: accesscheck check page.html")
            )
        targets = (*audit.targets_of(addresses, profile=self._settings.profile), *states)
        self._name_browser(targets)
        run = audit.new_run(options)
        pages: list[PageResult] = []
        interrupted = False
        with self._destination(reporter) as write, self._progress(len(targets)) as advance:
            streams = hasattr(reporter, "render_page")
            try:
                for page in _audited(targets, options, self._workers(targets)):
                    if streams:
                        write(self._line(reporter, page, run))
                        page = _small(page)
                    pages.append(page)
                    advance()
            except KeyboardInterrupt:
                interrupted = True
            ordered = _ordered(pages, targets)
            report = Report(run=run, pages=tuple(ordered) if streams else audit.together(ordered, options))
            if not streams:
                self._write_whole(reporter, report, write)
        if interrupted:
            self._say(
                N_("Interrupted. {done} of {all} pages were checked, and what was found is kept."),
                done=len(pages),
                all=len(targets),
            )
            return INTERRUPTED
        return self._exit_code(report)

    def _options(self) -> "AuditOptions":
        from accesscheck.audit import AuditOptions

        settings = self._settings
        shows_page = settings.format == "html"
        return AuditOptions(
            browser=settings.browser,
            depth=settings.depth,
            forms=settings.forms,
            timeout=settings.timeout,
            text_language=settings.text_language,
            country=settings.country,
            rules=settings.rules,
            without=settings.without,
            without_plugins=frozenset(settings.without_plugins),
            aims=settings.aims,
            lexicon=settings.lexicon or "",
            answers=_answers(settings.answers),
            keep_text=shows_page,
            picture=shows_page and self._opens_browser,
        )

    def _workers(self, targets: tuple["Target", ...]) -> int:
        return min(self._settings.workers or min(os.cpu_count() or 1, 4), len(targets))

    def _name_browser(self, targets: tuple["Target", ...]) -> None:
        """Start the browser, if a target wants one, and say which it is; or say once that there is none."""
        from accesscheck import messages
        from accesscheck.sources.source_error import SourceError

        if not self._opens_browser or not any(_is_page(target) for target in targets):
            return
        from accesscheck.sources.browser import shared_browser

        try:
            self._say(N_("Browser: {name}"), name=shared_browser().start())
        except SourceError as error:
            if not self._quiet:
                print(messages.note(error.note, "", self._language), file=sys.stderr)

    @contextmanager
    def _destination(self, reporter: Any) -> Iterator[Callable[[str], Any]]:
        """Where the report goes: a function that writes a piece of it."""
        output = self._output
        if output is None and reporter.name not in NO_FILE:
            output = Path(f"report{reporter.suffix}")
        if output is None:
            yield _writer(sys.stdout)
            return
        self._output = output
        folder = output.parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if hasattr(reporter, "render_page"):
                # Written as pages finish, so that what is done is there whatever happens.
                with output.open("w", encoding="utf-8") as lines:
                    yield _writer(lines)
            else:
                part = folder / f".{output.name}.part"
                try:
                    with part.open("w", encoding="utf-8") as whole:
                        yield whole.write
                    part.replace(output)
                finally:
                    part.unlink(missing_ok=True)
        except OSError as error:
            raise OptionError(
                N_("{path}: the report cannot be written: {problem}. Name another file with --output."),
                path=str(output),
                problem=str(error.strerror),
            ) from None
        self._say(N_("Report: {path}"), path=str(output))

    def _write_whole(self, reporter: Any, report: "Report", write: Any) -> None:
        from accesscheck.reporters import summary
        from accesscheck.reporters.terminal import TerminalReporter

        if isinstance(reporter, TerminalReporter) and self._output is None:
            reporter = TerminalReporter(width=_width(), colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
        language = self._settings.language or summary.report_language(report, self._language)
        write(reporter.render(report, self._rules(), language=language))

    def _line(self, reporter: Any, page: "PageResult", run: "Run") -> str:
        from accesscheck.model.rule import LANGUAGES

        language = self._settings.language or (page.language if page.language in LANGUAGES else self._language)
        return str(reporter.render_page(page, run, self._rules(), language=language))

    def _rules(self) -> "dict[str, Rule]":
        from accesscheck import audit

        without, lexicon = frozenset(self._settings.without_plugins), self._settings.lexicon or ""
        return {rule.id: rule for rule in audit.load_rules(without_plugins=without, lexicon=lexicon)}

    @contextmanager
    def _progress(self, total: int) -> Iterator[Any]:
        """A bar with pages done and time left, on a screen and for more than one page."""
        if self._quiet or total < 2 or not sys.stderr.isatty():
            yield lambda: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        from accesscheck.messages import say

        pages, left = say(self._language, N_("Pages")), say(self._language, N_("time left"))
        columns = (TextColumn(pages), BarColumn(), MofNCompleteColumn(), TextColumn(left), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("", total=total)
            yield lambda: progress.advance(task)

    def _say(self, message: str, **params: Any) -> None:
        from accesscheck.messages import say

        if not self._quiet:
            print(say(self._language, message, **params), file=sys.stderr)

    def _exit_code(self, report: "Report") -> int:
        rules = self._rules()
        found = (finding for page in report.pages for finding in page.findings)
        if any(_counts(finding, rules[finding.rule_id], self._settings.fail_on) for finding in found):
            return FINDINGS
        if not self._settings.allow_untested and any(
            _is_incomplete(page, browser=self._opens_browser) for page in report.pages
        ):
            return UNTESTED
        return FINE


def _answers(path: str | None) -> "tuple[Answer, ...]":
    from accesscheck import answers

    if path is not None and not Path(path).is_file():
        raise OptionError(N_("{path}: there is no such file. Check the path."), path=path)
    return answers.load(Path(path) if path else answers.find(Path.cwd()))


def _writer(stream: TextIO) -> Callable[[str], None]:
    """Writes a piece at once, so that it is there whatever happens next."""

    def write(text: str) -> None:
        stream.write(text)
        stream.flush()

    return write


def _audited(targets: tuple["Target", ...], options: "AuditOptions", workers: int) -> "Iterator[PageResult]":
    from accesscheck.audit import audit_many

    if workers < 2:
        yield from audit_many(targets, options)
        return
    from concurrent.futures import ThreadPoolExecutor

    executor = ThreadPoolExecutor(workers, thread_name_prefix="accesscheck")
    try:
        yield from audit_many(targets, options, executor=executor, in_flight=2 * workers)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _ordered(pages: "list[PageResult]", targets: tuple["Target", ...]) -> "list[PageResult]":
    """The pages in the order in which they were asked for; they come in that in which they were ready."""
    place = {id(target): number for number, target in enumerate(targets)}
    return sorted(pages, key=lambda page: place.get(id(page.target), len(targets)))


def _small(page: "PageResult") -> "PageResult":
    """A page that is written already: only what the exit code needs."""
    return replace(page, outline=None, text=None, blocks=(), picture=None)


def _counts(finding: "Finding", rule: "Rule", fail_on: str) -> bool:
    """Whether a finding makes the exit code 1. The law asks for level AA: what fails AAA alone does not by itself."""
    from accesscheck import standards
    from accesscheck.model.finding import Impact, Outcome

    match fail_on:
        case "never":
            return False
        case "cantTell":
            return True
        case "failed":
            return bool(finding.outcome is Outcome.FAILED and not standards.asks_for_aaa_alone(rule.references))
        case _:
            impacts = list(Impact)
            return finding.outcome is Outcome.FAILED and impacts.index(finding.impact) >= impacts.index(Impact(fail_on))


def _is_incomplete(page: "PageResult", *, browser: bool) -> bool:
    """Whether something that was asked for was not tested: more than a rule that needs what this text does not have."""
    from accesscheck.model.finding import UntestedReason as Reason
    from accesscheck.model.rule import LANGUAGES

    expected = {
        Reason.FORMS_NOT_TRIED,
        Reason.NEEDS_HTML,
        Reason.NEEDS_SITE,
        Reason.STYLE_UNREADABLE,
        Reason.TEXT_TOO_SHORT,
    }
    if page.language in LANGUAGES:
        expected.add(Reason.LANGUAGE_UNSUPPORTED)
    if not browser:
        expected.add(Reason.NEEDS_BROWSER)
    reasons = [result.reason for result in page.results]
    if any(reason is not None and reason not in expected for reason in reasons):
        return True
    return bool(reasons) and all(reason is not None for reason in reasons)


def _is_page(target: "Target") -> bool:
    from accesscheck import sources

    if target.media_type is not None:
        return target.media_type in sources.HTML
    return target.address.startswith("http") or sources.media_type_of(target.address) in sources.HTML


def _listed(path: Path) -> list[str]:
    """Targets of a list: one a line; empty lines and lines that begin with # are left out."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise OptionError(
            N_("{path}: the list is no UTF-8 text. Save it as plain text with one target on each line."), path=str(path)
        ) from None
    except OSError as error:
        raise OptionError(
            N_("{path}: the file cannot be read: {problem}."), path=str(path), problem=str(error.strerror)
        ) from None
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def _split(value: str | None) -> tuple[str, ...] | None:
    return None if value is None else tuple(part.strip() for part in value.split(",") if part.strip())


def _width() -> int:
    import shutil

    return min(shutil.get_terminal_size((100, 24)).columns, 110)
