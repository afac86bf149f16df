"""What to do on a site before a page can be checked: the steps of a flow."""

from dataclasses import dataclass
from typing import Literal

Action = Literal["goto", "click", "fill", "select", "check-box", "press", "hover", "wait-for", "wait"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step. `selector` is the element, as Playwright finds it; `value` what to type, press, choose or wait for.

    A value may name variables of the environment as ${NAME}: they are read when the step is taken, never kept.
    """

    action: Action
    selector: str = ""
    value: str = ""
