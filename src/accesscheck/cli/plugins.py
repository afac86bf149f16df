"""accesscheck plugins: what is loaded, and from where."""

from typing import Annotated

import typer

from accesscheck.errors import N_


def plugins(
    without_plugin: Annotated[list[str] | None, typer.Option(help=N_("A plugin that is not loaded."))] = None,
) -> None:
    """List the plugins that are loaded."""
    from accesscheck.plugins import loaded, plugin_manager

    for plugin in loaded(plugin_manager(frozenset(without_plugin or ()))):
        typer.echo(f"{plugin.name}\t{plugin.version}\t{plugin.origin}")
