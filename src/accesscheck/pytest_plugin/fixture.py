"""What the fixture `accesscheck` gives a test."""

from collections import Counter
from collections.abc import Coroutine, Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from accesscheck import audit, baselines, gate, messages
from accesscheck.audit import AuditOptions
from accesscheck.baselines import Baseline, Marker
from accesscheck.config import Settings
from accesscheck.dom import is_whole_page
from accesscheck.errors import N_, AccesscheckError, OptionError
from accesscheck.gate import Gate
from accesscheck.messages import say
from accesscheck.model.report import PageResult
from accesscheck.model.standing import Standing
from accesscheck.model.target import Target
from accesscheck.pytest_plugin import snapshots, wording
from accesscheck.pytest_plugin.project import Project, project_of
from accesscheck.pytest_plugin.totals import Told
from accesscheck.sources import live_page

MARKER = "accesscheck"
OPTIONS = ("profile", "rules", "without", "depth", "fail_on")

OF_WHOLE_PAGES = (
    "axe-bypass",
    "axe-document-title",
    "axe-html-has-lang",
    "axe-landmark-one-main",
    "axe-page-has-heading-one",
    "axe-region",
    "html-page-language-missing",
    "html-page-without-headings",
    "html-title-missing",
)
"""Rules that miss what a part of a page need not have."""

Ids = str | Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """One call: how it checks, and what it is called in a snapshot."""

    settings: Settings
    options: AuditOptions
    gate: Gate
    name: str
    browser: bool = True
    words: bool = False
    """Whether rules that need a browser are to be tested, and those on words though the language is not clear."""


class AccessCheck:
    """Checks pages and texts for a test, which fails if something is found that its gate does not let through."""

    def __init__(self, item: pytest.Item, told: Told) -> None:
        self._item = item
        self._told = told
        self._made: Counter[str | None] = Counter()
        self._awaited: list[_Awaited] = []
        self._update = bool(item.config.getoption("accesscheck_update"))
        problem = ""
        try:
            self._project = project_of(item.config)
            self._marked = _marked(item, self._project)
            strict = item.config.getoption("accesscheck_strict")
            self._known = Baseline(pages={}) if strict else snapshots.load(snapshots.path_of(item))
        except AccesscheckError as error:
            problem = messages.error(error, messages.interface_language(item.config.getoption("accesscheck_language")))
        if problem:
            pytest.fail(problem, pytrace=False)

    def __call__(
        self,
        target: Any,
        *,
        profile: str | None = None,
        rules: Ids | None = None,
        without: Ids | None = None,
        depth: str | None = None,
        fail_on: str | None = None,
        name: str | None = None,
    ) -> Any:
        """Check a page: a string that begins with <, a path, an address, or a page that is open in a browser.

        The result is a PageResult; of a page of Playwright's async API it must be awaited. AssertionError tells what
        was found. What is not given is taken from the marker, then from accesscheck.toml. `name` tells this call from
        others of the same test.
        """
        __tracebackhide__ = True
        given = {"profile": profile, "rules": rules, "without": without, "depth": depth, "fail_on": fail_on}
        problem = ""
        try:
            call = self._call(given, name)
            if live_page.kind_of(target) == "playwright-async":
                return self._later(target, call)
            call, page = self._checked(target, call)
        except AccesscheckError as error:
            problem = messages.error(error, self._project.language)
        if problem:
            pytest.fail(problem)
        return self._judged(page, call)

    def text(
        self,
        text: str,
        language: str | None = None,
        profile: str | None = None,
        *,
        rules: Ids | None = None,
        without: Ids | None = None,
        fail_on: str | None = None,
        name: str | None = None,
    ) -> PageResult:
        """Check a text, as a vacancy unless you name another profile; `language` is nl, fr, en or de, else detected."""
        __tracebackhide__ = True
        given = {"profile": profile, "rules": rules, "without": without, "fail_on": fail_on}
        problem = ""
        try:
            call = replace(self._call(given, name), words=True)
            chosen = profile or self._marked.get("profile") or "vacancy"
            page = audit.check_text(text, language, chosen, options=call.options)
        except AccesscheckError as error:
            problem = messages.error(error, self._project.language)
        if problem:
            pytest.fail(problem)
        return self._judged(page, call)

    def close(self) -> None:
        """Fail if something was never awaited: it was not checked."""
        for one in self._awaited:
            if not one.begun:
                one.drop()
                pytest.fail(
                    say(self._project.language, N_("A page was not checked. Write: await accesscheck(page)")),
                    pytrace=False,
                )

    def _call(self, given: Mapping[str, Any], name: str | None) -> _Call:
        self._made[name] += 1
        number = self._made[name]
        label = ", ".join(part for part in (name, str(number) if number > 1 else "") if part)
        settings = self._project.overruled({**self._marked, **_set(given)}, where="accesscheck: ")
        options = self._project.options(settings)
        audit.check_options(options)
        return _Call(
            settings=settings,
            options=options,
            gate=gate.parse(settings.fail_on, self._project.rules),
            name=snapshots.call_of(self._told.test, label),
            browser=audit.opens_browser(options),
        )

    def _checked(self, target: Any, call: _Call) -> tuple[_Call, PageResult]:
        settings, options = call.settings, call.options
        if live_page.kind_of(target) is not None:
            call = replace(call, browser=False)
            return call, audit.check_page(target, profile=settings.profile, options=options)
        if isinstance(target, str) and (not target.strip() or target.lstrip("\ufeff \t\r\n").startswith("<")):
            if not is_whole_page(target):
                unneeded = tuple(one for one in OF_WHOLE_PAGES if one not in options.rules)
                options = replace(options, without=(*options.without, *unneeded))
            page = audit.check_html(
                target, call.name, browser=audit.opens_browser(options), profile=settings.profile, options=options
            )
            return call, page
        return call, audit.audit_target(_target(target, settings.profile), options)

    def _later(self, target: Any, call: _Call) -> "_Awaited":
        awaited = _Awaited(self._when_checked(target, replace(call, browser=False)))
        self._awaited.append(awaited)
        return awaited

    async def _when_checked(self, target: Any, call: _Call) -> PageResult:
        __tracebackhide__ = True
        page = await audit.check_page(target, profile=call.settings.profile, options=call.options)
        return self._judged(page, call)

    def _judged(self, page: PageResult, call: _Call) -> PageResult:
        """The page, with the standing of its findings. AssertionError if one of them stops the test."""
        __tracebackhide__ = True
        known = self._known
        before = known.pages.get(call.name, ())
        opened = page.sha256 is not None
        mended = baselines.gone(before, page) if opened else ()
        if self._update and opened:
            self._told.entries[call.name] = baselines.renewed(before, page)
            known = Baseline(pages={call.name: self._told.entries[call.name]})
        judged = call.gate.judged(Marker(known, self._item.path.parent).marked(page, call.name), self._project.rules)
        self._count(judged, sum(entry.count for entry in mended))
        if problem := self._problem(judged, call):
            raise AssertionError(problem)
        return judged

    def _count(self, page: PageResult, mended: int) -> None:
        standings = Counter(str(finding.standing) for finding in page.findings)
        self._told.counts.append({"pages": 1, "mended": mended, **standings})

    def _problem(self, page: PageResult, call: _Call) -> str:
        language = self._project.language
        title = page.title if page.address == call.name else page.address
        title = title or call.name
        if any(finding.standing is Standing.STOPS for finding in page.findings):
            return wording.of_findings(page, self._project.rules, language, title=title)
        if any(call.gate.too_hard((page,))):
            return wording.of_level(page, language, title=title)
        gaps = gate.gaps(page, browser=call.browser, words=call.words)
        if page.sha256 is None or (gaps and not call.settings.allow_untested):
            return wording.of_gaps(page, gaps, language, title=title)
        return ""


