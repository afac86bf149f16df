"""The pipeline: a target becomes a document, its rules are answered, and a page result comes out."""

import atexit
import base64
import fnmatch
import functools
import tempfile
import time
import traceback
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from accesscheck import answers, certainty, fingerprints, outlines, plugins, rulefiles, sources, waivers
from accesscheck.checkers import searching, sites
from accesscheck.dom import parse
from accesscheck.errors import N_, AccesscheckError, OptionError
from accesscheck.hookspecs import Checker, Depth, OpenOptions, Probe
from accesscheck.installation import AXE_VERSION, VERSION
from accesscheck.model.aim import Aim
from accesscheck.model.answer import Answer
from accesscheck.model.credentials import Credentials
from accesscheck.model.document import Document, Note
from accesscheck.model.finding import Finding, RuleResult, UntestedReason, untested
from accesscheck.model.location import ElementLocation
from accesscheck.model.report import PageResult, Picture, Report, Run
from accesscheck.model.rule import LANGUAGES, Rule, Status
from accesscheck.model.target import AUTO, PROFILES, Target
from accesscheck.model.waiver import Waiver
from accesscheck.sources.source_error import SourceError

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from accesscheck.config import Settings

Country = Literal["BE", "NL", "FR", "DE"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditOptions:
    """How to audit.

    `browser`: open pages in Chromium; `depth`: quick reads the source alone, standard adds axe-core and the cheap
    probes, thorough all probes; `forms`: try forms, also on a site that is not on this machine; `timeout` in
    seconds for one page; `text_language`: one of LANGUAGES, if it is known; `country`: whose laws reports name;
    `rules` and `without`: ids of rules to run or leave out, with * and ?; `without_plugins`: names; `lexicon`: a
    folder with rules of your own; `aims`: the
    reading level to aim at, by profile; `answers` of people to what could not be told; `waivers`: what a
    team accepts for now; `keep_text` and `picture`:
    keep what a report needs to show the page; `strict`: a checker that fails raises; `credentials` open a site that is
    not open to all, and go to the origin of each target alone.
    """

    browser: bool = True
    depth: Depth = "standard"
    forms: bool = False
    timeout: float = 30.0
    text_language: str | None = None
    country: Country = "BE"
    rules: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    without_plugins: frozenset[str] = frozenset()
    lexicon: str = ""
    aims: tuple[Aim, ...] = ()
    answers: tuple[Answer, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    keep_text: bool = False
    picture: bool = False
    strict: bool = False
    width: int = 1280
    height: int = 720
    credentials: Credentials | None = field(default=None, repr=False)


def options_of(settings: "Settings", **others: Any) -> AuditOptions:
    """How to audit by the settings of a project; `others` are fields of AuditOptions that no setting gives."""
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
        lexicon=settings.lexicon or "",
        aims=settings.aims,
        **others,
    )


@dataclass(frozen=True, slots=True)
class _Engine:
    """What is made once a process for a set of plugins."""

    rules: Mapping[str, Rule]
    checkers: Mapping[str, Checker]
    probes: tuple[Probe, ...]
    dear: frozenset[str]
    """Names of the probes that only a thorough audit runs."""


@functools.cache
def _engine(without_plugins: frozenset[str], lexicon: str = "") -> _Engine:
    manager = plugins.plugin_manager(without_plugins)
    probes = plugins.probes(manager)
    dear = frozenset(probe.name for probe in probes if probe.price == "thorough")
    return _Engine(plugins.rules(manager, lexicon), plugins.checkers(manager), probes, dear)


def load_rules(*, without_plugins: frozenset[str] = frozenset(), lexicon: str = "") -> tuple[Rule, ...]:
    """Every rule, of accesscheck and of its plugins, sorted by id. RuleFileError, PluginError.

    `lexicon` is a folder with rules of a body's own; one with the id of another rule takes its place. OptionError if
    there is no such folder.
    """
    return tuple(_engine(without_plugins, lexicon).rules.values())


def opens_browser(options: AuditOptions) -> bool:
    """Whether an audit opens pages in a browser."""
    return options.browser and options.depth != "quick"


def check_options(options: AuditOptions) -> None:
    """OptionError if a rule pattern matches nothing, or if the language is not one that we read."""
    for pattern in (*options.rules, *options.without):
        if not _names_a_rule(pattern, options.without_plugins, options.lexicon):
            raise OptionError(N_("No rule is called “{name}”. List them with: accesscheck rules list"), name=pattern)
    if options.text_language not in (None, *LANGUAGES):
        raise OptionError(
            N_("“{name}” is no language of a text. Use one of: {allowed}."),
            name=options.text_language or "",
            allowed=", ".join(LANGUAGES),
        )


@functools.lru_cache(maxsize=256)
def _names_a_rule(pattern: str, without_plugins: frozenset[str], lexicon: str) -> bool:
    return bool(fnmatch.filter(_engine(without_plugins, lexicon).rules, pattern))


def select(options: AuditOptions, profiles: Sequence[str]) -> tuple[Rule, ...]:
    """The rules to run for kinds of target, sorted by id.

    A deprecated rule runs only if it is named; one that needs a dear probe if it is named or the audit is thorough.
    A rule that stands in for one that needs a browser is left out if that one is selected and a browser runs.
    """
    return _selected(
        tuple(profiles),
        options.rules,
        options.without,
        options.without_plugins,
        options.lexicon,
        thorough=options.depth == "thorough",
        in_browser=opens_browser(options),
    )


@functools.lru_cache(maxsize=64)
def _selected(
    profiles: tuple[str, ...],
    named: tuple[str, ...],
    without: tuple[str, ...],
    without_plugins: frozenset[str],
    lexicon: str,
    *,
    thorough: bool,
    in_browser: bool,
) -> tuple[Rule, ...]:
    engine = _engine(without_plugins, lexicon)
    dear: frozenset[str] = frozenset() if thorough else engine.dear
    chosen = [
        rule
        for rule in engine.rules.values()
        if (not named or any(fnmatch.fnmatchcase(rule.id, pattern) for pattern in named))
        and not any(fnmatch.fnmatchcase(rule.id, pattern) for pattern in without)
        and (rule.status is not Status.DEPRECATED or rule.id in named)
        and (not rule.profiles or rule.profiles & set(profiles))
        and (rule.id in named or not engine.checkers[rule.kind].probes(rule) & dear)
    ]
    if in_browser:
        ids = {rule.id for rule in chosen}
        chosen = [rule for rule in chosen if rule.stands_in_for not in ids or rule.id in named]
    return tuple(chosen)


def audit_target(target: Target, options: AuditOptions, *, shown: str | None = None) -> PageResult:
    """The result of one target. It never raises for what the world does: that is `untested`, with a reason.

    `shown` is the address that the result is filed under, if the target stands somewhere else for the moment.
    OptionError, RuleFileError and PluginError are the user's to repair, and do come out.
    """
    return audit_opened(target, options, shown=shown)[0]


def audit_opened(
    target: Target, options: AuditOptions, *, shown: str | None = None
) -> tuple[PageResult, Document | None]:
    """The result of one target as `audit_target` gives it, and the document that it is of; None if there is none."""
    began = time.monotonic()
    manager = plugins.plugin_manager(options.without_plugins)
    possible = PROFILES if target.profile == AUTO else (target.profile,)
    rules = select(options, possible)
    opening = OpenOptions(
        browser=opens_browser(options),
        timeout=options.timeout,
        language=options.text_language,
        probes=_needed_probes(rules, options),
        forms=options.forms,
        rule_ids=tuple(rule.id for rule in rules),
        picture=options.picture,
        width=options.width,
        height=options.height,
        credentials=options.credentials,
    )
    try:
        document: Document | None = manager.hook.accesscheck_open(target=target, options=opening)
        if document is None:
            raise SourceError("address-invalid")
    except SourceError as error:
        if error.note.key == "browser-missing" and opening.browser and not target.steps:
            # The source can be checked all the same; what needs a browser is untested.
            page, document = audit_opened(target, replace(options, browser=False, picture=False), shown=shown)
            return replace(page, notes=(error.note, *page.notes)), document
        return not_opened(target, options, error.reason, error.note, seconds=time.monotonic() - began), None
    except Exception:
        if options.strict:
            raise
        note, detail = Note(key="broke-down"), traceback.format_exc()
        seconds = time.monotonic() - began
        unread = UntestedReason.DOCUMENT_UNREADABLE
        return not_opened(target, options, unread, note, seconds=seconds, detail=detail), None
    document = document if shown is None else replace(document, address=shown)
    return audit_document(document, options, began=began), document


def audit_document(document: Document, options: AuditOptions, *, began: float | None = None) -> PageResult:
    """The result of a document that is at hand."""
    began = time.monotonic() if began is None else began
    checkers = _engine(options.without_plugins, options.lexicon).checkers
    page = fingerprints.page_key(document.address, document.target.folder, document.target.state)
    if document.template is not None:
        options = replace(options, browser=False)  # No browser opens a template: no rule waits for one.
    rules = tuple(rule for rule in select(options, document.profiles) if certainty.fits(rule, document))
    exempt = _exempt(document, options)
    if exempt:
        rules = tuple(rule for rule in rules if rule.kind != "level")
    searching.prepare(document, rules)
    results = tuple(
        _numbered(
            certainty.weighed(
                _answer(checkers[rule.kind], document, _aimed(rule, document, options), strict=options.strict),
                rule,
                document,
            ),
            page,
        )
        for rule in rules
    )
    notes = document.notes
    if exempt:
        notes = (*notes, Note(key="level-exempt", params={"reason": exempt}))
    if any(result.reason is UntestedReason.TEXT_TOO_SHORT for result in results) and len(document.text.split()) < 20:
        if document.template is None:
            notes = (*notes, Note(key="text-too-short"))
    page_result = PageResult(
        target=document.target,
        address=document.address,
        fetched_at=document.fetched_at,
        sha256=document.sha256,
        title=document.title,
        language=document.language,
        profiles=document.profiles,
        results=results,
        notes=notes,
        browser=_browser_name(document),
        seconds=time.monotonic() - began,
        outline=outlines.outline(document) if "web-page" in document.profiles and document.template is None else None,
        text=document.text if options.keep_text else None,
        blocks=document.blocks if options.keep_text else (),
        picture=_picture(document, results) if options.picture else None,
    )
    return waivers.applied(_with_answers(page_result, options), options.waivers, document)


def _aimed(rule: Rule, document: Document, options: AuditOptions) -> Rule:
    """The rule, with the reading level that the user aims at for this kind of document."""
    aim = _aim(document, options) if rule.kind == "level" else None
    level = aim.level_for(document.title or "") if aim else None
    return replace(rule, parameters={**rule.parameters, "target": level}) if level else rule


def _aim(document: Document, options: AuditOptions) -> Aim | None:
    """What the user aims at for this kind of document: a vacancy's goes first."""
    chosen = {aim.profile: aim for aim in options.aims}
    profiles = ("vacancy", *document.profiles)
    return next((chosen[one] for one in profiles if one in document.profiles and one in chosen), None)


def _exempt(document: Document, options: AuditOptions) -> str | None:
    """Why the level of a document is not judged; None if it is."""
    aim = _aim(document, options)
    return aim.reason_for(document.target.address) if aim else None


def _with_answers(page: PageResult, options: AuditOptions) -> PageResult:
    """The page with what people answered in it; the reader is told of answers that no longer fit."""
    if not options.answers:
        return page
    by_place = {answer.fingerprint: answer for answer in options.answers}
    answered = [answers.applied(result, by_place) for result in page.results]
    notes = tuple(note for note in page.notes if note.key != "answers-outdated")
    if outdated := sum(count for _, count in answered):
        notes = (*notes, Note(key="answers-outdated", params={"count": str(outdated)}))
    return replace(page, results=tuple(result for result, _ in answered), notes=notes)


def audit_many(
    targets: Iterable[Target],
    options: AuditOptions,
    *,
    executor: "Executor | None" = None,
    in_flight: int = 64,
) -> Iterator[PageResult]:
    """Audit targets, and yield each page as it is ready, in order of completion.

    At most `in_flight` pages are submitted at a time, so a list of a million addresses does not fill memory.
    Without an executor the work is done here. Any `concurrent.futures.Executor` serves; only `submit` is used.
    """
    manager = plugins.plugin_manager(options.without_plugins)
    for page in _completed(targets, options, executor, in_flight):
        plugins.tell(manager, "accesscheck_page_done", page=page)
        yield page


def _completed(
    targets: Iterable[Target], options: AuditOptions, executor: "Executor | None", in_flight: int
) -> Iterator[PageResult]:
    if executor is None:
        for target in targets:
            yield audit_target(target, options)
        return
    from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, wait

    waiting = iter(targets)
    running: dict[Future[PageResult], Target] = {}
    while True:
        while len(running) < in_flight and (submitted := next(waiting, None)) is not None:
            running[_submitted(executor, submitted, options)] = submitted
        if not running:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            target = running.pop(future)
            try:
                yield future.result()
            except AccesscheckError:
                raise
            except Exception as error:  # Whatever an executor says of a worker that is gone.
                if options.strict and not isinstance(error, BrokenExecutor):
                    raise
                note, reason = Note(key="worker-lost"), UntestedReason.WORKER_LOST
                yield not_opened(target, options, reason, note, seconds=0.0, detail=str(error))


def _submitted(executor: "Executor", target: Target, options: AuditOptions) -> "Future[PageResult]":
    """The page's future; one that has failed already if the executor takes no more work."""
    from concurrent.futures import Future

    try:
        return executor.submit(audit_target, target, options)
    except RuntimeError as error:  # BrokenExecutor is one.
        refused: Future[PageResult] = Future()
        refused.set_exception(error)
        return refused


def new_run(options: AuditOptions) -> Run:
    """A run that begins now."""
    manager = plugins.plugin_manager(options.without_plugins)
    shown = {
        "browser": str(options.browser),
        "depth": options.depth,
        "timeout": f"{options.timeout:g}",
        "country": options.country,
    }
    for key in ("rules", "without"):
        if value := getattr(options, key):
            shown[key] = ",".join(value)
    if options.aims:
        shown["levels"] = ",".join(f"{aim.profile} {aim.level}" for aim in options.aims if aim.level)
    return Run(
        id=uuid.uuid4().hex,
        started_at=datetime.now(UTC),
        accesscheck_version=VERSION,
        axe_version=AXE_VERSION,
        rule_set_sha256=_rule_set(options.without_plugins, options.lexicon),
        plugins=tuple((plugin.name, plugin.version) for plugin in plugins.loaded(manager)),
        options=shown,
    )


@functools.cache
def _rule_set(without_plugins: frozenset[str], lexicon: str) -> str:
    return rulefiles.rule_set_sha256(_engine(without_plugins, lexicon).rules.values())


def targets_of(addresses: Iterable[str | Target], *, profile: str = AUTO) -> tuple[Target, ...]:
    """Targets of addresses and paths; a folder becomes a target for each page in it. OptionError for a profile."""
    if profile not in (AUTO, *PROFILES):
        raise OptionError(
            N_("“{name}” is no profile. Use one of: {allowed}."), name=profile, allowed=", ".join((AUTO, *PROFILES))
        )
    return tuple(
        expanded
        for address in addresses
        for expanded in sources.html_file.expand(
            address if isinstance(address, Target) else Target(address=whole(address), profile=profile)
        )
    )


def whole(address: str) -> str:
    """The address with the scheme that people leave out, unless a file has that name."""
    return f"https://{address}" if address.lower().startswith("www.") and not Path(address).exists() else address


def check(
    targets: Iterable[str | Target] | str,
    *,
    profile: str = AUTO,
    options: AuditOptions | None = None,
    on_page: Callable[[PageResult], None] | None = None,
) -> Report:
    """Check addresses, files and folders, one after the other.

    `profile` is web-page, vacancy, text or auto; `on_page` is called with each page as it is ready. OptionError,
    RuleFileError and PluginError are the caller's to repair; whatever else goes wrong is in the report.
    """
    options = options or AuditOptions()
    check_options(options)
    run = new_run(options)
    pages: list[PageResult] = []
    wanted = targets_of([targets] if isinstance(targets, str) else targets, profile=profile)
    for page in audit_many(wanted, options):
        pages.append(page)
        if on_page is not None:
            on_page(page)
    return Report(run=run, pages=together(pages, options))


def together(pages: Sequence[PageResult], options: AuditOptions) -> tuple[PageResult, ...]:
    """The pages of a finished audit, with the rules answered that compare the pages of one site."""
    compared = sites.compared(pages, _engine(options.without_plugins, options.lexicon).rules)
    return tuple(waivers.applied(_with_answers(page, options), options.waivers) for page in compared)


def check_text(
    text: str, language: str | None = None, profile: str = "vacancy", *, options: AuditOptions | None = None
) -> PageResult:
    """Check a text that is at hand. Offsets in the findings are offsets into `text`.

    `language` is nl, fr, en or de; None lets the text decide. A text that is empty or too short is no error: its
    rules are untested, with the reason.
    """
    options = replace(options or AuditOptions(), browser=False, keep_text=True)
    if language is not None:
        options = replace(options, text_language=language)
    check_options(options)
    target = Target(address="text", media_type="text/plain", profile=profile)
    return _at_hand(target, options, lambda opening: sources.from_text(target, text, opening))


def check_html(
    html: str,
    address: str | None = None,
    *,
    browser: bool = False,
    profile: str = "web-page",
    options: AuditOptions | None = None,
) -> PageResult:
    """Check a page that is at hand as a string. `address` is what the result is filed under.

    Without a browser the rules that need one are untested. With one, the page is served on this machine for the
    time of the check; relative addresses in it lead nowhere.
    """
    options = replace(options or AuditOptions(), browser=browser)
    check_options(options)
    shown = address or "page.html"
    target = Target(address=shown, media_type="text/html", profile=profile)
    if not browser:
        content = html.encode("utf-8", "replace")
        return _at_hand(
            target, options, lambda opening: sources.from_bytes(target, content, "text/html", opening, charset="utf-8")
        )
    path = _scratch() / f"{uuid.uuid4().hex}.html"
    path.write_text(html, encoding="utf-8-sig", errors="replace")
    try:
        page = audit_target(replace(target, address=str(path)), options, shown=shown)
    finally:
        path.unlink()
    return replace(page, target=target, address=shown)


def check_page(page: Any, *, profile: str = AUTO, options: AuditOptions | None = None) -> Any:
    """Check a page that is open in your own browser, as it stands: a page of Playwright, or a driver of Selenium.

    The result is a PageResult; of a page of Playwright's async API it must be awaited. Nothing is loaded again,
    pressed or resized, so rules that need that are untested. OptionError if this is no such page.
    """
    from accesscheck.sources import live_page

    options = options or AuditOptions()
    check_options(options)
    kind = live_page.kind_of(page)
    if kind is None:
        raise OptionError(
            N_("This is no open page, but a {type}. Give a page of Playwright or a driver of Selenium."),
            type=type(page).__name__,
        )
    work = _checked_page(page, profile, options)
    return work if kind == "playwright-async" else live_page.finished(work)


async def _checked_page(page: Any, profile: str, options: AuditOptions) -> PageResult:
    from accesscheck.sources import live_page

    began = time.monotonic()
    rules = select(options, PROFILES if profile == AUTO else (profile,))
    probes = _needed_probes(rules, options) if opens_browser(options) else ()
    try:
        document = await live_page.document(
            page,
            profile=profile,
            probes=probes,
            rule_ids=tuple(rule.id for rule in rules),
            language=options.text_language,
        )
    except SourceError as error:
        target = Target(address=live_page.address(page), profile=profile)
        return not_opened(target, options, error.reason, error.note, seconds=time.monotonic() - began)
    return audit_document(document, options, began=began)


def _needed_probes(rules: Iterable[Rule], options: AuditOptions) -> tuple[Probe, ...]:
    """The probes that rules read."""
    engine = _engine(options.without_plugins, options.lexicon)
    needed = {probe for rule in rules for probe in engine.checkers[rule.kind].probes(rule)}
    return tuple(probe for probe in engine.probes if probe.name in needed)


@functools.cache
def _scratch() -> Path:
    """A folder of this process for pages that are at hand as strings; it goes when the process ends."""
    folder = tempfile.TemporaryDirectory(prefix="accesscheck-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


def _at_hand(target: Target, options: AuditOptions, opened: Callable[[OpenOptions], Document]) -> PageResult:
    try:
        document = opened(OpenOptions(browser=False, language=options.text_language))
    except SourceError as error:
        return not_opened(target, options, error.reason, error.note, seconds=0.0)
    return audit_document(document, options)


def _answer(checker: Checker, document: Document, rule: Rule, *, strict: bool) -> RuleResult:
    try:
        return checker.check(document, rule)
    except Exception:
        if strict:
            raise
        return untested(rule.id, UntestedReason.CHECKER_FAILED, detail=traceback.format_exc())


def _numbered(result: RuleResult, page: str) -> RuleResult:
    """The result with whole fingerprints: each names its page, and of equal ones the second ends in -2."""
    if not result.findings:
        return result
    seen: Counter[str] = Counter()
    findings: list[Finding] = []
    for finding in result.findings:
        seen[finding.fingerprint] += 1
        whole = fingerprints.on_page(finding.fingerprint, page, seen[finding.fingerprint])
        findings.append(replace(finding, fingerprint=whole))
    return replace(result, findings=tuple(findings))


def not_opened(
    target: Target,
    options: AuditOptions,
    reason: UntestedReason,
    note: Note,
    *,
    seconds: float,
    detail: str | None = None,
) -> PageResult:
    """Every selected rule untested, for one reason."""
    kinds = (target.profile,) if target.profile != AUTO else (_expected_profile(target.address),)
    return PageResult(
        target=target,
        address=target.address,
        fetched_at=datetime.now(UTC),
        sha256=None,
        profiles=kinds,
        results=tuple(untested(rule.id, reason, detail=detail or note.key) for rule in select(options, kinds)),
        notes=(note,),
        seconds=seconds,
    )


def _expected_profile(address: str) -> str:
    media_type = sources.media_type_of(address)
    return "text" if media_type not in (None, *sources.MARKUP) and "://" not in address else "web-page"


def _browser_name(document: Document) -> str | None:
    """The browser that measured a document: its user's, else ours; None without one."""
    if "layout" not in document.probes:
        return None
    if users := document.probes["layout"].get("browser"):
        return str(users)
    from accesscheck.sources.browser import shared_browser

    return shared_browser().name


def box_of(document: Document, selector: str) -> tuple[int, int, int, int] | None:
    """Left, top, width and height of an element on the screenshot, in CSS pixels; None if it is not on it."""
    taken: Any = document.probes.get("picture")
    dom = parse(document)
    if taken is None or len(taken["boxes"]) != len(dom.elements):
        return None
    node = dom.find(selector.partition(" >>> ")[0])
    if node is None:
        return None
    left, top, width, height = taken["boxes"][dom.index(node)]
    return (left, top, width, height) if width > 0 and height > 0 and top < taken["height"] else None


def _picture(document: Document, results: tuple[RuleResult, ...]) -> Picture | None:
    """The screenshot, with the boxes of the elements that have findings."""
    taken: Any = document.probes.get("picture")
    if taken is None:
        return None
    boxes: dict[str, tuple[int, int, int, int]] = {}
    for result in results:
        for finding in result.findings:
            if isinstance(finding.location, ElementLocation) and (box := box_of(document, finding.location.selector)):
                boxes[finding.location.selector] = box
    return Picture(
        media_type=taken["media_type"],
        data=base64.b64decode(taken["data"]),
        width=taken["width"],
        height=taken["height"],
        boxes=boxes,
    )
