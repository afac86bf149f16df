"""Rule files: rules/**/*.yml -> Rule, or an error with file and line.

YAML is the only source. Because hundreds of YAML files are slow to read, a folder is compiled into one JSON text:
into the wheel when it is built, else into a cache that any change of a file makes anew.
"""

import difflib
import functools
import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, cast

import msgspec
from msgspec import Meta

from accesscheck.errors import RuleFileError
from accesscheck.installation import cache_folder
from accesscheck.model.finding import Impact, Outcome
from accesscheck.model.rule import LANGUAGES, Reference, Rule, RuleTexts, Source, Status
from accesscheck.model.target import PROFILES

COMPILED = "compiled.json"
"""Name of the compiled form in a packaged rules folder."""

KEPT = 8
"""Compiled forms that are kept in the cache: of a few checkouts and plugins."""


class _File(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    pass


Title = Annotated[str, Meta(min_length=1, max_length=60, description="The bad thing, as a noun phrase.")]
Sentence = Annotated[str, Meta(min_length=1, max_length=160)]
Question = Annotated[str, Meta(min_length=1, max_length=170, pattern=r"\?[\s\u202f”“»]*$")]
Fix = Annotated[str, Meta(min_length=1, max_length=320)]
RuleId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)+$")]
Profile = Literal["web-page", "vacancy", "text"]
Language = Literal["nl", "fr", "en", "de"]
Ground = Literal[
    "gender",
    "age",
    "origin-language",
    "skin-colour",
    "disability-health",
    "religion-belief",
    "orientation-identity",
    "family-status",
    "social-status-wealth",
    "political-union",
    "physical-trait",
    "style",
    "dated-terms",
    "missing",
]


class TextsFile(_File, frozen=True, kw_only=True):
    """The words of a rule in one language."""

    title: Title
    message: Sentence
    question: Question | None = None
    fix: Fix
    who: Sentence
    why: Sentence


class AllTexts(_File, frozen=True, kw_only=True):
    """The words of a rule; no language may be missing."""

    nl: TextsFile
    fr: TextsFile
    en: TextsFile
    de: TextsFile


class ReferenceFile(_File, frozen=True, kw_only=True):
    """Exactly one of these keys."""

    wcag22: str | None = None
    act: str | None = None
    law: str | None = None
    technique: str | None = None


class SourceFile(_File, frozen=True, kw_only=True):
    """Where the knowledge in the rule comes from."""

    title: str
    address: Annotated[str, Meta(pattern=r"^https?://")]
    licence: str


class Axe(_File, frozen=True, kw_only=True):
    """The axe-core rule, and which of its data become params of the message: {param: key in axe's data}."""

    rule: str
    data: dict[str, str] = {}


class Metric(_File, frozen=True, kw_only=True):
    """A measure of `accesscheck.text.level` and its limit in each language."""

    measure: str
    limits: dict[Language, float]
    worse: Literal["above", "below"] = "above"


class Selector(_File, frozen=True, kw_only=True):
    """CSS. `candidates` are the things looked at; those that match `fails` are findings."""

    candidates: str
    fails: str


class Term(_File, frozen=True, kw_only=True):
    """A phrase; whole words, any case, unless it says otherwise."""

    phrase: Annotated[str, Meta(min_length=1)]
    alternatives: tuple[str, ...] = ()
    inflect: Literal["none", "noun", "adjective"] = "none"
    compound: Literal["none", "head", "tail", "any"] = "none"
    case: Literal["any", "exact"] = "any"


class Pattern(_File, frozen=True, kw_only=True):
    """A regular expression of Python's `re`, matched in any case."""

    regex: Annotated[str, Meta(min_length=1)]
    alternatives: tuple[str, ...] = ()


Phrases = tuple[Annotated[str, Meta(min_length=1, pattern=r"\S")], ...]


class Unless(_File, frozen=True, kw_only=True):
    """No finding if one of these phrases stands there; `$name` is a list of rules/phrases."""

    before: Phrases = ()
    after: Phrases = ()
    sentence: Phrases = ()


