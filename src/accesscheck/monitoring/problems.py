"""What is wrong in a file that a person wrote, and what else is worth telling: data that becomes a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from accesscheck import messages
from accesscheck.messages import say
from accesscheck.model.finding import Param
from accesscheck.monitoring import columns
from accesscheck.monitoring.columns import Group


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A line of a file, from 1; of a JSON file, the number of the item in its list. 0 is the file as a whole."""

    file: str
    sheet: str = ""
    line: int = 0

    def __str__(self) -> str:
        within = f"{self.file}, {self.sheet}" if self.sheet else self.file
        return f"{within}:{self.line}" if self.line else within


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to mend. `column` is named as the file names it, empty if it is about the whole line.

    `message` is a sentence of the code, with `{names}` that `params` fill.
    """

    place: Place
    column: str = ""
    message: str
    params: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, language: str) -> str:
        """Where, and what to do, in a language of the interface."""
        where = f"{self.place}, {self.column}" if self.column else str(self.place)
        return messages.labelled(where, say(language, self.message, **self.params), language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to look at that is not wrong as such.

    `message` is a sentence of the code, filled with `params` and with `words` that are translated too: words of the
    code, or those of an inventory by their group and key.
    """

    message: str
    params: Mapping[str, Param] = field(default_factory=dict)
    words: Mapping[str, str | tuple[Group, str]] = field(default_factory=dict)

    def sentence(self, language: str) -> str:
        """It, in a language of the interface."""
        words = {
            name: say(language, word) if isinstance(word, str) else columns.title(*word, language)
            for name, word in self.words.items()
        }
        return say(language, self.message, **self.params, **words)
