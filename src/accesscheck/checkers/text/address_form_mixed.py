"""A text speaks to its reader now as to an acquaintance and now as to a stranger: je and u, tu and vous, du and Sie."""

import re
from collections.abc import Iterator

from accesscheck.checkers.texts import Spot, Text
from accesscheck.text.by_language import patterns
from accesscheck.text.passages import Passage

# jullie and a German ihr can be plural, of others or of the writer; Ihr with a capital is the plural of du at times.
# At the start of a German sentence, Sie and Ihre can be she and their.
_FORMS = patterns(
    nl=r"(?<![\w.&'@/-])(?:(?P<familiar>je|jij|jou|jouwe?|jezelf)|(?P<polite>u|uwe?|uzelf))(?![\w&@/=-]|['.]\w)",
    fr=(
        r"(?<![\w.&@/·•‧∙*])(?:(?P<familiar>(?:[Tt](?:u|oi|on|a|es)|te)(?![\w&@/']|\.\w)|t'(?=\w))"
        r"|(?P<polite>vous|votre|vos|Vous|Votre|Vos|VOUS|VOTRE|VOS)(?![\w&@/']|\.\w))"
    ),
    de=(
        r"(?<![\w.&'@/-])(?:(?P<familiar>[Dd](?:u|ich|ir|eine?[mnrs]?)|D(?:U|ICH|IR|EINE?[MNRS]?))"
        r"|(?<=[\w,;] )(?P<polite>Sie|Ihnen|Ihre[mnrs]?))(?![\w&@/=*:-]|['.]\w)"
    ),
)
"""Words that speak to the reader, by how; in Dutch, in lower case. French tous·tes does not."""

_NOT_AFTER = {
    "nl": {"u": frozenset("dank per".split())},
    "fr": {
        "tu": frozenset("est sont suis".split()),
        "ton": frozenset("au bon ce demi du haut juste le même quel son un".split()),
        "vous": frozenset("rendez garde-à".split()),
    },
    "de": {
        "du": frozenset(
            "als beim das ein ins per vom zum avenue boulevard centre château conseil gare musée office parc place "
            "pont quai rue tour".split()
        ),
    },
}
"""Words before it by which a word says something else: dank u, le ton, ein Rendez-vous, per du, rue du Parc."""

_OTHERWISE = {"ton": re.compile(r"(?! \w)| (?:de|des|du|est|et|à)\b"), "te": re.compile(r" (?:\w+en|koop|huur)\b")}
"""What follows ton where it is a manner of speaking, and te where it is Dutch."""
_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:-à)?)[- ]$")
_HOURS = re.compile(r"\d ?$|€ ?$")
"""24 u is hours."""
_QUOTED = re.compile(
    r"[“„«][^“”„«»]{0,300}(?:[”“»]|$)|^[^“”„«»]{0,300}[”»]|\"[^\"]{0,300}\"|(?<!\w)[‘'][^‘’']{0,300}'(?!\w)"
)
"""“Kan ik u helpen?” is what the reader will say, not what is said to the reader. It can end in another sentence."""

_CALLED = {
    "nl": {"familiar": "je", "polite": "u"},
    "fr": {"familiar": "tu", "polite": "vous"},
    "de": {"familiar": "du", "polite": "Sie"},
}
"""What each form is called in the message."""


def spots(text: Text) -> Iterator[Spot]:
    """The first place of the rarer form, if both are used. Of two as frequent, the one used first is the text's own."""
    first: dict[str, tuple[Passage, int, int]] = {}
    count = {"familiar": 0, "polite": 0}
    for passage in text.passages:
        # « Où êtes-vous situés ? » is what a reader asks, among questions that are asked often.
        asked = text.language == "fr" and passage.plain.text.endswith("?")
        for form, start, end in _addresses(passage, text.language):
            count[form] += 1
            if not (asked and form == "polite"):
                first.setdefault(form, (passage, start, end))
    if len(first) < 2:
        return
    own, rarer = sorted(first, key=count.__getitem__, reverse=True)
    passage, start, end = first[rarer]
    called = _CALLED[text.language][own]
    yield Spot(passage=passage, start=start, end=end, params={"other": called, "count": count[rarer]})


def _addresses(passage: Passage, language: str) -> Iterator[tuple[str, int, int]]:
    """Where a sentence surely speaks to the reader, and in which form."""
    even = passage.plain.lower if language == "nl" else passage.plain.text
    quoted: list[tuple[int, int]] | None = None
    for match in _FORMS[language].finditer(even):
        if not _speaks(even, match, language):
            continue
        if quoted is None:
            quoted = [one.span() for one in _QUOTED.finditer(even)]
        if not any(start < match.start() < end for start, end in quoted):
            yield match.lastgroup or "", match.start(), match.end()


def _speaks(even: str, match: re.Match[str], language: str) -> bool:
    """Whether a word is a pronoun of the reader here."""
    word = match.group().lower()
    start = match.start()
    if language == "fr":
        other = _OTHERWISE.get(word)
        if other is not None and other.match(even, match.end()):
            return False
    if language == "nl" and word == "u" and _HOURS.search(even, max(0, start - 2), start):
        return False
    excluded = _NOT_AFTER[language].get(word)
    if excluded is None:
        return True
    before = _WORD_BEFORE.search(even, max(0, start - 15), start)
    return before is None or before.group(1).lower() not in excluded
