"""Reads what opens a site, from options and files, with the variables of the environment in it.

A secret stands in the environment, and nowhere else: `--header "Authorization: Bearer ${TOKEN}"`, `--basic an`.
"""

import base64
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from accesscheck.errors import N_, OptionError
from accesscheck.model.credentials import Credentials

PASSWORD = "ACCESSCHECK_PASSWORD"  # noqa: S105, the name of a variable
VARIABLE = re.compile(r"\$\{(\w+)\}")

_NAME = re.compile(r"[!#$%&'*+.^`|~\w-]+", re.ASCII)
_VALUE = re.compile(r"[\t\x20-\x7e]+")
_THE_BROWSERS_OWN = frozenset("host connection content-length transfer-encoding upgrade te trailer cookie".split())
LARGEST_STATE = 20_000_000
"""Of a file with a stored login, in bytes."""


class _Cookie(msgspec.Struct):
    name: str
    value: str
    domain: str


class _Origin(msgspec.Struct):
    origin: str
    localStorage: list[dict[str, Any]] = []  # noqa: N815, Playwright's name


class _State(msgspec.Struct):
    cookies: list[_Cookie]
    origins: list[_Origin]


def credentials(
    *, state: Path | None = None, headers: Sequence[str] = (), basic: str | None = None
) -> Credentials | None:
    """What opens a site; None without any of them. OptionError says what is wrong, and never shows a value.

    `state` is a file that `accesscheck login` made, or Playwright; `headers` are written “Name: value”; `basic` is a
    name, whose password is in ACCESSCHECK_PASSWORD, or “name:${VARIABLE}”.
    """
    pairs = [_header(header) for header in headers]
    if basic is not None:
        pairs.append(("Authorization", _basic(basic)))
    if state is None and not pairs:
        return None
    return Credentials(headers=tuple(pairs), state="" if state is None else _stored(state))


def refuse_plain(headers: Sequence[str], basic: str | None, *, path: str) -> None:
    """OptionError if a file holds a secret in plain words."""
    for header in headers:
        if not VARIABLE.search(header):
            raise OptionError(
                N_("{path}: the value of a header does not stand in the file. Write: header = [“{name}: ${VARIABLE}”]"),
                path=path,
                name=header.partition(":")[0].strip()[:60],
                # The braces of the example are no place to fill.
                VARIABLE="{VARIABLE}",
            )
    if basic is not None:
        _user_and_password(basic)


def _header(text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    name = name.strip()
    if not colon or not _NAME.fullmatch(name):
        raise OptionError(N_("A header is written with a name, a colon and a value: --header “Name: value”."))
    if name.lower() in _THE_BROWSERS_OWN:
        raise OptionError(
            N_("The header {name} cannot be given: the browser makes it. Give cookies with --state."), name=name
        )
    filled = _filled(value).strip()
    if not _VALUE.fullmatch(filled):
        raise OptionError(
            N_("The value of the header {name} is empty, or has signs that a header cannot have. Check it."), name=name
        )
    return name, filled


def _basic(text: str) -> str:
    user, password = _user_and_password(text)
    return f"Basic {base64.b64encode(f'{_filled(user)}:{_filled(password)}'.encode()).decode('ascii')}"


def _user_and_password(text: str) -> tuple[str, str]:
    user, colon, password = text.partition(":")
    if colon and not VARIABLE.fullmatch(password):
        raise OptionError(
            N_(
                "A password in plain words is not taken. Put it in the variable {variable}, and give the name alone: "
                "--basic {user}"
            ),
            variable=PASSWORD,
            user=user,
        )
    return user, password or f"${{{PASSWORD}}}"


def _filled(value: str) -> str:
    """The value with the variables of the environment in it. OptionError if one is not set."""

    def read(match: re.Match[str]) -> str:
        found = os.environ.get(match[1])
        if found is None:
            raise OptionError(
                N_("The variable {name} is not set. Set it in the environment, and run this again."), name=match[1]
            )
        return found

    return VARIABLE.sub(read, value)


def _stored(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_STATE:
            raise _no_state(path)
        text = path.read_text(encoding="utf-8")
        msgspec.json.decode(text, type=_State)
    except OSError as error:
        raise OptionError(
            N_("{path}: the file cannot be read: {problem}."), path=str(path), problem=str(error.strerror)
        ) from None
    except (UnicodeDecodeError, msgspec.DecodeError):
        raise _no_state(path) from None
    return text


def _no_state(path: Path) -> OptionError:
    return OptionError(
        N_("{path}: this is no stored login. Make one with: accesscheck login ADDRESS --state {path}"), path=str(path)
    )
