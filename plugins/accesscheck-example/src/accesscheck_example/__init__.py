"""An example of a plugin: a rule of words, and a rule in code of a kind of its own."""

from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

from accesscheck import hookimpl
from accesscheck.checkers.elements import ElementChecker
from accesscheck.hookspecs import Checker


@hookimpl
def accesscheck_rule_folders() -> Iterable[Traversable]:
    """The YAML files of both rules."""
    return (files("accesscheck_example") / "rules",)


@hookimpl
def accesscheck_checkers() -> Iterable[Checker]:
    """What answers rules of kind example: the modules of `elements`, each named after its rule."""
    return (ElementChecker("example", "accesscheck_example.elements"),)
