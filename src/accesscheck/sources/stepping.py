"""Takes the steps of a flow in the open page, with the values of the environment."""

import asyncio
import os
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from accesscheck.model.flow import Step
from accesscheck.sources.source_error import SourceError

if TYPE_CHECKING:
    from playwright.async_api import Page

_VARIABLE = re.compile(r"\$\{(\w+)\}")


async def take(page: "Page", steps: tuple[Step, ...], *, seconds: float) -> None:
    """Take the steps, each within so many seconds. SourceError names the step that cannot be taken."""
    from playwright.async_api import Error

    for number, step in enumerate(steps, 1):
        try:
            await _take(page, step, seconds * 1000)
            await page.wait_for_load_state("load", timeout=seconds * 1000)
        except Error:
            shown = f"{step.action}: {step.selector or step.value}"
            raise SourceError("flow-step", number=str(number), step=shown[:120]) from None


async def _take(page: "Page", step: Step, limit: float) -> None:
    value = _filled(step.value)
    match step.action:
        case "goto":
            await page.goto(urljoin(page.url, value), wait_until="load", timeout=limit)
        case "click":
            await page.click(step.selector, timeout=limit)
        case "fill":
            if value == step.value and await page.get_attribute(step.selector, "type", timeout=limit) == "password":
                raise SourceError("flow-password", step=step.selector)
            await page.fill(step.selector, value, timeout=limit)
        case "select":
            await page.select_option(step.selector, value, timeout=limit)
        case "check-box":
            await page.check(step.selector, timeout=limit)
        case "hover":
            await page.hover(step.selector, timeout=limit)
        case "press":
            await page.keyboard.press(value)
        case "wait-for":
            await page.wait_for_selector(step.selector, timeout=limit)
        case "wait":
            await asyncio.sleep(float(value))


def _filled(value: str) -> str:
    """The value with the variables of the environment in it. SourceError if one is not set."""

    def read(match: re.Match[str]) -> str:
        found = os.environ.get(match[1])
        if found is None:
            raise SourceError("flow-variable", name=match[1])
        return found

    return _VARIABLE.sub(read, value)
