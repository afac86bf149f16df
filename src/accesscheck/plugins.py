"""Load built-ins, then entry points one by one; name the one that fails.

A plugin that does not load stops the program: an audit that silently lost a rule pack is false evidence.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import pluggy

from accesscheck import builtins, hookspecs, rulefiles
from accesscheck.errors import PluginError
from accesscheck.hookspecs import Checker, Probe, Reporter
from accesscheck.installation import VERSION
from accesscheck.model.rule import Rule

GROUP = "accesscheck"
"""Entry-point group of plugins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """A plugin that is loaded: what it is called, which version, and what it comes from."""

    name: str
    version: str
    origin: str


@functools.cache
def plugin_manager(without: frozenset[str] = frozenset()) -> pluggy.PluginManager:
    """The plugins of this process, built-ins first, so that a plugin is asked before them. PluginError."""
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(hookspecs)
    manager.register(builtins, name="accesscheck")
    for entry_point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        if entry_point.name not in without:
            _load(manager, entry_point)
    return manager


def _load(manager: pluggy.PluginManager, entry_point: EntryPoint) -> None:
    name = entry_point.name
    try:
        plugin = entry_point.load()
    except Exception as error:
        raise PluginError(name, f"The plugin “{name}” ({entry_point.value}) does not load: {error}.") from error
    register(manager, plugin, name)


def register(manager: pluggy.PluginManager, plugin: object, name: str) -> None:
    """Add a plugin. PluginError if it has a hook that does not exist, or one with a wrong argument."""
    try:
        manager.register(plugin, name=name)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        if manager.has_plugin(name):
            manager.unregister(name=name)
        raise PluginError(name, f"The plugin “{name}” breaks its contract: {_one_line(str(error))}.") from error


def loaded(manager: pluggy.PluginManager) -> tuple[Plugin, ...]:
    """Every plugin that is loaded, and from where."""
    points = {point.name: point for point in entry_points(group=GROUP)}
    found: list[Plugin] = []
    for name, _ in manager.list_name_plugin():
        point = points.get(name)
        version = VERSION if point is None or point.dist is None else point.dist.version
        origin = "built in" if name == "accesscheck" else point.value if point else "registered"
        found.append(Plugin(name=name, version=version, origin=origin))
    return tuple(found)


def _collect(manager: pluggy.PluginManager, hook: str) -> Iterable[Any]:
    """Everything that the plugins give for a hook, plugin by plugin, so that an error names its own."""
    for implementation in getattr(manager.hook, hook).get_hookimpls():
        try:
            yield from implementation.function()
        except Exception as error:
            name = implementation.plugin_name
            raise PluginError(name, f"The plugin “{name}” failed in {hook}: {error}.") from error


def checkers(manager: pluggy.PluginManager) -> Mapping[str, Checker]:
    """The checker of each kind of rule. A kind of a plugin's own must not be one of ours."""
    return {checker.kind: checker for checker in _collect(manager, "accesscheck_checkers")}


def probes(manager: pluggy.PluginManager) -> tuple[Probe, ...]:
    """Every probe."""
    return tuple(_collect(manager, "accesscheck_probes"))


def reporters(manager: pluggy.PluginManager) -> Mapping[str, Reporter]:
    """Reporters by the name of their format."""
    return {reporter.name: reporter for reporter in _collect(manager, "accesscheck_reporters")}


def rules(manager: pluggy.PluginManager) -> Mapping[str, Rule]:
    """Every rule by id, sorted. RuleFileError, or PluginError for a rule that nothing can check."""
    kinds = checkers(manager)
    found: dict[str, Rule] = {}
    for implementation in manager.hook.accesscheck_rule_folders.get_hookimpls():
        name = implementation.plugin_name
        folders: Any = implementation.function()
        for folder in folders:
            for rule in rulefiles.load_folder(folder):
                if rule.id in found:
                    raise PluginError(name, f"The plugin “{name}” has a rule {rule.id}, which exists already.")
                if rule.kind not in kinds:
                    raise PluginError(name, f"The rule {rule.id} is of kind {rule.kind}, which nothing checks.")
                found[rule.id] = rule
    return dict(sorted(found.items()))


def _one_line(message: str) -> str:
    return " ".join(message.split()).rstrip(".")
