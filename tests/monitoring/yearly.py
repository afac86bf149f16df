"""A year to measure in a folder of its own: small sites on this machine, an inventory, a plan, and the real command."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from servers import Answer, answer

from accesscheck.hookspecs import Store
from accesscheck.model.report import PageResult

Done = subprocess.CompletedProcess[str]

LINKS = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in (("/", "Start"), ("/contact", "Contact")))
VACANCY = (
    "<h2>Wij bieden</h2><p>Een vast contract en een opleiding.</p><h2>Jouw profiel</h2>"
    "<p>Je bent een jonge, dynamische poetsvrouw. Nederlands is je moedertaal.</p>"
)


def page(title: str, body: str = "") -> Answer:
    """A page of a site in Dutch."""
    head = f'<!doctype html><html lang="nl"><head><title>{title} – Merel</title></head><body>'
    text = "<p>Je vraagt hier een nieuwe kaart aan. Neem een foto mee.</p>"
    return answer(f"{head}<nav><ul>{LINKS}</ul></nav><main><h1>{title}</h1>{text}{body}</main></body></html>")


def site(barrier: str = '<img src="plan.png">', count: int = 3) -> dict[str, Answer]:
    """The pages of a site: some of them have a barrier, and one is a vacancy."""
    links = "".join(f'<a href="/nieuws-{number}">Nieuws {number}</a> ' for number in range(count))
    news = {f"/nieuws-{number}": page(f"Nieuws {number}", barrier if number else "") for number in range(count)}
    return {
        "/": page("Merel", f'{links} <a href="/vacature">Vacature poetshulp</a>'),
        "/contact": page("Contact", '<form><input name="vraag"></form>'),
        "/vacature": page("Vacature poetshulp", VACANCY),
        **news,
    }


def write(
    folder: Path, products: Mapping[str, Any], *, years: Sequence[int] = (2026,), settings: str = "", method: str = ""
) -> None:
    """An inventory, a plan of all its products for each year, and the configuration.

    A product is its address, or what an inventory says of it. `method` is that of the plan, else in-depth.
    """
    rows = []
    for key, told in products.items():
        told = {"addresses": [told]} if isinstance(told, str) else dict(told)
        rows.append({"key": key, "entity": "E1", "kind": "website", "names": {"nl": f"Site {key}"}, **told})
    bodies = [{"key": key, "names": {"nl": key}} for key in sorted({row["entity"] for row in rows} | {"E1"})]
    inventory = json.dumps({"entities": bodies, "products": rows})
    (folder / "accesscheck-inventory.json").write_text(inventory, encoding="utf-8")
    for year in years:
        plan(folder, year, list(products), method=method or "in-depth")
    (folder / "accesscheck.toml").write_text(
        f"{settings or DEPTH.format('quick')}\n[monitoring.crawl]\ndelay = 0.0\n", encoding="utf-8"
    )


DEPTH = '[monitoring]\ndepth = "{}"'


def plan(folder: Path, year: int, keys: Sequence[str], *, method: str = "in-depth") -> None:
    """The plan of a year."""
    lines = [f"{key},{method},by-hand,For a test" for key in keys]
    (folder / f"plan-{year}.csv").write_text("\n".join(["key,method,choice,reason", *lines]) + "\n", encoding="utf-8")


def monitor(folder: Path, *arguments: str, **environment: str) -> Done:
    """The real command, in English, to its end."""
    return subprocess.run(
        command(*arguments),
        cwd=folder,
        env=variables(**environment),
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def command(*arguments: str) -> list[str]:
    """The command line of accesscheck monitor."""
    return [sys.executable, "-m", "accesscheck", "monitor", *arguments]


def variables(**environment: str) -> dict[str, str]:
    """The environment of a command."""
    return {**os.environ, "LC_ALL": "C.UTF-8", **environment}


def contents(store: Store, run: str) -> dict[str, Any]:
    """Everything that a store says of a run, but for times and where the snapshots lie."""
    states = store.states(run)
    pages = {one.product: _without_times(store.pages(run, product=one.product)) for one in states}
    for found in pages.values():
        addresses = [one.target.address for one in found]
        assert len(set(addresses)) == len(addresses), "a page is there twice"
    (kept,) = [one for one in store.runs() if one.run.id == run]
    known: dict[str, Any] = {
        "finished": kept.finished_at is not None,
        "method": kept.method,
        "pages": pages,
        "findings": sorted(((where, one.fingerprint) for where, one in store.findings(run))),
        "snapshots": sorted((address, kind) for address, kind, _ in store.snapshots(run)),
        "states": states,
        "lists": {one.product: store.page_list(run, one.product) for one in states},
        "samples": {one.product: store.sample(run, one.product) for one in states},
        "counts": dict(store.rule_counts(run)),
    }
    if known["finished"]:
        known |= {
            "rules": store.rule_tallies(run),
            "criteria": store.criterion_tallies(run),
            "products": store.product_tallies(run),
            "levels": store.level_tallies(run),
            "changes": store.change_tallies(run),
        }
    return known


def _without_times(pages: Iterable[PageResult]) -> list[PageResult]:
    then = datetime.fromtimestamp(0, UTC)
    return sorted((replace(one, fetched_at=then, seconds=0.0) for one in pages), key=lambda one: one.target.address)
