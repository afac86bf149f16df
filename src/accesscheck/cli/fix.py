"""accesscheck fix: the replacements that are certain to fit, shown or written."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accesscheck.cli import FINDINGS, FINE, UNTESTED, interface_language
from accesscheck.errors import N_, OptionError

if TYPE_CHECKING:
    from accesscheck.model.report import PageResult
    from accesscheck.rewriting import Change

TEXTS = (".txt", ".md", ".markdown")
"""Files that are text: the replacements are written into them as they are."""


def fix(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help=N_("Text, Markdown and Word files."))],
    write: Annotated[
        bool, typer.Option("--write", help=N_("Write the replacements into the files; in Word as suggestions."))
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help=N_("Show the lines before and after."))] = False,
    rules: Annotated[
        str | None, typer.Option(help=N_("Ids of the rules to run, with commas between; * and ? may be used."))
    ] = None,
    text_language: Annotated[
        str | None, typer.Option(help=N_("Language of the texts: nl, fr, en or de. Else it is detected."))
    ] = None,
    language: Annotated[str | None, typer.Option("--language", "-l", help=N_("nl, fr, en or de."))] = None,
) -> int:
    """Replace words for which another one fits as it stands; show what would be replaced, unless --write says so."""
    from dataclasses import replace

    from accesscheck import audit, messages
    from accesscheck import config as configuration
    from accesscheck.cli.vacancy import options_of

    speak = interface_language(language)
    settings = configuration.overruled(
        configuration.load(configuration.find(Path.cwd())), text_language=text_language, language=language
    )
    options = options_of(settings)
    if rules:
        options = replace(options, rules=tuple(part.strip() for part in rules.split(",") if part.strip()))
    audit.check_options(options)
    code = FINE
    for path in files:
        if path.suffix.lower() not in (*TEXTS, ".docx"):
            raise OptionError(
                N_("{path}: replacements can be written in .txt, .md and .docx files. Save it as one of these."),
                path=str(path),
            )
        page = audit.audit_target(audit.targets_of([str(path)], profile="vacancy")[0], options)
        if page.sha256 is None:
            print(messages.note(page.notes[0], page.address, speak), file=sys.stderr)
            code = UNTESTED
            continue
        if _fixed(path, page, speak, write=write, diff=diff) and code == FINE and not write:
            code = FINDINGS
    return code


def _fixed(path: Path, page: "PageResult", speak: str, *, write: bool, diff: bool) -> int:
    """Show and write the replacements of one file; how many there are."""
    from accesscheck import rewriting
    from accesscheck.messages import say, say_count

    wanted = rewriting.changes(page)
    if not wanted:
        print(say(speak, N_("{path}: nothing to replace."), path=str(path)))
        return 0
    left: tuple[Change, ...] = ()
    if path.suffix.lower() == ".docx":
        left = _in_word(path, page, wanted, write=write)
        shown = [f"  {one.quote} → {one.words}" for one in wanted if one not in left]
    else:
        source = _source(path)
        after, left = rewriting.rewritten(source, page.text or "", wanted)
        shown = [f"  {one.quote} → {one.words}" for one in wanted if one not in left]
        if diff:
            shown = [rewriting.difference(source, after, str(path)).rstrip("\n")]
        if write:
            _keep(path, after.encode("utf-8"))
    done = len(wanted) - len(left)
    told = say_count(speak, "{path}: {count} replacement.", "{path}: {count} replacements.", done, path=str(path))
    print("\n".join([told, *shown]))
    for one in left:
        print(say(speak, N_("  “{words}” was left as it is: it is not clear where it stands."), words=one.quote))
    return done


def _in_word(path: Path, page: "PageResult", wanted: "tuple[Change, ...]", *, write: bool) -> "tuple[Change, ...]":
    """The changes that the file has no place for; the others are suggested in it."""
    from datetime import UTC, datetime

    from accesscheck.word_file import WordFile

    opened = WordFile(path.read_bytes(), page.text or "", page.blocks)
    now = datetime.now(UTC)
    # From the end, so that the places of those before stay what they are.
    left = [one for one in reversed(wanted) if not opened.suggest((one.start, one.end), one.words, now)]
    if write:
        _keep(path, opened.content())
    return tuple(reversed(left))


def _source(path: Path) -> str:
    """The text of a file as it is, so that all but the replacements can be written back unchanged."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise OptionError(
            N_("{path}: this file is not in UTF-8, so nothing was changed. Save it as UTF-8 and try again."),
            path=str(path),
        ) from None


def _keep(path: Path, content: bytes) -> None:
    """Write a file in place of the old one, in one go."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise OptionError(
            N_("{path}: the file cannot be changed: {problem}. Nothing was lost."),
            path=str(path),
            problem=str(error.strerror),
        ) from None
