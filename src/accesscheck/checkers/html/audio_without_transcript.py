"""A sound recording may have no text that says the same."""

from collections.abc import Iterator

from accesscheck import media
from accesscheck.dom import Dom, Node


def candidates(dom: Dom) -> Iterator[Node]:
    """Players of sound, and links to sound files that no player on the page plays too."""
    played: set[str] = set()
    for player in media.audios(dom):
        played.update(media.addresses_of(player))
        yield player
    for link in dom.shown("a[href]"):
        address = link.attributes["href"] or ""
        if media.is_audio_file(address) and address not in played:
            played.add(address)
            yield link


def verdict(recording: Node) -> None:
    """A text can stand anywhere on the page or behind a link, and must say the same."""
