"""A text says that time runs out: a session ends, a form expires."""

import re
from collections.abc import Iterator

from accesscheck import lines
from accesscheck.dom import Dom, Node
from accesscheck.text.overlap import folded

_NUMBER = (
    r"(?:\d{1,3}|een|twee|drie|vijf|tien|vijftien|twintig|dertig|one|two|three|five|ten|fifteen|twenty|thirty|une?|deux|"
    r"trois|cinq|dix|quinze|vingt|trente|eine[rn]?|zwei|drei|funf|zehn|funfzehn|zwanzig|dreissig)"
)
_TIME = rf"{_NUMBER}\s+(?:minu(?:ut|ten|tes?)|min|second(?:en?|es|s)?|sekunden?|uur|uren|hours?|heures?|stunden?)\b"
_AFTER = rf"(?:na|after|apres|nach|in|binnen|dans)\s+{_TIME}"
_OUT = r"(?:afgemeld|uitgelogd|logged out|signed out|deconnecte(?:e|s)?|abgemeldet|ausgeloggt)"
_LIMIT = re.compile(
    # The session, or what was filled in, ends.
    r"(?:sessie|aanmelding|formulier|session|formulaire|connexion|sitzung|formular|anmeldung|\bform\b)\b[^.!?]{0,40}"
    r"(?:verloopt|vervalt|wordt (?:automatisch )?(?:afgesloten|beeindigd)|expires?\b|will expire|expirera|times? out|"
    r"will (?:be )?(?:end|closed|terminated|ended)|prend fin|se terminera|sera (?:fermee|interrompue|cloturee)|"
    r"lauft\b[^.!?]{0,40}\bab\b|endet|wird\b[^.!?]{0,30}\bbeendet)"
    # So much time is given.
    rf"|(?:je hebt|u hebt|u heeft|you (?:will )?have|vous avez|vous disposez de|sie haben)\s+"
    rf"(?:(?:nog|only|encore|noch|slechts|maximaal|up to)\s+)?{_TIME}(?! nodig)[^.!?]{{0,40}}"
    r"(?:\bom\b|\bto (?:complete|fill|finish|submit|answer)|\bpour (?:remplir|completer|terminer|envoyer|repondre)|"
    r"\bzeit\b|\bum\b)"
    rf"|{_OUT}\s+(?:[^.!?]{{0,20}}\s)?{_AFTER}|{_AFTER}[^.!?]{{0,40}}{_OUT}"
)
_WORDS = (
    "verloopt", "vervalt", "afgesloten", "beëindigd", "je hebt", "u hebt", "u heeft", "afgemeld", "uitgelogd",
    "expires", "will expire", "time out", "times out", "will end", "will be closed", "will be terminated",
    "will be ended", "you have", "you will have", "logged out", "signed out", "expirera", "prend fin",
    "se terminera", "sera ferm", "sera interr", "sera clôtur", "vous avez", "vous disposez", "déconnect", "läuft",
    " endet", "beendet", "sie haben", "abgemeldet", "ausgeloggt",
)  # fmt: skip
"""Each limit has one of these, so that few texts are looked at closely."""

_LONGEST = 400
_LONGER = re.compile(
    r"verleng|langer|extend|more time|stay (?:signed|logged)|prolong|plus de temps|rester connecte|verlanger|mehr zeit|"
    r"angemeldet bleiben|aangemeld blijven"
)


def candidates(dom: Dom) -> Iterator[Node]:
    """Blocks of text that speak of a session or a form and of its end."""
    for block in lines.whole(dom).blocks_with(_WORDS, in_lower_case=True):
        text = " ".join(run.text for run in block)
        if len(text) <= _LONGEST and _LIMIT.search(folded(text)):
            yield block[0].node


def verdict(node: Node, dom: Dom) -> bool | None:
    """Whether the text, or a button near it, says how to get more time."""
    around = node.parent if node.parent is not None and node.parent.tag not in ("body", "main", "html") else node
    return True if _LONGER.search(folded(dom.text(around))) else None


def params(node: Node, dom: Dom) -> dict[str, str]:
    """The text."""
    text = " ".join(" ".join(run.text for run in lines.by_block(dom)[node.mem_id]).split())
    return {"text": text if len(text) <= 70 else f"{text[:69].rstrip()}…"}
