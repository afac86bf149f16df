"""accesscheck act-report: what we find on the test cases of the W3C's ACT rules, in the form that its list asks."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urljoin

import typer

from accesscheck.cli import FINE, UNTESTED, interface_language
from accesscheck.errors import N_, OptionError

if TYPE_CHECKING:
    from accesscheck.model.report import PageResult
    from accesscheck.model.target import Target

W3C = "https://www.w3.org/"


def act_report(
    testcases: Annotated[
        Path, typer.Argument(metavar="TESTCASES", help=N_("The testcases.json that the W3C publishes."))
    ],
    folder: Annotated[
        Path | None,
        typer.Option(help=N_("Folder with the pages, as the root of the W3C's site. Else they are opened there.")),
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help=N_("The file to write."))] = Path("act-report.json"),
    depth: Annotated[str, typer.Option(help=N_("quick, standard or thorough."))] = "thorough",
    workers: Annotated[int, typer.Option(help=N_("Pages that are open at the same time."), min=1, max=64)] = 2,
    language: Annotated[str | None, typer.Option("--language", "-l", help=N_("nl, fr, en or de."))] = None,
) -> int:
    """Check the test cases of the W3C's ACT rules, and write the EARL report that its list of tools asks for."""
    import sys
    from concurrent.futures import ThreadPoolExecutor

    from accesscheck import audit, config
    from accesscheck.messages import say
    from accesscheck.model.report import Report
    from accesscheck.reporters.earl import earl

    speak = interface_language(language)
    paths = _paths(testcases)
    targets = _targets(paths, folder)
    settings = config.overruled(config.Settings(), depth=depth)
    options = audit.AuditOptions(depth=settings.depth)
    run = audit.new_run(options)
    pages: list[PageResult] = []
    with ThreadPoolExecutor(workers) as executor:
        for page in audit.audit_many(targets.values(), options, executor=executor, in_flight=2 * workers):
            pages.append(page)
            if sys.stderr.isatty():
                print(f"\r{len(pages)}/{len(targets)}", end="", file=sys.stderr)
    published = {target.address: urljoin(W3C, path) for path, target in targets.items()}
    pages.sort(key=lambda page: published[page.target.address])
    report = Report(run=run, pages=tuple(pages))
    rules = {rule.id: rule for rule in audit.load_rules()}
    output.write_text(earl(report, rules, published, language="en"), encoding="utf-8")
    lost = sum(page.sha256 is None for page in pages)
    told = N_("{path}: {pages} test cases, {lost} of them could not be opened.")
    print(say(speak, told, path=str(output), pages=len(pages), lost=lost), file=sys.stderr)
    return UNTESTED if lost else FINE


def _paths(testcases: Path) -> list[str]:
    """The paths of the pages on the W3C's site, each once. OptionError if the file is not what it must be."""
    try:
        listed: list[dict[str, Any]] = json.loads(testcases.read_text(encoding="utf-8"))["testcases"]
        found = [case.get("path") or case["url"] for case in listed]
    except OSError as error:
        raise OptionError(
            N_("{path}: the file cannot be read: {problem}."), path=str(testcases), problem=str(error.strerror)
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise OptionError(
            N_("{path}: this is no list of ACT test cases. Give the testcases.json that the W3C publishes."),
            path=str(testcases),
        ) from None
    return sorted(set(found))


def _targets(paths: list[str], folder: Path | None) -> "dict[str, Target]":
    from accesscheck.model.target import Target
    from accesscheck.sources.folder_server import server_of

    if folder is None:
        return {path: Target(address=urljoin(W3C, path), profile="web-page") for path in paths}
    if not folder.is_dir():
        raise OptionError(N_("{path}: there is no such folder. Check the path."), path=str(folder))
    root = server_of(folder.resolve()).address_of(folder.resolve()).rstrip("/.")
    made = {}
    for path in paths:
        local = urljoin(W3C, path).removeprefix(W3C.rstrip("/"))
        made[path] = Target(address=f"{root}{local}", profile="web-page")
    return made
