"""The container file: what it copies is there, and what it builds on has a version. It is not built here."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "Containerfile").read_text(encoding="utf-8")
LINES = [line for line in re.sub(r"\\\n\s*", "", TEXT).splitlines() if line and not line.startswith("#")]
IGNORED = (ROOT / ".containerignore").read_text(encoding="utf-8").split()


def _values(instruction: str) -> list[str]:
    return [line.partition(" ")[2] for line in LINES if line.startswith(f"{instruction} ")]


def _copied() -> list[str]:
    return [name for value in _values("COPY") if "--from" not in value for name in value.split()[:-1]]


def test_what_it_copies_is_there() -> None:
    copied = _copied()
    assert copied
    assert all((ROOT / name).exists() for name in copied)
    # Everything is ignored but what is named again.
    assert IGNORED[0] == "*"
    assert {f"!{name.rstrip('/')}" for name in copied} == {name for name in IGNORED if name.startswith("!")}


def test_it_copies_what_the_package_is_made_of() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {"pyproject.toml", project["project"]["readme"], "LICENSE", wheel["hooks"]["custom"]["path"]}
    needed |= set(wheel["force-include"]) | {package.split("/")[0] for package in wheel["packages"]}
    assert needed == {name.rstrip("/") for name in _copied()}


def test_versions() -> None:
    images = {value.split()[0] for value in _values("FROM")}
    assert all(re.fullmatch(r"docker\.io/library/debian:\d+\.\d+-slim", image) for image in images)
    assert len(images) == 1
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert _values("ARG") == [f"ACCESSCHECK_VERSION={project['version']}"]


def test_it_does_not_run_as_root() -> None:
    last = LINES[max(number for number, line in enumerate(LINES) if line.startswith("FROM ")) :]
    user = next(number for number, line in enumerate(last) if line.startswith("USER "))
    assert last[user] == "USER accesscheck"
    assert last[user + 1 :] == ["WORKDIR /work", 'ENTRYPOINT ["accesscheck"]', 'CMD ["--help"]']
