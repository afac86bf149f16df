"""What a person answered to a question of cantTell."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A person looked, and says whether a place passes or fails.

    `fingerprint` is the finding's, and `content` stands for what was judged: when that changes, the question is
    asked again. `page` and `question` are for whoever reads the file.
    """

    fingerprint: str
    content: str
    rule_id: str
    verdict: Literal["passes", "fails"]
    by: str
    on: date
    reason: str
    page: str = ""
    question: str = ""
