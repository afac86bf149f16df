"""accesscheck.toml, or [tool.accesscheck] in pyproject.toml: the same settings as the options of `check`."""

import difflib
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from accesscheck.errors import N_, OptionError
from accesscheck.model.aim import Aim

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
        Literal["never", "critical", "serious", "moderate", "minor", "failed", "cantTell"],
        Meta(description="What makes the exit code 1: a problem of this impact or worse, any problem, or any finding."),
    ] = "failed"
    allow_untested: Annotated[bool, Meta(description="Exit with 0 although something could not be tested.")] = False
    answers: Annotated[
        str | None, Meta(description="File with the answers of people; else the nearest accesscheck-answers.json.")
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


def load(path: Path | None) -> Settings:
    """The settings of a file; the defaults without one. OptionError with the file, the key and what is allowed."""
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
        return msgspec.structs.replace(found, lexicon=lexicon)
    except msgspec.ValidationError as error:
        raise wrong_setting(str(error), where=f"{path}: ") from None


def overruled(settings: Settings, **options: Any) -> Settings:
    """The settings with the options that were given in their place. OptionError if one is not allowed."""
    given = {key.replace("_", "-"): value for key, value in options.items() if value is not None}
    try:
        return msgspec.convert({**msgspec.to_builtins(settings), **given}, Settings)
    except msgspec.ValidationError as error:
        raise wrong_setting(str(error), where="--") from None


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
