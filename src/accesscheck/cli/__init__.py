"""The command line. Only this package prints.

Exit codes: 0 fine, 1 findings, 2 the user's mistake, 3 something could not be tested, 130 interrupted.
"""

import os
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
    code = run(sys.argv[1:])
    if code == INTERRUPTED:
        # Threads that still wait for a site would hold up the end, for as long as a page may take.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)
