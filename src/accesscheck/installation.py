"""What stands on this machine: the version, the rules folder, the axe-core script, the cache folder."""

import os
import tempfile
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from accesscheck.errors import N_, InstallationError

VERSION = "0.1.0"

AXE_VERSION = "4.14.1"
AXE_SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
"""Of `_vendor/axe/axe.min.js`, which is the file of the npm package to the byte. `make update-axe` renews both."""


def rules_folder() -> Traversable:
    """Folder of the rules that ship with accesscheck.

    An installed wheel has them inside the package; a checkout has them at its top.
    """
    packaged = files("accesscheck") / "_rules"
    if packaged.is_dir():
        return packaged
    checkout = Path(__file__).resolve().parents[2] / "rules"
    if checkout.is_dir():
        return checkout
    raise InstallationError(
        N_("accesscheck has no rules folder. Install it again: pip install --force-reinstall accesscheck")
    )


def axe_script() -> str:
    """Source of axe-core, AXE_VERSION."""
    return (files("accesscheck") / "_vendor" / "axe" / "axe.min.js").read_text(encoding="utf-8")


def cache_folder() -> Path:
    """Where compiled rules are kept: ACCESSCHECK_CACHE, else the user's cache folder."""
    if chosen := os.environ.get("ACCESSCHECK_CACHE"):
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if base:
        return Path(base) / "accesscheck"
    try:
        return Path.home() / ".cache" / "accesscheck"
    except RuntimeError:  # A user without a home, as in some containers.
        return Path(tempfile.gettempdir()) / "accesscheck"
