"""Checking targets as the settings say: what `check` and `baseline` have in common."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from accesscheck.cli import interface_language
from accesscheck.errors import N_, OptionError

if TYPE_CHECKING:
    from accesscheck.audit import AuditOptions
    from accesscheck.config import Settings
    from accesscheck.model.answer import Answer
    from accesscheck.model.credentials import Credentials
    from accesscheck.model.report import PageResult
    from accesscheck.model.rule import Rule
    from accesscheck.model.target import Target
    from accesscheck.model.waiver import Waiver


class Checking:
    """One check, from the targets to the pages."""

    def __init__(self, settings: "Settings", *, quiet: bool) -> None:
        from accesscheck import config

        self.settings = settings
        self.quiet = quiet
        self.language = interface_language(settings.language)
        self.root = config.root(config.find(Path.cwd()), Path.cwd())
        """The folder that pages are named from."""
        self._diff: str | None = None

    @property
    def opens_browser(self) -> bool:
        """Whether pages are opened in a browser."""
        return self.settings.browser and self.settings.depth != "quick"

    @cached_property
    def rules(self) -> "dict[str, Rule]":
        """Every rule, by its id."""
        from accesscheck import audit

        without, lexicon = frozenset(self.settings.without_plugins), self.settings.lexicon or ""
        return {rule.id: rule for rule in audit.load_rules(without_plugins=without, lexicon=lexicon)}

    @cached_property
    def credentials(self) -> "Credentials | None":
        """What opens the site of a target. OptionError says what is wrong with it."""
        from accesscheck import authentication

        settings = self.settings
        state = Path(settings.state) if settings.state else None
        return authentication.credentials(state=state, headers=settings.header, basic=settings.basic)

    def addresses(self, given: list[str], list_file: Path | None, *, diff: str | None) -> list[str]:
        """What was asked for; with `diff` and nothing else, every file that changed since and that we read."""
        self._diff = diff
        addresses = [*given, *(_listed(list_file) if list_file is not None else ())]
        if diff is not None and not addresses and not self.settings.start and not self.settings.sitemap:
            from accesscheck.cli import changed

            return changed.readable(changed.changed_since(diff, Path.cwd()))
        return addresses

    def targets(self, addresses: list[str], flow_files: list[Path]) -> "tuple[Target, ...]":
        """The targets of addresses and flows. OptionError if there are none, unless nothing changed."""
        from accesscheck import audit, flows

        states = [state for path in flow_files for state in flows.load(path)]
        if not addresses and not states and self._diff is None:
            raise OptionError(
                N_("There is nothing to check. Give an address, a file or a folder: accesscheck check page.html")
            )
        found = tuple(map(self._with_source, audit.targets_of(addresses, profile=self.settings.profile)))
        return (*self._changed(found), *states)

    def _with_source(self, target: "Target") -> "Target":
        """The target with the file that it is made from, if the settings name one."""
        from accesscheck import page_names

        is_page = "://" in target.address and self.settings.path_map
        return (
            replace(target, source=page_names.source_of(target.address, self.settings.path_map)) if is_page else target
        )

    def _changed(self, targets: "tuple[Target, ...]") -> "tuple[Target, ...]":
        if self._diff is None:
            return targets
        from accesscheck.cli import changed

        files = changed.changed_since(self._diff, Path.cwd())
        kept, unknown = changed.touched(targets, files, self.root)
        if unknown:
            told = N_("{count} addresses were left out: no file of theirs is known. Name it under [path-map].")
            self.say(told, count=unknown)
        if not kept:
            self.say(N_("Nothing that was asked for changed since {base}."), base=self._diff)
        return tuple(kept)

    def options(self, waivers: "tuple[Waiver, ...]" = (), *, shows_page: bool = False) -> "AuditOptions":
        """How to audit. `shows_page`: keep what a report needs to show the page."""
        from accesscheck.audit import options_of

        return options_of(
            self.settings,
            answers=_answers(self.settings.answers),
            waivers=waivers,
            keep_text=shows_page,
            picture=shows_page and self.opens_browser,
            credentials=self.credentials,
        )

    def audited(self, targets: "tuple[Target, ...]", options: "AuditOptions") -> "Iterator[PageResult]":
        """The pages as they finish, with progress on a screen."""
        self._name_browser(targets)
        with self.progress(len(targets)) as advance:
            for page in _audited(targets, options, self._workers(targets)):
                yield page
                advance()

    def let_go(self) -> None:
        """Close the browser: pages that are still being opened do not hold up the end."""
        if self.opens_browser:
            from accesscheck.sources.browser import shared_browser

            shared_browser().close()

    def say(self, message: str, **params: Any) -> None:
        """A remark for the person who runs the check."""
        from accesscheck.messages import say

        self.tell(say(self.language, message, **params))

    def tell(self, sentence: str) -> None:
        """A remark that is in the reader's language already."""
        if not self.quiet:
            print(sentence, file=sys.stderr)

    def _workers(self, targets: "tuple[Target, ...]") -> int:
        return min(self.settings.workers or min(os.cpu_count() or 1, 4), len(targets))

    def _name_browser(self, targets: "tuple[Target, ...]") -> None:
        """Start the browser, if a target wants one, and say which it is; or say once that there is none."""
        from accesscheck import messages
        from accesscheck.sources.source_error import SourceError

        if not self.opens_browser or not any(_is_page(target) for target in targets):
            return
        from accesscheck.sources.browser import shared_browser

        try:
            self.say(N_("Browser: {name}"), name=shared_browser().start())
        except SourceError as error:
            self.tell(messages.note(error.note, "", self.language))

    @contextmanager
    def progress(self, total: int) -> "Iterator[Callable[[], None]]":
        """A bar with pages done and time left, on a screen and for more than one page."""
        if self.quiet or total < 2 or not sys.stderr.isatty():
            yield lambda: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        from accesscheck.messages import say

        pages, left = say(self.language, N_("Pages")), say(self.language, N_("time left"))
        columns = (TextColumn(pages), BarColumn(), MofNCompleteColumn(), TextColumn(left), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("", total=total)
            yield lambda: progress.advance(task)


def in_order(pages: "list[PageResult]", targets: "tuple[Target, ...]") -> "list[PageResult]":
    """The pages in the order in which they were asked for; they come in that in which they were ready."""
    place = {id(target): number for number, target in enumerate(targets)}
    return sorted(pages, key=lambda page: place.get(id(page.target), len(targets)))


def _answers(path: str | None) -> "tuple[Answer, ...]":
    from accesscheck import answers

    if path is not None and not Path(path).is_file():
        raise OptionError(N_("{path}: there is no such file. Check the path."), path=path)
    return answers.load(Path(path) if path else answers.find(Path.cwd()))


def _audited(targets: "tuple[Target, ...]", options: "AuditOptions", workers: int) -> "Iterator[PageResult]":
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
