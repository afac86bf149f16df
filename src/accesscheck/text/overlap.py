"""Whether two texts are about the same thing, as far as their words tell.

It is meant to be generous: one stem in common is enough, whatever the ending, and part of a compound counts. So what
shares nothing truly has no word in common; whether it has the same meaning in other words, it cannot know.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator

from accesscheck.text.words import word_spans

_STEM = 5
"""Letters that two words must begin with alike: harvest and harvesting, aanvraag and aanvragen."""

_COMPOUND = 9
"""From so many letters on, the end of a word can be a word of its own: Stadsbibliotheek."""

_SHORT = 3
"""Words of fewer letters carry no meaning alone, but for those in capitals: EU, AI."""

_LONG = 2000
"""Characters from which a text is folded line by line."""

_ASCII = bytes(range(128))
_ACCENT = re.compile(r"[\u0300-\u036f]+")

_STOP = {
    "nl": "aan af al alle alleen als andere ben bent bij daar dan dat de deze die dit door dus een eens elk "
    "elke en er geen goed haar had heb hebben hebt heeft hem hen het hier hij hoe hoeveel hun iets ik in "
    "is je jou jouw jullie kan kom kunnen kun maar meer men met mij mijn moet moeten na naar niet niets "
    "nog nu of om omdat onder ons onze ook op over per te tot toch toen u uit uw van vanaf veel via voor "
    "waar waarom wanneer was wat we wel welk welke wie wij wil word worden wordt ze zelf zich zij zijn zo "
    "zoals zou zult zullen",
    "fr": "a à ai au aussi autre aux avec avez avoir avons bien ce cela ces cet cette ceux chaque ci comme "
    "comment combien dans de des dont du elle elles en entre es est et étaient était être eu fait faire "
    "faut il ils je la le les leur leurs lors lui ma mais me même mes moi moins mon ne ni nos notre nous "
    "on ont ou où par pas pendant peu peut plus pour pourquoi qu quand que quel quelle quelles quels qui "
    "quoi sa sans se ses si son sont sous sur ta te tes toi ton tous tout toute toutes très tu un une "
    "vers vos votre vous y",
    "en": "a about after all also am an and any are as at be because been before but by can could did do does "
    "each for from had has have he her here him his how i if in into is it its just like many may me more "
    "most much must my no nor not of off on only or other our out over per she should so some such than "
    "that the their them then there these they this those through to too under until up us very via was "
    "we were what when where which while who whom whose why will with would you your",
    "de": "aber alle allem allen aller alles als also am an andere auch auf aus bei beim bin bis bist da damit "
    "dann das dass dein deine dem den denn der des die dies diese diesem diesen dieser dieses doch dort "
    "du durch ein eine einem einen einer eines er es etwas euch euer für gegen haben hat hatte hier ich "
    "ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jeden jeder jedes kann kein keine "
    "können man mehr mein meine mit muss nach nicht noch nun nur ob oder ohne sehr sein seine sich sie "
    "sind so soll sollen sowie über um und uns unser unsere unter viel vom von vor wann war waren warum "
    "was weil welche wenn wer werden wie wir wird wo zu zum zur zwischen",
}  # fmt: skip


def content_words(text: str, language: str | None = None) -> tuple[str, ...]:
    """Words that carry meaning, folded, each once. Without a known language, what is empty in any of ours is."""
    empty = _stop_words(language)
    found: dict[str, None] = {}
    for start, end in word_spans(text):
        for part in re.split(r"[-’'\u00ad\u2011/]", text[start:end]):
            word = folded(part)
            if word not in empty and (len(word) >= _SHORT or (len(word) == 2 and part.isupper())):
                found[word] = None
    return tuple(found)


def folded(text: str) -> str:
    """The text in lower case and without accents, ready to be searched."""
    lower = text.casefold()
    if lower.isascii():
        return lower
    if len(lower) > _LONG:
        # Most lines of a long text are ASCII, and soon done.
        return "".join([folded(line) if len(line) <= _LONG else _unaccented(line) for line in lower.splitlines(True)])
    return _unaccented(lower)


def _unaccented(lower: str) -> str:
    apart = unicodedata.normalize("NFD", lower)
    return _ACCENT.sub("", apart) if _ACCENT.search(beyond_ascii(apart)) else apart


def beyond_ascii(text: str) -> str:
    """The characters of a text that are not ASCII: looking for signs in these few is 10 times as fast."""
    return text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")


def shared(words: Iterable[str], text: str) -> Iterator[str]:
    """Those of the content words that a folded text has a word or a part of a compound in common with."""
    return (word for word in words if _is_in(word, text))


def takes_up(text: str, words: Iterable[str]) -> bool:
    """Whether a text that is not folded has something in common with a word; a long one is read up to there."""
    chosen = tuple(words)
    parts = (text,) if len(text) <= _LONG else text.splitlines()
    return any(_is_in(word, part) for part in map(folded, parts) for word in chosen)


def _is_in(word: str, text: str) -> bool:
    stem = word[:_STEM]
    if len(word) >= _STEM:
        if stem in text or _stands(word[: _STEM - 1], text, ("",)):
            return True
        parts = (word[start : start + _STEM] for start in range(3, len(word) - _STEM + 1))
        return len(word) >= _COMPOUND and any(_stands(part, text, None) for part in parts)
    # A short word is the beginning of another: open and opening; but car is no part of care.
    return _stands(stem, text, None if len(stem) == _STEM - 1 else ("", "s", "n", "en", "es"))


def _stands(stem: str, text: str, endings: tuple[str, ...] | None) -> bool:
    """Whether a word begins so, and ends in one of the endings if there are any."""
    start = text.find(stem)
    while start >= 0:
        end = start + len(stem)
        if start == 0 or not text[start - 1].isalnum():
            if endings is None or any(
                text.startswith(ending, end) and not text[end + len(ending) : end + len(ending) + 1].isalnum()
                for ending in endings
            ):
                return True
        start = text.find(stem, end)
    return False


@functools.cache
def _stop_words(language: str | None) -> frozenset[str]:
    chosen = [_STOP[language]] if language in _STOP else _STOP.values()
    return frozenset(folded(word) for words in chosen for word in words.split())


def is_latin(text: str) -> bool:
    """Whether a text is written in Latin letters, for the most part: words of others are not told apart here."""
    beginning = text[:200]
    if beginning.isascii():
        return any(map(str.isalpha, beginning))
    letters = [letter for letter in beginning if letter.isalpha()]
    return 2 * sum(letter < "\u0250" for letter in letters) > len(letters)
