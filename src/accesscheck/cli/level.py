"""accesscheck level: how hard a text is, and which words and sentences make it so."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from accesscheck.cli import FINE, UNTESTED, interface_language
from accesscheck.errors import N_, OptionError

if TYPE_CHECKING:
    from accesscheck.model.document import Document
    from accesscheck.text.reading_level import ReadingLevel

MOST = 5
"""Sentences and words that are shown."""
_LONGEST = 110

FEATURES: Mapping[str, str] = {
    "log-sentence-length": N_("length of the sentences"),
    "sentence-length": N_("very long sentences"),
    "few-stops": N_("few full stops"),
    "log-length-without-names": N_("length of the sentences, names left out"),
    "word-length": N_("length of the words"),
    "syllables": N_("syllables per word"),
    "many-syllables": N_("words of three syllables or more"),
    "rarity": N_("words that are seldom used"),
    "rare-words": N_("very rare words"),
    "uncommon-words": N_("words that are not common"),
    "hardest-rarity": N_("the rarest words"),
    "official-words": N_("words of offices and the law"),
    "official-words-per-sentence": N_("sentences with words of offices and the law"),
    "connectives": N_("subordinate clauses"),
    "connectives-per-sentence": N_("sentences with many clauses"),
    "prepositions": N_("prepositions per sentence"),
    "nominalisations": N_("nouns made of verbs"),
    "passives": N_("passive sentences"),
    "punctuation": N_("commas and semicolons"),
    "content-words": N_("information in few words"),
    "impersonal": N_("readers who are not addressed"),
    "digits": N_("figures"),
    "brackets": N_("brackets"),
    "difficulty": N_("difficulty of the words"),
    "squared-difficulty": N_("very difficult words"),
    "hardest-words": N_("the most difficult words"),
    "hard-words-per-sentence": N_("difficult words per sentence"),
    "hard-word-count": N_("number of difficult words per sentence"),
    "long-words-per-sentence": N_("long words per sentence"),
    "nouns-per-sentence": N_("nouns per sentence"),
    "adjectives-per-sentence": N_("adjectives per sentence"),
}
"""What each feature of the model is called."""


def level(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE...", help=N_("Files or addresses; - for standard input."))
    ] = None,
    before: Annotated[
        str | None, typer.Option(metavar="FILE", help=N_("A text before it was rewritten; with --after."))
    ] = None,
    after: Annotated[str | None, typer.Option(metavar="FILE", help=N_("The same text after it."))] = None,
    explain: Annotated[bool, typer.Option("--explain", help=N_("Show what the level is made of."))] = False,
    text_language: Annotated[
        str | None, typer.Option(help=N_("Language of the texts: nl, fr, en or de. Else it is detected."))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=N_("Write JSON, one line for each text."))] = False,
    language: Annotated[str | None, typer.Option("--language", "-l", help=N_("nl, fr, en or de."))] = None,
) -> int:
    """Show how hard texts are to read, and which sentences and words make them so."""
    speak = interface_language(language)
    if bool(before) != bool(after):
        raise OptionError(N_("Give both --before and --after, or none of them."))
    names = [*(files or []), *([before, after] if before and after else [])]
    if not names:
        raise OptionError(N_("Give at least one file, or - for standard input."))
    _refuse_language(text_language)
    levels: dict[str, ReadingLevel | None] = {}
    for name in names:
        document, measured = _measured(name, text_language, speak)
        levels[name] = measured
        if document is not None and measured is not None:
            print(_json(name, measured) if as_json else _told(name, document, measured, speak, explain=explain))
    if before and after and not as_json:
        print(_gained(levels[before], levels[after], speak))
    return FINE if all(one is not None and one.cefr for one in levels.values()) else UNTESTED


def _refuse_language(text_language: str | None) -> None:
    from accesscheck.model.rule import LANGUAGES

    if text_language not in (None, *LANGUAGES):
        raise OptionError(
            N_("“{name}” is no language of a text. Use one of: {allowed}."),
            name=text_language or "",
            allowed=", ".join(LANGUAGES),
        )


def _measured(name: str, text_language: str | None, speak: str) -> "tuple[Document | None, ReadingLevel | None]":
    """The text and its level; neither if it cannot be read, which is told: the others go on."""
    from accesscheck import messages
    from accesscheck.checkers.level import level_of_document
    from accesscheck.hookspecs import OpenOptions
    from accesscheck.model.rule import LANGUAGES
    from accesscheck.model.target import Target
    from accesscheck.sources import SourceError, open_target
    from accesscheck.text.reading_level import ReadingLevel

    try:
        document = open_target(Target(address=name), OpenOptions(browser=False, language=text_language))
    except SourceError as problem:
        print(messages.note(problem.note, name, speak), file=sys.stderr)
        return None, None
    if document.language not in LANGUAGES:
        reason = "language-unsupported" if document.language else "text-too-short"
        return document, ReadingLevel(language=document.language, unit="document", reason=reason)
    return document, level_of_document(document)


def _json(name: str, measured: "ReadingLevel") -> str:
    from dataclasses import asdict

    told: dict[str, Any] = {"file": name, **asdict(measured)}
    return json.dumps(told, ensure_ascii=False)


def _told(name: str, document: "Document", measured: "ReadingLevel", speak: str, *, explain: bool) -> str:
    from accesscheck import messages
    from accesscheck.messages import say
    from accesscheck.model.finding import UntestedReason

    shown = Path(name).name if name != "-" else say(speak, N_("standard input"))
    if measured.cefr is None or measured.low is None or measured.high is None:
        return f"{shown}: {messages.reason(UntestedReason(measured.reason or ''), speak)}"
    told = N_("{name}: level {level}, an estimate; probably between {low} and {high} (score {score}).")
    params = {"level": measured.cefr, "low": measured.low, "high": measured.high, "score": f"{measured.score:.1f}"}
    lines = [say(speak, told, name=shown, **params)]
    heavy = [one for one in measured.sentences if one.contribution > 0][:MOST]
    if heavy:
        lines += ["", say(speak, N_("Sentences that raise the level most:"))]
        lines += [f"  {one.contribution:+.2f}  {_short(document.text[one.start : one.end])}" for one in heavy]
    heaviest = [one for one in measured.words if one.contribution > 0][:MOST]
    plainer = [one for one in measured.words if one.alternatives and one not in heaviest][:MOST]
    for told, words in (
        (N_("Words that raise the level most:"), heaviest),
        (N_("Other words for which there is a plainer one:"), plainer),
    ):
        if words:
            lines += ["", say(speak, told)]
            lines += [f"  {one.contribution:+.3f}  {one.word}{_instead(one.alternatives, speak)}" for one in words]
    if explain:
        lines += ["", say(speak, N_("What the level is made of, in levels above or below the mean text:"))]
        parts = sorted(measured.contributions.items(), key=lambda item: -item[1])
        lines += [f"  {value:+.2f}  {say(speak, FEATURES[part])}" for part, value in parts]
        lines += ["", say(speak, N_("Other measures:"))]
        lines += [f"  {value:8.1f}  {scale}" for scale, value in measured.scales.items()]
    return "\n".join(lines) + "\n"


def _instead(alternatives: tuple[str, ...], speak: str) -> str:
    from accesscheck.messages import join_or

    return f" → {join_or(alternatives, speak)}" if alternatives else ""


def _gained(before: "ReadingLevel | None", after: "ReadingLevel | None", speak: str) -> str:
    from accesscheck.messages import say

    if before is None or after is None or before.score is None or after.score is None:
        return say(speak, N_("The two texts cannot be compared: one of them has no level."))
    if before.language != after.language:
        return say(speak, N_("The two texts cannot be compared: they are in different languages."))
    params = {
        "before": before.cefr or "",
        "after": after.cefr or "",
        "points": f"{abs(before.score - after.score):.1f}",
    }
    if after.score < before.score:
        return say(speak, N_("From {before} to {after}: {points} easier."), **params)
    return say(speak, N_("From {before} to {after}: {points} harder."), **params)


def _short(text: str) -> str:
    even = " ".join(text.split())
    return even if len(even) <= _LONGEST else f"{even[: _LONGEST - 1].rstrip()}…"
