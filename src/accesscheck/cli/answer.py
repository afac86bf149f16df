"""accesscheck answer: a person goes through the points that no program can judge."""

import getpass
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accesscheck.cli import FINE, INTERRUPTED, interface_language
from accesscheck.errors import N_, OptionError

if TYPE_CHECKING:
    from accesscheck.model.answer import Answer
    from accesscheck.model.finding import Finding
    from accesscheck.model.report import PageResult
    from accesscheck.model.rule import Rule


def answer(
    targets: Annotated[
        list[str] | None, typer.Argument(metavar="TARGET...", help=N_("Addresses, files or folders."))
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--answers", help=N_("The file to keep them in. Else accesscheck-answers.json."))
    ] = None,
    fingerprint: Annotated[
        str | None, typer.Option(help=N_("Answer this one finding, with --passes or --fails; ask nothing."))
    ] = None,
    passes: Annotated[
        bool | None, typer.Option("--passes/--fails", help=N_("What you say of it."), show_default=False)
    ] = None,
    reason: Annotated[str | None, typer.Option(help=N_("Why. It is kept with the answer."))] = None,
    by: Annotated[str | None, typer.Option(help=N_("Your name. Else the name that you have on this machine."))] = None,
    show: Annotated[bool, typer.Option("--list", help=N_("List the answers that were given."))] = False,
    remove: Annotated[
        str | None, typer.Option(metavar="FINGERPRINT", help=N_("Take an answer back: it is asked again."))
    ] = None,
    rules: Annotated[str | None, typer.Option(help=N_("Only these rules; with commas between, * and ?."))] = None,
    depth: Annotated[str | None, typer.Option(help=N_("quick, standard or thorough."))] = None,
    language: Annotated[str | None, typer.Option("--language", "-l", help=N_("nl, fr, en or de."))] = None,
) -> int:
    """Go through the points that only a person can judge, and keep the answers."""
    from accesscheck import answers

    path = file or answers.find(Path.cwd())
    given = list(answers.load(path))
    speak = interface_language(language)
    if show:
        for one in given:
            typer.echo(f"{one.fingerprint}\t{one.verdict}\t{one.on}\t{one.by}\t{one.rule_id}\t{one.page}\t{one.reason}")
        return FINE
    if remove is not None:
        return _remove(path, given, remove, speak)
    asked = _Asking(path, given, by or getpass.getuser(), speak)
    pages = _pages(list(targets or []), rules, depth)
    if fingerprint is None:
        return asked.go_through(pages)
    if passes is None or not reason:
        raise OptionError(N_("Say what you found: --passes or --fails, and --reason with why."))
    return asked.answer_one(pages, fingerprint, passes=passes, reason=reason)


def _remove(path: Path, given: "list[Answer]", fingerprint: str, language: str) -> int:
    from accesscheck import answers
    from accesscheck.messages import say

    kept = [one for one in given if one.fingerprint != fingerprint]
    if len(kept) == len(given):
        raise OptionError(N_("{path} has no answer on {fingerprint}."), path=str(path), fingerprint=fingerprint)
    answers.save(path, kept)
    typer.echo(say(language, N_("Taken back: {fingerprint}"), fingerprint=fingerprint))
    return FINE


def _pages(targets: list[str], rules: str | None, depth: str | None) -> "Iterator[PageResult]":
    from accesscheck import audit
    from accesscheck import config as configuration

    if not targets:
        raise OptionError(
            N_("There is nothing to check. Give an address, a file or a folder: accesscheck answer page.html")
        )
    settings = configuration.overruled(configuration.load(configuration.find(Path.cwd())), depth=depth)
    named = tuple(part.strip() for part in (rules or "").split(",") if part.strip())
    options = audit.AuditOptions(
        aims=settings.aims,
        lexicon=settings.lexicon or "",
        browser=settings.browser,
        depth=settings.depth,
        timeout=settings.timeout,
        text_language=settings.text_language,
        rules=named or settings.rules,
        without=settings.without,
        without_plugins=frozenset(settings.without_plugins),
    )
    audit.check_options(options)
    yield from audit.audit_many(audit.targets_of(targets, profile=settings.profile), options)


