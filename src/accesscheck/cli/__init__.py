"""The command line. Only this package prints.

Exit codes: 0 fine, 1 findings, 2 the user's mistake, 3 something could not be tested, 130 interrupted.
"""

import os
import sys
from typing import NoReturn

FINE, FINDINGS, MISTAKE, UNTESTED, INTERRUPTED = 0, 1, 2, 3, 130


def interface_language(chosen: str | None = None) -> str:
    """The language to speak: what the user chose, else that of the system, else English."""
    from accesscheck.model.rule import LANGUAGES

    for value in (chosen, *(os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))):
        if value and value[:2].lower() in LANGUAGES:
            return value[:2].lower()
    return "en"


def main() -> NoReturn:
    """Run the command line, and end with one of its exit codes."""
    from accesscheck.cli.app import run

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))
