"""A rule: what it looks for, why, and in which words it is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from accesscheck.model.finding import Impact, Outcome

LANGUAGES = ("nl", "fr", "en", "de")
"""Languages of the interface, and the languages that accesscheck reads. The first comes first."""


class Status(StrEnum):
    """Where a rule is in its life. A deprecated rule runs only if it is named."""

    PREVIEW = "preview"
    STABLE = "stable"
    DEPRECATED = "deprecated"


Standard = Literal["wcag22", "en301549", "law", "act", "technique"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A clause that a rule answers to: a WCAG criterion, a law of `standards`, an ACT rule."""

    standard: Standard
    clause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the knowledge in a rule comes from."""

    title: str
    address: str
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTexts:
    """The words of a rule in one language; `question` replaces `message` where only a person can decide."""

    title: str
    message: str
    fix: str
    who: str
    why: str
    question: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is looked for. `kind` names the checker; `parameters` are that kind's own settings.

    `profiles` are the kinds of target, `languages` those of the text (None: every language that has
    expressions, or that needs none). `stands_in_for` is the rule that does the same in a browser: this one is
    selected only where no browser is. `expressions` holds, by language, what a wording rule looks for, still
    packed: `rulefiles.expressions` opens it.
    """

    id: str
    kind: str
    impact: Impact
    verdict_on_match: Outcome
    texts: Mapping[str, RuleTexts]
    status: Status
    since: str
    ground: str | None = None
    references: tuple[Reference, ...] = ()
    languages: frozenset[str] | None = None
    profiles: frozenset[str] = frozenset()
    stands_in_for: str | None = None
    replaced_by: str | None = None
    sources: tuple[Source, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    expressions: Mapping[str, str] = field(default_factory=dict)
