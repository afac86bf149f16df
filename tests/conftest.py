"""What all tests share: no plugin of the developer's, rules compiled once, browser tests marked."""

import os
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

os.environ.setdefault("ACCESSCHECK_CACHE", str(Path(tempfile.gettempdir()) / "accesscheck-test-cache"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT
