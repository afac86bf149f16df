"""What SQLite and PostgreSQL keep in the same way, and give back exactly as it was."""

import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, SmallInteger, Text
from sqlalchemy.types import TypeDecorator

Number = BigInteger().with_variant(Integer, "sqlite")
"""A key that counts up: only an INTEGER does so in SQLite."""

DIGEST = 16
"""Bytes of a digest that a row is found by: a text can be too long for an index of PostgreSQL."""

# PostgreSQL refuses U+0000, and both refuse half a surrogate pair; texts of PDF files have them.
_REFUSED = re.compile("[\x00\x1b\ud800-\udfff]")
_ESCAPED = re.compile("\x1b([0-9a-f]{4})")


def _escaped(text: str) -> str:
    return _REFUSED.sub(lambda match: f"\x1b{ord(match.group()):04x}", text)


def _restored(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text) if "\x1b" in text else text


class AnyText(TypeDecorator[str]):
    """A text with any code points. Those that a database refuses stand as U+001B and four hexadecimal digits."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _escaped(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _restored(value)


class Json(TypeDecorator[Any]):
    """What JSON can hold, as a text: the order of keys stays."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else _escaped(json.dumps(value, separators=(",", ":"), ensure_ascii=False))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(_restored(value))


class Moment(TypeDecorator[datetime]):
    """A date and time with its offset, in ISO 8601."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Word(TypeDecorator[str]):
    """One word of a list, kept as its place in it. A list only ever grows at its end."""

    impl = SmallInteger
    cache_ok = True

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self.words = tuple(words)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:
        return None if value is None else self.words.index(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> str | None:
        return None if value is None else self.words[value]
