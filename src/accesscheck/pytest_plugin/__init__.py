"""The pytest plugin: the fixture `accesscheck`, its marker and its options.

It is imported at every start of pytest, before coverage is measured: so it imports nothing of accesscheck before a test
asks for the fixture.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from accesscheck.pytest_plugin.fixture import AccessCheck
    from accesscheck.pytest_plugin.totals import Told, Totals

_MARKER = "accesscheck(profile=, rules=, without=, depth=, fail_on=): how the fixture accesscheck checks in this test"

_told: "pytest.StashKey[Told]" = pytest.StashKey()
"""What the calls of a test found, until its report takes it along."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("accesscheck")
    group.addoption("--accesscheck-update", action="store_true", help="Accept what the tests that run find now.")
    group.addoption("--accesscheck-strict", action="store_true", help="Accept nothing: known findings count too.")
    group.addoption(
        "--accesscheck-language",
        choices=("nl", "fr", "en", "de"),
        help="Language of the messages. Else that of accesscheck.toml, else that of the system.",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", _MARKER)
    if config.getoption("accesscheck_update") and config.getoption("accesscheck_strict"):
        raise pytest.UsageError("--accesscheck-update accepts findings, --accesscheck-strict accepts none: give one.")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Controller(config), "accesscheck-totals")


@pytest.fixture
def accesscheck(request: pytest.FixtureRequest) -> "Iterator[AccessCheck]":
    """Checks a page or a text: accesscheck(target), accesscheck.text(text). Findings make the test fail."""
    from accesscheck.pytest_plugin.fixture import AccessCheck
    from accesscheck.pytest_plugin.totals import told_of

    told = request.node.stash[_told] = told_of(request.node)
    check = AccessCheck(request.node, told)
    yield check
    check.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Let the report take along what was found: so it comes to the controller of xdist too."""
    report = yield
    if (told := item.stash.get(_told, None)) is not None:
        report.accesscheck = told.handed_over()
    return report


class _Controller:
    """What is done once, however many workers run the tests."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._totals: Totals | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if (told := getattr(report, "accesscheck", None)) is None:
            return
        if self._totals is None:
            from accesscheck.pytest_plugin.totals import Totals

            self._totals = Totals(self._config)
        self._totals.add(told, is_whole=report.outcome == "passed")

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self._totals is not None and not self._totals.write():
            session.exitstatus = pytest.ExitCode.USAGE_ERROR

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        for line in self._totals.lines() if self._totals is not None else ():
            terminalreporter.write_line(line)
