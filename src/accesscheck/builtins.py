"""What accesscheck itself brings, in the form that a plugin has."""

from collections.abc import Iterable
from importlib.resources.abc import Traversable

from accesscheck.hookspecs import Checker, OpenOptions, Probe, Reporter, Store, hookimpl
from accesscheck.model.document import Document
from accesscheck.model.target import Target


@hookimpl
def accesscheck_checkers() -> Iterable[Checker]:
    from accesscheck.checkers.axe import AxeChecker
    from accesscheck.checkers.elements import ElementChecker
    from accesscheck.checkers.expressions import ExpressionsChecker
    from accesscheck.checkers.level import LevelChecker
    from accesscheck.checkers.metric import MetricChecker
    from accesscheck.checkers.plain_words import PlainWordsChecker
    from accesscheck.checkers.presence import PresenceChecker
    from accesscheck.checkers.selector import SelectorChecker
    from accesscheck.checkers.sites import SiteChecker
    from accesscheck.checkers.texts import TextChecker

    return (
        AxeChecker(),
        ElementChecker("html", "accesscheck.checkers.html"),
        ElementChecker("browser", "accesscheck.checkers.browser"),
        ExpressionsChecker("terms"),
        ExpressionsChecker("pattern"),
        LevelChecker(),
        MetricChecker(),
        PlainWordsChecker(),
        PresenceChecker(),
        SelectorChecker(),
        SiteChecker(),
        TextChecker(),
    )


@hookimpl
def accesscheck_rule_folders() -> Iterable[Traversable]:
    from accesscheck.installation import rules_folder

    return (rules_folder(),)


@hookimpl
def accesscheck_probes() -> Iterable[Probe]:
    import importlib
    import pkgutil

    from accesscheck.sources import probes

    names = sorted(module.name for module in pkgutil.iter_modules(probes.__path__))
    modules = (importlib.import_module(f"{probes.__name__}.{name}") for name in names)
    return tuple(module.probe() for module in modules if hasattr(module, "probe"))


@hookimpl
def accesscheck_open(target: Target, options: OpenOptions) -> Document | None:
    from accesscheck.sources import open_target

    return open_target(target, options)


@hookimpl
def accesscheck_reporters() -> Iterable[Reporter]:
    from accesscheck.reporters.checkstyle import CheckstyleReporter
    from accesscheck.reporters.csv import CsvReporter
    from accesscheck.reporters.earl import EarlReporter
    from accesscheck.reporters.github import GithubReporter
    from accesscheck.reporters.gitlab import GitlabReporter
    from accesscheck.reporters.html import HtmlReporter
    from accesscheck.reporters.json import JsonLinesReporter, JsonReporter
    from accesscheck.reporters.junit import JunitReporter
    from accesscheck.reporters.markdown import MarkdownReporter
    from accesscheck.reporters.sarif import SarifReporter
    from accesscheck.reporters.terminal import TerminalReporter

    return (
        TerminalReporter(),
        JsonReporter(),
        JsonLinesReporter(),
        HtmlReporter(),
        EarlReporter(),
        SarifReporter(),
        JunitReporter(),
        GitlabReporter(),
        GithubReporter(),
        CheckstyleReporter(),
        CsvReporter(),
        MarkdownReporter(),
    )


@hookimpl
def accesscheck_store(address: str) -> Store | None:
    from accesscheck.store import is_ours, open_store

    return open_store(address) if is_ours(address) else None
