"""The reports of a year as files in a folder: a site in each language, with PDF, Word, Excel and open data beside it.

index.html                            the choice of a language
data/                                 open data, with a dictionary
nl/index.html                         the whole government
nl/domains/NAME/  nl/themes/NAME/     a policy domain, a theme
nl/bodies/KEY/                        index.html, letter.html, letter.pdf, letter.docx, report.pdf, figures.xlsx
nl/handbook/
"""

import functools
import hashlib
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

from accesscheck import plugins
from accesscheck.errors import N_, OptionError
from accesscheck.messages import say
from accesscheck.model.rule import LANGUAGES, Rule
from accesscheck.monitoring import themes
from accesscheck.monitoring.inventory import Records
from accesscheck.monitoring.reports import (
    entity,
    group,
    handbook,
    html,
    letter,
    open_data,
    pdf,
    pictures,
    theme,
    word,
    workbook,
)
from accesscheck.monitoring.reports.blocks import Letter, Link, Paragraph, Text
from accesscheck.monitoring.reports.europe import Europe
from accesscheck.monitoring.reports.facts import GroupFacts, ThemeFacts
from accesscheck.monitoring.reports.gather import Year
from accesscheck.monitoring.reports.letter import Sender
from accesscheck.monitoring.reports.open_data import OpenData
from accesscheck.monitoring.reports.workbook import Workbook
from accesscheck.monitoring.sample import Chosen
from accesscheck.monitoring.trends import Target

Format = Literal["html", "pdf", "docx", "xlsx", "data"]
FORMATS: tuple[Format, ...] = ("html", "pdf", "docx", "xlsx", "data")

HOME = "report:government/government"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a year is read from: what a process of its own needs to open it. See `gather.Year`."""

    store: str
    inventory: Records
    year: int
    plans: Mapping[int, Mapping[str, Chosen]] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()
    country: str = "BE"
    snapshots: Path | None = None

    def open(self) -> Year:
        """The year. StoreError, OptionError."""
        store = plugins.open_store(plugins.plugin_manager(), self.store)
        return Year(
            store,
            self.inventory,
            self.year,
            plans=self.plans,
            targets=self.targets,
            country=self.country,
            snapshots=self.snapshots,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What is written, and where. `bodies` are keys: only the reports of those; empty for all reports of the year.

    Letters are dated `on`; `deadline` is the last day for an answer; `licence` is that of the open data, one of
    `open_data.LICENCES`; `reported` is what only people know for the report to Europe. `workers` processes write
    bodies at a time.
    """

    folder: Path
    on: date
    languages: tuple[str, ...] = ("nl",)
    formats: tuple[Format, ...] = FORMATS
    bodies: tuple[str, ...] = ()
    sender: Sender = field(default_factory=Sender)
    deadline: date | None = None
    licence: str = ""
    reported: Europe = field(default_factory=Europe)
    workers: int = 1


Tell = Callable[[str, int, int], None]
"""What is written, how many of these are done, and of how many."""


def _silent(_what: str, _done: int, _all: int) -> None:
    """Nobody listens."""


def publish(source: Source, rules: Mapping[str, Rule], publication: Publication, *, tell: Tell = _silent) -> Path:
    """Write the reports; the file to open first. StoreError, OptionError; OSError if a file cannot be written."""
    year = source.open()
    bodies = _known(year, publication.bodies)
    writer = _Writer(year, rules, publication)
    if not publication.bodies:
        writer.write_groups(tell)
    _write_bodies(source, rules, publication, writer, bodies, tell)
    year.store.close()
    if publication.bodies:
        return publication.folder / publication.languages[0] / writer.path("entity", bodies[0])
    return publication.folder / "index.html"


def _known(year: Year, keys: Sequence[str]) -> tuple[str, ...]:
    """The keys of the bodies to write. OptionError if there is no such body in the year."""
    for key in keys:
        year.body(key)
    return tuple(dict.fromkeys(keys)) or tuple(one.key for one in year.entities)


_worker: "_Writer | None" = None


def _begin(source: Source, rules: Mapping[str, Rule], publication: Publication) -> None:
    global _worker
    _worker = _Writer(source.open(), rules, publication)


def _write_body(key: str) -> str:
    assert _worker is not None
    _worker.write_body(key)
    return key


def _write_bodies(
    source: Source,
    rules: Mapping[str, Rule],
    publication: Publication,
    writer: "_Writer",
    keys: Sequence[str],
    tell: Tell,
) -> None:
    """The reports and letters of bodies, in this process or in several."""
    tell("bodies", 0, len(keys))
    if publication.workers < 2 or len(keys) < 2:
        for done, key in enumerate(keys, 1):
            writer.write_body(key)
            tell("bodies", done, len(keys))
        return
    pool = ProcessPoolExecutor(
        publication.workers,
        mp_context=get_context("spawn"),
        initializer=_begin,
        initargs=(source, dict(rules), publication),
    )
    done = 0
    try:
        with pool:
            for done, _ in enumerate(pool.map(_write_body, keys, chunksize=8), 1):
                tell("bodies", done, len(keys))
    except BrokenProcessPool:
        # A process was lost, for want of memory perhaps: what it had in hand is written here.
        for key in keys[done:]:
            writer.write_body(key)
            done += 1
            tell("bodies", done, len(keys))