class Near(_File, frozen=True, kw_only=True):
    """A finding only if one of these phrases stands in the sentence, at most `within` words away."""

    sentence: Phrases
    within: Annotated[int, Meta(ge=1)] | None = None


class Examples(_File, frozen=True, kw_only=True):
    """Texts that must give a finding, and texts that must not. Tests run them all."""

    wrong: Annotated[tuple[str, ...], Meta(min_length=1)]
    right: Annotated[tuple[str, ...], Meta(min_length=1)]


class Expressions(_File, frozen=True, kw_only=True):
    """What a wording rule looks for in one language."""

    terms: tuple[Term, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    unless: Unless | None = None
    near: Near | None = None
    examples: Examples


class ExpressionsFile(Expressions, frozen=True, kw_only=True):
    """An expression file: `<rule>.<language>.yml` beside the rule's own file."""

    rule: RuleId
    language: Language


class PhraseListFile(_File, frozen=True, kw_only=True):
    """A list of phrases that expression files name as `$list`."""

    list: str
    language: Language
    phrases: Phrases


class RuleFile(_File, frozen=True, kw_only=True):
    """A rule. A word, a pattern, a measure and a selector are wholly here; an html rule has code beside it."""

    id: RuleId
    kind: Annotated[str, Meta(description="terms, pattern, presence, metric, selector, axe, html, or a plugin's own")]
    ground: Ground | None = None
    languages: tuple[Language, ...] | None = None
    profiles: Annotated[tuple[Profile, ...], Meta(min_length=1)]
    impact: Literal["minor", "moderate", "serious", "critical"]
    verdict_on_match: Literal["failed", "cantTell"]
    stands_in_for: RuleId | None = None
    axe: Axe | None = None
    metric: Metric | None = None
    selector: Selector | None = None
    parameters: dict[str, Any] = {}
    terms: dict[str, tuple[str, ...]] | None = None
    exceptions: tuple[str, ...] = ()
    examples: Examples | None = None
    references: tuple[ReferenceFile, ...]
    sources: tuple[SourceFile, ...]
    status: Literal["preview", "stable", "deprecated"]
    since: Annotated[str, Meta(pattern=r"^\d+\.\d+\.\d+$")]
    replaced_by: RuleId | None = None
    texts: AllTexts


_T = TypeVar("_T")
_Context = TypeVar("_Context", Unless, Near)

WORDING_KINDS = ("terms", "pattern", "presence")


def load_folder(folder: Traversable) -> tuple[Rule, ...]:
    """Every rule of a folder, sorted by id. RuleFileError with file and line for the first file that is wrong."""
    compiled = folder / COMPILED
    if compiled.is_file():
        return decode(compiled.read_bytes())
    cached = _cache_file(folder) if isinstance(folder, Path) else None
    if cached is not None:
        try:
            return decode(cached.read_bytes())
        except (OSError, msgspec.MsgspecError):
            pass  # There is none yet, or it cannot be read: it is made again.
    contents = {path: entry.read_bytes() for path, entry in sorted(_yaml_files(folder, ""))}
    rules = compile_rules(contents, where=_name_of(folder))
    if cached is not None:
        _write_cache(cached, encode(rules))
    return rules


def check_folder(folder: Traversable) -> Iterator[RuleFileError]:
    """Every problem of a folder, at most one for each file."""
    contents = {path: entry.read_bytes() for path, entry in sorted(_yaml_files(folder, ""))}
    yield from _Compiler(contents, _name_of(folder)).problems()


def encode(rules: tuple[Rule, ...]) -> bytes:
    """The compiled form of rules."""
    return msgspec.json.encode(rules, order="deterministic")


def decode(compiled: bytes) -> tuple[Rule, ...]:
    """Rules out of their compiled form. MsgspecError if it is not one."""
    return _RULES.decode(compiled)


_RULES = msgspec.json.Decoder(tuple[Rule, ...])


def expressions(rule: Rule, language: str) -> Expressions | None:
    """What a wording rule looks for in a language; None if it has nothing for it."""
    packed = rule.expressions.get(language)
    return None if packed is None else unpack(packed)


def unpack(packed: str) -> Expressions:
    """An expression file out of its packed form in `Rule.expressions`."""
    return msgspec.json.decode(packed, type=Expressions)


def compile_rules(contents: Mapping[str, bytes], *, where: str = "") -> tuple[Rule, ...]:
    """Rules out of the files of a folder, `contents` by path below it. RuleFileError for the first problem."""
    compiler = _Compiler(contents, where)
    for problem in compiler.problems():
        raise problem
    return compiler.rules()


def json_schema(kind: Literal["rule", "expressions"]) -> dict[str, Any]:
    """JSON Schema of a file in rules/, for editors and for people who write rules."""
    return msgspec.json.schema(RuleFile if kind == "rule" else ExpressionsFile)


class _Compiler:
    """Reads the files of one folder, once."""

    def __init__(self, contents: Mapping[str, bytes], where: str) -> None:
        self._contents = contents
        self._where = where
        self._problems: list[RuleFileError] = []
        self._rules: dict[str, tuple[str, RuleFile]] = {}
        self._expressions: dict[str, dict[str, Expressions]] = {}
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
        return tuple(self._rule(rule) for _, (_, rule) in sorted(self._rules.items()))

    def _error(self, path: str, at: int | Sequence[str | int], problem: str) -> RuleFileError:
        """An error on a line, or on the line where the value at these keys stands."""
        line = at if isinstance(at, int) else _line_of(self._contents[path], at)
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
        if rule.kind in ("axe", "metric", "selector") and getattr(rule, rule.kind) is None:
            raise self._error(path, ["kind"], f"a rule of kind {rule.kind} needs the key “{rule.kind}:”.")
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
        self._expressions[rule.id] = {
            rule.languages[0]: Expressions(terms=terms, unless=unless, examples=rule.examples)
        }

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
        if rule.kind in ("axe", "html") and any(getattr(rule.texts, x).question is None for x in LANGUAGES):
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
        if not (found.patterns if kind == "pattern" else found.terms):
            needed = "patterns" if kind == "pattern" else "terms"
            raise self._error(path, 1, f"{found.rule} is of kind {kind}: “{needed}:” must not be empty.")
        for number, pattern in enumerate(found.patterns):
            try:
                re.compile(pattern.regex)
            except re.error as error:
                raise self._error(
                    path, ["patterns", number, "regex"], f"“{pattern.regex}” is no regular expression: {error}."
                ) from None
        packed = Expressions(
            terms=found.terms,
            patterns=found.patterns,
            unless=self._resolve(path, "unless", found.unless, found.language),
            near=self._resolve(path, "near", found.near, found.language),
            examples=found.examples,
        )
        self._expressions.setdefault(found.rule, {})[found.language] = packed

    def _resolve(self, path: str, within: str, context: _Context | None, language: str) -> _Context | None:
        """The same context with each `$name` replaced by the phrases of that list."""
        if context is None:
            return None
        changes: dict[str, tuple[str, ...]] = {}
        for key in ("before", "after", "sentence"):
            phrases: list[str] = []
            for number, phrase in enumerate(getattr(context, key, ())):
                if not phrase.startswith("$"):
                    phrases.append(phrase)
                    continue
                if (phrase[1:], language) not in self._lists:
                    missing = f"{phrase[1:]}.{language}.yml"
                    raise self._error(path, [within, key, number], f"there is no list rules/phrases/{missing}.")
                phrases += self._lists[phrase[1:], language]
            if phrases:
                changes[key] = tuple(phrases)
        return msgspec.structs.replace(context, **changes)

    def _rule(self, rule: RuleFile) -> Rule:
        parameters = dict(rule.parameters)
        for part in (rule.axe, rule.metric, rule.selector):
            if part is not None:
                parameters |= msgspec.structs.asdict(part)
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


def _line_of(content: bytes, keys: Sequence[str | int]) -> int:
    """The line, from 1, of what stands at these keys; of the last of them that there is."""
    import yaml

    node: Any = yaml.compose(content.decode("utf-8-sig"), Loader=yaml.BaseLoader)
    line = 1
    for key in keys:
        if node.id == "mapping":
            pair = next((pair for pair in node.value if pair[0].value == key), None)
        else:
            pair = (node.value[key], node.value[key]) if isinstance(key, int) else None
        if pair is None:
            break
        line = pair[0].start_mark.line + 1
        node = pair[1]
    return line


def _name_of(folder: Traversable) -> str:
    return folder.name


def _yaml_files(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            if f"{prefix}{entry.name}" != "standards":
                yield from _yaml_files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".yml"):
            yield f"{prefix}{entry.name}", entry


def read(path: str, content: bytes, type_: type[_T]) -> _T:
    """A YAML file as a struct. All scalars are text, so `no` stays Norwegian; a repeated key is an error."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    node: Any
    try:
        node = yaml.compose(content.decode("utf-8-sig"), Loader=loader)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise RuleFileError(path, line, "this is not UTF-8 text. Save the file as UTF-8.") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise RuleFileError(path, line, f"this is not YAML: {error.problem or error.context}.") from None
    except yaml.YAMLError as error:
        raise RuleFileError(path, 1, f"this is not YAML: {' '.join(str(error).split())}.") from None
    except RecursionError:
        raise RuleFileError(path, 1, "this is nested too deeply. A rule file has a few levels.") from None
    if node is None:
        raise RuleFileError(path, 1, "the file is empty.")
    if node.id != "mapping":
        line = node.start_mark.line + 1
        raise RuleFileError(path, line, f"a rule file has keys and values, such as {_keys_of(type_)[0]}: ….")
    try:
        value = _plain(path, node)
    except RecursionError:  # An alias (*name) that stands for what it stands in.
        raise RuleFileError(path, 1, "an alias stands for something that it is a part of. Write it out.") from None
    try:
        return msgspec.convert(value, type_, strict=False)
    except msgspec.ValidationError as error:
        raise _located(path, node, type_, str(error)) from None


def _plain(path: str, node: Any) -> Any:
    if node.id == "scalar":
        return node.value
    if node.id == "sequence":
        return [_plain(path, item) for item in node.value]
    plain: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        line = key_node.start_mark.line + 1
        if not isinstance(key, str):
            raise RuleFileError(path, line, "a key must be a word.")
        if key in plain:
            raise RuleFileError(path, line, f"“{key}” stands twice: on line {lines[key]} too.")
        plain[key] = _plain(path, value_node)
        lines[key] = line
    return plain


def _located(path: str, node: Any, type_: type, error: str) -> RuleFileError:
    """msgspec's error, with the line that it is about and in words for the person who writes the rule."""
    message, _, steps = error.partition(" - at ")
    wrong_key = steps.startswith("`key` in ")
    unknown = re.search(r"unknown field `([^`]+)`", message)
    target = node
    keys: list[str] = []
    for step in re.findall(r"\.(\w+)|\[(\d+)\]|\[(\.\.\.)\]", steps):
        name, index, _ = step
        child = _child(target, name, index)
        keys.append(name or (f"[{index}]" if index else ""))
        if child is None:
            break
        target = child
    line = target.start_mark.line + 1
    where = ".".join(key for key in keys if key).replace(".[", "[")
    if unknown:
        wrong = unknown.group(1)
        for key_node, _ in target.value:
            if key_node.value == wrong:
                line = key_node.start_mark.line + 1
        known = _keys_of(type_, keys)
        close = difflib.get_close_matches(wrong, known, n=1)
        hint = f" Did you mean “{close[0]}”?" if close else f" The keys are: {', '.join(known)}."
        return RuleFileError(path, line, f"unknown key “{wrong}”.{hint}")
    missing = re.search(r"missing required field `([^`]+)`", message)
    if missing:
        within = f" under “{where}”" if where else ""
        return RuleFileError(path, line, f"“{missing.group(1)}” is missing{within}.")
    enum = re.search(r"Invalid enum value '([^']*)'", message)
    if enum:
        allowed = tuple(str(value) for type_ in _types_at(type_, keys) for value in _values(type_, keys=wrong_key))
        hint = f" Use one of: {', '.join(allowed)}." if allowed else ""
        if wrong_key:
            line = next((key.start_mark.line + 1 for key, _ in target.value if key.value == enum.group(1)), line)
            return RuleFileError(path, line, f"{where} has the key “{enum.group(1)}”.{hint}")
        return RuleFileError(path, line, f"{where} is “{enum.group(1)}”.{hint}")
    return RuleFileError(path, line, f"{where or 'the file'}: {message[0].lower()}{message[1:]}.")


def _child(node: Any, name: str, index: str) -> Any:
    if name and node.id == "mapping":
        return next((value for key, value in node.value if key.value == name), None)
    if index and node.id == "sequence" and int(index) < len(node.value):
        return node.value[int(index)]
    return None


def _types_at(type_: Any, keys: Sequence[str]) -> list[Any]:
    """What msgspec expects at these keys: each alternative of a union."""
    found = _alternatives(msgspec.inspect.type_info(type_))
    for key in keys:
        inner: list[Any] = []
        for expected in found:
            if isinstance(expected, msgspec.inspect.StructType):
                inner += [field.type for field in expected.fields if field.encode_name == key]
            elif isinstance(expected, msgspec.inspect.DictType):
                inner.append(expected.value_type)
            elif isinstance(expected, msgspec.inspect.VarTupleType):
                inner.append(expected.item_type)
        found = [one for expected in inner for one in _alternatives(expected)]
    return found


def _alternatives(expected: Any) -> list[Any]:
    if isinstance(expected, msgspec.inspect.Metadata):
        return _alternatives(expected.type)
    return list(expected.types) if isinstance(expected, msgspec.inspect.UnionType) else [expected]


def _keys_of(type_: Any, keys: Sequence[str] = ()) -> tuple[str, ...]:
    """The keys that may stand at a place."""
    structs = (expected for expected in _types_at(type_, keys) if isinstance(expected, msgspec.inspect.StructType))
    return tuple(field.encode_name for expected in structs for field in expected.fields)


def _values(expected: Any, *, keys: bool) -> tuple[Any, ...]:
    """The values that may stand at a place; with `keys`, the keys of a mapping there."""
    if keys and isinstance(expected, msgspec.inspect.DictType):
        expected = expected.key_type
    if not isinstance(expected, msgspec.inspect.LiteralType):
        return ()
    in_order = (tuple(Impact), LANGUAGES, tuple(Status), PROFILES)
    return next((words for words in in_order if set(words) == set(expected.values)), tuple(expected.values))


def _cache_file(folder: Path) -> Path:
    """Where the compiled form of a folder is kept: under a name that any change of a file changes.

    Path, size and time of change of each file stand for its content: reading thousands of files takes longer than
    all the rest.
    """
    digest = hashlib.blake2b(_compiler_version(), digest_size=16)
    for path, size, changed in sorted(_signatures(folder.resolve())):
        digest.update(f"{path}\x00{size}\x00{changed}\x00".encode("utf-8", "surrogatepass"))
    return cache_folder() / f"rules-{digest.hexdigest()}.json"


def _signatures(folder: Path) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _signatures(Path(entry.path))
            elif entry.name.endswith(".yml"):
                facts = entry.stat()
                yield entry.path, facts.st_size, facts.st_mtime_ns


@functools.cache
def _compiler_version() -> bytes:
    """This file's own content: another compiler makes another compiled form."""
    return Path(__file__).read_bytes() if Path(__file__).is_file() else b"packaged"


def _write_cache(path: Path, content: bytes) -> None:
    """Write whole or not at all; a folder that cannot be written to costs time, no more."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as handle:
            handle.write(content)
        Path(handle.name).replace(path)
        for old in sorted(path.parent.glob("rules-*.json"), key=lambda one: one.stat().st_mtime)[:-KEPT]:
            old.unlink()
    except OSError:
        return


def rule_set_sha256(rules: Iterable[Rule]) -> str:
    """What was looked for, as one number: two runs with the same number used the same rules."""
    return hashlib.sha256(encode(tuple(rules))).hexdigest()
