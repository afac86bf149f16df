"""CPU to load all rules: from YAML, from the cache, and with 1,000 rules more; and of starting the program."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

LOAD = """
import sys, time
from pathlib import Path
began = time.process_time()
from accesscheck import rulefiles
rules = rulefiles.load_folder(Path(sys.argv[1]))
print(len(rules), time.process_time() - began)
"""


def main() -> None:
    rules = Path(__file__).parents[1] / "rules"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ACCESSCHECK_CACHE"] = str(Path(folder) / "cache")
        more = Path(folder) / "rules"
        _with_a_thousand_more(rules, more)
        print("| what | rules | CPU ms, of 5 the least |\n| --- | --- | --- |")
        for name, source in (("all rules", rules), ("and 1,000 more", more)):
            first, count = _load(source)
            print(f"| {name}, YAML compiled for the first time | {count} | {1000 * first:.0f} |")
            print(f"| {name}, compiled before | {count} | {1000 * min(_load(source)[0] for _ in range(5)):.0f} |")
        bare = min(_cpu([sys.executable, "-c", ""]) for _ in range(5))
        for name, command in (
            ("import accesscheck", [sys.executable, "-c", "import accesscheck"]),
            ("accesscheck --help", [sys.executable, "-m", "accesscheck", "--help"]),
        ):
            spent = min(_cpu(command) for _ in range(5))
            print(f"| {name} (Python alone: {1000 * bare:.0f}) | | {1000 * spent:.0f} |")


def _with_a_thousand_more(rules: Path, folder: Path) -> None:
    for path in rules.rglob("*.yml"):
        target = folder / path.relative_to(rules)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    model = next(path for path in sorted(rules.glob("wording/**/*.yml")) if not re.search(r"\.\w\w\.yml$", path.name))
    for number in range(1000):
        new = f"{model.stem}-{number}"
        for path in model.parent.glob(f"{model.stem}.*"):
            text = path.read_text(encoding="utf-8").replace(model.stem, new)
            target = folder / "wording" / "generated" / path.name.replace(model.stem, new)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")


def _load(folder: Path) -> tuple[float, int]:
    done = subprocess.run([sys.executable, "-c", LOAD, str(folder)], capture_output=True, text=True, check=True)
    count, seconds = done.stdout.split()
    return float(seconds), int(count)


def _cpu(command: list[str]) -> float:
    before = os.times()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    main()
