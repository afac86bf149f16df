"""Sentences of a text."""

import re
from collections.abc import Iterator

from accesscheck.model.document import Block

Span = tuple[int, int]

_ABBREVIATIONS = {
    "nl": "art al afd alg bijv bv bvb blz ca cfr cf dd dhr dr drs d.w.z enz e.a e.d etc excl fig ing ir incl inz "
    "i.p.v i.v.m jl l.g m.a.w m.b.t m.b.v m.i.v mevr mr mw nl nr nrs n.a.v o.a o.b.v o.l.v o.v.v p par pag "
    "prof resp st t.a.v t.b.v tel t.e.m t.g.v t.o.v t/m tw v.a vb vgl vnl voorz z.g zgn v.l.n.r c.q i.h.k.v "
    "i.o i.s.m max min",
    "fr": "art al app av boul c.-à-d cf chap chf dr env etc ex fig hab m me mlle mm mme n° nos not p par pp prof "
    "réf resp s.a st ste tél v vol max min p.ex",
    "en": "a.k.a al approx apt assn art ave cf ch co corp dept dr e.g esp est etc ext fig govt hon i.e inc jr ltd "
    "max min misc mr mrs ms no nos p para pp prof ref rev sec sr st tel vol vs",
    "de": "abb abs art az bd bes bsp bspw bzgl bzw ca d.h dipl dr einschl etc evtl fa ff fr ggf hr hrsg i.d.r inkl "
    "ing kap lt m.e max min mind mio mrd mwst nr o.ä o.g prof rd s s.o s.u sog st std str tel u.a u.ä usw v.a "
    "vgl z.b z.t zzgl zzt",
}
_ABBREVIATION_SETS = {language: frozenset(words.split()) for language, words in _ABBREVIATIONS.items()}
_ALL_ABBREVIATIONS = frozenset().union(*_ABBREVIATION_SETS.values())

_WORDS_TOO = frozenset("al art fig max min no nos par".split())
"""Abbreviations that are words as well (aller Art., the answer is no.): they go on before a number alone."""

_END = re.compile(r"[.!?…]+(?:\s?»|[\"'”’“‘«»)\]])*(?=\s|$)")
_BEFORE = re.compile(r"([^\s(\[“„«\"'’]+)$")
_NUMBER = re.compile(r"[§n°N.\s]*\d|[A-Z]\.|[IVXLC]+\b")
_OPENING = re.compile(r"[\s\"'“„«(\[–—•*-]*")


def sentence_spans(text: str, language: str | None = None, *, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Spans of the sentences in `text[start:end]`, without the white space around them.

    A full stop ends a sentence unless it belongs to an abbreviation of the language, an initial, or a number in a
    row (art. 4, 1. Januar). The caller gives one block at a time: its border ends a sentence too.
    """
    stop = len(text) if end is None else end
    known = _ABBREVIATION_SETS.get(language or "", _ALL_ABBREVIATIONS)
    begin = start
    for match in _END.finditer(text, start, stop):
        if match.end() < stop and _goes_on(text, match, stop, known, language):
            continue
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, stop)


def block_sentences(text: str, blocks: tuple[Block, ...], language: str | None = None) -> Iterator[tuple[Block, Span]]:
    """Every sentence of a text, with the block that it is in. A block's own language goes before the text's."""
    for block in blocks:
        for span in sentence_spans(text, block.language or language, start=block.start, end=block.end):
            yield block, span


def _goes_on(text: str, match: re.Match[str], stop: int, known: frozenset[str], language: str | None) -> bool:
    """Whether the sentence goes on after what looks like its end."""
    after = _OPENING.match(text, match.end(), stop)
    if after is None or after.end() == stop:
        return False
    following = text[after.end()]
    if following.islower():
        return True
    if match.group() != ".":
        return False
    before = _BEFORE.search(text, max(0, match.start() - 30), match.start())
    word = before.group(1) if before else ""
    if word.lower() in known:
        if word.lower() in _WORDS_TOO:
            return _NUMBER.match(text, after.end(), stop) is not None
        # "enz." and "etc." can end a sentence; before a capital we take it that they do.
        return not (word.lower() in ("enz", "etc", "usw") and following.isupper())
    # An initial; in German, where no word has one letter, also half of "z. B." and "d. h.".
    if len(word) == 1 and word.isalpha() and (word.isupper() or language == "de"):
        return True
    if re.fullmatch(r"(?:[A-Za-zÀ-ÿ]\.)+[A-Za-zÀ-ÿ]", word):
        return True
    # A German ordinal: 1. Januar. Elsewhere a number can end a sentence.
    return language == "de" and word.isdigit() and len(word) <= 2 and following.isupper()


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
