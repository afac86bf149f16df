"""The addresses of links on paper: where each leads to, and which must be written out so that it can be typed."""

import re
from collections.abc import Callable, Iterable

from accesscheck.monitoring.reports.blocks import Link
from accesscheck.monitoring.reports.characters import clean

_OPENS = re.compile(r"(?:https?://|mailto:|tel:)[^\s]+", re.IGNORECASE)
_FRONT = re.compile(r"^(?:https?://(?:www\.)?|mailto:|tel:)", re.IGNORECASE)
_LONGEST = 2000
"""Characters of an address; nobody types a longer one, and a PDF holds none of more than 8,000."""

AddressOf = Callable[[str], str]


def nowhere(_address: str) -> str:
    """Other reports of the year can be read nowhere."""
    return ""


class WrittenLinks:
    """The addresses of one text, in the order in which they are met; each is written out once.

    `address_of` says where another report of the year can be read, by its `report:KIND/KEY`; empty if nowhere. Those
    are not written out: who has the address of one report finds the others there. `keys` are the sections of the
    text itself, that `#KEY` leads to.
    """

    def __init__(self, address_of: AddressOf, keys: Iterable[str] = ()) -> None:
        self._address_of = address_of
        self._keys = frozenset(keys)
        self._numbers: dict[str, int] = {}

    def target(self, link: Link) -> str:
        """Where the link leads to: an address of the web, of mail or of a telephone, or `#KEY`. Empty if nowhere."""
        address = self._of_report(link.address) if link.address.startswith("report:") else link.address
        if address.startswith("#"):
            key = clean(address[1:])
            return f"#{key}" if key in self._keys else ""
        usable = len(address) <= _LONGEST and _OPENS.fullmatch(address) and clean(address) == address
        return address if usable else ""

    def _of_report(self, address: str) -> str:
        report, _, part = address.partition("#")
        found = self._address_of(report)
        return f"{found}#{part}" if found and part else found

    def number(self, link: Link) -> tuple[int, bool]:
        """The number of its address, from 1, and whether it is met for the first time; 0 if it need not be written."""
        target = self.target(link)
        if not target or link.address.startswith(("report:", "#")) or _bare(target) == _bare(link.text.strip()):
            return 0, False
        fresh = target not in self._numbers
        return self._numbers.setdefault(target, len(self._numbers) + 1), fresh

    def addresses(self) -> tuple[str, ...]:
        """Those that had a number, in order."""
        return tuple(self._numbers)


def _bare(address: str) -> str:
    return _FRONT.sub("", address).rstrip("/")
