"""The files of a rules folder, read together: rules with their expressions and the phrase lists that these name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

import msgspec

from accesscheck.errors import RuleFileError
from accesscheck.model.finding import Impact, Outcome
from accesscheck.model.rule import LANGUAGES, Reference, Rule, RuleTexts, Source, Status
from accesscheck.rulefiles.form import (
    Expressions,
    ExpressionsFile,
    Near,
    PackedExpressions,
    PhraseListFile,
    ReferenceFile,
    RuleFile,
    Term,
    Unless,
)
from accesscheck.rulefiles.packing import pack
from accesscheck.rulefiles.yaml_file import line_of, read

_Context = TypeVar("_Context", Unless, Near)

WORDING_KINDS = ("terms", "pattern", "presence")
NEEDS_QUESTION = ("axe", "html", "browser", "site")
ABOUT_PEOPLE = frozenset(
    "gender age origin-language skin-colour disability-health religion-belief orientation-identity family-status "
    "social-status-wealth political-union physical-trait".split()
)
"""Grounds on which it is no demand to name people: to say that everyone is welcome, or in a lawful target scheme."""


class Compiler:
    """Reads the files of one folder, once."""

    def __init__(self, contents: Mapping[str, bytes], where: str) -> None:
        self._contents = contents
        self._where = where
        self._problems: list[RuleFileError] = []
        self._rules: dict[str, tuple[str, RuleFile]] = {}
        self._expressions: dict[str, dict[str, PackedExpressions]] = {}
        self._lists: dict[tuple[str, str], tuple[str, ...]] = {}
        ordered = sorted(contents, key=lambda path: (not path.startswith("phrases/"), _is_expressions(path), path))
        for path in ordered:
            if path.startswith("standards/"):
                continue
            try:
                self._read(path, contents[path])
            except RuleFileError as problem:
                self._problems.append(problem)

    def problems(self) -> Iterator[RuleFileError]:
        yield from self._problems
        for path, rule in self._rules.values():
            if rule.kind in WORDING_KINDS and not self._expressions.get(rule.id):
                yield self._error(path, 1, f"{rule.id} has no expressions. Add {rule.id}.nl.yml beside it.")

    def rules(self) -> tuple[Rule, ...]:
        return tuple(self._rule(path, rule) for _, (path, rule) in sorted(self._rules.items()))

    def _error(self, path: str, at: int | Sequence[str | int], problem: str) -> RuleFileError:
        """An error on a line, or on the line where the value at these keys stands."""
        line = at if isinstance(at, int) else line_of(self._contents[path], at)
        return RuleFileError(f"{self._where}/{path}".lstrip("/"), line, problem)

    def _read(self, path: str, content: bytes) -> None:
        name = f"{self._where}/{path}".lstrip("/")
        if path.startswith("phrases/"):
            phrases = read(name, content, PhraseListFile)
            if path.rsplit("/", 1)[-1] != f"{phrases.list}.{phrases.language}.yml":
                needed = f"{phrases.list}.{phrases.language}.yml"
                raise self._error(path, ["list"], f"the file's name must be {needed}, as its list and language say.")
            self._lists[phrases.list, phrases.language] = phrases.phrases
        elif _is_expressions(path):
            self._read_expressions(path, name, content)
        else:
            self._read_rule(path, name, content)

    def _read_rule(self, path: str, name: str, content: bytes) -> None:
        rule = read(name, content, RuleFile)
        stem = path.rsplit("/", 1)[-1].removesuffix(".yml")
        if rule.id != stem:
            raise self._error(path, ["id"], f"id is “{rule.id}”. It must be the file's name, “{stem}”.")
        if rule.id in self._rules:
            raise self._error(path, ["id"], f"{rule.id} stands in {self._rules[rule.id][0]} too. An id is used once.")
        needed = "probe" if rule.kind == "browser" else rule.kind.replace("-", "_")
        if needed in ("axe", "metric", "selector", "plain_words", "level", "probe") and getattr(rule, needed) is None:
            raise self._error(path, ["kind"], f"a rule of kind {rule.kind} needs the key “{needed}:”.")
        for number, reference in enumerate(rule.references):
            if len([value for value in msgspec.structs.astuple(reference) if value is not None]) != 1:
                raise self._error(
                    path, ["references", number], "a reference names exactly one of wcag22, act, law, technique."
                )
        self._check_texts(path, rule)
        if rule.status == "stable" and not rule.sources:
            raise self._error(path, ["sources"], "a stable rule names at least one source.")
        self._rules[rule.id] = (path, rule)
        if rule.terms is not None:
            self._add_small_form(path, rule)

    def _add_small_form(self, path: str, rule: RuleFile) -> None:
        """A rule with its phrases in the same file, for one language."""
        if rule.languages is None or len(rule.languages) != 1:
            raise self._error(
                path, ["terms"], "phrases in the rule's own file need one language, such as languages: [nl]."
            )
        if rule.examples is None:
            raise self._error(path, ["terms"], "examples are missing. Give at least one wrong and one right text.")
        terms = tuple(
            Term(phrase=phrase, alternatives=alternatives) for phrase, alternatives in (rule.terms or {}).items()
        )
        unless = Unless(sentence=rule.exceptions) if rule.exceptions else None
        language = rule.languages[0]
        found = Expressions(terms=terms, examples=rule.examples)
        self._expressions[rule.id] = {language: pack(found, language, unless, None)}

    def _check_texts(self, path: str, rule: RuleFile) -> None:
        for key in ("message", "question", "fix"):
            used = {
                language: set(re.findall(r"\{(\w+)\}", getattr(getattr(rule.texts, language), key) or ""))
                for language in LANGUAGES
            }
            for language in LANGUAGES[1:]:
                if used[language] != used["nl"]:
                    differs = ", ".join(sorted(used[language] ^ used["nl"]))
                    place = ["texts", language, key]
                    raise self._error(
                        path, place, f"texts.{language}.{key} and texts.nl.{key} differ in {{{differs}}}."
                    )
        if rule.kind in NEEDS_QUESTION and any(getattr(rule.texts, x).question is None for x in LANGUAGES):
            raise self._error(
                path, ["texts"], f"a rule of kind {rule.kind} can answer cantTell: every language needs a question."
            )

    def _read_expressions(self, path: str, name: str, content: bytes) -> None:
        found = read(name, content, ExpressionsFile)
        stem = path.rsplit("/", 1)[-1].removesuffix(".yml")
        if stem != f"{found.rule}.{found.language}":
            raise self._error(path, ["rule"], f"the file's name must be {found.rule}.{found.language}.yml.")
        if found.rule not in self._rules:
            raise self._error(path, ["rule"], f"there is no rule {found.rule} beside it.")
        kind = self._rules[found.rule][1].kind
        if not (found.terms or found.patterns):
            raise self._error(path, 1, f"{found.rule} is of kind {kind}: it needs terms or patterns.")
        for number, term in enumerate(found.terms):
            if term.replacement and (term.inflect != "none" or term.compound != "none"):
                raise self._error(
                    path, ["terms", number, "replacement"], "a phrase with a replacement has no inflect or compound."
                )
        for number, pattern in enumerate(found.patterns):
            try:
                re.compile(pattern.regex)
            except re.error as error:
                raise self._error(
                    path, ["patterns", number, "regex"], f"“{pattern.regex}” is no regular expression: {error}."
                ) from None
        unless = self._resolve(path, "unless", found.unless, found.language)
        if kind != "presence" and self._rules[found.rule][1].ground in ABOUT_PEOPLE:
            unless = self._without_welcome(unless or Unless(), found.language)
        near = self._resolve(path, "near", found.near, found.language)
        packed = pack(found, found.language, unless, near)
        self._expressions.setdefault(found.rule, {})[found.language] = packed

    def _without_welcome(self, unless: Unless, language: str) -> Unless:
        """The same context, for which sentences that welcome people or give them precedence are no demand."""
        lists = [self._lists.get((name, language), ()) for name in ("equal-opportunity", "positive-action")]
        return msgspec.structs.replace(unless, sentence=tuple(dict.fromkeys([*unless.sentence, *lists[0], *lists[1]])))

    def _resolve(self, path: str, within: str, context: _Context | None, language: str) -> _Context | None:
        """The same context with each `$name` replaced by the phrases of that list."""
        if context is None:
            return None
        changes: dict[str, tuple[str, ...]] = {}
        for key in ("before", "after", "sentence", "inside"):
            if phrases := self._listed(path, [within, key], getattr(context, key, ()), language):
                changes[key] = phrases
        return msgspec.structs.replace(context, **changes)

    def _listed(self, path: str, place: Sequence[str], stated: tuple[str, ...], language: str) -> tuple[str, ...]:
        """The phrases, with each `$name` replaced by those of that list."""
        phrases: list[str] = []
        for number, phrase in enumerate(stated):
            if not phrase.startswith("$"):
                phrases.append(phrase)
                continue
            if (phrase[1:], language) not in self._lists:
                missing = f"{phrase[1:]}.{language}.yml"
                raise self._error(path, [*place, number], f"there is no list rules/phrases/{missing}.")
            phrases += self._lists[phrase[1:], language]
        return tuple(phrases)

    def _rule(self, path: str, rule: RuleFile) -> Rule:
        parameters = dict(rule.parameters)
        for part in (rule.axe, rule.metric, rule.selector, rule.plain_words, rule.level):
            if part is not None:
                parameters |= msgspec.json.decode(msgspec.json.encode(part))  # As it comes back: lists, no tuples.
        if rule.probe is not None:
            parameters["probe"] = rule.probe
        if rule.sections:
            parameters["sections"] = list(rule.sections)
        if rule.words:
            parameters["words"] = {
                language: list(self._listed(path, ["words", language], phrases, language))
                for language, phrases in rule.words.items()
            }
        packed = {
            language: msgspec.json.encode(found).decode()
            for language, found in sorted(self._expressions.get(rule.id, {}).items())
        }
        return Rule(
            id=rule.id,
            kind=rule.kind,
            impact=Impact(rule.impact),
            verdict_on_match=Outcome(rule.verdict_on_match),
            texts={
                language: RuleTexts(**msgspec.structs.asdict(getattr(rule.texts, language))) for language in LANGUAGES
            },
            status=Status(rule.status),
            since=rule.since,
            ground=rule.ground,
            references=tuple(_reference(reference) for reference in rule.references),
            languages=None if rule.languages is None else frozenset(rule.languages),
            profiles=frozenset(rule.profiles),
            stands_in_for=rule.stands_in_for,
            replaced_by=rule.replaced_by,
            sources=tuple(Source(**msgspec.structs.asdict(source)) for source in rule.sources),
            parameters=parameters,
            expressions=packed,
        )


def _reference(reference: ReferenceFile) -> Reference:
    for standard, clause in msgspec.structs.asdict(reference).items():
        if clause is not None:
            return Reference(standard=cast("Any", standard), clause=clause)
    raise ValueError("a reference without a clause")


def _is_expressions(path: str) -> bool:
    return bool(re.search(r"\.[a-z]{2}\.yml$", path))
