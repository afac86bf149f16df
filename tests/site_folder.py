"""A folder of installed packages, and Python processes that see them: plugins without pip."""

import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

Done = subprocess.CompletedProcess[str]


class Site:
    """What `pip install` would leave behind in a folder, for processes that are started here."""

    def __init__(self, folder: Path, *, first: tuple[Path, ...] = ()) -> None:
        """`first` are folders that are looked in before all others."""
        self.folder = folder
        self._path = [*first, folder]

    def add(self, name: str, *, version: str, entry_points: Mapping[str, str]) -> None:
        """The metadata of a package whose plugins are `entry_points`."""
        metadata = self.folder / f"{name}-{version}.dist-info"
        metadata.mkdir(parents=True)
        lines = [f"{key} = {value}" for key, value in entry_points.items()]
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        (metadata / "entry_points.txt").write_text("\n".join(["[accesscheck]", *lines]))

    def add_project(self, project: Path) -> None:
        """The project of a folder with pyproject.toml and src, as `pip install -e` does."""
        about = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        name = about["name"].replace("-", "_")
        self.add(name, version=about["version"], entry_points=about["entry-points"]["accesscheck"])
        self._path.append(project / "src")

    def run(self, *arguments: str) -> Done:
        """The accesscheck command."""
        return self.python("-m", "accesscheck", *arguments)

    def python(self, *arguments: str, folder: Path | None = None) -> Done:
        """A Python process in this folder, or in another."""
        path = os.pathsep.join(map(str, self._path))
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=folder or self.folder,
            env={**environment, "LC_ALL": "C", "COLUMNS": "100"},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
