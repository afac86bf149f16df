"""accesscheck baseline: make, renew and show the file of findings that are known."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accesscheck.cli import FINE, INTERRUPTED, serving
from accesscheck.cli.checking import Checking, in_order
from accesscheck.errors import N_, OptionError

if TYPE_CHECKING:
    from accesscheck.model.report import PageResult

app = typer.Typer(
    help=N_("Keep a list of findings that are known, so that a check fails for new ones only."), no_args_is_help=True
)

Targets = Annotated[list[str] | None, typer.Argument(metavar="TARGET...", help=N_("Addresses, files or folders."))]
From = Annotated[Path | None, typer.Option("--from", metavar="FILE", help=N_("A file with a target on each line."))]
Flow = Annotated[list[Path] | None, typer.Option(metavar="FILE", help=N_("A flow to pages that no address leads to."))]
File = Annotated[Path | None, typer.Option("--baseline", help=N_("The file. Else accesscheck-baseline.json."))]
Browser = Annotated[bool | None, typer.Option("--browser/--no-browser", help=N_("Open pages in a browser."))]
Depth = Annotated[str | None, typer.Option(help=N_("quick, standard or thorough: as in the checks to come."))]
Rules = Annotated[
    str | None, typer.Option(help=N_("Ids of the rules to run, with commas between; * and ? may be used."))
]
Profile = Annotated[str | None, typer.Option(help=N_("web-page, vacancy, text or auto."))]
Config = Annotated[Path | None, typer.Option(help=N_("The configuration file. Else the nearest accesscheck.toml."))]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=N_("No progress and no remarks."))]


@app.command(help=N_("Check the targets, and write down what is found as known."))
def create(
    targets: Targets = None,
    from_: From = None,
    flow: Flow = None,
    baseline: File = None,
    browser: Browser = None,
    depth: Depth = None,
    rules: Rules = None,
    profile: Profile = None,
    config: Config = None,
    force: Annotated[bool, typer.Option("--force", help=N_("Write over a baseline that is there."))] = False,
    quiet: Quiet = False,
) -> int:
    """Check the targets, and write down what is found as known."""
    named = bool(targets or from_)
    checking = _checking(config, quiet=quiet, named=named, browser=browser, depth=depth, rules=rules, profile=profile)
    path = _path(checking, baseline)
    if path.exists() and not force:
        raise OptionError(
            N_("{path}: there is a baseline already. Renew it with: accesscheck baseline update, or give --force."),
            path=str(path),
        )
    pages = _checked(checking, targets, from_, flow)
    if pages is None:
        return INTERRUPTED
    from accesscheck import baselines

    made = baselines.of_pages(pages, checking.root, depth=checking.settings.depth)
    baselines.save(path, made)
    checking.say(
        N_("{path}: {count} findings on {pages} pages are known now. Review the file, and add it to your repository."),
        path=str(path),
        count=made.count,
        pages=len(made.pages),
    )
    return FINE


@app.command(help=N_("Check the targets again, and renew what is known of their pages."))
def update(
    targets: Targets = None,
    from_: From = None,
    flow: Flow = None,
    baseline: File = None,
    browser: Browser = None,
    depth: Depth = None,
    rules: Rules = None,
    profile: Profile = None,
    config: Config = None,
    ratchet: Annotated[
        bool | None, typer.Option("--ratchet", help=N_("Only take out what was mended; add nothing."))
    ] = None,
    quiet: Quiet = False,
) -> int:
    """Check the targets again, and renew what is known of their pages."""
    from accesscheck import baselines

    named = bool(targets or from_)
    checking = _checking(
        config, quiet=quiet, named=named, browser=browser, depth=depth, rules=rules, profile=profile, ratchet=ratchet
    )
    path = _path(checking, baseline)
    settings = checking.settings
    old = baselines.after_moves(baselines.load(path), settings.moved)
    pages = _checked(checking, targets, from_, flow)
    if pages is None:
        return INTERRUPTED
    if settings.ratchet:
        renewed = baselines.shrunk(old, baselines.compared(old, pages, checking.root))
    else:
        renewed = baselines.updated(old, pages, checking.root, depth=settings.depth)
    baselines.save(path, renewed)
    checking.say(
        N_("{path}: {before} findings were known, {after} are known now."),
        path=str(path),
        before=old.count,
        after=renewed.count,
    )
    return FINE


@app.command(help=N_("Show what is known, by page or by rule."))
def show(
    baseline: File = None,
    by: Annotated[str, typer.Option(help=N_("page or rule."))] = "page",
    language: Annotated[str | None, typer.Option("--language", "-l", help=N_("nl, fr, en or de."))] = None,
    config: Config = None,
) -> None:
    """Show what is known, by page or by rule."""
    from accesscheck import baselines, messages
    from accesscheck.messages import say_count

    checking = _checking(config, quiet=False, language=language)
    known = baselines.load(_path(checking, baseline))
    if by not in ("page", "rule"):
        raise OptionError(N_("--by: “{name}” is not allowed. Use one of: page, rule."), name=by)
    numbers: Counter[str] = Counter()
    for page, entries in known.pages.items():
        for entry in entries:
            numbers[page if by == "page" else entry.rule] += entry.count
    for name, count in sorted(numbers.items(), key=lambda one: (-one[1], one[0])):
        rule = checking.rules.get(name) if by == "rule" else None
        title = (
            messages.labelled(name, messages.texts(rule, checking.language).title, checking.language) if rule else name
        )
        typer.echo(f"{count:6}  {title}")
    total = say_count(checking.language, "{count} finding is known", "{count} findings are known", known.count)
    typer.echo(f"{total}.")


def _checking(config: Path | None, *, quiet: bool, named: bool = False, **options: object) -> Checking:
    from accesscheck import config as configuration

    rules = options.get("rules")
    chosen = tuple(part.strip() for part in str(rules).split(",") if part.strip()) if rules else None
    settings = configuration.overruled(
        configuration.load(config or configuration.find(Path.cwd()), named=named), **{**options, "rules": chosen}
    )
    return Checking(settings, quiet=quiet)


def _path(checking: Checking, given: Path | None) -> Path:
    """The file that was named, that of the settings, or the usual one beside the configuration."""
    from accesscheck.baselines import FILE_NAME

    return given or Path(checking.settings.baseline or checking.root / FILE_NAME)


def _checked(
    checking: Checking, targets: list[str] | None, from_: Path | None, flow: list[Path] | None
) -> "list[PageResult] | None":
    """The pages with their findings; None if the person stopped it. OptionError if no page could be opened."""
    from accesscheck import audit, messages, waivers

    ended = waivers.expired(checking.settings.waivers, date.today())
    valid = tuple(waiver for waiver in checking.settings.waivers if waiver not in ended)
    options = checking.options(valid)
    audit.check_options(options)
    with serving.ready(checking, checking.addresses(targets or [], from_, diff=None), flow or []) as addresses:
        wanted = checking.targets(addresses, flow or [])
        try:
            pages = audit.together(in_order(list(checking.audited(wanted, options)), wanted), options)
        except KeyboardInterrupt:
            checking.let_go()
            return None
    for page in pages:
        if page.sha256 is None:
            for note in page.notes:
                checking.tell(messages.note(note, page.address, checking.language))
    if not any(page.sha256 for page in pages):
        raise OptionError(N_("No page was checked, so nothing was written. Give targets that can be opened."))
    return list(pages)
