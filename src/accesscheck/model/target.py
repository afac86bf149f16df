"""What to check."""

from dataclasses import dataclass

from accesscheck.model.flow import Step

PROFILES = ("web-page", "vacancy", "text")
"""Kinds of target. A rule names the ones that it is meant for."""

AUTO = "auto"
"""Let the document decide: a page, a vacancy, a page that holds a vacancy, or a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An address to check, and for whom.

    `address` is an http(s) address or a path; `media_type` overrules what the source says;
    `entity` is the body that the target belongs to; `profile` is one of PROFILES or AUTO;
    `folder` is the folder that a local page is served from (its own folder if None); `steps` are taken from the
    address on, in a clean browser, to reach the page to check, and `state` is its name; `source` is the
    file of a repository that the page is made from, as a path with slashes.
    """

    address: str
    media_type: str | None = None
    entity: str | None = None
    profile: str = AUTO
    folder: str | None = None
    steps: tuple[Step, ...] = ()
    state: str | None = None
    source: str | None = None
