"""What a user can cause and repair.

AccesscheckError
├── OptionError        an option or a configuration key is wrong
├── RuleFileError      a rule file is wrong: file and line
├── PluginError        a plugin does not load or breaks its contract
├── StoreError         results cannot be kept or read
└── InstallationError  something is missing on this machine
"""


class AccesscheckError(Exception):
    """Its message is for the user: what happened, on what, and what to do."""


class OptionError(AccesscheckError):
    """An option or a configuration key is wrong."""


class RuleFileError(AccesscheckError):
    """A rule file is wrong. `path` and `line` (from 1) say where."""

    def __init__(self, path: str, line: int, problem: str) -> None:
        super().__init__(path, line, problem)
        self.path = path
        self.line = line
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.problem}"


class PluginError(AccesscheckError):
    """A plugin does not load, or breaks its contract. `plugin` is its name."""

    def __init__(self, plugin: str, problem: str) -> None:
        super().__init__(plugin, problem)
        self.plugin = plugin
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.problem} To go on without it: --without-plugin {self.plugin}"


class StoreError(AccesscheckError):
    """Results cannot be kept or read."""


class InstallationError(AccesscheckError):
    """Something that accesscheck needs is missing on this machine."""
