"""Runs the years of the government in a folder, as a service that monitors would, and goes on where it stopped."""

import contextlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from importlib.resources import files
from pathlib import Path

from accesscheck import plugins
from accesscheck.audit import AuditOptions
from accesscheck.demo.government import serving
from accesscheck.demo.government.world import World, government
from accesscheck.errors import N_, OptionError
from accesscheck.hookspecs import Depth
from accesscheck.model.stored_run import ProductRun
from accesscheck.monitoring import inventory as inventories
from accesscheck.monitoring import plan as plans
from accesscheck.monitoring import rescoring, run, sample, sizes, targets
from accesscheck.monitoring.crawl.settings import CrawlSettings
from accesscheck.monitoring.inventory import Records
from accesscheck.monitoring.page_sample import PageSampleSettings
from accesscheck.monitoring.run_settings import RunSettings, Tell

DEPTH: Depth = "standard"
"""A thorough check takes five times as long, which is more than a demo should ask for."""

METHODS = ("Nergenland 1", "Nergenland 2")
"""Names of the method of the first year, and of that of the years after it."""

_ALL_PAGES = Fraction(20)
"""So many random pages for each other one: more than a site has."""

_STATE = "demo.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """A government in a folder. `ports` are those of its sites, which it keeps: so its pages keep their addresses."""

    folder: Path
    world: World
    ports: Mapping[str, int]

    @property
    def store(self) -> str:
        """The address of its store."""
        return str(self.folder / "accesscheck.db")

    @property
    def inventory(self) -> Records:
        """Its bodies, and its products with their addresses."""
        placed = (
            replace(one, addresses=(serving.address(self.ports[one.key]),)) if one.key in self.ports else one
            for one in self.world.products
        )
        return Records(entities=self.world.entities, products=tuple(placed))

    def settings(self, year: int, *, workers: int) -> RunSettings:
        """How a year is measured: all pages of each site. In the first year some rules are not there yet."""
        left_out = self.world.left_out(year)
        return RunSettings(
            year=year,
            store=self.store,
            folder=self.folder,
            options=AuditOptions(depth=DEPTH, without=left_out),
            crawl=CrawlSettings(delay=0),
            sample=PageSampleSettings(random=_ALL_PAGES),
            method=METHODS[0] if left_out else METHODS[1],
            workers=workers,
        )


def opened(folder: Path, *, short: bool) -> Demo:
    """The government in a folder, made if it is not there. OptionError if the folder holds anything else."""
    state = folder / _STATE
    world = government(short=short)
    if state.is_file():
        kept = json.loads(state.read_text(encoding="utf-8"))
        if kept["short"] != short:
            raise OptionError(
                N_("{folder}: this is the other form of the demo, short or whole. Name another folder with --folder."),
                folder=str(folder),
            )
        return Demo(folder=folder, world=world, ports=kept["ports"])
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise OptionError(
                N_("{folder}: there is something else in this folder. Name another one with --folder."),
                folder=str(folder),
            )
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OptionError(
            N_("{folder}: the folder cannot be used: {problem}. Name another one with --folder."),
            folder=str(folder),
            problem=str(error.strerror),
        ) from None
    demo = Demo(folder=folder, world=world, ports=serving.free_ports(world))
    _write_files(demo)
    inventories.write(state, json.dumps({"short": short, "ports": demo.ports}, indent=2) + "\n")
    return demo


def measure(
    demo: Demo, *, language: str, workers: int, began: Callable[[int], None], tell: Tell
) -> Mapping[int, tuple[ProductRun, ...]]:
    """Measure the years that are left, and score the first one again; how far each product is, by year.

    `began` is told each year as it begins. OptionError, StoreError and InstallationError say what a person must do.
    """
    ended: dict[int, tuple[ProductRun, ...]] = {}
    with serving.Serving(demo.world, demo.folder / "sites", demo.ports) as sites:
        for year in demo.world.years:
            began(year)
            sites.switch(year)
            chosen = _plan(demo, year, language)
            ended[year] = run.run_year(demo.settings(year, workers=workers), demo.inventory, chosen, tell=tell)
            if demo.world.left_out(year) and not _is_rescored(demo, year):
                later = demo.settings(demo.world.years[-1], workers=workers)
                rescoring.rescore(replace(later, year=year))
    return ended


def _write_files(demo: Demo) -> None:
    """What a service has in its own folder: so each command of accesscheck can be tried in it."""
    inventories.save(demo.folder / inventories.FILE_NAME, demo.inventory)
    for name in ("accesscheck.toml", targets.FILE_NAME):
        inventories.write(demo.folder / name, files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _plan(demo: Demo, year: int, language: str) -> tuple[sample.Chosen, ...]:
    """The plan of a year, drawn if there is none yet: all sites in depth, and the app by hand."""
    path = demo.folder / plans.file_name(year)
    if not path.exists():
        every = sizes.Settings(sizes={"simplified": 0, "in-depth": len(demo.world.sites), "app": 1})
        drawn = sample.draw(demo.inventory, year, year, every)
        inventories.write(path, plans.text(drawn.chosen, year, demo.inventory, year, language))
    return plans.read(path).chosen


def _is_rescored(demo: Demo, year: int) -> bool:
    with contextlib.closing(plugins.open_store(plugins.plugin_manager(), demo.store)) as store:
        return any(one.year == year and one.method == METHODS[1] and one.finished_at for one in store.runs())
