"""The form of a rule file, as types: they check a file and convert it, and editors' JSON Schema is made of them."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta


class _File(msgspec.Struct, forbid_unknown_fields=True, gc=False, frozen=True, kw_only=True):
    """Part of a file. It holds values alone, so the garbage collector, which takes a tenth of a start, may pass by."""


Title = Annotated[str, Meta(min_length=1, max_length=60, description="The bad thing, as a noun phrase.")]
Sentence = Annotated[str, Meta(min_length=1, max_length=160)]
Question = Annotated[str, Meta(min_length=1, max_length=170, pattern=r"\?[\s\u202f”“»]*$")]
Fix = Annotated[str, Meta(min_length=1, max_length=320)]
RuleId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)+$")]
Profile = Literal["web-page", "vacancy", "text"]
Language = Literal["nl", "fr", "en", "de"]
Ground = Literal[
    "gender",
    "age",
    "origin-language",
    "skin-colour",
    "disability-health",
    "religion-belief",
    "orientation-identity",
    "family-status",
    "social-status-wealth",
    "political-union",
    "physical-trait",
    "style",
    "dated-terms",
    "missing",
]


SectionKind = Literal[
    "title", "about", "tasks", "profile", "offer", "procedure", "equal-opportunity", "contact", "other"
]


class TextsFile(_File, frozen=True, kw_only=True):
    """The words of a rule in one language."""

    title: Title
    message: Sentence
    question: Question | None = None
    fix: Fix
    who: Sentence
    why: Sentence


class AllTexts(_File, frozen=True, kw_only=True):
    """The words of a rule; no language may be missing."""

    nl: TextsFile
    fr: TextsFile
    en: TextsFile
    de: TextsFile


class ReferenceFile(_File, frozen=True, kw_only=True):
    """Exactly one of these keys."""

    wcag22: str | None = None
    act: str | None = None
    law: str | None = None
    technique: str | None = None


class SourceFile(_File, frozen=True, kw_only=True):
    """Where the knowledge in the rule comes from."""

    title: str
    address: Annotated[str, Meta(pattern=r"^https?://")]
    licence: str


class Axe(_File, frozen=True, kw_only=True):
    """The axe-core rule, and which of its data become params of the message: {param: key in axe's data}."""

    rule: str
    data: dict[str, str] = {}


class Metric(_File, frozen=True, kw_only=True):
    """A measure of `accesscheck.text.level` and its limit in each language."""

    measure: str
    limits: dict[Language, float]
    worse: Literal["above", "below"] = "above"


class PlainWords(_File, frozen=True, kw_only=True):
    """Lists of rules/language/plain-words/ whose words are looked for."""

    lists: Annotated[tuple[str, ...], Meta(min_length=1)]


class TargetLevel(_File, frozen=True, kw_only=True):
    """The level of the CEFR that a text should not be above, where the user set no other."""

    target: Literal["A1", "A2", "B1", "B2", "C1", "C2"]


class Selector(_File, frozen=True, kw_only=True):
    """CSS. `candidates` are the things looked at; those that match `fails` are findings."""

    candidates: str
    fails: str


class Term(_File, omit_defaults=True, frozen=True, kw_only=True):
    """A phrase; whole words, any case, unless it says otherwise.

    `replacement` can be written in its place as it is: the same kind of word, number and article. A phrase with one is
    not inflected.
    """

    phrase: Annotated[str, Meta(min_length=1)]
    alternatives: tuple[str, ...] = ()
    replacement: Annotated[str, Meta(min_length=1)] | None = None
    inflect: Literal["none", "noun", "adjective"] = "none"
    compound: Literal["none", "head", "tail", "any"] = "none"
    case: Literal["any", "exact"] = "any"


class Pattern(_File, omit_defaults=True, frozen=True, kw_only=True):
    """A regular expression of Python's `re`, matched in any case."""

    regex: Annotated[str, Meta(min_length=1)]
    alternatives: tuple[str, ...] = ()


Phrases = tuple[Annotated[str, Meta(min_length=1, pattern=r"\S")], ...]


class Unless(_File, omit_defaults=True, frozen=True, kw_only=True):
    """No finding if one of these phrases stands there; `$name` is a list of rules/phrases.

    `before` and `after`: within four words of the match; `inside`: the match is a part of the phrase.
    """

    before: Phrases = ()
    after: Phrases = ()
    sentence: Phrases = ()
    inside: Phrases = ()


class Near(_File, omit_defaults=True, frozen=True, kw_only=True):
    """A finding only if one of these phrases stands in the sentence, at most `within` words away."""

    sentence: Phrases
    within: Annotated[int, Meta(ge=1)] | None = None


class Examples(_File, frozen=True, kw_only=True):
    """Texts that must give a finding, and texts that must not. Tests run them all."""

    wrong: Annotated[tuple[str, ...], Meta(min_length=1)]
    right: Annotated[tuple[str, ...], Meta(min_length=1)]


class Expressions(_File, frozen=True, kw_only=True):
    """What a wording rule looks for in one language.

    `when`: of a rule of kind presence, phrases of which the text must hold one for the rule to apply.
    """

    terms: tuple[Term, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    unless: Unless | None = None
    near: Near | None = None
    when: Phrases = ()
    examples: Examples


class Sought(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """What tells in which sentences packed expressions must be tried, and in which texts a rule of kind presence.

    `texts`: by text in lower case, the numbers of the patterns that a sentence with it may hold, PHRASES for the terms;
    `always`: the patterns that any sentence may hold; `when`: as in Expressions.
    """

    texts: dict[str, tuple[int, ...]]
    always: tuple[int, ...]
    when: tuple[str, ...] = ()


PHRASES = -1
"""Stands for all terms among the patterns of expressions, which are numbered from 0."""


class PackedExpressions(Expressions, frozen=True, kw_only=True):
    """Expressions in their compiled form, with what is in Sought.

    `forms`: of each term, its forms as they are searched for; `besides`: of each pattern, more sets of texts of which
    a sentence must hold one each.
    """

    texts: dict[str, tuple[int, ...]]
    always: tuple[int, ...]
    forms: tuple[tuple[str, ...], ...]
    besides: tuple[tuple[tuple[str, ...], ...], ...]


class ExpressionsFile(Expressions, frozen=True, kw_only=True):
    """An expression file: `<rule>.<language>.yml` beside the rule's own file."""

    rule: RuleId
    language: Language


class PhraseListFile(_File, frozen=True, kw_only=True):
    """A list of phrases that expression files, and the words of html rules, name as `$list`."""

    list: str
    language: Annotated[str, Meta(pattern=r"^[a-z]{2}$")]
    phrases: Phrases


class RuleFile(_File, frozen=True, kw_only=True):
    """A rule. A word, a pattern, a measure and a selector are wholly here; html and browser rules have code beside it.

    `probe` is the measurement of the open page that a browser rule judges, and that an html rule looks at where there
    is one; `words` are phrases, by language, that an html or browser rule looks for; `$name` is a list of
    rules/phrases. `sections`: the parts of a vacancy that a rule on wording looks in; else all of it.
    """

    id: RuleId
    kind: Annotated[
        str,
        Meta(
            description="Which checker: terms, pattern, presence, metric, plain-words, level, text, axe, html and more"
        ),
    ]
    ground: Ground | None = None
    languages: tuple[Language, ...] | None = None
    profiles: Annotated[tuple[Profile, ...], Meta(min_length=1)]
    impact: Literal["minor", "moderate", "serious", "critical"]
    verdict_on_match: Literal["failed", "cantTell"]
    stands_in_for: RuleId | None = None
    axe: Axe | None = None
    metric: Metric | None = None
    selector: Selector | None = None
    plain_words: PlainWords | None = None
    level: TargetLevel | None = None
    probe: Annotated[str, Meta(pattern=r"^[a-z][a-z-]*$")] | None = None
    words: dict[Annotated[str, Meta(pattern=r"^[a-z]{2}$")], Phrases] = {}
    sections: tuple[SectionKind, ...] = ()
    parameters: dict[str, Any] = {}
    terms: dict[str, tuple[str, ...]] | None = None
    exceptions: tuple[str, ...] = ()
    examples: Examples | None = None
    references: tuple[ReferenceFile, ...]
    sources: tuple[SourceFile, ...]
    status: Literal["preview", "stable", "deprecated"]
    since: Annotated[str, Meta(pattern=r"^\d+\.\d+\.\d+$")]
    replaced_by: RuleId | None = None
    texts: AllTexts


def json_schema(kind: Literal["rule", "expressions"]) -> dict[str, Any]:
    """JSON Schema of a file in rules/, for editors and for people who write rules."""
    return msgspec.json.schema(RuleFile if kind == "rule" else ExpressionsFile)
