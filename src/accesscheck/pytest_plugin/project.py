"""What holds for all tests of a project: its settings, rules, answers, and the language that is spoken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from accesscheck import answers, config, waivers
from accesscheck.audit import AuditOptions, load_rules, options_of
from accesscheck.config import Settings
from accesscheck.messages import interface_language
from accesscheck.model.answer import Answer
from accesscheck.model.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The settings are those of accesscheck.toml; they can be replaced for a test and for a call."""

    settings: Settings
    language: str
    rules: Mapping[str, Rule]
    answers: tuple[Answer, ...]

    def overruled(self, given: Mapping[str, Any], *, where: str) -> Settings:
        """The settings with others in their place. OptionError if one is not allowed: `where`, and its name."""
        plain = dict(given)
        for key in ("rules", "without"):
            if isinstance(ids := plain.get(key), str):
                plain[key] = [part.strip() for part in ids.split(",") if part.strip()]
        return config.overruled(self.settings, where, **plain)

    def options(self, settings: Settings) -> AuditOptions:
        """How to audit by settings. A waiver that is past its day covers nothing."""
        expired = waivers.expired(settings.waivers, date.today())
        valid = tuple(one for one in settings.waivers if one not in expired)
        return options_of(settings, answers=self.answers, waivers=valid)


_project: pytest.StashKey[Project] = pytest.StashKey()


def project_of(session: pytest.Config) -> Project:
    """The project that pytest runs for; its files are read once. OptionError if one of them is wrong."""
    if _project not in session.stash:
        settings = config.load(config.find(session.rootpath))
        rules = load_rules(without_plugins=frozenset(settings.without_plugins), lexicon=settings.lexicon or "")
        found = answers.find(session.rootpath) if settings.answers is None else session.rootpath / settings.answers
        session.stash[_project] = Project(
            settings=settings,
            language=interface_language(session.getoption("accesscheck_language") or settings.language),
            rules={rule.id: rule for rule in rules},
            answers=answers.load(found),
        )
    return session.stash[_project]
