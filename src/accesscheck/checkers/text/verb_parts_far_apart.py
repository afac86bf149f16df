"""A verb in two parts with a long stretch between them: what happens is only said at the end."""

from collections.abc import Iterator

from accesscheck.checkers.texts import Spot, Text
from accesscheck.text.by_language import patterns
from accesscheck.text.clauses import Token, clause_after, ends_subordinate, is_last, is_named, tokens
from accesscheck.text.verbs import ALSO_INFINITIVES, AUXILIARIES, MODALS, NO_PARTICIPLES, infinitive, participle

BETWEEN = 12
"""Words between the two parts that are too many: twice the 6 that Wolf Schneider (Deutsch! Das Handbuch für attraktive
Texte) allows. Onze Taal and Team Taaladvies name no number."""

_MAY_BE = patterns(
    **{language: rf"\b(?:{'|'.join(sorted(MODALS[language] | AUXILIARIES[language]))})\b" for language in MODALS}
)


def spots(text: Text) -> Iterator[Spot]:
    """From the first part of the verb to the last."""
    language = text.language
    for passage in text.passages:
        if len(passage.words) < BETWEEN + 2:
            continue
        may_be = _MAY_BE[language].search(passage.plain.lower)
        if may_be is None or passage.plain.text.count(" ", may_be.end()) <= BETWEEN:
            continue
        words = tokens(passage.plain.text)
        place = 0
        while place < len(words) - BETWEEN:
            end = _bracket(words, place, language)
            if end is None:
                place += 1
                continue
            first, last = end
            between = first - place - 1
            if between >= BETWEEN:
                yield Spot(
                    passage=passage,
                    start=words[place].start,
                    end=words[last].end,
                    params={
                        "words": between,
                        "first": passage.plain.text[words[place].start : words[place].end],
                        "last": passage.plain.text[words[first].start : words[last].end],
                    },
                )
                place = last
            place += 1


def _bracket(words: tuple[Token, ...], place: int, language: str) -> tuple[int, int] | None:
    """Where the second part of a verb begins and ends whose first part stands here."""
    word = words[place].word
    if not _begins(words, place, language):
        return None
    modal, auxiliary = word in MODALS[language], word in AUXILIARIES[language]
    before, skipped = place, False
    for at in clause_after(words, place, language):
        skipped, before = skipped or at > before + 1, at
        token = words[at]
        if (language == "de" and token.capital) or words[at - 1].word in ("te", "zu"):
            continue
        done = participle(token.word, language) or token.word in NO_PARTICIPLES[language]
        plain = infinitive(token.word, language)
        if not (done or plain) or (plain and not done and language == "nl" and is_named(words, at)):
            continue
        end = _end_of_verbs(words, at, language)
        if not ((auxiliary and done) or (modal and (plain or end > at))):
            continue
        # After a German subordinate clause, this may be its next verb: die Anträge liest, Gespräche ermöglicht.
        finite_too = skipped and done and token.word.endswith("t") and "ge" not in token.word
        certain = is_last(words, end, language) and token.word not in NO_PARTICIPLES[language] and not finite_too
        return (at, end) if certain else None
    return None


def _end_of_verbs(words: tuple[Token, ...], place: int, language: str) -> int:
    """The last of the verbs that stand together from here on: eingereicht werden, worden ingediend."""
    while place + 1 < len(words) and not words[place].mark:
        following = words[place + 1].word
        helped = words[place].word in ALSO_INFINITIVES[language]
        verb = helped and (participle(following, language) or infinitive(following, language))
        if not verb and following not in ALSO_INFINITIVES[language]:
            break
        place += 1
    return place


def _begins(words: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether an auxiliary opens a bracket, and is not one of the verbs at the end of a clause: ingediend wordt."""
    token = words[place]
    if token.word not in MODALS[language] and token.word not in AUXILIARIES[language]:
        return False
    if not place:
        return True
    before = words[place - 1]
    if (token.capital and language == "de") or ends_subordinate(words, place, language):
        return False
    if before.mark:
        return True
    if before.word in ("te", "zu") or (token.word in ALSO_INFINITIVES[language] and before.word in MODALS[language]):
        return False
    if before.capital and language == "de":
        return True
    return not participle(before.word, language) and not infinitive(before.word, language)