class _Writer:
    """Writes the files of a year. All of its paths are known before the first one, so that pages can link."""

    def __init__(self, year: Year, rules: Mapping[str, Rule], publication: Publication) -> None:
        self._year, self._rules, self._to = year, rules, publication
        self._paths = dict(_paths(year, only=publication.bodies))

    def path(self, kind: str, key: str) -> str:
        """Where the page of a report is, in the folder of a language."""
        return self._paths[f"report:{kind}/{key}"]

    def write_groups(self, tell: Tell) -> None:
        """Everything that is not about one body."""
        year, languages = self._year, self._to.languages
        groups = [year.government(), *(year.domain(one) for one in year.domains)]
        about = [year.theme(key) for key in themes.themes()]
        since = _rule_changes(year)
        reports: list[Callable[[str], Text]] = [
            *(functools.partial(self._group, one) for one in groups),
            *(functools.partial(self._theme, one) for one in about),
            lambda language: handbook.report(
                year.about, self._rules, language, changes=since, publisher=self._to.sender.name
            ),
        ]
        for done, make in enumerate(reports):
            tell("groups", done, len(reports))
            for language in languages:
                self._write_report(make(language), language)
        tell("groups", len(reports), len(reports))
        if {"xlsx", "data"}.intersection(self._to.formats):
            self._write_data(groups, tell)
        if "html" in self._to.formats:
            self._put("index.html", html.page(*_front(year.year, languages)).encode())

    def _write_data(self, groups: Sequence[GroupFacts], tell: Tell) -> None:
        """Open data, and a workbook in each language, in one pass over the bodies."""
        year, rules = self._year, self._rules
        licence = open_data.licence_of(self._to.licence) if self._to.licence else None
        with ExitStack() as stack:
            into: list[OpenData | Workbook] = []
            if "data" in self._to.formats:
                data = OpenData(self._to.folder / "data", year.about, rules, licence=licence)
                into.append(stack.enter_context(data))
            books = {
                language: Workbook(year.about, rules, language, name=say(language, N_("All bodies")))
                for language in self._to.languages
                if "xlsx" in self._to.formats
            }
            into += books.values()
            for group_facts in groups:
                for one in into:
                    one.add_group(group_facts)
            for done, body in enumerate(year.entities, 1):
                facts = year.entity(body.key, pages=False)
                for one in into:
                    one.add(facts)
                tell("data", done, len(year.entities))
        for language, book in books.items():
            self._put(f"{language}/figures.xlsx", book.finished())

    def write_body(self, key: str) -> None:
        """The report and the letter of a body, in each language."""
        with tempfile.TemporaryDirectory() as made:
            self._write_body(key, Path(made))

    def _write_body(self, key: str, made: Path) -> None:
        facts = self._year.entity(key)
        shots = pictures.shots(facts, self._year.snapshots, made)
        for language in self._to.languages:
            folder = f"{language}/{self.path('entity', key).rpartition('/')[0]}"
            online = self._online(language, "entity", key)
            report = entity.report(
                facts, self._rules, language, pictures=shots, publisher=self._to.sender.name, online=online
            )
            sent = letter.letter(
                facts,
                self._rules,
                language,
                sender=self._to.sender,
                on=self._to.on,
                deadline=self._to.deadline,
                online=online,
            )
            self._write_report(report, language)
            self._write_letter(sent, folder, language)
            if "xlsx" in self._to.formats:
                self._put(f"{folder}/figures.xlsx", workbook.of_body(facts, self._rules, language))

    def _group(self, facts: GroupFacts, language: str) -> Text:
        online = self._online(language, facts.kind, facts.key or "government")
        return group.report(
            facts,
            self._rules,
            language,
            publisher=self._to.sender.name,
            online=online,
            reported=self._to.reported,
        )

    def _theme(self, facts: ThemeFacts, language: str) -> Text:
        online = self._online(language, "theme", facts.key)
        return theme.report(facts, self._rules, language, publisher=self._to.sender.name, online=online)

    def _write_report(self, text: Text, language: str) -> None:
        path = f"{language}/{self.path(text.kind, text.key)}"
        if "html" in self._to.formats:
            place = self._place(text.kind, text.key, language)
            for name, file in html.pictures(text.blocks).items():
                _copy(file, self._to.folder / path.rpartition("/")[0] / name)
            for sorted_path, markup in html.sorted_pages(text, place):
                self._put(sorted_path, markup.encode())
            self._put(path, html.page(text, place).encode())
        if "pdf" in self._to.formats:
            self._put(
                f"{path.rpartition('/')[0]}/report.pdf",
                pdf.report_pdf(text, address_of=functools.partial(self._online_of, language)),
            )

    def _write_letter(self, sent: Letter, folder: str, language: str) -> None:
        if "html" in self._to.formats:
            self._put(f"{folder}/letter.html", html.letter_page(sent, self._letter_place(sent, language)).encode())
        address_of = functools.partial(self._online_of, language)
        if "pdf" in self._to.formats:
            self._put(f"{folder}/letter.pdf", pdf.letter_pdf(sent, address_of=address_of))
        if "docx" in self._to.formats:
            self._put(f"{folder}/letter.docx", word.letter_docx(sent, address_of=address_of))

    def _place(self, kind: str, key: str, language: str) -> html.Place:
        path = self.path(kind, key)
        return html.Place(
            path=f"{language}/{path}",
            reports={report: f"{language}/{one}" for report, one in self._paths.items()},
            languages={one: f"{one}/{path}" for one in self._to.languages},
            nav=self._nav(language),
            downloads=tuple(self._downloads(kind, language)),
        )

    def _letter_place(self, sent: Letter, language: str) -> html.Place:
        path = self.path("entity", sent.key).replace("index.html", "letter.html")
        return html.Place(
            path=f"{language}/{path}",
            reports={report: f"{language}/{one}" for report, one in self._paths.items()},
            languages={one: f"{one}/{path}" for one in self._to.languages},
            nav=(*self._nav(language), Link(text=say(language, N_("The report")), address=f"report:entity/{sent.key}")),
        )

    def _nav(self, language: str) -> tuple[Link, ...]:
        if self._to.bodies:
            return ()
        return (
            Link(text=say(language, N_("Whole government")), address=HOME),
            Link(text=say(language, N_("Handbook")), address=f"report:handbook/{handbook.KEY}"),
        )

    def _downloads(self, kind: str, language: str) -> Iterator[tuple[str, str]]:
        formats = self._to.formats
        if kind == "entity":
            yield say(language, N_("Letter")), "letter.html"
            if "pdf" in formats:
                yield say(language, N_("Letter as PDF")), "letter.pdf"
            if "docx" in formats:
                yield say(language, N_("Letter as Word")), "letter.docx"
        if "pdf" in formats:
            yield say(language, N_("Report as PDF")), "report.pdf"
        if "xlsx" in formats and kind in ("entity", "government"):
            yield say(language, N_("Figures as Excel")), "figures.xlsx"
        if "data" in formats and kind == "government":
            yield say(language, N_("Open data")), "../data/datapackage.json"

    def _online(self, language: str, kind: str, key: str) -> str:
        return self._online_of(language, f"report:{kind}/{key}")

    def _online_of(self, language: str, report: str) -> str:
        """Where a report can be read online; empty if nowhere."""
        if not self._to.sender.online or report not in self._paths:
            return ""
        return f"{self._to.sender.online.rstrip('/')}/{language}/{self._paths[report].removesuffix('index.html')}"

    def _put(self, path: str, content: bytes) -> None:
        _put(self._to.folder / path, content)


