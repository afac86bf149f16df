"""CPU of accesscheck, with all the processes that it starts, against the bare limit over the same pages.

The bare limit is a loop of Playwright and axe-core with one page that is used again (bare_axe.py). FOLDER is a folder
of HTML files, or one with testcases.json and www/. Compare the ratios: rounds of both alternate, and the best counts.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from engines import DEPTHS, html_pages, served, spread
from process_cost import Cost, cost_of
from selectolax.lexbor import LexborHTMLParser

LARGE = 10_000
"""A page with more elements than this is measured apart: there the cost of an element shows."""

CHECK = [sys.executable, "-m", "accesscheck", "check"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder with pages")
    parser.add_argument("--depth", choices=DEPTHS, action="append", help="may be given more than once")
    parser.add_argument("--pages", type=int, default=0, help="only so many pages, spread over the list")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--default-workers", action="store_true", help="measure as many tabs as accesscheck likes, too")
    arguments = parser.parse_args()
    folder, paths = pages_of(arguments.folder)
    sizes = {path: _elements(folder / path) for path in spread(paths, arguments.pages)}
    commands = _commands(arguments)
    groups = (
        (f"pages of at most {LARGE:,} elements", [path for path, size in sizes.items() if size <= LARGE]),
        (f"pages of more than {LARGE:,} elements", [path for path, size in sizes.items() if size > LARGE]),
    )
    for title, group in groups:
        if not group:
            print(f"No {title}.")
            continue
        elements = sorted(sizes[path] for path in group)
        print(f"{len(group)} {title}: {elements[0]:,} to {elements[-1]:,}, median {elements[len(elements) // 2]:,}")
        _measure(list(served(folder, group).values()), commands, arguments.rounds)


def pages_of(folder: Path) -> tuple[Path, list[str]]:
    """The folder to serve and the paths in it. A page of a test suite counts once, however many rules it serves."""
    listed = folder / "testcases.json"
    if not listed.exists():
        return folder, html_pages(folder)
    cases = json.loads(listed.read_text(encoding="utf-8"))["testcases"]
    return folder / "www", sorted({case["testcaseId"]: case["path"] for case in cases}.values())


def _elements(path: Path) -> int:
    return sum(1 for _ in LexborHTMLParser(path.read_bytes()).root.traverse(include_text=False))


def _commands(arguments: argparse.Namespace) -> dict[str, list[str]]:
    """By name, the options of each way to run accesscheck."""
    one_tab = ["--workers", "1"]
    if not arguments.depth:
        named = {"accesscheck": []}
    elif "--depth" in subprocess.run([*CHECK, "--help"], capture_output=True, text=True, check=True).stdout:
        named = {f"accesscheck {depth}": ["--depth", depth] for depth in arguments.depth}
    else:
        print("This version of accesscheck has no depths: it is measured as it is.")
        named = {"accesscheck": []}
    commands = {f"{name}, 1 tab": [*options, *one_tab] for name, options in named.items()}
    if arguments.default_workers:
        commands |= {f"{name}, default tabs": options for name, options in named.items()}
    return commands


def _measure(addresses: list[str], commands: dict[str, list[str]], rounds: int) -> None:
    bare_loop = [sys.executable, str(Path(__file__).parent / "bare_axe.py")]
    costs: dict[str, list[Cost]] = {"bare": [], **{name: [] for name in commands}}
    opened: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as scratch:
        listed, out = Path(scratch) / "list.txt", Path(scratch) / "out.jsonl"
        listed.write_text("\n".join(addresses) + "\n", encoding="utf-8")
        written = ["--from", str(listed), "--format", "jsonl", "-o", str(out), "--fail-on", "never", "--allow-untested"]
        for _ in range(rounds):
            costs["bare"].append(cost_of([*bare_loop, str(listed)]))
            for name, options in commands.items():
                out.unlink(missing_ok=True)
                costs[name].append(cost_of([*CHECK, *written, *options]))
                lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
                opened[name] = sum(line["sha256"] is not None for line in lines)
                for line in lines:
                    if line["sha256"] is None:
                        print("  not opened:", line["notes"][0]["message"])
    print("| engine | pages | pages/s | CPU s/page | peak MB | CPU x bare | CPU x bare, each round | wall x bare |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, measured in costs.items():
        failed = [cost.returncode for cost in measured if cost.returncode]
        best, bare = _best(measured), _best(costs["bare"])
        each = ", ".join(f"{one.cpu / other.cpu:.2f}" for one, other in zip(measured, costs["bare"], strict=True))
        wall = min(cost.wall for cost in measured) / min(cost.wall for cost in costs["bare"])
        peak = max(cost.memory for cost in measured) / 1e6
        print(
            f"| {name}{f' (exit codes {failed})' if failed else ''} | {opened.get(name, len(addresses))} "
            f"| {len(addresses) / best.wall:.2f} | {best.cpu / len(addresses):.3f} | {peak:.0f} "
            f"| {best.cpu / bare.cpu:.2f} | {each} | {wall:.2f} |"
        )


def _best(costs: list[Cost]) -> Cost:
    return min(costs, key=lambda cost: cost.cpu)


if __name__ == "__main__":
    main()
