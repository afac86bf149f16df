"""The commands, and what happens when one of them fails."""

import sys

import typer

from accesscheck.cli import INTERRUPTED, MISTAKE
from accesscheck.errors import AccesscheckError


def build() -> typer.Typer:
    """The command line with our own commands."""
    from accesscheck.cli import browser, check, docs, plugins, rules

    cli = typer.Typer(
        name="accesscheck",
        help="Check whether web pages and texts are accessible and understandable.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    cli.callback()(version)
    cli.command("check")(check.check)
    cli.command("install-browser")(browser.install_browser)
    cli.command("plugins")(plugins.plugins)
    cli.command("config")(check.config)
    cli.command("docs")(docs.docs)
    cli.add_typer(rules.app, name="rules")
    return cli


def version(
    show: bool = typer.Option(False, "--version", help="Show the version and stop.", is_eager=True),
) -> None:
    """Check whether web pages and texts are accessible and understandable."""
    if show:
        from accesscheck.installation import AXE_VERSION, VERSION

        typer.echo(f"accesscheck {VERSION}, axe-core {AXE_VERSION}")
        raise typer.Exit


def run(arguments: list[str]) -> int:
    """Run a command; its exit code."""
    try:
        code = typer.main.get_command(_with_plugin_commands(build(), arguments))(
            args=arguments, prog_name="accesscheck", standalone_mode=False
        )
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
        print(error, file=sys.stderr)
        return MISTAKE
    except BrokenPipeError:
        # Whoever read the output has had enough of it: head, less.
        sys.stderr.close()
        return 0
    return code if isinstance(code, int) else 0


_OWN = frozenset({"check", "install-browser", "plugins", "config", "docs", "rules"})


def _with_plugin_commands(cli: typer.Typer, arguments: list[str]) -> typer.Typer:
    """Commands of plugins, loaded only if the command is not one of ours: loading plugins takes time."""
    named = next((argument for argument in arguments if not argument.startswith("-")), None)
    if named is not None and named not in _OWN:
        from accesscheck.plugins import plugin_manager

        plugin_manager().hook.accesscheck_commands(cli=cli)
    return cli
