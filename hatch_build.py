"""Compile rules/ into the wheel, so that an installed accesscheck reads one JSON file and no YAML."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRules(BuildHookInterface):  # type: ignore[type-arg]
    """Adds accesscheck/_rules/compiled.json to a wheel. An editable install reads the checkout's YAML."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from accesscheck import rulefiles
        finally:
            sys.path.pop(0)
        rules = root / "rules"
        contents = {
            path.relative_to(rules).as_posix(): path.read_bytes()
            for path in sorted(rules.rglob("*.yml"))
            if path.relative_to(rules).parts[0] != "standards"
        }
        compiled = rulefiles.encode(rulefiles.compile_rules(contents, where="rules"))
        self._folder = tempfile.TemporaryDirectory()
        target = Path(self._folder.name) / rulefiles.COMPILED
        target.write_bytes(compiled)
        build_data["force_include"][str(target)] = f"accesscheck/_rules/{rulefiles.COMPILED}"
