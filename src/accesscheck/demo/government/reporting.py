"""The reports of the last year of the government."""

from datetime import date, timedelta
from pathlib import Path

from accesscheck import audit, config
from accesscheck.demo.government.years import Demo
from accesscheck.monitoring import plan as plans
from accesscheck.monitoring import targets
from accesscheck.monitoring.reports import publishing
from accesscheck.monitoring.reports.letter import Sender
from accesscheck.monitoring.reports.publishing import FORMATS, Format


def write(demo: Demo, *, language: str, workers: int, formats: tuple[Format, ...] = FORMATS) -> Path:
    """Write the reports of the last year; the file to open first. The letters are dated on the last day of it."""
    year = demo.world.years[-1]
    source = publishing.Source(
        store=demo.store,
        inventory=demo.inventory,
        year=year,
        plans={
            past: {one.key: one for one in plans.read(path).chosen}
            for past, path in plans.years_in(demo.folder).items()
        },
        targets=targets.read(demo.folder / targets.FILE_NAME).targets,
        snapshots=demo.folder / "snapshots",
    )
    sent = date(year, 12, 31)
    sender = config.load(demo.folder / "accesscheck.toml").monitoring.sender
    publication = publishing.Publication(
        folder=demo.folder / f"reports-{year}",
        on=sent,
        languages=(language,),
        formats=formats,
        sender=Sender(
            name=sender.name,
            address=sender.address,
            place=sender.place,
            email=sender.email,
            phone=sender.phone,
            signed=sender.signed,
            online=sender.online,
        ),
        deadline=sent + timedelta(days=sender.days),
        workers=workers,
    )
    rules = {one.id: one for one in audit.load_rules()}
    return publishing.publish(source, rules, publication)
