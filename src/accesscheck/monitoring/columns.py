"""The words of an inventory file: what its columns are called, and what may stand in them, in four languages."""

import difflib
import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from accesscheck import standards
from accesscheck.model.rule import LANGUAGES

Table = Literal["entities", "products", "targets"]
Group = Literal["levels", "clusters", "exemptions", "kinds", "statuses", "audiences"]

REQUIRED: Mapping[Table, tuple[str, ...]] = {
    "entities": ("key",),
    "products": ("key", "entity", "kind"),
    "targets": ("indicator", "year", "value"),
}
NAMES = ("name_nl", "name_fr", "name_en", "name_de")
"""Of these columns of bodies and products, at least one."""
_REPEATED = "exemption"
_OF_PRODUCTS = frozenset({"entity", "kind", "addresses"})


def even(text: str) -> str:
    """A word as it is compared: no capitals, accents or signs."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return re.sub(r"[\W_]+", " ", plain.replace("’", "").replace("'", "").casefold()).strip()


@functools.cache
def headers(table: Table) -> Mapping[str, str]:
    """Each name that a column may have, in the form that is compared, with the column."""
    found: dict[str, str] = {}
    for column, names in standards.inventory_words()[table].items():
        for name in (column, *(name for language in LANGUAGES for name in names[language])):
            found[even(name)] = column
    return found


def of(table: Table) -> tuple[str, ...]:
    """The columns of a table."""
    return tuple(standards.inventory_words()[table])


def column(table: Table, header: str) -> str | None:
    """The column that a header names, None if there is none; `exemption_2` for the second exemption of a row."""
    name = even(header)
    number = re.search(r"\b[1-9]\d?\b", name)
    found = headers(table).get(even(name.replace(number.group(), "", 1)) if number else name)
    if number is None or found is None:
        return found
    if not found.startswith(_REPEATED):
        return None
    return found if number.group() == "1" else f"{found}_{number.group()}"


def table_of(names: Iterable[str]) -> Table:
    """What a row of an inventory file is, by the names of its columns."""
    return "products" if _OF_PRODUCTS & {column("products", name) for name in names} else "entities"


def close_column(table: Table, header: str) -> str | None:
    """A name of a column that is spelled almost like this."""
    return next(iter(difflib.get_close_matches(even(header), headers(table), n=1, cutoff=0.75)), None)


def _words(group: Group) -> Mapping[str, Any]:
    facts = standards.monitoring()
    words: Mapping[str, Any] = facts[group]["words"] if group in facts else standards.inventory_words()[group]
    return words


@functools.cache
def _known(group: Group) -> Mapping[str, str]:
    known: dict[str, str] = {}
    for key, row in _words(group).items():
        known.update((even(name), key) for name in (key, *(row[language] for language in LANGUAGES)))
    return known


def allowed(group: Group) -> tuple[str, ...]:
    """What may stand in a cell."""
    return tuple(_words(group))


def word(group: Group, text: str) -> str | None:
    """What a person means by a cell; None if it is none of what is allowed."""
    return _known(group).get(even(text))


def close_word(group: Group, text: str) -> str | None:
    """An allowed word that is spelled almost like this."""
    return next(iter(difflib.get_close_matches(even(text), _known(group), n=1, cutoff=0.75)), None)


def title(group: Group, key: str, language: str) -> str:
    """What a word is called in a language of the interface."""
    return str(_words(group)[key][language])


def whole(exemption: str) -> bool:
    """Whether an exemption takes the whole product out of the monitoring, and not only a part of its content."""
    return bool(standards.monitoring()["exemptions"]["words"][exemption].get("whole") == "yes")


def sampled(kind: str) -> str:
    """With what a kind of product is sampled: web, app or no."""
    return str(standards.inventory_words()["kinds"][kind]["sampled"])
