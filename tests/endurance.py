"""What takes minutes: `make endurance` does it, and the usual tests do less of it or leave it out."""

import os

import pytest

ENDURING = "ACCESSCHECK_ENDURANCE" in os.environ

takes_minutes = pytest.mark.skipif(not ENDURING, reason="takes minutes: make endurance")
