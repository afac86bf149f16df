"""The barriers that are planted: a closed list, each with what a check must find of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Place = Literal["page", "part", "vacancy"]
"""In the head or the root of a page; in a part of its own at the end of it; in the text of a vacancy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """What a barrier is and what it must give.

    `failed` and `doubts` are findings by rule: those that are certain, and those that a person must judge. `heading`
    is the key of the heading above it, for a part. `wcag`: a criterion of level A or AA fails. `vacancy`: what it
    makes of a vacancy: one with wording that shuts people out, or one that lacks something.
    """

    key: str
    place: Place
    failed: Mapping[str, int] = field(default_factory=dict)
    doubts: Mapping[str, int] = field(default_factory=dict)
    heading: str = ""
    wcag: bool = False
    vacancy: Literal["serious", "incomplete"] | None = None

    @property
    def findings(self) -> Mapping[str, int]:
        """How many findings of each rule."""
        return {**self.failed, **self.doubts}


BARRIERS: Mapping[str, Barrier] = {
    one.key: one
    for one in (
        Barrier(key="language-missing", place="page", failed={"axe-html-has-lang": 1}, wcag=True),
        Barrier(key="title-missing", place="page", failed={"axe-document-title": 1}, wcag=True),
        Barrier(key="zoom-forbidden", place="page", failed={"axe-meta-viewport": 1}, wcag=True),
        Barrier(
            key="image-without-alternative",
            place="part",
            heading="image",
            failed={"axe-image-alt": 1},
            wcag=True,
        ),
        Barrier(key="low-contrast", place="part", heading="contrast", failed={"axe-color-contrast": 1}, wcag=True),
        Barrier(key="link-without-name", place="part", heading="link", failed={"axe-link-name": 1}, wcag=True),
        Barrier(key="button-without-name", place="part", heading="button", failed={"axe-button-name": 1}, wcag=True),
        Barrier(key="field-without-label", place="part", heading="field", failed={"axe-label": 1}, wcag=True),
        Barrier(
            key="table-without-headers",
            place="part",
            heading="table",
            failed={"html-data-table-without-headers": 1},
            wcag=True,
        ),
        Barrier(
            key="vague-link",
            place="part",
            heading="vague",
            failed={"html-link-text-not-descriptive-alone": 1},
        ),
        Barrier(key="fake-list", place="part", heading="list", failed={"html-fake-list": 1}, wcag=True),
        Barrier(key="heading-skipped", place="part", heading="skip", failed={"axe-heading-order": 1}),
        Barrier(
            key="hard-text", place="part", heading="hard", doubts={"level-above-target": 1, "level-many-long-words": 1}
        ),
        Barrier(key="mother-tongue", place="vacancy", failed={"wording-mother-tongue": 1}, vacancy="serious"),
        Barrier(key="age-limit", place="vacancy", failed={"wording-age-limit": 1}, vacancy="serious"),
        Barrier(key="young-team", place="vacancy", doubts={"wording-young-team": 1}),
        Barrier(key="salary-missing", place="vacancy", doubts={"wording-salary-missing": 1}, vacancy="incomplete"),
        Barrier(key="contract-missing", place="vacancy", doubts={"wording-contract-missing": 1}, vacancy="incomplete"),
        Barrier(
            key="adjustment-missing",
            place="vacancy",
            doubts={"wording-reasonable-accommodation-missing": 1},
            vacancy="incomplete",
        ),
    )
}
"""By key, in the order in which they stand on a page."""