class _Awaited:
    """A check that waits to be awaited, and knows whether it was."""

    def __init__(self, work: Coroutine[Any, Any, PageResult]) -> None:
        self._work = work
        self.begun = False

    def __await__(self) -> Generator[Any, Any, PageResult]:
        self.begun = True
        return self._work.__await__()

    def drop(self) -> None:
        """Give it up."""
        self._work.close()


def _set(given: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in given.items() if value is not None}


def _marked(item: pytest.Item, project: Project) -> dict[str, Any]:
    """What the markers of a test say: those of the test go before those of its class and its module."""
    found: dict[str, Any] = {}
    for mark in item.iter_markers(MARKER):
        if mark.args or not mark.kwargs.keys() <= set(OPTIONS):
            raise OptionError(
                N_("The marker accesscheck does not know {what}. It takes {allowed}, each with its name."),
                what=", ".join([*(repr(one) for one in mark.args), *sorted(mark.kwargs.keys() - set(OPTIONS))]),
                allowed=", ".join(OPTIONS),
            )
        found = {**mark.kwargs, **found}
    settings = project.overruled(found, where="@pytest.mark.accesscheck: ")
    audit.check_options(project.options(settings))
    gate.parse(settings.fail_on, project.rules)
    return _set(found)


def _target(target: Any, profile: str) -> Target:
    """The target that an address or a path stands for. OptionError if it is neither, or no file."""
    if not isinstance(target, str | Path):
        raise OptionError(
            N_("accesscheck checks markup, a path, an address or an open page, and this is a {type}."),
            type=type(target).__name__,
        )
    address = str(target)
    if address.startswith(("http://", "https://")):
        return Target(address=address, profile=profile)
    path = Path(address)
    shown = address if len(address) <= 80 else f"{address[:79]}…"
    try:
        is_file, is_folder = path.is_file(), path.is_dir()
    except (OSError, ValueError):  # A text of which no path can be made.
        is_file = is_folder = False
    if is_folder:
        raise OptionError(N_("{path}: this is a folder. Give one page of it."), path=shown)
    if not is_file:
        raise OptionError(
            N_(
                "{path}: there is no such file. Give a path from the folder where pytest runs, or use accesscheck.text."
            ),
            path=shown,
        )
    return Target(address=address, profile=profile)
