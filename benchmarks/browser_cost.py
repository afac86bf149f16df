"""CPU and pages a second of accesscheck, against a bare Playwright and axe-core loop over the same pages."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from process_cost import Cost, cost_of

from accesscheck.sources.folder_server import FolderServer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--act", type=Path, required=True, help="folder with testcases.json and www/")
    parser.add_argument("--pages", type=int, default=0, help="only so many pages, spread over the list")
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    server = FolderServer(arguments.act / "www")
    cases = json.loads((arguments.act / "testcases.json").read_text(encoding="utf-8"))["testcases"]
    root = server.address_of(arguments.act / "www").rstrip("/.")
    # A page can stand under several rules: once is enough.
    pages = {case["testcaseId"]: case["path"] for case in cases}
    addresses = sorted(root + "/" + path.lstrip("/") for path in pages.values())
    if arguments.pages:
        addresses = addresses[:: max(1, len(addresses) // arguments.pages)][: arguments.pages]
    with tempfile.TemporaryDirectory() as folder:
        listed, out = Path(folder) / "list.txt", Path(folder) / "out.jsonl"
        listed.write_text("\n".join(addresses) + "\n", encoding="utf-8")
        check = [
            sys.executable,
            "-m",
            "accesscheck",
            "check",
            "--from",
            str(listed),
            "--format",
            "jsonl",
            "-o",
            str(out),
        ]
        rows: dict[str, list[Cost]] = {"bare": [], "accesscheck, 1 tab": [], "accesscheck, default": []}
        for _ in range(arguments.rounds):
            rows["bare"].append(cost_of([sys.executable, str(Path(__file__).parent / "bare_axe.py"), str(listed)]))
            rows["accesscheck, 1 tab"].append(cost_of([*check, "--workers", "1"]))
            lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
            rows["accesscheck, default"].append(cost_of(check))
    opened = sum(line["sha256"] is not None for line in lines)
    print(
        f"{len(addresses)} pages; accesscheck wrote {len(lines)} results, {opened} of them of pages that it could open"
    )
    for line in lines:
        if line["sha256"] is None:
            print("  not opened:", line["notes"][0]["message"])
    print("| engine | pages/s | CPU s/page | peak MB | CPU x bare | wall x bare |")
    print("| --- | --- | --- | --- | --- | --- |")
    bare_cpu = sum(cost.cpu for cost in rows["bare"])
    bare_wall = sum(cost.wall for cost in rows["bare"])
    for name, costs in rows.items():
        cpu, wall = sum(cost.cpu for cost in costs), sum(cost.wall for cost in costs)
        pages = len(addresses) * len(costs)
        peak = max(cost.memory for cost in costs) / 1e6
        ratios = f"{cpu / bare_cpu:.2f} | {wall / bare_wall:.2f}"
        print(f"| {name} | {pages / wall:.2f} | {cpu / pages:.3f} | {peak:.0f} | {ratios} |")


if __name__ == "__main__":
    main()
