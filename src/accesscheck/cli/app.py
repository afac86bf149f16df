"""The commands, and what happens when one of them fails."""

import sys
import traceback
from typing import Any

import typer

from accesscheck.cli import FINE, INTERRUPTED, MISTAKE, UNTESTED, interface_language
from accesscheck.errors import N_, AccesscheckError


def build() -> typer.Typer:
    """The command line with our own commands."""
    from accesscheck.cli import (
        act_report,
        answer,
        baseline,
        browser,
        check,
        demo,
        docs,
        fix,
        inventory,
        level,
        login,
        monitor,
        monitor_pages,
        monitor_report,
        monitor_run,
        monitor_targets,
        plugins,
        rules,
        store,
        vacancy,
    )

    cli = typer.Typer(
        name="accesscheck",
        help=N_("Check whether web pages and texts are accessible and understandable."),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    cli.callback()(version)
    cli.command("check", help=N_("Check pages and texts, and show what is wrong, who is hindered and how to mend it."))(
        check.check
    )
    cli.command("vacancy", help=N_("Check the wording, the reading level and the completeness of vacancies."))(
        vacancy.vacancy
    )
    cli.command("fix", help=N_("Replace words for which another one fits as it stands, in text and Word files."))(
        fix.fix
    )
    cli.command("level", help=N_("Show how hard texts are to read, and which sentences and words make them so."))(
        level.level
    )
    cli.command("answer", help=N_("Go through the points that only a person can judge, and keep the answers."))(
        answer.answer
    )
    cli.command("login", help=N_("Open a browser to log in by hand, and keep the login for later checks."))(login.login)
    cli.command("install-browser", help=N_("Find a browser that pages can be opened in, or install one."))(
        browser.install_browser
    )
    cli.command("plugins", help=N_("List the plugins that are loaded."))(plugins.plugins)
    cli.command("act-report", help=N_("Check the ACT test cases of the W3C, and write the report that it asks for."))(
        act_report.act_report
    )
    cli.command("config", help=N_("Show which configuration holds here."))(check.config)
    cli.command(
        "docs", help=N_("Write the pages that are made from code and rules, or check that they are up to date.")
    )(docs.docs)
    cli.add_typer(baseline.app, name="baseline")
    cli.add_typer(demo.app, name="demo")
    cli.add_typer(inventory.app, name="inventory")
    monitor.app.command(
        "pages", help=N_("Show the pages of a product that are audited, write them as CSV, or change them by hand.")
    )(monitor_pages.pages)
    monitor.app.command("targets", help=N_("Check a table of targets, and show those of a year."))(
        monitor_targets.targets
    )
    monitor.app.command(
        "run", help=N_("Measure the products in the plan of a year: find their pages, choose some, check them.")
    )(monitor_run.run)
    monitor.app.command(
        "rescore",
        help=N_("Judge the snapshots of a year by the rules of today, and keep the results beside the others."),
    )(monitor_run.rescore)
    monitor.app.command("status", help=N_("Show how far each product of a year is."))(monitor_run.status)
    monitor.app.command(
        "report", help=N_("Write the reports of a year: letters, a site, PDF, Word, Excel and open data.")
    )(monitor_report.report)
    cli.add_typer(monitor.app, name="monitor")
    cli.add_typer(rules.app, name="rules")
    cli.add_typer(store.app, name="store")
    return cli


def _show_version(wanted: bool) -> None:
    """As a callback of the option: that of the program is not called without a command."""
    if wanted:
        from accesscheck.installation import AXE_VERSION, VERSION

        typer.echo(f"accesscheck {VERSION}, axe-core {AXE_VERSION}")
        raise typer.Exit


def version(
    show: bool = typer.Option(
        False, "--version", help=N_("Show the version and stop."), is_eager=True, callback=_show_version
    ),
) -> None:
    """Check whether web pages and texts are accessible and understandable."""


def translate(command: Any, language: str) -> None:
    """Put the help of a command, of its options and of its own commands into a language of the interface."""
    if language == "en":
        return
    from accesscheck.messages import say

    for part in (command, *command.params):
        if getattr(part, "help", None):
            part.help = say(language, part.help)
    for inner in getattr(command, "commands", {}).values():
        translate(inner, language)


BROKE_DOWN = N_("Something broke down in accesscheck. Please report it with the lines above.")


def run(arguments: list[str]) -> int:
    """Run a command; its exit code."""
    try:
        command = typer.main.get_command(_with_plugin_commands(build(), arguments))
        translate(command, interface_language(_chosen(arguments)))
        code = command(args=arguments, prog_name="accesscheck", standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except typer.Exit as stop:
        return stop.exit_code
    except typer.TyperException as error:
        show = getattr(error, "show", None)  # Usage errors say how the command is used.
        if show is None:
            print(error, file=sys.stderr)
        else:
            show(file=sys.stderr)
        return MISTAKE
    except AccesscheckError as error:
        from accesscheck import messages

        print(messages.error(error, interface_language(_chosen(arguments))), file=sys.stderr)
        return MISTAKE
    except SystemExit as stop:
        # Typer ends with 1 when whoever read the output has had enough of it: head, less.
        if not isinstance(stop.__context__, BrokenPipeError):
            raise
        return FINE
    except Exception:
        from accesscheck.messages import say

        # Not 1: a pipeline would take that for findings.
        traceback.print_exc()
        print(say(interface_language(_chosen(arguments)), BROKE_DOWN), file=sys.stderr)
        return UNTESTED
    return code if isinstance(code, int) else 0


def _chosen(arguments: list[str]) -> str | None:
    """What stands after --language, if the command line got no further than that."""
    for place, argument in enumerate(arguments):
        if argument.startswith("--language="):
            return argument.partition("=")[2]
        if argument in ("--language", "-l") and place + 1 < len(arguments):
            return arguments[place + 1]
    return None


_OWN = frozenset(
    "act-report answer baseline check config docs fix install-browser inventory level login monitor plugins rules "
    "store vacancy".split()
)


def _with_plugin_commands(cli: typer.Typer, arguments: list[str]) -> typer.Typer:
    """Commands of plugins, loaded only if the command is not one of ours: loading plugins takes time."""
    named = next((argument for argument in arguments if not argument.startswith("-")), None)
    if named is not None and named not in _OWN:
        from accesscheck.plugins import plugin_manager, tell

        tell(plugin_manager(), "accesscheck_commands", cli=cli)
    return cli
