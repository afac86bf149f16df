"""github: workflow commands, that GitHub Actions shows as annotations beside the lines of a pull request.

Their form: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from accesscheck import messages
from accesscheck.messages import say, say_count
from accesscheck.model.report import Report
from accesscheck.model.rule import Rule
from accesscheck.reporters import code_hosts
from accesscheck.reporters.code_hosts import Placed

EACH = 10
"""Errors, warnings and notices that GitHub shows of one step, each.

https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations
"""

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


class GithubReporter:
    """A command for each rule that found something, the worst first; the last one says how much is left out."""

    name = "github"
    suffix = ".github.txt"

    def render(self, report: Report, rules: Mapping[str, Rule], *, language: str) -> str:
        groups = _groups(code_hosts.worst_first(code_hosts.still_open(code_hosts.placed(report, rules))))
        room = {"error": EACH, "warning": EACH, "notice": EACH - 1}
        lines: list[str] = []
        hidden: list[Placed] = []
        for command, group in groups:
            if room[command]:
                room[command] -= 1
                lines.append(_annotation(command, group, language))
            else:
                hidden += group
        told = [code_hosts.answer(report, language), *code_hosts.not_tested(report, language)]
        told += filter(None, [code_hosts.left_out((one.finding for one in hidden), language)])
        lines.append(_command("notice", {"title": "accesscheck"}, " ".join(told)))
        return "\n".join(lines) + "\n"


def _groups(found: Sequence[Placed]) -> Iterator[tuple[str, list[Placed]]]:
    """The findings of each rule that are shown as the same kind of annotation."""
    collected: dict[tuple[str, str], list[Placed]] = defaultdict(list)
    for one in found:
        collected[_COMMANDS[code_hosts.severity(one.finding)], one.rule.id].append(one)
    for (command, _), group in collected.items():
        yield command, group


def _annotation(command: str, group: Sequence[Placed], language: str) -> str:
    first = next((one for one in group if one.line and code_hosts.is_file(one.page)), group[0])
    text = [code_hosts.message(first, language)]
    parameters: dict[str, str | int | None] = {}
    if code_hosts.is_file(first.page):
        parameters = {"file": first.path, "line": first.line, "col": first.column}
    else:
        text[0] = messages.labelled(code_hosts.one_line(first.page.address), text[0], language)
    parameters["title"] = f"{messages.texts(first.rule, language).title} ({first.rule.id})"
    text.append(say(language, "Mend it: {fix}", fix=code_hosts.fix(first, language)))
    if more := len(group) - 1:
        text.append(say_count(language, "And {count} more place.", "And {count} more places.", more))
    return _command(command, parameters, "\n".join(text))


def _command(name: str, parameters: Mapping[str, str | int | None], text: str) -> str:
    given = ",".join(f"{key}={_property(str(value))}" for key, value in parameters.items() if value is not None)
    return f"::{name} {given}::{_data(text)}"


def _data(text: str) -> str:
    """As `escapeData` of actions/toolkit (packages/core/src/command.ts)."""
    return code_hosts.clean(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """As `escapeProperty` there."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
