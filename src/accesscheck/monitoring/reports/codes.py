"""The words that stand for something in the open data, and what they mean in a language of the interface."""

from collections.abc import Iterable, Iterator, Mapping

from accesscheck import standards
from accesscheck.errors import N_
from accesscheck.messages import say
from accesscheck.model.rule import Reference, Rule
from accesscheck.monitoring import columns, lottery, reasons
from accesscheck.monitoring.columns import Group
from accesscheck.monitoring.indicators import INDICATORS
from accesscheck.monitoring.reports.entity import STATES
from accesscheck.monitoring.reports.sections.barriers import title_of
from accesscheck.monitoring.reports.sections.figures import STANDINGS
from accesscheck.monitoring.sizes import METHODS
from accesscheck.reporters.score_card import GROUNDS
from accesscheck.reporters.summary import PROFILES
from accesscheck.reporters.terminal import IMPACTS

_GROUPS: Mapping[str, Group] = {
    "government_level": "levels",
    "kind": "kinds",
    "status": "statuses",
    "audience": "audiences",
    "exemptions": "exemptions",
}
"""By column, the words of an inventory that stand in it."""

_SENTENCES: Mapping[str, Mapping[str, str]] = {
    "scope": {"body": N_("body"), "domain": N_("policy domain"), "government": N_("whole government")},
    "indicator": {one.key: one.title for one in INDICATORS},
    "unit": {"share": N_("share"), "per page": N_("number per page")},
    "standing": {str(key): word for key, word in STANDINGS.items()},
    "sample_method": {str(key): lottery.TITLES[key] for key in METHODS},
    "choice": {
        "drawn": N_("drawn by lot"),
        "by-hand": N_("chosen by hand"),
        "taken-out": N_("taken out by hand"),
    },
    "state": {key.value: word for key, word in STATES.items()},
    "reason": {**reasons.LEFT_OUT, **reasons.FAILED, **reasons.REMARKS},
    "impact": {key.value: word for key, word in IMPACTS.items()},
    "ground": {**GROUNDS, "missing": N_("What a vacancy does not say")},
    "profile": PROFILES,
}
"""By column, the sentence of the code for each of its words."""

_LISTED = (*_SENTENCES, *_GROUPS)


def word(column: str, code: str, language: str, rules: Mapping[str, Rule]) -> str:
    """What a code of a column is called; the code itself if nothing is known of it."""
    if column == "rule":
        return title_of(code, rules, language)
    if column in ("criterion", "criteria"):
        return _criterion(code, language)
    if column in _GROUPS:
        group = _GROUPS[column]
        return columns.title(group, code, language) if code in columns.allowed(group) else code
    sentence = _SENTENCES.get(column, {}).get(code)
    return code if sentence is None else say(language, sentence)


def every(rules: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each column that holds codes, with each of its codes; of all rules, only those given."""
    for column in _LISTED:
        known = columns.allowed(_GROUPS[column]) if column in _GROUPS else tuple(_SENTENCES[column])
        for code in known:
            yield column, code
    for name, level in standards.criteria():
        if level in ("A", "AA"):
            yield "criterion", name
    for rule in sorted(rules):
        yield "rule", rule


def _criterion(name: str, language: str) -> str:
    try:
        return standards.look_up(Reference(standard="wcag22", clause=name), language).title
    except KeyError:
        return name
