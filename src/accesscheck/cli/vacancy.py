"""accesscheck vacancy: the wording and the level of vacancies, with a score card; as Word file with comments."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accesscheck.cli import FINDINGS, FINE, UNTESTED, interface_language
from accesscheck.errors import N_, OptionError

if TYPE_CHECKING:
    from accesscheck.audit import AuditOptions
    from accesscheck.config import Settings
    from accesscheck.model.finding import Finding
    from accesscheck.model.report import PageResult
    from accesscheck.model.rule import Rule

RULES = ("wording-*", "level-*")
WORD = "docx"


def vacancy(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE...", help=N_("Files or addresses; - for standard input."))
    ] = None,
    format_: Annotated[
        str | None, typer.Option("--format", help=N_("terminal, json, jsonl, html, docx, or one of a plugin."))
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=N_("The file to write; a folder for several Word files."))
    ] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", "-l", help=N_("Language of the report: nl, fr, en or de. Else that of the pages.")),
    ] = None,
    text_language: Annotated[
        str | None,
        typer.Option("--text-language", help=N_("Language of the texts: nl, fr, en or de. Else it is detected.")),
    ] = None,
    country: Annotated[str | None, typer.Option(help=N_("Whose laws the report names: BE, NL, FR or DE."))] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            help=N_("never, critical, serious, moderate, minor, failed or cantTell: what makes the exit code 1.")
        ),
    ] = None,
    config: Annotated[
        Path | None, typer.Option(help=N_("The configuration file. Else the nearest accesscheck.toml."))
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help=N_("No progress and no remarks."))] = False,
) -> int:
    """Check the wording, the reading level and the completeness of vacancies."""
    if format_ == WORD:
        from accesscheck import config as configuration

        settings = configuration.overruled(
            configuration.load(config or configuration.find(Path.cwd())),
            language=language,
            text_language=text_language,
            country=country,
        )
        return _write_comments(files or [], output, settings)
    from accesscheck.cli.check import check

    return check(
        targets=files,
        format_=[format_] if format_ else None,
        output=[output] if output else None,
        language=language,
        text_language=text_language,
        country=country,
        profile="vacancy",
        rules=",".join(RULES),
        browser=False,
        fail_on=fail_on,
        config=config,
        quiet=quiet,
    )


def _write_comments(files: list[str], output: Path | None, settings: "Settings") -> int:
    """A Word file with comments for each text; the others go on if one cannot be read."""
    from accesscheck import audit, messages
    from accesscheck.messages import say

    if not files:
        raise OptionError(N_("Give at least one file, or - for standard input."))
    options = options_of(settings)
    known = audit.load_rules(without_plugins=options.without_plugins, lexicon=options.lexicon)
    rules = {rule.id: rule for rule in known}
    targets = audit.targets_of(files, profile="vacancy")
    code = FINE
    for target in targets:
        page = audit.audit_target(target, options)
        speak = settings.language or (page.language if page.language in messages.QUOTES else None)
        speak = interface_language(speak)
        if page.sha256 is None:
            print(messages.note(page.notes[0], page.address, speak), file=sys.stderr)
            code = UNTESTED
            continue
        written = _place(page, output, several=len(targets) > 1)
        commented, made, left = _commented(page, rules, speak)
        _write(written, commented)
        print(say(speak, N_("{path}: {count} comments."), path=str(written), count=made))
        if left:
            print(say(speak, N_("{count} of them are at the start, because their words were not found."), count=left))
        code = max(code, FINDINGS) if any(one.outcome == "failed" for one in page.findings) and not code else code
    return code


def options_of(settings: "Settings") -> "AuditOptions":
    """How texts are audited here: by our rules on language, without a browser, and with the text kept."""
    from accesscheck import audit

    return replace(audit.options_of(settings, keep_text=True), browser=False, rules=RULES)


def _commented(page: "PageResult", rules: "dict[str, Rule]", speak: str) -> tuple[bytes, int, int]:
    """The file with a comment for each finding; how many there are, and how many have no place of their own."""
    from accesscheck import word_file
    from accesscheck.messages import QUOTES
    from accesscheck.model.location import TextLocation

    text, blocks = page.text or "", page.blocks
    path = Path(page.target.address)
    is_word = path.suffix.lower() == ".docx" and path.is_file()
    content = path.read_bytes() if is_word else word_file.of_text(text, blocks, page.title)
    opened = word_file.WordFile(content, text, blocks)
    left = 0
    for finding in page.findings:
        said = _remark(rules[finding.rule_id], finding, speak)
        place = finding.location
        if isinstance(place, TextLocation):
            if opened.comment((place.start, place.end), said):
                continue
            left += 1
            opening, closing = QUOTES[speak]
            said = f"{opening}{place.quote}{closing}\n{said}"
        opened.comment(None, said)
    return opened.content(), len(page.findings), left


def _remark(rule: "Rule", found: "Finding", speak: str) -> str:
    from accesscheck import messages
    from accesscheck.reporters.terminal import MARKS, WORDS

    texts = messages.texts(rule, speak)
    word = messages.say(speak, WORDS[found.outcome])
    return "\n".join(
        [
            f"{MARKS[found.outcome]} {messages.labelled(word, texts.title, speak)}",
            messages.message(rule, found, speak),
            messages.fix(rule, found, speak),
            texts.why,
        ]
    )


def _place(page: "PageResult", output: Path | None, *, several: bool) -> Path:
    """Where the Word file goes: what was asked for, else beside where the user is, never over the original."""
    stem = Path(page.target.address.rstrip("/").rsplit("/", 1)[-1]).stem
    name = f"{stem if stem not in ('', '-') else 'vacancy'}-accesscheck.docx"
    if output is None:
        return Path(name)
    return output / name if several or output.is_dir() else output


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise OptionError(
            N_("{path}: the file cannot be written: {problem}. Name another with --output."),
            path=str(path),
            problem=str(error.strerror),
        ) from None
