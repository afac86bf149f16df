"""How was measured, as one line: years with another one cannot be compared, and draw a break in a series."""

import hashlib
from dataclasses import fields
from typing import Any

import msgspec

from accesscheck.audit import AuditOptions
from accesscheck.model.report import Run

DEFINITIONS = 1
"""Version of what the figures mean: `indicators`, and the summaries of a store. A new meaning takes the next number."""

_CHANGES_RESULTS = ("rules", "without", "browser", "forms", "text_language", "country", "aims", "width", "height")
"""Fields of AuditOptions that change what is found, beside the depth. Those of a plain audit go unsaid."""


def method_of(run: Run, options: AuditOptions, *, name: str = "") -> str:
    """The rules by the first digits of their number, the depth, and the version of the definitions.

    `name` takes its place: then a body says itself which years were measured alike.
    """
    if name:
        return name
    parts = [f"rules {short(run.rule_set_sha256)}", options.depth, f"definitions {DEFINITIONS}"]
    if chosen := _chosen(options):
        parts.append(f"settings {hashlib.sha256(msgspec.json.encode(chosen, order='deterministic')).hexdigest()[:6]}")
    return ", ".join(parts)


def short(rule_set_sha256: str) -> str:
    """The first digits of a rule set's number: enough to tell the sets of a store apart."""
    return rule_set_sha256[:8]


def _chosen(options: AuditOptions) -> dict[str, Any]:
    usual = {one.name: one.default for one in fields(options)}
    return {name: value for name in _CHANGES_RESULTS if (value := getattr(options, name)) != usual[name]}
