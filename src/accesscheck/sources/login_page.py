"""Whether a site showed its login page in the place of the page that was asked for."""

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

_WORDS = re.compile(
    r"log[-_]?[io]n|sign[-_]?[io]n|aanmeld|inlog|connexion|authenti|identifi|anmeld|einlog|\bauth\b|\bsso\b|\badfs\b|\bsaml|\bcas\b"
    r"|\baccount",
    re.I,
)
"""In the address of a page to log in at."""


def is_login_page(asked: str, landed: str, html: str) -> bool:
    """A page at another address than the one that was asked for, that speaks of a login and has a password field.

    A home page with a small login form in its corner is none: its address does not say so.
    """
    before, after = urlsplit(asked), urlsplit(landed)
    if before.path.rstrip("/") == after.path.rstrip("/") and before.hostname == after.hostname:
        return False
    speaks = _WORDS.search(f"{after.hostname}{after.path}") and not _WORDS.search(before.path)
    return bool(speaks) and LexborHTMLParser(html).css_first("input[type=password i]") is not None
