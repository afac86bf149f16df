"""What takes long to make, and several processes of a test run need."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first process fills by `make`, while the others wait: nobody may change what is in it."""
    top = factory.getbasetemp()
    folder = (top.parent if "PYTEST_XDIST_WORKER" in os.environ else top) / name
    with FileLock(f"{folder}.lock"):
        whole = folder.with_suffix(".whole")
        if not whole.exists():
            shutil.rmtree(folder, ignore_errors=True)  # What was left by one that failed.
            folder.mkdir()
            make(folder)
            whole.touch()
    return folder
