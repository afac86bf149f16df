"""accesscheck.toml, or [tool.accesscheck] in pyproject.toml: the same settings as the options of `check`."""

import difflib
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from accesscheck.errors import OptionError


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
    browser: Annotated[bool, Meta(description="Open pages in a browser.")] = True
    timeout: Annotated[float, Meta(gt=0, le=600, description="Seconds for one page.")] = 30.0
    workers: Annotated[
        Annotated[int, Meta(ge=1, le=64)] | None,
        Meta(description="Pages that are open at the same time; else one a processor, at most 4."),
    ] = None
    fail_on: Annotated[
        Literal["never", "critical", "serious", "moderate", "minor", "failed", "cantTell"],
        Meta(description="What makes the exit code 1: a problem of this impact or worse, any problem, or any finding."),
    ] = "failed"
    allow_untested: Annotated[bool, Meta(description="Exit with 0 although something could not be tested.")] = False
    format: Annotated[str, Meta(description="terminal, json, jsonl, html, or one of a plugin.")] = "terminal"


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
        raise OptionError(f"{path}: this is no valid TOML: {error}.") from None
    except OSError as error:
        raise OptionError(f"{path}: the configuration cannot be read: {error.strerror}.") from None
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("accesscheck", {})
    try:
        return msgspec.convert(data, Settings)
    except msgspec.ValidationError as error:
        raise OptionError(f"{path}: {in_words(str(error))}") from None


def keys() -> tuple[str, ...]:
    """Every key, as it is written."""
    return tuple(field.encode_name for field in msgspec.structs.fields(Settings))


def in_words(error: str) -> str:
    unknown = re.search(r"unknown field `([^`]+)`", error)
    if unknown:
        close = difflib.get_close_matches(unknown.group(1), keys(), n=1)
        hint = f" Did you mean “{close[0]}”?" if close else f" The keys are: {', '.join(keys())}."
        return f"there is no key “{unknown.group(1)}”.{hint}"
    message, _, place = error.partition(" - at `$.")
    key = place.rstrip("`")
    allowed = _allowed(key)
    hint = f" Use one of: {', '.join(allowed)}." if allowed else ""
    return f"{key}: {message[0].lower()}{message[1:]}.{hint}"


def _allowed(key: str) -> tuple[str, ...]:
    properties = msgspec.json.schema(Settings)["$defs"]["Settings"]["properties"]
    schema = properties.get(key, {})
    for part in (schema, *schema.get("anyOf", [])):
        if "enum" in part:
            return tuple(str(value) for value in part["enum"] if value is not None)
    return ()
