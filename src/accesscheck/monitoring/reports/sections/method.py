"""How a year was measured."""

from functools import partial

from accesscheck.messages import say
from accesscheck.monitoring.reports.blocks import Bullets, Code, Link, Section, Words
from accesscheck.monitoring.reports.facts import YearFacts
from accesscheck.monitoring.reports.numbers import day


def method_section(about: YearFacts, language: str) -> Section:
    """How the year was measured, and with what."""
    t = partial(say, language)
    items: list[Words] = [
        (
            t(
                "Measured from {first} to {last}, with accesscheck {version} and axe-core {axe}.",
                first=day(about.first_day, language),
                last=day(about.last_day, language),
                version=about.accesscheck_version,
                axe=about.axe_version,
            ),
        ),
        (
            t("Method: "),
            Code(text=about.method),
            t(". Rule set: "),
            Code(text=about.rule_set_sha256[:12]),
            t(". Depth: {depth}.", depth=about.depth),
        ),
        (t("Rules can find some barriers, not all. No failures found is not the same as accessible."),),
        (t("A page or rule that could not be tested never counts as passed."),),
    ]
    if about.changed:
        items.append((t("The method changed since the last measurement. Figures over the change cannot be compared."),))
    if about.rescored:
        years = ", ".join(map(str, about.rescored))
        items.append((t("These years were scored again by the rules of this year: {years}.", years=years),))
    items.append(
        (Link(text=t("Handbook: each indicator, its definition and its formula"), address="report:handbook/handbook"),)
    )
    return Section(key="method", title=t("How it was measured"), blocks=(Bullets(items=tuple(items)),))
