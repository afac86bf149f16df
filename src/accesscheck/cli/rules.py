"""accesscheck rules: list them, show one, check a folder of rule files, begin a new one."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from accesscheck.cli import FINE, MISTAKE, interface_language
from accesscheck.errors import N_, OptionError

if TYPE_CHECKING:
    from accesscheck.model.rule import Rule

app = typer.Typer(help=N_("List, show, check and begin rules."), no_args_is_help=True, rich_markup_mode=None)

Language = Annotated[str | None, typer.Option("--language", "-l", help=N_("nl, fr, en or de."))]
WithoutPlugin = Annotated[list[str] | None, typer.Option(help=N_("A plugin that is not loaded."))]

SCHEMA = "rule.schema.json"


@app.command("list", help=N_("List every rule: id, kind, impact, and its title."))
def list_rules(
    kind: Annotated[str | None, typer.Option(help=N_("Only rules of this kind."))] = None,
    language: Language = None,
    without_plugin: WithoutPlugin = None,
) -> None:
    """List every rule: id, kind, impact, and its title."""
    from accesscheck.audit import load_rules

    speak = interface_language(language)
    for rule in load_rules(without_plugins=frozenset(without_plugin or ())):
        if kind in (None, rule.kind):
            typer.echo(f"{rule.id}\t{rule.kind}\t{rule.impact}\t{rule.texts[speak].title}")


@app.command(help=N_("Show one rule in full."))
def show(
    rule_id: Annotated[str, typer.Argument(metavar="ID")],
    language: Language = None,
    without_plugin: WithoutPlugin = None,
) -> None:
    """Show one rule in full."""
    from accesscheck.docs import rule_text

    typer.echo(rule_text(_rule(rule_id, frozenset(without_plugin or ())), interface_language(language)))


@app.command(help=N_("Check the rule files of a folder, their references and examples, and name what is wrong."))
def check(folder: Annotated[Path, typer.Argument(metavar="FOLDER")]) -> int:
    """Check the rule files of a folder, their references and examples, and name what is wrong."""
    from accesscheck.rulefiles import check_folder, load_folder
    from accesscheck.testing import rule_problems

    if not folder.is_dir():
        raise OptionError(N_("{path}: there is no such folder. Check the path."), path=str(folder))
    problems = [str(problem) for problem in check_folder(folder)]
    if not problems:
        problems = [problem for rule in load_folder(folder) for problem in rule_problems(rule)]
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        return MISTAKE
    typer.echo(f"{folder}: no problems.")
    return FINE


@app.command(help=N_("Begin a rule of kind terms: a file to fill in."))
def new(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help=N_("checker-the-bad-thing, such as wording-old-term."))],
    folder: Annotated[Path, typer.Option(help=N_("The rules folder to write in."))] = Path("rules"),
    language: Annotated[
        Literal["nl", "fr", "en", "de"],
        typer.Option("--text-language", help=N_("Language of the words that it looks for.")),
    ] = "nl",
) -> None:
    """Begin a rule of kind terms: a file to fill in."""
    from accesscheck.docs import new_rule

    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", rule_id):
        raise OptionError(
            N_("“{name}” is no id of a rule. Use small letters, digits and hyphens: wording-old-term."), name=rule_id
        )
    path = folder / f"{rule_id}.yml"
    if path.exists():
        raise OptionError(N_("{path} exists already. Choose another id: an id is never used again."), path=str(path))
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(_schema_line(folder) + new_rule(rule_id, language), encoding="utf-8")
    typer.echo(f"{path}: fill it in, then run: accesscheck rules check {folder}")


@app.command(help=N_("Count the rules, and the expressions that wording rules look for, by ground and language."))
def stats(lexicon: Annotated[Path | None, typer.Option(help=N_("A folder with rules of your own."))] = None) -> None:
    """Count the rules, and the expressions that wording rules look for, by ground and language."""
    from collections import Counter

    from accesscheck.audit import load_rules
    from accesscheck.model.rule import LANGUAGES
    from accesscheck.rulefiles import expressions

    rules: Counter[str] = Counter()
    counts: Counter[tuple[str, str]] = Counter()
    for rule in load_rules(lexicon=str(lexicon) if lexicon else ""):
        group = rule.ground or rule.kind
        rules[group] += 1
        for language in rule.expressions:
            if (found := expressions(rule, language)) is not None:
                counts[group, language] += len(found.terms) + len(found.patterns)
    typer.echo("\t".join(["", "rules", *LANGUAGES]))
    for group in sorted(rules):
        typer.echo("\t".join([group, str(rules[group]), *(str(counts[group, one]) for one in LANGUAGES)]))
    totals = [str(sum(count for (_, own), count in counts.items() if own == one)) for one in LANGUAGES]
    typer.echo("\t".join(["total", str(rules.total()), *totals]))


def _schema_line(folder: Path) -> str:
    """The comment that gives an editor the schema of rules, if it lies in the folder or above it."""
    for steps, above in enumerate((folder, *folder.parents)):
        if (above / SCHEMA).is_file():
            return f"# yaml-language-server: $schema={'../' * steps}{SCHEMA}\n"
    return ""


def _rule(rule_id: str, without_plugins: frozenset[str]) -> "Rule":
    import difflib

    from accesscheck.audit import load_rules

    rules = {rule.id: rule for rule in load_rules(without_plugins=without_plugins)}
    if rule_id not in rules:
        close = difflib.get_close_matches(rule_id, rules, n=1)
        if close:
            raise OptionError(N_("There is no rule “{name}”. Did you mean “{close}”?"), name=rule_id, close=close[0])
        raise OptionError(N_("No rule is called “{name}”. List them with: accesscheck rules list"), name=rule_id)
    return rules[rule_id]
