"""Who is monitored: bodies and their digital products, in a file of their own beside accesscheck.toml.

The file is sorted, so that a change of one product is a change of a few lines in version control.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from accesscheck.errors import N_, OptionError
from accesscheck.model.entity import Entity
from accesscheck.model.product import Product

FILE_NAME = "accesscheck-inventory.json"

Row = TypeVar("Row", Entity, Product)


class Inventory(Protocol):
    """Bodies and products, wherever they are kept."""

    @property
    def entities(self) -> Sequence[Entity]:
        """The rows of all bodies."""

    @property
    def products(self) -> Sequence[Product]:
        """The rows of all products."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """An inventory in memory."""

    entities: tuple[Entity, ...] = ()
    products: tuple[Product, ...] = ()


class _File(msgspec.Struct, forbid_unknown_fields=True):
    entities: list[Entity] = []
    products: list[Product] = []


def find(start: Path) -> Path:
    """The inventory that holds for a folder: the nearest one above; else where a new one would go."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    return start / FILE_NAME


def load(path: Path) -> Records:
    """The inventory in a file; an empty one if there is no file. OptionError if it is not one of ours."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Records()
    except OSError as error:
        raise OptionError(
            N_("{path}: the file cannot be read: {problem}."), path=str(path), problem=str(error.strerror)
        ) from None
    try:
        found = msgspec.json.decode(content, type=_File)
    except msgspec.DecodeError as error:
        raise OptionError(
            N_("{path}: this is no inventory: {problem}. Mend it, or name another with --inventory."),
            path=str(path),
            problem=str(error),
        ) from None
    return Records(entities=tuple(found.entities), products=tuple(found.products))


def text(inventory: Inventory) -> str:
    """The inventory as JSON, sorted by key and first year; what is empty is left out."""
    kept = {
        "entities": [_filled(one) for one in in_order(inventory.entities)],
        "products": [_filled(one) for one in in_order(inventory.products)],
    }
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def save(path: Path, inventory: Inventory) -> None:
    """Write the inventory, whole or not at all."""
    write(path, text(inventory))


def write(path: Path, content: str) -> None:
    """Put a text in the place of a file in one step, so that nobody finds half of it."""
    part = path.with_name(f".{path.name}.part")
    try:
        try:
            part.write_text(content, encoding="utf-8", newline="")
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise OptionError(
            N_("{path}: the file cannot be written: {problem}. Name another file."),
            path=str(path),
            problem=str(error.strerror),
        ) from None


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows by key, and of one key by year."""
    return sorted(rows, key=lambda one: (one.key, one.valid_from or 0, one.valid_to or 9999))


def _filled(row: Entity | Product) -> object:
    def filled(value: object) -> object:
        if isinstance(value, dict):
            return {name: filled(one) for name, one in value.items() if one not in (None, "", (), {})}
        return [filled(one) for one in value] if isinstance(value, tuple) else value

    return filled(msgspec.to_builtins(row))