def _front(year: int, languages: Sequence[str]) -> tuple[Text, html.Place]:
    """The page at the top: it leads to the government in each language."""
    first = languages[0]
    to_reports = Link(text=say(first, N_("To the reports")), address=HOME)
    text = Text(
        kind="government",
        key="front",
        language=first,
        year=year,
        title=say(first, N_("Accessibility and language of public bodies, {year}"), year=str(year)),
        facts=(),
        blocks=(Paragraph(words=(to_reports,)),),
    )
    place = html.Place(
        path="index.html",
        reports={HOME: f"{first}/index.html"},
        languages={first: "index.html"} | {one: f"{one}/index.html" for one in languages[1:]},
    )
    return text, place


def _paths(year: Year, *, only: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """The page of each report, in the folder of a language."""
    keys = only or tuple(one.key for one in year.entities)
    yield from ((f"report:entity/{key}", f"bodies/{slug}/index.html") for key, slug in _slugs(keys))
    if only:
        return
    yield HOME, "index.html"
    yield f"report:handbook/{handbook.KEY}", "handbook/index.html"
    yield from ((f"report:domain/{name}", f"domains/{slug}/index.html") for name, slug in _slugs(year.domains))
    yield from ((f"report:theme/{key}", f"themes/{slug}/index.html") for key, slug in _slugs(themes.themes()))


def _slugs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """A name for a folder of each, that any disk and address can hold; two that would be alike get a number."""
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]
        if slug != name.lower():
            number = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()
            slug = f"{slug}-{number}" if slug else number
        yield name, slug


def _rule_changes(year: Year) -> handbook.RuleChanges | None:
    """How the rules differ from those of the last year that was measured."""
    earlier = [past for past in year.run_ids if past < year.year]
    if not earlier:
        return None
    since = max(earlier)
    before, now = year.store.run_rules(year.run_ids[since]), year.store.run_rules(year.run_id)
    return handbook.rule_changes(since, before, now)


def _put(path: Path, content: bytes) -> None:
    """The file whole, or as it was."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f".{path.name}.{os.getpid()}")
    made.write_bytes(content)
    made.replace(path)


def _copy(file: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, to)


def require_languages(given: Iterable[str]) -> None:
    """OptionError if a language is not one that reports are written in."""
    for one in given:
        if one not in LANGUAGES:
            raise OptionError(
                N_("--language: “{name}” is not allowed. Use one of: {allowed}."),
                name=one,
                allowed=", ".join(LANGUAGES),
            )
