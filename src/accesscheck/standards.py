"""WCAG, EN 301 549 and law clauses: title, level, address.

A rule names the WCAG criterion only; the clause of EN 301 549 follows from it.
"""

import functools
import json
from dataclasses import dataclass
from typing import Any

from accesscheck.installation import rules_folder
from accesscheck.model.rule import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause that a reader can look up. `level` is A, AA or AAA for WCAG; `country` is that of a law, or EU."""

    name: str
    title: str
    address: str
    level: str | None = None
    country: str | None = None

    @property
    def label(self) -> str:
        """Its name, and the level where that is more than the law asks for."""
        return f"{self.name} (AAA)" if self.level == "AAA" else self.name


@functools.cache
def _wcag() -> dict[str, Any]:
    data = json.loads((rules_folder() / "standards" / "wcag22.json").read_text(encoding="utf-8"))
    return dict(data["criteria"])


@functools.cache
def _en301549() -> dict[str, Any]:
    return dict(json.loads((rules_folder() / "standards" / "en301549.json").read_text(encoding="utf-8")))


@functools.cache
def _needs() -> dict[str, Any]:
    data = json.loads((rules_folder() / "standards" / "user-needs.json").read_text(encoding="utf-8"))
    return dict(data["needs"])


def criteria() -> tuple[tuple[str, str], ...]:
    """Number and level of each criterion of WCAG 2.2, in its order; without 4.1.1, which 2.2 took out."""
    named = ((name, row["level"]) for name, row in _wcag().items() if "2.2" in row["versions"])
    return tuple(sorted(named, key=lambda row: [int(part) for part in row[0].split(".")]))


def user_needs() -> dict[str, tuple[str, ...]]:
    """The nine needs of Implementing Decision (EU) 2018/1524 by letter, each with the criteria that matter most."""
    return {letter: tuple(row["primary"]) for letter, row in _needs().items()}


def user_need(letter: str, language: str) -> str:
    """The name of a need in a language of the interface."""
    return str(_needs()[letter]["title"][language])


@functools.cache
def _laws() -> dict[str, Any]:
    return _words("laws.yml")


@functools.cache
def monitoring() -> dict[str, Any]:
    """Facts of Implementing Decision (EU) 2018/1524 on yearly monitoring: sizes, levels, clusters, exemptions."""
    return _words("monitoring.yml")


@functools.cache
def inventory_words() -> dict[str, Any]:
    """The words of an inventory in each language: names of its columns, and what may stand in them."""
    return _words("inventory.yml")


@functools.cache
def page_kinds() -> dict[str, Any]:
    """The words in each language that tell what a page of a public website is for."""
    return _words("page-kinds.yml")


@functools.cache
def themes() -> dict[str, Any]:
    """The themes that a year is also reported by, with their rules: `monitoring.themes` reads them."""
    return _words("themes.yml")


def _words(name: str) -> dict[str, Any]:
    """A file in which every scalar is text."""
    import yaml

    text = (rules_folder() / "standards" / name).read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=yaml.BaseLoader))


def with_derived(references: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """The references, and after each WCAG criterion the clause of EN 301 549 that adopts it."""
    derived: list[Reference] = []
    for reference in references:
        derived.append(reference)
        if reference.standard == "wcag22" and reference.clause in _en301549()["clauses"]:
            clause = _en301549()["clauses"][reference.clause]["clause"]
            derived.append(Reference(standard="en301549", clause=clause))
    return tuple(derived)


def exists(reference: Reference) -> bool:
    """Whether a reference names a clause that we know; ACT rules and techniques are not listed here."""
    match reference.standard:
        case "wcag22":
            return reference.clause in _wcag()
        case "law":
            return reference.clause in _laws()
        case "en301549":
            return any(row["clause"] == reference.clause for row in _en301549()["clauses"].values())
        case _:
            return True


def levels(references: tuple[Reference, ...]) -> frozenset[str]:
    """The levels of the criteria that a rule names: A, AA, AAA. No law asks for AAA."""
    return frozenset(_wcag()[reference.clause]["level"] for reference in references if reference.standard == "wcag22")


def look_up(reference: Reference, language: str) -> Clause:
    """The clause in a language of the interface. KeyError if there is none."""
    match reference.standard:
        case "wcag22":
            row = _wcag()[reference.clause]
            return Clause(
                name=f"WCAG {reference.clause}",
                title=row["title"][language],
                address=row["address"],
                level=row["level"],
            )
        case "en301549":
            for row in _en301549()["clauses"].values():
                if row["clause"] == reference.clause:
                    address = _en301549()["source"]["address"].format(page=row["page"])
                    return Clause(name=f"EN 301 549 {reference.clause}", title=row["title"], address=address)
            raise KeyError(reference.clause)
        case "law":
            law = _laws()[reference.clause]
            title = law["title"][language]
            return Clause(name=title, title=title, address=law["address"], country=law["country"])
        case "act":
            address = f"https://www.w3.org/WAI/standards-guidelines/act/rules/{reference.clause}/"
            return Clause(name=f"ACT {reference.clause}", title="", address=address)
        case _:
            address = f"https://www.w3.org/WAI/WCAG22/Techniques/{reference.clause}"
            return Clause(name=reference.clause.rsplit("/", 1)[-1], title="", address=address)
