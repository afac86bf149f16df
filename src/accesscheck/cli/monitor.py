"""accesscheck monitor: a year of monitoring."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accesscheck.cli import FINE, MISTAKE, interface_language
from accesscheck.errors import N_, OptionError

if TYPE_CHECKING:
    from accesscheck.monitoring.inventory import Records
    from accesscheck.monitoring.sample import Chosen, Plan
    from accesscheck.monitoring.sample import Size as SampleSize
    from accesscheck.monitoring.sizes import Method, Rounding, Settings

app = typer.Typer(
    help=N_("Monitor the products of many bodies, a year at a time."), no_args_is_help=True, rich_markup_mode=None
)

Size = Annotated[int | None, typer.Option(min=0, metavar="NUMBER", help=N_("So many, in the place of the formula."))]


@app.command(help=N_("Draw the sample of a year, or change it by hand, and write it as CSV."))
def plan(
    year: Annotated[int, typer.Argument(metavar="YEAR")],
    population: Annotated[
        int | None, typer.Option(min=0, metavar="NUMBER", help=N_("Inhabitants, for the formulas of the Decision."))
    ] = None,
    seed: Annotated[
        int | None, typer.Option(metavar="NUMBER", help=N_("What the lots follow from. Else the year."))
    ] = None,
    rounding: Annotated[
        list[str] | None,
        typer.Option(
            metavar="METHOD=HOW", help=N_("Round a figure up, nearest, down or by whole-units: in-depth=down. Else up.")
        ),
    ] = None,
    simplified: Size = None,
    in_depth: Size = None,
    apps: Size = None,
    redraw: Annotated[
        bool, typer.Option("--redraw", help=N_("Draw again. What was changed by hand stays as it is."))
    ] = False,
    add: Annotated[list[str] | None, typer.Option(metavar="KEY", help=N_("Take a product in, by hand."))] = None,
    method: Annotated[
        str | None, typer.Option(help=N_("simplified, in-depth or app, for --add. Else simplified, or app for apps."))
    ] = None,
    remove: Annotated[list[str] | None, typer.Option(metavar="KEY", help=N_("Take a product out, by hand."))] = None,
    replace: Annotated[
        list[str] | None, typer.Option(metavar="OLD=NEW", help=N_("Put one product in the place of another, by hand."))
    ] = None,
    reason: Annotated[str, typer.Option(help=N_("Why, for a change by hand."))] = "",
    inventory: Annotated[
        Path | None, typer.Option(help=N_("The inventory. Else the nearest accesscheck-inventory.json."))
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help=N_("The plan. Else plan-YEAR.csv."))] = None,
    language: Annotated[str | None, typer.Option("--language", "-l", help=N_("nl, fr, en or de."))] = None,
) -> int:
    """Draw the sample of a year, or change it by hand, and write it as CSV."""
    from accesscheck.cli.inventory import records_of, tell_problems
    from accesscheck.messages import say
    from accesscheck.monitoring import inventory as inventories
    from accesscheck.monitoring import plan as plans
    from accesscheck.monitoring import sample

    speak = interface_language(language)
    records = records_of(inventory)
    path = output or Path(plans.file_name(year))
    settings = settings_of(population, rounding, {"simplified": simplified, "in-depth": in_depth, "app": apps})
    there = plans.read(path) if path.exists() else plans.PlanFile(chosen=(), seed=None)
    earlier = {past: plans.read(file) for past, file in plans.years_in(path.parent).items() if past < year}
    if problems := [problem for one in (there, *earlier.values()) for problem in one.problems]:
        tell_problems(problems, speak)
        return MISTAKE
    changes = _changes(records, year, add=add, remove=remove, replace=replace, method=method, reason=reason)
    if there.chosen and not redraw and not changes:
        raise OptionError(
            N_("{path}: there is a plan already. Draw again with --redraw, or change it: --add, --remove, --replace."),
            path=str(path),
        )
    lots = seed if seed is not None else year if there.seed is None else there.seed
    chosen = _after(changes, there.chosen)
    drawn: Plan | None = None
    if redraw or not there.chosen:
        history = {past: one.monitored for past, one in earlier.items()}
        by_hand = [one for one in chosen if one.choice != "drawn"]
        drawn = sample.draw(records, year, lots, settings, history=history, by_hand=by_hand)
        chosen = drawn.chosen
    inventories.write(path, plans.text(sample.in_order(chosen), lots, records, year, speak))
    if drawn is not None:
        typer.echo(_summary(drawn, settings.population, speak))
    in_it = sum(one.choice != "taken-out" for one in chosen)
    typer.echo(say(speak, N_("{path}: {count} products are in the plan."), path=str(path), count=in_it))
    return FINE


Change = Callable[["Sequence[Chosen]"], "Sequence[Chosen]"]


def _changes(
    records: "Records",
    year: int,
    *,
    add: list[str] | None,
    remove: list[str] | None,
    replace: list[str] | None,
    method: str | None,
    reason: str,
) -> list[Change]:
    """What a person wants changed in a plan. OptionError if a product is not in the inventory."""
    from accesscheck.monitoring import plan as plans
    from accesscheck.monitoring.sizes import METHODS

    if method not in (None, *METHODS):
        raise OptionError(
            N_("--method: “{name}” is not allowed. Use one of: {allowed}."),
            name=method or "",
            allowed=", ".join(METHODS),
        )
    kinds = {one.key: one.kind for one in records.products if one.valid_in(year)}

    def known(key: str) -> str:
        import difflib

        if key not in kinds:
            close = difflib.get_close_matches(key, kinds, n=1)
            if close:
                raise OptionError(
                    N_("There is no product “{key}” in that year. Did you mean “{close}”?"), key=key, close=close[0]
                )
            raise OptionError(N_("There is no product “{key}” in that year. Add it to the inventory first."), key=key)
        return key

    def fitting(key: str) -> "Method":
        wanted = method or ("app" if kinds[key] == "mobile-app" else "simplified")
        return next(one for one in METHODS if one == wanted)

    changes: list[Change] = []
    for key in add or ():
        changes.append(partial(plans.added, key=known(key), method=fitting(key), reason=reason))
    for key in remove or ():
        changes.append(partial(plans.removed, key=key, reason=reason))
    for pair in replace or ():
        old, equals, new = pair.partition("=")
        if not equals:
            raise OptionError(N_("--replace: write OLD=NEW, with the keys of two products."))
        changes.append(partial(plans.replaced, old=old, new=known(new), reason=reason))
    return changes


def _after(changes: Sequence[Change], chosen: "Sequence[Chosen]") -> "Sequence[Chosen]":
    for change in changes:
        chosen = change(chosen)
    return chosen


def settings_of(population: int | None, rounding: list[str] | None, sizes: "Mapping[Method, int | None]") -> "Settings":
    """The settings of the configuration, with the options that were given in their place."""
    from accesscheck import config
    from accesscheck.monitoring.sizes import Settings

    table = config.load(config.find(Path.cwd())).monitoring
    return Settings(
        population=table.population if population is None else population,
        rounding={**table.rounding, **dict(map(_rounding, rounding or ()))},
        sizes={method: size for method, size in sizes.items() if size is not None},
        few_sites=Fraction(str(table.few_sites)),
        few_apps=Fraction(str(table.few_apps)),
        before=Fraction(str(table.before)),
        fresh=Fraction(str(table.fresh)),
    )


def _rounding(given: str) -> "tuple[Method, Rounding]":
    from accesscheck.monitoring.sizes import METHODS, ROUNDINGS

    name, _, how = given.partition("=")
    for method in METHODS:
        for rounding in ROUNDINGS:
            if (name, how) == (method, rounding):
                return method, rounding
    raise OptionError(
        N_("--rounding: write a method and how, such as in-depth=down. Methods: {methods}. How: {allowed}."),
        methods=", ".join(METHODS),
        allowed=", ".join(ROUNDINGS),
    )


COLUMNS = (
    N_("Method"),
    N_("Formula"),
    N_("Unrounded"),
    N_("Rounded"),
    N_("Minimum"),
    N_("To draw from"),
    N_("In the sample"),
)
ROUNDED = {
    "up": N_("up"),
    "nearest": N_("to the nearest"),
    "down": N_("down"),
    "whole-units": N_("whole units"),
}


def _summary(plan: "Plan", population: int | None, speak: str) -> str:
    """The sizes with their formulas, and what could not be met."""
    from accesscheck.cli import listing
    from accesscheck.messages import say
    from accesscheck.monitoring.sizes import period

    rows = [_size_row(size, speak) for size in plan.sizes]
    title = say(
        speak,
        N_("Sample of {year}, period {period}, seed {seed}"),
        year=plan.year,
        period=period(plan.year),
        seed=plan.seed,
    )
    lines = [listing.table_text(title, [say(speak, name) for name in COLUMNS], rows, right=(2, 4, 5, 6))]
    unmet = [quota for quota in plan.quotas if not quota.met]
    lines.append(
        say(
            speak,
            N_("Quotas by level, policy domain and group of services: {met} of {all} are met."),
            met=len(plan.quotas) - len(unmet),
            all=len(plan.quotas),
        )
    )
    lines += [f"  {quota.sentence(speak)}" for quota in unmet]
    lines += [remark.sentence(speak) for remark in plan.remarks]
    return "\n".join(lines)


def _size_row(size: "SampleSize", speak: str) -> list[str]:
    from accesscheck.messages import fill, say
    from accesscheck.monitoring.lottery import TITLES

    minimum = size.minimum
    taken = str(size.drawn + size.by_hand)
    if size.by_hand:
        taken = say(speak, N_("{count}, {hand} by hand"), count=taken, hand=size.by_hand)
    return [
        say(speak, TITLES[size.method]),
        minimum.formula if minimum else say(speak, N_("set by hand")),
        fill("{number}", {"number": float(minimum.unrounded)}, speak) if minimum else "",
        say(speak, ROUNDED[minimum.rounding]) if minimum else "",
        str(minimum.minimum if minimum else size.wanted),
        str(size.available),
        taken,
    ]
