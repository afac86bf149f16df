"""accesscheck: is what you publish accessible and understandable?

Names are imported on first use, so that `import accesscheck` costs next to nothing.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from accesscheck.audit import (
        AuditOptions,
        audit_many,
        audit_target,
        check,
        check_html,
        check_page,
        check_text,
        load_rules,
    )
    from accesscheck.errors import (
        AccesscheckError,
        InstallationError,
        OptionError,
        PluginError,
        RuleFileError,
        StoreError,
    )
    from accesscheck.hookspecs import hookimpl
    from accesscheck.installation import VERSION as __version__
    from accesscheck.model.document import Block, Document, Note
    from accesscheck.model.finding import Finding, Impact, Outcome, RuleResult, UntestedReason
    from accesscheck.model.location import ElementLocation, Location, TextLocation, WholeDocument
    from accesscheck.model.report import PageResult, Report, Run
    from accesscheck.model.rule import Reference, Rule, RuleTexts, Source, Status
    from accesscheck.model.target import Target
    from accesscheck.text.reading_level import ReadingLevel, reading_level

_HOMES = {
    "accesscheck.audit": (
        "AuditOptions",
        "audit_many",
        "audit_target",
        "check",
        "check_html",
        "check_page",
        "check_text",
        "load_rules",
    ),
    "accesscheck.errors": (
        "AccesscheckError",
        "InstallationError",
        "OptionError",
        "PluginError",
        "RuleFileError",
        "StoreError",
    ),
    "accesscheck.hookspecs": ("hookimpl",),
    "accesscheck.model.document": ("Block", "Document", "Note"),
    "accesscheck.model.finding": ("Finding", "Impact", "Outcome", "RuleResult", "UntestedReason"),
    "accesscheck.model.location": ("ElementLocation", "Location", "TextLocation", "WholeDocument"),
    "accesscheck.model.report": ("PageResult", "Report", "Run"),
    "accesscheck.model.rule": ("Reference", "Rule", "RuleTexts", "Source", "Status"),
    "accesscheck.model.target": ("Target",),
    "accesscheck.text.reading_level": ("ReadingLevel", "reading_level"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "AccesscheckError",
    "AuditOptions",
    "Block",
    "Document",
    "ElementLocation",
    "Finding",
    "Impact",
    "InstallationError",
    "Location",
    "Note",
    "OptionError",
    "Outcome",
    "PageResult",
    "PluginError",
    "ReadingLevel",
    "Reference",
    "Report",
    "Rule",
    "RuleFileError",
    "RuleResult",
    "RuleTexts",
    "Run",
    "Source",
    "Status",
    "StoreError",
    "Target",
    "TextLocation",
    "UntestedReason",
    "WholeDocument",
    "__version__",
    "audit_many",
    "audit_target",
    "check",
    "check_html",
    "check_page",
    "check_text",
    "hookimpl",
    "load_rules",
    "reading_level",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from accesscheck.installation import VERSION

        return VERSION
    if name not in _HOME_OF:
        raise AttributeError(f"module 'accesscheck' has no attribute '{name}'")
    value = getattr(importlib.import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
