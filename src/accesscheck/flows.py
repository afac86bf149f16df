"""Flow files: the way to pages that no address leads to, such as those behind a login.

    start: https://intranet.example/login
    steps:
      - fill: {"#user": "${INTRANET_USER}", "#password": "${INTRANET_PASSWORD}"}
      - click: "button[type=submit]"
      - check: Overview
      - click: text=Apply for leave
      - wait-for: "form#leave"
      - check: Leave form

Each `check` is a state to check, under its name. Every state is reached anew from the start, in a clean browser, so
that what is pressed and clicked there does no harm: the steps must be such that they can be taken more than once.
"""

import re
from pathlib import Path
from typing import Annotated, Any

import msgspec
import yaml
from msgspec import Meta

from accesscheck.errors import N_, OptionError
from accesscheck.model.flow import Action, Step
from accesscheck.model.target import Target

SCALARS: dict[str, Action] = {
    "goto": "goto",
    "click": "click",
    "check-box": "check-box",
    "hover": "hover",
    "wait-for": "wait-for",
    "press": "press",
    "wait": "wait",
}
"""Steps that are one text: an address, a selector, a key, or a number of seconds."""

MAPPINGS: dict[str, Action] = {"fill": "fill", "select": "select"}
"""Steps that are a value by selector."""

LONGEST_WAIT = 60.0
"""Of one wait, in seconds."""


class _FlowFile(msgspec.Struct, forbid_unknown_fields=True):
    start: Annotated[str, Meta(pattern=r"^https?://")]
    steps: Annotated[list[dict[str, Any]], Meta(min_length=1)]


def load(path: Path) -> tuple[Target, ...]:
    """A target for each state of a flow file. OptionError with the file, the step and what is wrong."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        flow = msgspec.convert(data, _FlowFile)
    except OSError as error:
        raise OptionError(
            N_("{path}: the file cannot be read: {problem}."), path=str(path), problem=str(error.strerror)
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError, msgspec.ValidationError) as error:
        problem = " ".join(str(error).split())
        raise OptionError(
            N_("{path}: this is no flow: {problem}. A flow has “start:”, an address, and “steps:”."),
            path=str(path),
            problem=problem,
        ) from None
    taken: list[Step] = []
    targets: list[Target] = []
    for number, stated in enumerate(flow.steps, 1):
        if len(stated) != 1:
            raise _wrong(path, number, N_("{path}: step {number} must have one key, such as click or fill."))
        ((key, value),) = stated.items()
        if key == "check":
            if not isinstance(value, str) or not value.strip() or value in {one.state for one in targets}:
                raise _wrong(path, number, N_("{path}: step {number}: give each state to check a name of its own."))
            targets.append(Target(address=flow.start, profile="web-page", steps=tuple(taken), state=value))
        else:
            taken += _steps(path, number, key, value)
    if not targets:
        raise _wrong(path, 0, N_("{path}: no step says check, so there is nothing to check. Add: - check: Overview"))
    return tuple(targets)


def _steps(path: Path, number: int, key: str, value: Any) -> list[Step]:
    if key in MAPPINGS and isinstance(value, dict) and value:
        return [Step(action=MAPPINGS[key], selector=selector, value=str(text)) for selector, text in value.items()]
    if key in SCALARS and isinstance(value, str) and value:
        action = SCALARS[key]
        if action == "wait" and not (re.fullmatch(r"\d+(\.\d+)?", value) and float(value) <= LONGEST_WAIT):
            raise _wrong(path, number, N_("{path}: step {number}: wait takes a number of seconds, at most 60."))
        if action in ("goto", "press", "wait"):
            return [Step(action=action, value=value)]
        return [Step(action=action, selector=value)]
    allowed = ", ".join(sorted((*SCALARS, *MAPPINGS, "check")))
    raise OptionError(
        N_("{path}: step {number} is no step that we know. Use one of: {allowed}."),
        path=str(path),
        number=str(number),
        allowed=allowed,
    )


def _wrong(path: Path, number: int, message: str) -> OptionError:
    return OptionError(message, path=str(path), number=str(number))
