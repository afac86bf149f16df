"""Load built-ins, then entry points one by one; name the one that fails.

A plugin that does not load stops the program: an audit that silently lost a rule pack is false evidence.
"""

import difflib
import functools
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import pluggy

from accesscheck import builtins, hookspecs, rulefiles
from accesscheck.errors import N_, AccesscheckError, OptionError, PluginError, RuleFileError, StoreError
from accesscheck.hookspecs import Checker, Probe, Reporter, Store
from accesscheck.installation import VERSION, rules_folder
from accesscheck.model.rule import Rule

GROUP = "accesscheck"
"""Entry-point group of plugins."""

BUILT_IN = "accesscheck"
"""The name under which accesscheck's own hooks are registered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """A plugin that is loaded: what it is called, which version, and what it comes from."""

    name: str
    version: str
    origin: str


def plugin_manager(without: frozenset[str] = frozenset()) -> pluggy.PluginManager:
    """The plugins of this process, built-ins first, so that a plugin is asked before them. PluginError."""
    return _plugin_manager(without)


@functools.cache
def _plugin_manager(without: frozenset[str]) -> pluggy.PluginManager:
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hookspecs)
    manager.register(builtins, name=BUILT_IN)
    for entry_point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        if entry_point.name not in without:
            _load(manager, entry_point)
    return manager


def _load(manager: pluggy.PluginManager, entry_point: EntryPoint) -> None:
    name = entry_point.name
    try:
        plugin = entry_point.load()
    except Exception as error:
        raise PluginError(
            N_("The plugin “{plugin}” ({origin}) does not load: {problem}"),
            plugin=name,
            origin=entry_point.value,
            problem=_says(error),
        ) from error
    register(manager, plugin, name)


def register(manager: pluggy.PluginManager, plugin: object, name: str) -> None:
    """Add a plugin. PluginError if its name is taken, or a hook of it does not exist or has a wrong argument."""
    if manager.has_plugin(name):
        raise PluginError(
            N_("Two plugins are called “{plugin}”. Uninstall one of them."),
            plugin=name,
        )
    try:
        manager.register(plugin, name=name)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        if manager.has_plugin(name):
            manager.unregister(name=name)
        raise PluginError(
            N_("The plugin “{plugin}” breaks its contract: {problem}"),
            plugin=name,
            problem=_broken(str(error)),
        ) from error


def loaded(manager: pluggy.PluginManager) -> tuple[Plugin, ...]:
    """Every plugin that is loaded, and from where."""
    points = {point.name: point for point in entry_points(group=GROUP)}
    found: list[Plugin] = []
    for name, _ in manager.list_name_plugin():
        point = points.get(name)
        if name == BUILT_IN:
            found.append(Plugin(name=name, version=VERSION, origin="built in"))
        elif point is None or point.dist is None:
            found.append(Plugin(name=name, version="", origin="registered"))
        else:
            found.append(Plugin(name=name, version=point.dist.version, origin=point.value))
    return tuple(found)


def _collect(manager: pluggy.PluginManager, hook: str) -> Iterator[tuple[str, Any]]:
    """Everything that the plugins give for a hook, with the name of the plugin that gives it."""
    for implementation in getattr(manager.hook, hook).get_hookimpls():
        name = implementation.plugin_name
        try:
            given = tuple(implementation.function())
        except AccesscheckError:
            raise
        except Exception as error:
            raise PluginError(
                N_("The plugin “{plugin}” failed in {hook}: {problem}"),
                plugin=name,
                hook=hook,
                problem=_says(error),
            ) from error
        for item in given:
            yield name, item


def tell(manager: pluggy.PluginManager, hook: str, **arguments: Any) -> None:
    """Call a hook that returns nothing, plugin by plugin, so that an error names its own."""
    for implementation in getattr(manager.hook, hook).get_hookimpls():
        try:
            implementation.function(*(arguments[name] for name in implementation.argnames))
        except Exception as error:
            name = implementation.plugin_name
            raise PluginError(
                N_("The plugin “{plugin}” failed in {hook}: {problem}"), plugin=name, hook=hook, problem=_says(error)
            ) from error


def checkers(manager: pluggy.PluginManager) -> Mapping[str, Checker]:
    """The checker of each kind of rule. PluginError for a second one of the same kind."""
    found: dict[str, Checker] = {}
    for name, checker in _collect(manager, "accesscheck_checkers"):
        if checker.kind in found:
            raise PluginError(
                N_("The plugin “{plugin}” has a checker of kind {kind}, which exists already."),
                plugin=name,
                kind=checker.kind,
            )
        found[checker.kind] = checker
    return found


def probes(manager: pluggy.PluginManager) -> tuple[Probe, ...]:
    """Every probe."""
    return tuple(probe for _, probe in _collect(manager, "accesscheck_probes"))


def reporters(manager: pluggy.PluginManager) -> Mapping[str, Reporter]:
    """Reporters by the name of their format."""
    return {reporter.name: reporter for _, reporter in _collect(manager, "accesscheck_reporters")}


def open_store(manager: pluggy.PluginManager, address: str) -> Store:
    """The store at an address. StoreError if there is none for it, or it cannot be opened."""
    found: Store | None = manager.hook.accesscheck_store(address=address)
    if found is None:
        raise StoreError(
            N_("“{address}” is no address of a store. Give a file, or postgresql://user@host/database."),
            address=address,
        )
    return found


def rules(manager: pluggy.PluginManager, lexicon: str = "") -> Mapping[str, Rule]:
    """Every rule by id, sorted. RuleFileError, or PluginError for a rule of a plugin or one that nothing can check.

    `lexicon` is a folder with rules of a body's own, which go before those with the same id. OptionError without it.
    """
    kinds = checkers(manager)
    found: dict[str, Rule] = {}
    for name, folder in _collect(manager, "accesscheck_rule_folders"):
        for rule in _rules_of(name, folder):
            if rule.id in found:
                raise PluginError(
                    N_("The plugin “{plugin}” has a rule {rule}, which exists already."),
                    plugin=name,
                    rule=rule.id,
                )
            if rule.kind not in kinds:
                raise PluginError(
                    N_("The plugin “{plugin}” has a rule {rule} of kind {kind}, which nothing checks."),
                    plugin=name,
                    rule=rule.id,
                    kind=rule.kind,
                )
            found[rule.id] = rule
    if lexicon:
        found |= _of_lexicon(lexicon, kinds)
    return dict(sorted(found.items()))


def _of_lexicon(lexicon: str, kinds: Container[str]) -> dict[str, Rule]:
    folder = Path(lexicon)
    if not folder.is_dir():
        raise OptionError(N_("{path}: there is no such folder. Check the path."), path=lexicon)
    found = rulefiles.load_folder(folder, phrases_of=rules_folder())
    for rule in found:
        if rule.kind not in kinds:
            raise OptionError(
                N_("{path}: the rule {rule} is of kind {kind}, which nothing checks."),
                path=lexicon,
                rule=rule.id,
                kind=rule.kind,
            )
    return {rule.id: rule for rule in found}


def _rules_of(name: str, folder: Traversable) -> tuple[Rule, ...]:
    try:
        return rulefiles.load_folder(folder)
    except RuleFileError as error:
        if name == BUILT_IN:
            raise
        raise PluginError(
            N_("A rule file of the plugin “{plugin}” is wrong: {problem}"),
            plugin=name,
            problem=str(error),
        ) from error
    except OSError as error:
        raise PluginError(
            N_("The rules of the plugin “{plugin}” cannot be read: {problem}."),
            plugin=name,
            problem=str(error),
        ) from error


def _broken(problem: str) -> str:
    """pluggy's words for a broken contract, in one line; for a hook that does not exist, the one that was meant."""
    unknown = re.match(r"unknown hook '(\w+)'", problem)
    if unknown is None:
        return f"{' '.join(problem.split()).rstrip('.')}."
    hooks = [name for name in vars(hookspecs) if name.startswith("accesscheck_")]
    close = difflib.get_close_matches(unknown.group(1), hooks, n=1)
    hint = f"Did you mean {close[0]}?" if close else f"The hooks are: {', '.join(hooks)}."
    return f"there is no hook {unknown.group(1)}. {hint}"


def _says(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}".rstrip(": .") + "."
