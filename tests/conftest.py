"""What all tests share: the top of the checkout, and a cache of their own for compiled rules."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]

# How long a case takes depends on what else the machine does.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# The processes that tests start would compile every module anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# Of what is installed in an environment for a test, most is never imported.
os.environ.setdefault("PIP_NO_COMPILE", "1")
os.environ.setdefault("ACCESSCHECK_CACHE", str(Path(tempfile.gettempdir()) / "accesscheck-test-cache"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT
