"""Passives in a row: nobody acts, so the reader has to find out who must do what."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from accesscheck.checkers.texts import Spot, Text
from accesscheck.text.by_language import patterns
from accesscheck.text.clauses import Token, clause_after, is_last, tokens
from accesscheck.text.function_words import FUNCTION_WORDS
from accesscheck.text.passages import Passage
from accesscheck.text.verbs import MODALS, german_infinitive_too, participle

IN_SENTENCE = 2
"""Passives that are too many for one sentence. Guides name no number: one is often the best way to say it, as the
European Commission's How to write clearly says; with the second nobody is left who acts."""
IN_STRETCH = 3
"""Sentences with a passive that are too many for one stretch, for the same reason."""
PER_ACTIVE = 3
"""So many of them let one sentence without a passive stand between. With more of those, nobody minds the passives."""


@dataclass(frozen=True, slots=True)
class Passive:
    """`text[start:end]`, from the first to the last of its verbs. `words`: those verbs as they are shown."""

    start: int
    end: int
    words: str


_WORDS = {
    "nl": r"wordt?|worden|werd(?:en)?",
    "fr": r"est|sont|êtes|sommes|suis|été|étant|être|étai(?:s|t|ent)|étions|étiez|soit|soient|soyez|soyons"
    r"|se(?:ra|rai|ras|rons|rez|ront|rait|rais|raient|rions|riez)|fu(?:t|rent)",
    "en": r"am|is|are|was|were|be|been|being",
    "de": r"wird|wirst|werden|werdet|wurden?|würden?|worden",
}
_AUXILIARY = patterns(**{language: rf"\b(?:{words})\b" for language, words in _WORDS.items()})
_NEAR = patterns(
    fr=(
        rf"\b(?P<auxiliary>{_WORDS['fr']})(?: (?:pas|jamais|également|aussi|ensuite|ainsi|alors|donc|déjà"
        r"|encore|toujours|souvent|tous|toutes?|tout|parfois|aujourd'hui|désormais|bien|été|\w{3,}ment)){0,3} "
        r"(?P<verb>[^\W\d_]+(?:[·.-]\w+)*(?:\(\w{1,2}\)s?)?)"
    ),
    en=(
        rf"\b(?P<auxiliary>{_WORDS['en']})(?: (?:not|also|then|always|never|often|now|still|only|both|all"
        r"|being|been|\w{3,}ly)){0,3} (?P<verb>[^\W\d_]+(?:[-']\w+)*)"
    ),
)
"""In French and English the participle stands right after the auxiliary, but for adverbs."""
_ONESELF = re.compile(r"(?:\b(?:[smt]'|[smt]e )|\bnous nous |\bvous vous )$")
"""Before the auxiliary of a French verb that is no passive: elle s'est inscrite."""


def spots(text: Text) -> Iterator[Spot]:
    """Stretches of passive sentences, and single sentences with several passives."""
    found = [(passage, passives(passage, text.language)) for passage in text.passages]
    order = {id(block): number for number, block in enumerate(text.blocks)}
    place = 0
    while place < len(found):
        end = _stretch(found, place, order)
        inside = [passive for _, some in found[place:end] for passive in some]
        if end > place + 1 or len(inside) >= IN_SENTENCE:
            yield Spot(
                passage=found[place][0],
                start=inside[0].start,
                end=inside[-1].end,
                until=found[end - 1][0],
                params={"count": len(inside), "first": inside[0].words},
            )
        place = end


def _stretch(found: Sequence[tuple[Passage, Sequence[Passive]]], start: int, order: Mapping[int, int]) -> int:
    """The end of the longest stretch that begins with a sentence; right after it, if there is none."""
    end, passive, active = start + 1, 0, 0
    for place in range(start, len(found)):
        passage, inside = found[place]
        apart = place > start and order[id(passage.block)] - order[id(found[place - 1][0].block)] > 1
        passive, active = passive + bool(inside), active + (not inside)
        if apart or not passive or active > passive / PER_ACTIVE + 1:
            break
        if inside and passive >= IN_STRETCH and active <= passive / PER_ACTIVE:
            end = place + 1
    return end


def passives(passage: Passage, language: str) -> list[Passive]:
    """The passives of a sentence, in their order."""
    text = passage.plain.text
    if language in _NEAR:
        return [
            Passive(match.start(), match.end(), _shown(text, *match.span("auxiliary"), *match.span("verb")))
            for match in _NEAR[language].finditer(passage.plain.lower)
            if participle(match["verb"], language) and not (language == "fr" and _is_of_oneself(match))
        ]
    if not _AUXILIARY[language].search(passage.plain.lower):
        return []
    words = tokens(text)
    found: dict[int, Passive] = {}
    for auxiliary, verb in _in_clause(words, language):
        first, last = words[min(auxiliary, verb)], words[max(auxiliary, verb)]
        found.setdefault(
            verb, Passive(first.start, last.end, _shown(text, first.start, first.end, last.start, last.end))
        )
    return sorted(found.values(), key=lambda one: one.start)


def _shown(text: str, start: int, end: int, next_start: int, next_end: int) -> str:
    """Two words of a text, with an ellipsis for what stands between them."""
    between = " " if end + 1 == next_start else " … "
    return f"{text[start:end]}{between}{text[next_start:next_end]}"


def _is_of_oneself(match: re.Match[str]) -> bool:
    return _ONESELF.search(match.string, max(0, match.start() - 10), match.start()) is not None


def _in_clause(words: tuple[Token, ...], language: str) -> Iterator[tuple[int, int]]:
    """Auxiliaries and participles: in Dutch and German the participle ends the clause, or stands before both."""
    for place, token in enumerate(words):
        if not _AUXILIARY[language].fullmatch(token.word):
            continue
        verb = _before(words, place, language)
        if verb is None:
            verb = _after(words, place, language)
        if verb is not None:
            yield place, verb


def _before(words: Sequence[Token], place: int, language: str) -> int | None:
    """The participle right before an auxiliary: onderzocht wordt, onderzocht kan worden, geprüft werden."""
    at = place - 1
    while at > 0 and language == "nl" and (words[at].word in MODALS["nl"] or words[at].word == "te"):
        at -= 1
    if at < 0 or words[at].mark or not _is_verb(words, at, language):
        return None
    return at if _tells(words, place, at, language) else None


def _after(words: tuple[Token, ...], place: int, language: str) -> int | None:
    """The participle that a clause with this auxiliary ends with."""
    for at in clause_after(words, place, language):
        if _AUXILIARY[language].fullmatch(words[at].word):
            return None
        if _ends(words, at, language) and _is_verb(words, at, language) and _tells(words, place, at, language):
            return at
    return None


def _ends(words: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether a participle stands by itself, and not before the noun that it belongs to."""
    if words[place].mark or place + 1 == len(words):
        return is_last(words, place, language)
    return is_last(words, place, language) or words[place + 1].word in FUNCTION_WORDS[language]


def _is_verb(words: Sequence[Token], place: int, language: str) -> bool:
    token = words[place]
    return participle(token.word, language) and not (language == "de" and token.capital)


def _tells(words: Sequence[Token], auxiliary: int, verb: int, language: str) -> bool:
    """Whether the participle is no infinitive: wird erhalten may be the future, wurde erhalten is not."""
    if language != "de" or words[auxiliary].word in ("wurde", "wurden", "worden"):
        return True
    return not german_infinitive_too(words[verb].word)
