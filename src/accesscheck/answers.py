"""The answers of people to questions of cantTell: a file of them, and what they make of a page's results.

The file lies beside accesscheck.toml and goes with the project into version control. It is sorted, so that two people
can add to it. An answer is asked for once, and holds until what was judged changes.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec

from accesscheck import fingerprints
from accesscheck.errors import N_, OptionError
from accesscheck.model.answer import Answer
from accesscheck.model.finding import Finding, Outcome, RuleResult, result

FILE_NAME = "accesscheck-answers.json"


def find(start: Path) -> Path:
    """The file of answers that holds for a folder: the nearest one above; else where a new one would go."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    return start / FILE_NAME


def load(path: Path) -> tuple[Answer, ...]:
    """The answers in a file; none if there is no file. OptionError if it is not one of ours."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise OptionError(
            N_("{path}: the file cannot be read: {problem}."), path=str(path), problem=str(error.strerror)
        ) from None
    try:
        return tuple(msgspec.json.decode(content, type=_File).answers)
    except msgspec.DecodeError as error:
        raise OptionError(
            N_("{path}: this is no file of answers: {problem}. Mend it, or name another with --answers."),
            path=str(path),
            problem=str(error),
        ) from None


def save(path: Path, answers: Iterable[Answer]) -> None:
    """Write the answers, sorted by page and rule; of two on one place the last one counts."""
    last = {answer.fingerprint: answer for answer in answers}
    ordered = sorted(last.values(), key=lambda answer: (answer.page, answer.rule_id, answer.fingerprint))
    text = json.dumps({"answers": msgspec.to_builtins(ordered)}, ensure_ascii=False, indent=2) + "\n"
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise OptionError(
            N_("{path}: the answers cannot be written: {problem}. Name another file with --answers."),
            path=str(path),
            problem=str(error.strerror),
        ) from None


def new(
    finding: Finding, *, passes: bool, by: str, on: date, reason: str, page: str = "", question: str = ""
) -> Answer:
    """A person's answer to a finding."""
    return Answer(
        fingerprint=finding.fingerprint,
        content=fingerprints.content(finding),
        rule_id=finding.rule_id,
        verdict="passes" if passes else "fails",
        by=by,
        on=on,
        reason=reason,
        page=page,
        question=question,
    )


def applied(found: RuleResult, answers: Mapping[str, Answer]) -> tuple[RuleResult, int]:
    """The result with the answers in it, and how many answers no longer fit what they were given on."""
    kept: list[Finding] = []
    used = outdated = 0
    for finding in found.findings:
        answer = answers.get(finding.fingerprint) if finding.outcome is Outcome.CANT_TELL else None
        if answer is None:
            kept.append(finding)
        elif answer.content != fingerprints.content(finding):
            outdated += 1
            kept.append(finding)
        else:
            used += 1
            if answer.verdict == "fails":
                kept.append(replace(finding, outcome=Outcome.FAILED))
    if not used:
        return found, outdated
    return replace(result(found.rule_id, tuple(kept), checked=found.checked), mode="semiAuto"), outdated


class _File(msgspec.Struct, forbid_unknown_fields=True):
    answers: list[Answer]
