"""What a user can cause and repair.

AccesscheckError
├── OptionError        an option or a configuration key is wrong
├── RuleFileError      a rule file is wrong: file and line
├── PluginError        a plugin does not load or breaks its contract
├── StoreError         results cannot be kept or read
└── InstallationError  something is missing on this machine
"""

import re


def N_(message: str) -> str:  # noqa: N802, gettext's own name
    """Mark a sentence for translation where it stands; `messages.say` translates it where it is shown."""
    return message


class AccesscheckError(Exception):
    """Its message is for the user: what happened, on what, and what to do.

    `message` is a sentence of the code, with `{names}` that `params` fill; `str()` gives it in English, and the
    command line in the user's language.
    """

    def __init__(self, message: str, **params: str) -> None:
        super().__init__(message, params)
        self.message = message
        self.params = params

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.message, self.params)

    def __str__(self) -> str:
        return re.sub(r"\{(\w+)\}", lambda match: self.params.get(match.group(1), ""), self.message)


def _again(type_: type[AccesscheckError], message: str, params: dict[str, str]) -> AccesscheckError:
    return type_(message, **params)


class OptionError(AccesscheckError):
    """An option or a configuration key is wrong."""


class RuleFileError(AccesscheckError):
    """A rule file is wrong. `path` and `line` (from 1) say where."""

    def __init__(self, path: str, line: int, problem: str) -> None:
        super().__init__("{path}:{line}: {problem}", path=path, line=str(line), problem=problem)
        self.path = path
        self.line = line
        self.problem = problem

    def __reduce__(self) -> tuple[object, ...]:
        return RuleFileError, (self.path, self.line, self.problem)


class PluginError(AccesscheckError):
    """A plugin does not load, or breaks its contract. `plugin` is its name, and a param of the message."""

    WAY_ON = N_("To go on without it: --without-plugin {plugin}")

    def __init__(self, message: str, *, plugin: str, **params: str) -> None:
        super().__init__(message, plugin=plugin, **params)
        self.plugin = plugin

    def __str__(self) -> str:
        return f"{super().__str__()} {self.WAY_ON.replace('{plugin}', self.plugin)}"


class StoreError(AccesscheckError):
    """Results cannot be kept or read."""


class InstallationError(AccesscheckError):
    """Something that accesscheck needs is missing on this machine."""
