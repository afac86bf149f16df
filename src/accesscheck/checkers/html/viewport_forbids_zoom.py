"""The page forbids zooming on a phone or tablet."""

import re
from collections.abc import Iterator

from accesscheck.dom import Dom, Node

# CSS Device Adaptation 1: as a scale they stand for 10, and they allow the user to zoom.
_DEVICE = ("device-width", "device-height")


def candidates(dom: Dom) -> Iterator[Node]:
    """Viewport instructions that say something of zooming."""
    for meta in dom.select("meta[name][content]"):
        if (meta.attributes.get("name") or "").lower() == "viewport":
            settings = _settings(meta)
            if "user-scalable" in settings or "maximum-scale" in settings:
                yield meta


def verdict(meta: Node) -> bool:
    """Whether zooming to 200 % stays possible (WCAG 1.4.4)."""
    settings = _settings(meta)
    scalable = settings.get("user-scalable", "yes")
    # Any other word counts as 0, which is no.
    if scalable not in ("yes", *_DEVICE) and -1 < (_number(scalable) or 0) < 1:
        return False
    largest = settings.get("maximum-scale")
    if largest is None or largest in _DEVICE:
        return True
    number = _number(largest)
    # A negative number is dropped by browsers; one that is no number counts as 0.1.
    return number is not None and (number < 0 or number >= 2)


def _settings(meta: Node) -> dict[str, str]:
    content = (meta.attributes.get("content") or "").lower()
    pairs = (part.partition("=") for part in re.split(r"[,;\s]+", re.sub(r"\s*=\s*", "=", content)))
    return {name.strip(): value.strip() for name, _, value in pairs if name.strip() and value.strip()}


def _number(value: str) -> float | None:
    match = re.match(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)", value)
    return float(match.group()) if match else None
