"""accesscheck rules: list them, show one, check a folder of rule files, begin a new one."""

from pathlib import Path
from typing import Annotated

import typer

from accesscheck.cli import FINE, MISTAKE, interface_language
from accesscheck.errors import OptionError

app = typer.Typer(help="List, show, check and begin rules.", no_args_is_help=True, rich_markup_mode=None)

Language = Annotated[str | None, typer.Option("--language", "-l", help="nl, fr, en or de.")]


@app.command("list")
def list_rules(
    kind: Annotated[str | None, typer.Option(help="Only rules of this kind.")] = None,
    language: Language = None,
) -> None:
    """List every rule: id, kind, impact, and its title."""
    from accesscheck.audit import load_rules

    speak = interface_language(language)
    for rule in load_rules():
        if kind in (None, rule.kind):
            typer.echo(f"{rule.id}\t{rule.kind}\t{rule.impact}\t{rule.texts[speak].title}")


@app.command()
def show(rule_id: Annotated[str, typer.Argument(metavar="ID")], language: Language = None) -> None:
    """Show one rule in full."""
    from accesscheck.docs import rule_text

    typer.echo(rule_text(_rule(rule_id), interface_language(language)))


@app.command()
def check(folder: Annotated[Path, typer.Argument(metavar="FOLDER")]) -> int:
    """Check the rule files of a folder, and name each that is wrong with its line."""
    from accesscheck.rulefiles import check_folder

    if not folder.is_dir():
        raise OptionError(f"{folder}: there is no such folder.")
    problems = list(check_folder(folder))
    for problem in problems:
        typer.echo(str(problem), err=True)
    if problems:
        return MISTAKE
    typer.echo(f"{folder}: no problems.")
    return FINE


@app.command()
def new(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="checker-the-bad-thing, such as wording-old-term.")],
    folder: Annotated[Path, typer.Option(help="The rules folder to write in.")] = Path("rules"),
    language: Annotated[str, typer.Option("--text-language", help="Language of the words that it looks for.")] = "nl",
) -> None:
    """Begin a rule of kind terms: a file to fill in."""
    from accesscheck.docs import new_rule

    path = folder / f"{rule_id}.yml"
    if path.exists():
        raise OptionError(f"{path} exists already. Choose another id: an id is never used again.")
    text = new_rule(rule_id, language)
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    typer.echo(f"{path}: fill it in, then run: accesscheck rules check {folder}")


def _rule(rule_id: str) -> "Rule":  # type: ignore[name-defined] # noqa: F821
    import difflib

    from accesscheck.audit import load_rules

    rules = {rule.id: rule for rule in load_rules()}
    if rule_id not in rules:
        close = difflib.get_close_matches(rule_id, rules, n=1)
        hint = f" Did you mean “{close[0]}”?" if close else " List them with: accesscheck rules list"
        raise OptionError(f"There is no rule “{rule_id}”.{hint}")
    return rules[rule_id]
