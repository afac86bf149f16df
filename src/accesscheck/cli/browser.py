"""accesscheck install-browser: find a browser, or get one."""

import os
import shutil
import subprocess
import sys

import typer

from accesscheck.cli import FINE
from accesscheck.errors import N_, InstallationError


def install_browser() -> int:
    """Find a browser that pages can be opened in, or install one."""
    from accesscheck.sources.browser import Browser
    from accesscheck.sources.source_error import SourceError

    for attempt in (None, _playwright, _debian):
        if attempt is not None and not attempt():
            continue
        with Browser() as browser:
            try:
                typer.echo(f"Browser: {browser.start()}")
                return FINE
            except SourceError:
                continue
    raise InstallationError(
        N_(
            "No browser could be found or installed. Install Chromium, Chrome or Edge, "
            "or name one in the environment variable ACCESSCHECK_CHROMIUM."
        )
    )


def _playwright() -> bool:
    typer.echo("No browser found. Trying: playwright install chromium", err=True)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        return (
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600).returncode == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False


def _debian() -> bool:
    """Debian's own chromium, where we may install it."""
    if shutil.which("apt-get") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    typer.echo("Trying: apt-get install chromium", err=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        try:
            done = subprocess.run(
                command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=900
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
    return done.returncode == 0
