"""accesscheck check: the main job."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from accesscheck.cli import FINDINGS, FINE, INTERRUPTED, UNTESTED, outputs, serving
from accesscheck.cli.checking import Checking, in_order
from accesscheck.errors import N_

if TYPE_CHECKING:
    from accesscheck.audit import AuditOptions
    from accesscheck.model.report import PageResult, Report, Run
    from accesscheck.model.target import Target


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
        list[str] | None,
        typer.Option(
            "--format",
            help=N_(
                "terminal, json, jsonl, html, earl, sarif, junit, gitlab, github, checkstyle, csv or markdown. "
                "Can be given again, each with its --output."
            ),
        ),
    ] = None,
    output: Annotated[
        list[Path] | None, typer.Option("--output", "-o", help=N_("The file to write; - is the screen."))
    ] = None,
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
            help=N_(
                "What makes the exit code 1: never, critical, serious, moderate, minor, failed or cantTell. "
                "Or for some rules: serious,wording=cantTell,level=B2"
            )
        ),
    ] = None,
    baseline: Annotated[
        str | None, typer.Option(metavar="FILE", help=N_("The findings that are known; only new ones count."))
    ] = None,
    ratchet: Annotated[
        bool | None, typer.Option("--ratchet", help=N_("Take what was mended out of the baseline after the check."))
    ] = None,
    strict: Annotated[
        bool | None,
        typer.Option("--strict", help=N_("Count known findings too, and waivers that ended or cover nothing.")),
    ] = None,
    diff: Annotated[
        str | None,
        typer.Option(metavar="BASE", help=N_("Check only what changed since a revision of git, such as main.")),
    ] = None,
    allow_untested: Annotated[
        bool | None, typer.Option("--allow-untested", help=N_("Exit with 0 although something could not be tested."))
    ] = None,
    answers: Annotated[
        str | None,
        typer.Option(metavar="FILE", help=N_("Answers of people; else the nearest accesscheck-answers.json.")),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(metavar="COMMAND", help=N_("Start your own server for the check, such as “npm run preview”.")),
    ] = None,
    wait_for: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help=N_("Where that server answers; checked if no target is given.")),
    ] = None,
    start_timeout: Annotated[
        float | None, typer.Option(help=N_("Seconds that the server may take to answer. Default 60."))
    ] = None,
    sitemap: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help=N_("Check what a sitemap lists: its address, or that of the site.")),
    ] = None,
    crawl: Annotated[
        int | None, typer.Option(metavar="N", help=N_("Follow links on the same host, until there are N pages."))
    ] = None,
    state: Annotated[
        str | None, typer.Option(metavar="FILE", help=N_("A login, kept with: accesscheck login ADDRESS --state FILE"))
    ] = None,
    header: Annotated[
        list[str] | None,
        typer.Option(help=N_("A header for the site, such as “Authorization: Bearer ${TOKEN}”. Can be given again.")),
    ] = None,
    basic: Annotated[
        str | None,
        typer.Option(metavar="USER", help=N_("A name for the site; its password is in ACCESSCHECK_PASSWORD.")),
    ] = None,
    without_plugin: Annotated[list[str] | None, typer.Option(help=N_("A plugin that is not loaded."))] = None,
    config: Annotated[
        Path | None, typer.Option(help=N_("The configuration file. Else the nearest accesscheck.toml."))
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=N_("No progress and no remarks."))] = False,
) -> int:
    """Check pages and texts, and show what is wrong, who is hindered and how to mend it."""
    from accesscheck import config as configuration

    settings = configuration.overruled(
        configuration.load(config or configuration.find(Path.cwd()), named=bool(targets or from_)),
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
        baseline=baseline,
        ratchet=ratchet,
        strict=strict,
        start=start,
        wait_for=wait_for,
        start_timeout=start_timeout,
        sitemap=sitemap,
        crawl=crawl,
        state=state,
        header=tuple(header) if header else None,
        basic=basic,
    )
    checking = Checking(settings, quiet=quiet)
    one = _Check(checking, format_ or [settings.format], output or [])
    named = checking.addresses(targets or [], from_, diff=diff)
    with serving.ready(checking, named, flow or []) as addresses:
        return one.run(addresses, flow or [])


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

    def __init__(self, checking: Checking, formats: list[str], files: list[Path]) -> None:
        from accesscheck import plugins
        from accesscheck.cli.gating import Gating

        self._checking = checking
        self._settings = checking.settings
        reporters = plugins.reporters(plugins.plugin_manager(frozenset(self._settings.without_plugins)))
        self._outputs = outputs.outputs_of(formats, files, reporters)
        self._gating = Gating(self._settings, checking.rules, checking.root, date.today())

    def run(self, addresses: list[str], flow_files: list[Path]) -> int:
        from accesscheck import audit

        shows_page = any(output.reporter.name == "html" for output in self._outputs)
        options = self._checking.options(self._gating.waivers, shows_page=shows_page)
        audit.check_options(options)
        targets = self._checking.targets(addresses, flow_files)
        report, interrupted = self._written(targets, options)
        for output in self._outputs:
            if output.path is not None:
                self._checking.say(N_("Report: {path}"), path=str(output.path))
        for remark in self._gating.remarks(report.pages, self._checking.language):
            self._checking.tell(remark)
        if interrupted:
            self._checking.say(
                N_("Interrupted. {done} of {all} pages were checked, and what was found is kept."),
                done=len(report.pages),
                all=len(targets),
            )
            return INTERRUPTED
        if self._settings.ratchet and (count := self._gating.shrink(report.pages)):
            self._checking.say(N_("Taken out of the baseline, because they were mended: {count}."), count=count)
        return self._exit_code(report)

    def _written(self, targets: tuple["Target", ...], options: "AuditOptions") -> "tuple[Report, bool]":
        """Audit the targets and write the reports; the whole report, and whether the person stopped it."""
        from accesscheck import audit
        from accesscheck.model.report import Report

        run = audit.new_run(options)
        if self._settings.baseline:
            run = replace(run, options={**run.options, "baseline": Path(self._settings.baseline).name})
        pages: list[PageResult] = []
        interrupted = False
        all_stream = all(output.streams for output in self._outputs)
        with outputs.opened(self._outputs) as write:
            try:
                for page in self._checking.audited(targets, options):
                    self._stream(page, run, write)
                    pages.append(_small(page) if all_stream else page)
            except KeyboardInterrupt:
                interrupted = True
                self._checking.let_go()
            ordered = in_order(pages, targets)
            together = ordered if all_stream else audit.together(ordered, options)
            report = Report(run=run, pages=tuple(map(self._gating.judged, together)))
            for number, output in enumerate(self._outputs):
                if not output.streams:
                    language = self._language_of(report)
                    write[number](outputs.whole(output, report, self._checking.rules, language=language))
        return report, interrupted

    def _stream(self, page: "PageResult", run: "Run", write: dict[int, Callable[[str], Any]]) -> None:
        from accesscheck.model.rule import LANGUAGES

        known = page.language if page.language in LANGUAGES else self._checking.language
        language = self._settings.language or known
        judged = self._gating.judged(page)
        for number, output in enumerate(self._outputs):
            if output.streams:
                write[number](outputs.line(output, judged, run, self._checking.rules, language=str(language)))

    def _language_of(self, report: "Report") -> str:
        from accesscheck.reporters import summary

        return self._settings.language or summary.report_language(report, self._checking.language)

    def _exit_code(self, report: "Report") -> int:
        from accesscheck import gate

        if self._gating.stops(report.pages):
            return FINDINGS
        if not self._settings.allow_untested and any(
            gate.gaps(page, browser=self._checking.opens_browser) for page in report.pages
        ):
            return UNTESTED
        return FINE


def _small(page: "PageResult") -> "PageResult":
    """A page that is written already: only what the exit code needs."""
    return replace(page, outline=None, text=None, blocks=(), picture=None)


def _split(value: str | None) -> tuple[str, ...] | None:
    return None if value is None else tuple(part.strip() for part in value.split(",") if part.strip())
