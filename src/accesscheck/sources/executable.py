"""Which Chromium to start, and with which arguments."""

import os
import shutil
import sys
from pathlib import Path

ON_PATH = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)

ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--autoplay-policy=no-user-gesture-required",
    "--mute-audio",
)
"""Chromium is kept from asking anything of its maker while it runs. What a page plays by itself plays, unheard."""


def find_executable(playwrights_own: str | None = None) -> str | None:
    """The browser to use: ACCESSCHECK_CHROMIUM, else Playwright's own, else one on PATH. None if there is none."""
    chosen = os.environ.get("ACCESSCHECK_CHROMIUM")
    if chosen:
        return chosen if Path(chosen).exists() else None
    if playwrights_own and Path(playwrights_own).exists():
        return playwrights_own
    for name in ON_PATH:
        if found := shutil.which(name):
            return found
    return next((place for place in _elsewhere() if Path(place).exists()), None)


def _elsewhere() -> tuple[str, ...]:
    if sys.platform == "darwin":
        return (
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        )
    if sys.platform == "win32":
        return (
            r"C:\Program Files\Google\Chrome\Application\chrome.exe",
            r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
        )
    return ()


def is_confined() -> bool:
    """Root and containers cannot use Chromium's own sandbox."""
    return (hasattr(os, "geteuid") and os.geteuid() == 0) or Path("/.dockerenv").exists()