class _Asking:
    """The questions, one by one. Each answer is written at once, so that nothing is lost."""

    def __init__(self, path: Path, given: "list[Answer]", by: str, language: str) -> None:
        self._path = path
        self._given = given
        self._by = by
        self._language = language

    def answer_one(self, pages: "Iterator[PageResult]", fingerprint: str, *, passes: bool, reason: str) -> int:
        """Answer the finding with this fingerprint. OptionError if no page has it as an open question."""
        for page, finding in self._open(pages):
            if finding.fingerprint == fingerprint:
                self._keep(page, finding, passes=passes, reason=reason)
                return FINE
        raise OptionError(
            N_(
                "No point to check on these pages has the fingerprint {fingerprint}. Run accesscheck check to see them."
            ),
            fingerprint=fingerprint,
        )

    def go_through(self, pages: "Iterator[PageResult]") -> int:
        """Ask a person at the keyboard, until there is nothing left or they stop."""
        if not sys.stdin.isatty():
            raise OptionError(
                N_("There is nobody to ask here. Answer one point: --fingerprint, --passes or --fails, --reason.")
            )
        number = 0
        for page, finding in self._open(pages):
            number += 1
            self._show(number, page, finding)
            choice = self._choose()
            if choice == "stop":
                return INTERRUPTED if number == 1 else FINE
            if choice != "skip":
                why = typer.prompt(self._say(N_("Why")))
                self._keep(page, finding, passes=choice == "passes", reason=why)
        if not number:
            typer.echo(self._say(N_("Nothing is left to answer.")))
        return FINE

    def _open(self, pages: "Iterator[PageResult]") -> "Iterator[tuple[PageResult, Finding]]":
        """Points to check that have no answer, or one on something that has changed since."""
        from accesscheck import fingerprints
        from accesscheck.model.finding import Outcome

        for page in pages:
            for finding in page.findings:
                known = {(one.fingerprint, one.content) for one in self._given}
                if finding.outcome is Outcome.CANT_TELL:
                    if (finding.fingerprint, fingerprints.content(finding)) not in known:
                        yield page, finding

    def _show(self, number: int, page: "PageResult", finding: "Finding") -> None:
        from accesscheck import messages

        rule = self._rule(finding)
        typer.echo(f"\n{number}. {page.address}")
        typer.echo(f"   {messages.texts(rule, self._language).title} ({rule.id}, {finding.fingerprint})")
        typer.echo(f"   {messages.message(rule, finding, self._language)}")
        for place in ("snippet", "quote"):
            if shown := getattr(finding.location, place, ""):
                typer.echo(f"   {' '.join(shown.split())[:160]}")

    def _choose(self) -> str:
        shown = self._say(N_("[p] in order  [f] a problem  [s] skip  [q] stop"))
        while True:
            choice = typer.prompt(f"   {shown}", default="s", show_default=False).strip().lower()[:1]
            if found := {"p": "passes", "f": "fails", "s": "skip", "q": "stop"}.get(choice):
                return found

    def _keep(self, page: "PageResult", finding: "Finding", *, passes: bool, reason: str) -> None:
        from accesscheck import answers, messages

        question = messages.message(self._rule(finding), finding, self._language)
        # A day is a person's own: that of the clock on the wall.
        today = date.today()
        self._given.append(
            answers.new(
                finding, passes=passes, by=self._by, on=today, reason=reason, page=page.address, question=question
            )
        )
        answers.save(self._path, self._given)
        typer.echo(self._say(N_("Kept in {path}."), path=str(self._path)))

    def _rule(self, finding: "Finding") -> "Rule":
        from accesscheck.audit import load_rules

        return next(rule for rule in load_rules() if rule.id == finding.rule_id)

    def _say(self, message: str, **params: str) -> str:
        from accesscheck.messages import say

        return say(self._language, message, **params)
