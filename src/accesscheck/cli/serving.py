"""The addresses to check, while the user's own server runs: those that were named, of a sitemap, and behind links."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

from accesscheck.errors import N_, OptionError

if TYPE_CHECKING:
    from accesscheck.cli.checking import Checking
    from accesscheck.model.credentials import Credentials
    from accesscheck.sources.sitemap import Listed, NoSitemap


@contextmanager
def ready(checking: "Checking", named: list[str], flow_files: list[Path]) -> Iterator[list[str]]:
    """What there is to check. The server that the settings start runs until the end of the `with`. OptionError."""
    from accesscheck.audit import whole
    from accesscheck.cli.start import started

    settings = checking.settings
    addresses = [whole(address) for address in named]
    for address in (*addresses, settings.wait_for or "", settings.sitemap or ""):
        _refuse_password(address)
    way_in = checking.credentials  # What is wrong with it is told before anything is started.
    if settings.start is None:
        yield _found(checking, addresses, way_in)
        return
    if settings.wait_for is None:
        raise OptionError(
            N_("--start also needs --wait-for: the address your server answers at, such as http://127.0.0.1:4173/")
        )
    with started(settings.start, settings.wait_for, settings.start_timeout) as server:
        if not addresses and not flow_files and not settings.sitemap:
            addresses = [settings.wait_for]
        yield _found(checking, addresses, way_in)
        if (code := server.ended()) is not None:
            checking.say(
                N_("“{command}” ended during the check, with code {code}. What was not open by then is untested."),
                command=settings.start,
                code=str(code),
            )


def _found(checking: "Checking", addresses: list[str], way_in: "Credentials | None") -> list[str]:
    """The addresses, those of the sitemap, and the pages that links lead to from there."""
    if checking.settings.sitemap:
        addresses = list(dict.fromkeys((*addresses, *_of_sitemap(checking, checking.settings.sitemap, way_in))))
    most = checking.settings.crawl
    starts = [address for address in addresses if address.startswith(("http://", "https://"))]
    if most <= len(starts) or not starts:
        return addresses
    from accesscheck.sources import links

    found: list[str] = []
    checking.say(N_("Following links, until there are {count} pages."), count=most)
    settings = checking.settings
    with checking.progress(most) as advance:
        for page in links.crawled(starts, most, timeout=settings.timeout, credentials=way_in):
            found.append(page)
            advance()
    return [*(address for address in addresses if address not in starts), *found]


def _of_sitemap(checking: "Checking", address: str, way_in: "Credentials | None") -> "dict[str, None]":
    from accesscheck.sources import sitemap

    settings = checking.settings
    served = settings.wait_for if settings.start else None
    address = urljoin(served or "", address)
    if not address.startswith(("http://", "https://")):
        raise OptionError(
            N_("--sitemap: “{address}” is no address. Give one such as https://www.example.org/sitemap.xml"),
            address=address,
        )
    try:
        found = sitemap.listed(
            address,
            timeout=settings.timeout,
            credentials=way_in,
            placed=lambda one: _moved(one, served) if served else one,
        )
    except sitemap.NoSitemap as error:
        raise _no_sitemap(error) from None
    _tell(checking, found)
    if not found.addresses:
        raise OptionError(
            N_("{address}: the sitemap names no page of its own site. Check that it is the right one."), address=address
        )
    return found.addresses


def _tell(checking: "Checking", found: "Listed") -> None:
    checking.say(N_("Addresses in the sitemap: {count}."), count=len(found.addresses))
    if found.foreign:
        checking.say(N_("Left out, because they are on another host: {count}."), count=found.foreign)
    if found.left_out:
        checking.say(N_("Left out, because a sitemap is read up to 50,000 addresses: {count}."), count=found.left_out)


def _no_sitemap(error: "NoSitemap") -> OptionError:
    from accesscheck.messages import NOTES

    if error.problem is None:
        return OptionError(
            N_("{address}: this is no sitemap. Give the address of sitemap.xml, or of a site that has one."),
            address=error.address,
        )
    note = error.problem.note
    return OptionError(NOTES[note.key], address=error.address, **note.params)


def _moved(address: str, served: str) -> str:
    """The same page on the server of `served`: what is built for the web writes the address that it will have there."""
    try:
        split, here = urlsplit(address), urlsplit(served)
    except ValueError:
        return address
    return urlunsplit((here.scheme, here.netloc, split.path or "/", split.query, ""))


def _refuse_password(address: str) -> None:
    """What stands in an address stands in every report."""
    try:
        split = urlsplit(address)
        with_password = split.scheme in ("http", "https") and split.password is not None
    except ValueError:
        return
    if with_password:
        raise OptionError(
            N_(
                "{host}: an address with a password in it would stand in the report. Leave the password out. Give the "
                "name with --basic, and put the password in the variable ACCESSCHECK_PASSWORD."
            ),
            host=split.hostname or "",
        )
