"""What all tests share: the top of the checkout, and a cache of their own for compiled rules."""

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
