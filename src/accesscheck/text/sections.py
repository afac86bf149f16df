"""The sections of a vacancy: what is said of the job, of who is wanted, of what is offered, and how to apply.

Headings tell most. Where there are none, the words of each block do, and a block without such words belongs to the
section before it. The phrases are in rules/language/sections/.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from accesscheck.installation import rules_folder
from accesscheck.model.document import Block

SectionKind = Literal[
    "title", "about", "tasks", "profile", "offer", "procedure", "equal-opportunity", "contact", "other"
]
KINDS: tuple[SectionKind, ...] = get_args(SectionKind)
LANGUAGES = ("nl", "fr", "en", "de")
_BODY = KINDS[1:]
_NUMBER = {kind: number for number, kind in enumerate(_BODY)}

LONGEST = 4_000
"""A block is searched to this length, in code points."""
LONGEST_HEADING = 90
LONGEST_TITLE, LONGEST_SUBTITLE = 150, 80
MOST_TITLE_LINES = 5
"""Above the text of a vacancy may stand the job, the employer, the place and the hours, each on a line."""

# These were fitted on the half of benchmarks/vacancy_sections.jsonl that phrases were tuned on.
_LEAST_OF_ANNOUNCED, _LEAST_OF_SHORT = 0.15, 0.55
"""What part of a line must be the phrase of headings: if it looks like a heading, and if it is merely short."""
_HEADING_WEIGHT = 9.0
"""More than any block can hold of cues: a known heading begins its section."""
_LEAD_WEIGHT = 3.0
"""For “What we offer: a contract ...”, a heading that runs on into its text."""
_AFTER_HEADING = 2.0
"""The block below a heading is what the heading says, unless all its words say otherwise."""
_START_WEIGHT = 1.5
_LINK_WEIGHT = 3.0
"""Of a block that is only a link: the way to the form."""
_MOST_CUES = 3.0
"""Cues of one kind that count in a block: a long block is one piece of evidence still."""
_CHANGE, _CHANGE_AT_LONG = 2.0, 1.0
"""What a new section costs in cues: a short line of another kind is no section yet, and two in a row are."""
_LONG = 120
"""A block of this length can be a section."""
_HEADED, _CHANGE_OF_HEADED = 3, 0.5
"""A text with so many known headings seldom changes its subject without one."""
_OPENING = 1.5
"""Before the first heading, most texts say who is looking for whom."""

_NOISE = re.compile(r"(?:<[^<>]{0,200}>|\]\([^\s()]{0,500}\)?|[\s*_#`\[\]|\"“”«»])+")
_NOISY = re.compile(r"[<*_#`\[\]|\"“”«»’]|\s\s|[^\S ]")
"""What `_NOISE` would change; single spaces it would not."""
_LEADING = re.compile(r"\A[\W_]+")
_ENDS = re.compile(r"[.!?:;,…][\W_]*\Z")
_SENTENCE = re.compile(r"[.!;,…]['’\")]*\Z")
_AFTER_LEAD = re.compile(r"\s?[,:?!–-]|\s[A-ZÀ-Ý]|[^.!?:]{0,60}[:?]|\Z")
_ONLY_LINK = re.compile(r"(?:https?://|www\.)\S+", re.I)
_MAIL = re.compile(r"[\w.+-]{1,64}@\w[\w-]*\.\w")
_PHONE = re.compile(r"(?<![\w.,€$£])(?:\+\d|0)[\d /().-]{6,18}\d(?![\d€$£])")


@dataclass(frozen=True)
class Section:
    """A stretch of `Document.text` that says one kind of thing. `heading` is the line that announces it, if any."""

    kind: SectionKind
    start: int
    end: int
    heading: str | None


def sections(text: str, blocks: Sequence[Block], language: str) -> tuple[Section, ...]:
    """The sections that all blocks of a vacancy fall into, in order; neighbours differ in kind.

    Of a language without phrases, all is one section: other.
    """
    if not blocks:
        return ()
    phrases = _phrases(language)
    if phrases is None:
        return (Section("other", blocks[0].start, blocks[-1].end, None),)
    lines = [_line(text, block, phrases, first=block is blocks[0]) for block in blocks]
    titles = _title_lines(lines)
    kinds: list[SectionKind] = ["title"] * titles
    kinds += _with_headings(lines[titles:], _likeliest(lines[titles:]))
    return tuple(_merged(text, blocks, lines, kinds))


@dataclass(frozen=True, slots=True)
class _Line:
    """A block as the finder sees it: whether it announces something, of what kind, and what its words point to."""

    even: str
    stands_alone: bool
    heading: SectionKind | None
    scores: Mapping[SectionKind, float]


def _line(text: str, block: Block, phrases: "_Phrases", *, first: bool) -> _Line:
    raw = text[block.start : min(block.end, block.start + LONGEST)]
    even = _NOISE.sub(" ", raw.replace("’", "'")) if _NOISY.search(raw) else raw
    if not even[:1].isalnum():
        even = _LEADING.sub("", even)
    even = even.rstrip()
    lower = even.lower()
    if len(lower) != len(even):
        lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in even)
    stands_alone = _stands_alone(raw, even, block)
    heading = _heading_kind(lower, block, phrases, stands_alone=stands_alone, first=first)
    if heading is not None:
        return _Line(even, True, heading, {heading: _HEADING_WEIGHT})
    return _Line(even, stands_alone, None, {} if block.kind == "heading" else _scores(even, lower, phrases))


def _stands_alone(raw: str, even: str, block: Block) -> bool:
    """Whether a block is a line that announces what follows: by markup, a colon, capitals or bold."""
    if not even or len(even) > LONGEST_HEADING:
        return False
    if block.kind == "heading" or raw.startswith("#"):
        return True
    if block.kind == "list-item" or _SENTENCE.search(even):
        return False
    bare = raw.strip()
    return even.endswith((":", "?")) or even.isupper() or (bare.startswith("**") and bare.endswith("**"))


def _heading_kind(
    lower: str, block: Block, phrases: "_Phrases", *, stands_alone: bool, first: bool
) -> SectionKind | None:
    """The kind of section that a line announces. One that is merely short must be little else but the phrase.

    So must the first line, unless it begins with the phrase: it may be a title, “Senior offer manager”.
    """
    if not lower or len(lower) > LONGEST_HEADING:
        return None
    match = phrases.headings.pattern.match(lower)
    if match is None and (stands_alone or block.kind == "paragraph") and not _SENTENCE.search(lower):
        match = phrases.headings.pattern.search(lower)
    if match is None:
        return None
    if block.kind == "list-item" and not lower.endswith(":"):
        return None
    share = (match.end() - match.start()) / len(lower.rstrip(" :?!.-"))
    least = _LEAST_OF_ANNOUNCED if stands_alone and not (first and match.start()) else _LEAST_OF_SHORT
    return phrases.headings.kind(match) if share >= least else None


def _scores(even: str, lower: str, phrases: "_Phrases") -> dict[SectionKind, float]:
    """How much a block points to each kind."""
    scores: dict[SectionKind, float] = {}
    for match in phrases.cues.pattern.finditer(lower):
        kind = phrases.cues.kind(match)
        scores[kind] = scores.get(kind, 0.0) + 1
    if ("@" in even and _MAIL.search(even)) or (("0" in even or "+" in even) and _PHONE.search(even)):
        scores["contact"] = scores.get("contact", 0.0) + 1
    most = max(scores.values(), default=0.0)
    if most > _MOST_CUES:
        scores = {kind: score * _MOST_CUES / most for kind, score in scores.items()}
    if match_ := phrases.starts.pattern.match(lower):
        kind = phrases.starts.kind(match_)
        scores[kind] = scores.get(kind, 0.0) + _START_WEIGHT
    if (lead := phrases.headings.pattern.match(lower)) and _AFTER_LEAD.match(even, lead.end()):
        kind = phrases.headings.kind(lead)
        scores[kind] = scores.get(kind, 0.0) + _LEAD_WEIGHT
    if _ONLY_LINK.fullmatch(even):
        scores["procedure"] = scores.get("procedure", 0.0) + _LINK_WEIGHT
    return scores


def _title_lines(lines: Sequence[_Line]) -> int:
    """How many blocks are above the text: short lines that are no sentences and announce nothing."""
    count = 0
    for line in lines[:MOST_TITLE_LINES]:
        if (
            line.heading
            or len(line.even) > (LONGEST_TITLE if count == 0 else LONGEST_SUBTITLE)
            or _ENDS.search(line.even)
        ):
            break
        count += 1
    # A short text of short lines is no title from end to end.
    if count == len(lines):
        return min(count, 1)
    while 0 < count < len(lines) and not lines[count].even:
        count += 1
    return count


def _likeliest(lines: Sequence[_Line]) -> list[SectionKind]:
    """The kinds of blocks, in order, that agree most with their words and change least (Viterbi's algorithm).

    Where two are as good, the change comes late, so that a block without cues goes with the one before it.
    """
    headed = sum(line.heading is not None for line in lines) >= _HEADED
    so_far = [0.0 if kind == "about" else -_OPENING for kind in _BODY]
    came_from: list[list[int]] = []
    above: SectionKind | None = None
    for line in lines:
        best = so_far.index(max(so_far))
        changed = so_far[best] - _cost_of_change(line, headed=headed)
        came_from.append([kind if score > changed or kind == best else best for kind, score in enumerate(so_far)])
        so_far = [score if score > changed else changed for score in so_far]
        for kind, score in line.scores.items():
            so_far[_NUMBER[kind]] += score
        if above is not None:
            so_far[_NUMBER[above]] += _AFTER_HEADING
        above = line.heading
    found = [so_far.index(max(so_far))]
    for origin in reversed(came_from[1:]):
        found.append(origin[found[-1]])
    return [_BODY[number] for number in reversed(found)] if lines else []


def _cost_of_change(line: _Line, *, headed: bool) -> float:
    if line.heading is not None:
        return 0.0
    cost = _CHANGE_AT_LONG if len(line.even) >= _LONG else _CHANGE
    return cost + _CHANGE_OF_HEADED if headed else cost


def _with_headings(lines: Sequence[_Line], kinds: list[SectionKind]) -> list[SectionKind]:
    """A line that announces something unknown goes with what follows it."""
    for number in range(len(lines) - 2, -1, -1):
        line = lines[number]
        if line.stands_alone and line.heading is None:
            kinds[number] = kinds[number + 1]
    return kinds


def _merged(
    text: str, blocks: Sequence[Block], lines: Sequence[_Line], kinds: Sequence[SectionKind]
) -> Iterator[Section]:
    first = 0
    for number in range(1, len(blocks) + 1):
        if number < len(blocks) and kinds[number] == kinds[first]:
            continue
        announced = lines[first].stands_alone and kinds[first] != "title"
        heading = text[blocks[first].start : blocks[first].end] if announced else None
        yield Section(kinds[first], blocks[first].start, blocks[number - 1].end, heading)
        first = number


@dataclass(frozen=True, slots=True)
class _Finder:
    """One expression for the phrases of all kinds; `kinds` is the kind of each of its groups, which are empty."""

    pattern: re.Pattern[str]
    kinds: tuple[SectionKind, ...]

    def kind(self, match: re.Match[str]) -> SectionKind:
        return self.kinds[(match.lastindex or 1) - 1]


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The phrases of a language: of headings, of the begin of a block, and of any place in it."""

    headings: _Finder
    starts: _Finder
    cues: _Finder


@functools.cache
def _phrases(language: str) -> _Phrases | None:
    if language not in LANGUAGES:
        return None
    file = rules_folder() / "language" / "sections" / f"{language}.tsv"
    places: dict[str, list[tuple[str, SectionKind]]] = {"heading": [], "start": [], "cue": []}
    known = {str(kind): kind for kind in KINDS}
    for row in file.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            kind, place, phrase = row.split("\t")
            places[place].append((phrase, known[kind]))
    return _Phrases(*(_finder(phrases) for phrases in places.values()))


_SPECIAL = {"*": r"\w*", "…": r"(?:[^\s.:;!?]+ ){0,4}?"}


class _Node(dict[str, "_Node"]):
    """Phrases that begin alike, by their next letter. `kind` is that of the phrase that ends here."""

    kind: SectionKind | None = None


def _finder(phrases: Iterable[tuple[str, SectionKind]]) -> _Finder:
    """The expression shares the beginnings of phrases, so that few letters tell that none begins; the longest wins."""
    root = _Node()
    for phrase, kind in phrases:
        node = root
        for letter in phrase.replace("… ", "…"):
            node = node.setdefault(letter, _Node())
        node.kind = node.kind or kind
    kinds: list[SectionKind] = []
    return _Finder(re.compile(rf"(?<![\w'])(?:{_branches(root, kinds) or '(?!)'})(?!\w)"), tuple(kinds))


def _branches(node: _Node, kinds: list[SectionKind]) -> str:
    # What stands for any word comes last: “about you” is another kind than “about *”.
    below = sorted(node.items(), key=lambda item: item[0] in _SPECIAL)
    parts = [_SPECIAL.get(letter, re.escape(letter)) + _branches(rest, kinds) for letter, rest in below]
    if node.kind is not None:
        kinds.append(node.kind)
        parts.append("()")
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})" if parts else ""
