"""accesscheck.toml, or [tool.accesscheck] in pyproject.toml: the same settings as the options of `check`."""

import difflib
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from accesscheck.authentication import refuse_plain
from accesscheck.errors import N_, OptionError
from accesscheck.model.aim import Aim
from accesscheck.model.waiver import Waiver

Level = Literal["A1", "A2", "B1", "B2", "C1", "C2"]


class ProfileSettings(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """What holds for one kind of target."""

    level: Annotated[
        Level | None,
        Meta(description="The reading level that a text should not be above; else B1."),
    ] = None
    jobs: Annotated[
        dict[str, Level], Meta(description="Other levels for texts whose title holds a phrase: “poetshulp” = “A2”.")
    ] = {}
    exempt: Annotated[
        dict[str, Annotated[str, Meta(min_length=1)]],
        Meta(description="Texts that need not be easy: a pattern of the address, and the reason."),
    ] = {}


class Where(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What a waiver is about: all that is set must fit."""

    page: Annotated[str, Meta(min_length=1, description="A pattern of the path or the address.")] | None = None
    selector: Annotated[str, Meta(min_length=1, description="An element, and what is in it.")] | None = None
    text: Annotated[str, Meta(min_length=1, description="Words of the place.")] | None = None


class WaiverSettings(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Findings that do not stop a release, until a day."""

    rule: Annotated[str, Meta(min_length=1, description="Id of the rule, with * and ?.")]
    where: Annotated[
        Annotated[str, Meta(min_length=1)] | Where,
        Meta(description="A pattern of the page, or a table with page, selector and text."),
    ]
    reason: Annotated[str, Meta(min_length=1, description="Why it is accepted for now.")]
    owner: Annotated[str, Meta(min_length=1, description="Who answers for it.")]
    expires: Annotated[date, Meta(description="The last day.")]


Share = Annotated[float, Meta(ge=0, le=1)]


class CrawlSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """How the pages of a product are found, and how politely: what a crawl does with it is in monitoring.crawl."""

    contact: str = ""
    pages: Annotated[int, Meta(ge=1)] = 500
    documents: Annotated[int, Meta(ge=0)] = 500
    depth: Annotated[int, Meta(ge=0)] = 12
    delay: Annotated[float, Meta(ge=0, le=600)] = 0.5
    minutes: Annotated[float, Meta(gt=0)] = 60.0
    rendered: bool = False


class PageSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """How many pages of a product are chosen: what each figure is about is in monitoring.page_sample."""

    services: Annotated[int, Meta(ge=0)] = 8
    documents: Annotated[int, Meta(ge=0)] = 5
    distinct: Annotated[int, Meta(ge=0)] = 10
    vacancies: Annotated[int, Meta(ge=0)] = 10
    simplified: Annotated[int, Meta(ge=1)] = 3
    random: Annotated[float, Meta(ge=0.1, le=1)] = 0.1


class SenderSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """Who sends the letters of a year: see monitoring.reports.letter.Sender. `days` are given for an answer."""

    name: str = ""
    address: tuple[str, ...] = ()
    place: str = ""
    email: str = ""
    phone: str = ""
    signed: tuple[str, ...] = ()
    online: str = ""
    days: Annotated[int, Meta(ge=0)] = 60


class MonitoringSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """How large the sample of a year is, whom it must hold, how its products are measured, and what is kept."""

    population: Annotated[int, Meta(ge=0)] | None = None
    rounding: dict[Literal["simplified", "in-depth", "app"], Literal["up", "nearest", "down", "whole-units"]] = {}
    few_sites: Share = 0.75
    few_apps: Share = 0.5
    before: Share = 0.1
    fresh: Share = 0.5
    depth: Literal["quick", "standard", "thorough"] = "thorough"
    method: str = ""
    crawl: CrawlSettings = CrawlSettings()
    pages: PageSettings = PageSettings()
    logins: dict[str, str] = {}
    keep_snapshots: Annotated[int, Meta(ge=0)] = 5
    keep_behind_login: bool = False
    sender: SenderSettings = SenderSettings()
    licence: str = ""
    usability: str = ""


class Settings(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """Every key of the configuration. A command-line option goes before its key."""

    language: Annotated[
        Literal["nl", "fr", "en", "de"] | None, Meta(description="Language of the report; else that of the pages.")
    ] = None
    text_language: Annotated[
        Literal["nl", "fr", "en", "de"] | None, Meta(description="Language of the texts; else it is detected.")
    ] = None
    profile: Annotated[Literal["auto", "web-page", "vacancy", "text"], Meta(description="What the targets are.")] = (
        "auto"
    )
    rules: Annotated[tuple[str, ...], Meta(description="Ids of the rules to run, with * and ?; else all.")] = ()
    without: Annotated[tuple[str, ...], Meta(description="Ids of rules to leave out, with * and ?.")] = ()
    without_plugins: Annotated[tuple[str, ...], Meta(description="Names of plugins that are not loaded.")] = ()
    lexicon: Annotated[
        str | None, Meta(description="Folder with rules of your own; one with the id of ours takes its place.")
    ] = None
    browser: Annotated[bool, Meta(description="Open pages in a browser.")] = True
    depth: Annotated[
        Literal["quick", "standard", "thorough"],
        Meta(description="quick: the source alone; standard: in a browser; thorough: also with keys, zoom and clicks."),
    ] = "standard"
    forms: Annotated[bool, Meta(description="A thorough check may also send empty forms of a live site.")] = False
    timeout: Annotated[float, Meta(gt=0, le=600, description="Seconds for one page.")] = 30.0
    workers: Annotated[
        Annotated[int, Meta(ge=1, le=64)] | None,
        Meta(description="Pages that are open at the same time; else one a processor, at most 4."),
    ] = None
    country: Annotated[
        Literal["BE", "NL", "FR", "DE"], Meta(description="Whose laws reports name: BE, NL, FR or DE.")
    ] = "BE"
    fail_on: Annotated[
        str,
        Meta(
            description="What makes the exit code 1: never, critical, serious, moderate, minor, failed, cantTell, or "
            "conditions with commas between, such as “serious,wording=cantTell,level=B2”."
        ),
    ] = "failed"
    baseline: Annotated[str | None, Meta(description="File with the findings that are known; only new ones count.")] = (
        None
    )
    ratchet: Annotated[bool, Meta(description="After each check, take what was mended out of the baseline.")] = False
    strict: Annotated[
        bool,
        Meta(description="Count known findings too, and fail for waivers that are past their day or cover nothing."),
    ] = False
    moved: Annotated[
        dict[str, str], Meta(description="Pages that have another path now, for the baseline: “old/*” = “new/*”.")
    ] = {}
    path_map: Annotated[
        dict[str, str],
        Meta(description="The file that a page is made from: “/news/*/” = “content/news/*.md”."),
    ] = {}
    waiver: Annotated[
        tuple[WaiverSettings, ...],
        Meta(description="Findings that are accepted for a time: rule, where, reason, owner and expires."),
    ] = ()
    allow_untested: Annotated[bool, Meta(description="Exit with 0 although something could not be tested.")] = False
    answers: Annotated[
        str | None, Meta(description="File with the answers of people; else the nearest accesscheck-answers.json.")
    ] = None
    start: Annotated[
        str | None, Meta(description="Command that starts your own server for a check that names no target.")
    ] = None
    wait_for: Annotated[
        str | None, Meta(description="Address that server answers at; checked if there is no sitemap.")
    ] = None
    start_timeout: Annotated[float, Meta(gt=0, le=3600, description="Seconds that the server may take to answer.")] = (
        60.0
    )
    sitemap: Annotated[
        str | None, Meta(description="Address of the sitemap to check, or of its site, if no target is named.")
    ] = None
    crawl: Annotated[
        int, Meta(ge=0, le=50_000, description="Follow links on the same host, until there are so many pages.")
    ] = 0
    state: Annotated[str | None, Meta(description="File with a login, made by accesscheck login.")] = None
    header: Annotated[
        tuple[str, ...],
        Meta(description="Headers for the site of a target, with a variable: “Authorization: Bearer ${TOKEN}”."),
    ] = ()
    basic: Annotated[
        str | None, Meta(description="Name for the site of a target; its password is in ACCESSCHECK_PASSWORD.")
    ] = None
    store: Annotated[
        str | None,
        Meta(description="Where results are kept over the years: a file, or postgresql://user@host/database."),
    ] = None
    format: Annotated[
        str,
        Meta(
            description="terminal, json, jsonl, html, earl, sarif, junit, gitlab, github, checkstyle, csv, markdown, "
            "or one of a plugin."
        ),
    ] = "terminal"
    profiles: Annotated[
        dict[Literal["web-page", "vacancy", "text"], ProfileSettings],
        Meta(description="By kind of target, the reading level to aim at: level, jobs and exempt; else B1."),
    ] = {}

    monitoring: Annotated[
        MonitoringSettings,
        Meta(
            description="The sample of a year: population, rounding (up, nearest, down or whole-units, by method), "
            "and the shares few-sites, few-apps, before and fresh. Its run: depth, method, the tables crawl and pages, "
            "logins, keep-snapshots (years) and keep-behind-login. Its reports: the table sender, licence, usability."
        ),
    ] = MonitoringSettings()

    @property
    def aims(self) -> tuple[Aim, ...]:
        """The reading level to aim at, by profile."""
        return tuple(
            Aim(
                profile=name,
                level=chosen.level,
                jobs=tuple(chosen.jobs.items()),
                exempt=tuple(chosen.exempt.items()),
            )
            for name, chosen in sorted(self.profiles.items())
        )

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """The waivers, in the order of the file."""
        return tuple(_waiver(one) for one in self.waiver)


def _waiver(chosen: WaiverSettings) -> Waiver:
    where = Where(page=chosen.where) if isinstance(chosen.where, str) else chosen.where
    if not (where.page or where.selector or where.text):
        raise OptionError(
            N_("The waiver for {rule} does not say where. Give where = “a page”, or a page, selector or text."),
            rule=chosen.rule,
        )
    return Waiver(
        rule=chosen.rule,
        page=where.page,
        selector=where.selector,
        text=where.text,
        reason=chosen.reason,
        owner=chosen.owner,
        expires=chosen.expires,
    )


def find(start: Path) -> Path | None:
    """The configuration that holds for a folder: the nearest accesscheck.toml, or pyproject.toml with our table."""
    for folder in (start, *start.parents):
        own = folder / "accesscheck.toml"
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        if project.is_file() and "[tool.accesscheck" in project.read_text(encoding="utf-8", errors="replace"):
            return project
    return None


def root(path: Path | None, start: Path) -> Path:
    """The folder that pages are named from: that of the configuration, else of the repository, else where one works."""
    if path is not None:
        return path.parent
    return next((folder for folder in (start, *start.parents) if (folder / ".git").exists()), start)


def load(path: Path | None, *, named: bool = False) -> Settings:
    """The settings of a file; the defaults without one. OptionError with the file, the key and what is allowed.

    `named`: the user names what to check, so what the file says of a server and a sitemap does not hold.
    """
    if path is None:
        return Settings()
    try:
        data: Any = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OptionError(N_("{path}: this is no valid TOML: {problem}."), path=str(path), problem=str(error)) from None
    except OSError as error:
        raise OptionError(
            N_("{path}: the file cannot be read: {problem}."), path=str(path), problem=str(error.strerror)
        ) from None
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("accesscheck", {})
    try:
        found = msgspec.convert(data, Settings)
        # Paths in the file are from where the file is.
        lexicon = str(path.parent / found.lexicon) if found.lexicon else None
        baseline = str(path.parent / found.baseline) if found.baseline else None
        state = str(path.parent / found.state) if found.state else None
        store = str(path.parent / found.store) if found.store and "://" not in found.store else found.store
        refuse_plain(found.header, found.basic, path=str(path))
        found = msgspec.structs.replace(found, lexicon=lexicon, baseline=baseline, state=state, store=store)
        return msgspec.structs.replace(found, start=None, wait_for=None, sitemap=None) if named else found
    except msgspec.ValidationError as error:
        raise wrong_setting(str(error), where=f"{path}: ") from None


def overruled(settings: Settings, where: str = "--", /, **options: Any) -> Settings:
    """The settings with options in their place. OptionError if one is not allowed; `where` stands before its name."""
    given = {key.replace("_", "-"): value for key, value in options.items() if value is not None}
    try:
        return msgspec.convert({**msgspec.to_builtins(settings), **given}, Settings)
    except msgspec.ValidationError as error:
        raise wrong_setting(str(error), where=where) from None


def keys() -> tuple[str, ...]:
    """Every key, as it is written."""
    return tuple(field.encode_name for field in msgspec.structs.fields(Settings))


def wrong_setting(error: str, *, where: str) -> OptionError:
    """What msgspec says of a setting, for the person who wrote it. `where` stands before the key."""
    if "$.profiles" in error:
        return OptionError(
            N_(
                "{where}the profiles are not written as they should be. Write [profiles.vacancy] and under it "
                "level = “B1”. The profiles are web-page, vacancy and text, the levels A1 to C2."
            ),
            where=where,
        )
    if "$.waiver" in error:
        return OptionError(
            N_(
                "{where}a waiver is not written as it should be ({problem}). Write [[waiver]] and under it rule, "
                "where, reason, owner and expires = 2027-03-31, a date without quotes."
            ),
            where=where,
            problem=error.partition(" - at ")[0],
        )
    if "$.monitoring" in error:
        return OptionError(
            N_(
                "{where}the monitoring is not written as it should be ({problem}). Write [monitoring] and under it "
                "population = 11800000. The keys are: {allowed}."
            ),
            where=where,
            problem=error.partition(" - at ")[0],
            allowed=", ".join(field.encode_name for field in msgspec.structs.fields(MonitoringSettings)),
        )
    unknown = re.search(r"unknown field `([^`]+)`", error)
    if unknown:
        key = unknown.group(1)
        close = difflib.get_close_matches(key, keys(), n=1)
        if close:
            return OptionError(
                N_("{where}there is no key “{key}”. Did you mean “{close}”?"), where=where, key=key, close=close[0]
            )
        return OptionError(
            N_("{where}there is no key “{key}”. The keys are: {allowed}."),
            where=where,
            key=key,
            allowed=", ".join(keys()),
        )
    message, _, place = error.partition(" - at `$.")
    key = place.rstrip("`").partition("[")[0]
    if allowed := _allowed(key):
        return OptionError(
            N_("{where}{key} has a value that is not allowed. Use one of: {allowed}."),
            where=where,
            key=key,
            allowed=", ".join(allowed),
        )
    return OptionError(
        N_("{where}{key} has a value that is not allowed: {problem}."), where=where, key=key, problem=message.lower()
    )


def _allowed(key: str) -> tuple[str, ...]:
    properties = msgspec.json.schema(Settings)["$defs"]["Settings"]["properties"]
    schema = properties.get(key, {})
    for part in (schema, *schema.get("anyOf", [])):
        if "enum" in part:
            return tuple(str(value) for value in part["enum"] if value is not None)
    return ()
