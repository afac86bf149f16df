"""The command line. Only this package prints.

Exit codes: 0 fine, 1 findings, 2 the user's mistake, 3 something could not be tested, 130 interrupted.
"""

import sys
from typing import NoReturn

from accesscheck.messages import interface_language as interface_language

FINE, FINDINGS, MISTAKE, UNTESTED, INTERRUPTED = 0, 1, 2, 3, 130


def main() -> NoReturn:
    """Run the command line, and end with one of its exit codes."""
    from accesscheck.cli.app import run

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))
