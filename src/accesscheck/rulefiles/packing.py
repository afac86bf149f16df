"""Expressions in the form that they are searched in: what can be known of them before there is a text."""

from collections import defaultdict

from accesscheck.rulefiles.form import PHRASES, Expressions, Near, PackedExpressions, Unless
from accesscheck.rulefiles.needles import needles
from accesscheck.text.phrases import Phrase, lowered, written_forms


def pack(found: Expressions, language: str, unless: Unless | None, near: Near | None) -> PackedExpressions:
    """The expressions of a language, with the context that their lists of phrases make."""
    phrases = [Phrase(text=term.phrase, inflect=term.inflect) for term in found.terms]
    forms = tuple([written_forms(phrase, language) for phrase in phrases])
    needed = [needles(straight(pattern.regex)) for pattern in found.patterns]
    texts: dict[str, set[int]] = defaultdict(set)
    for written in forms:
        for form in written:
            texts[lowered(form)].add(PHRASES)
    for number, sets in enumerate(needed):
        for text in sets[0] if sets else ():
            texts[text].add(number)
    return PackedExpressions(
        terms=found.terms,
        patterns=found.patterns,
        unless=unless,
        near=near,
        when=found.when,
        examples=found.examples,
        texts={text: tuple(sorted(numbers)) for text, numbers in sorted(texts.items())},
        always=tuple([number for number, sets in enumerate(needed) if not sets]),
        forms=forms,
        besides=tuple([tuple([tuple(sorted(texts)) for texts in sets[1:]]) for sets in needed]),
    )


def straight(regex: str) -> str:
    """An expression as texts are searched, with straight apostrophes: see text.phrases.plain."""
    return regex.replace("’", "'")
