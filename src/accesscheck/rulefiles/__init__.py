"""Rule files: rules/**/*.yml -> Rule, or an error with file and line.

YAML is the only source. Because hundreds of YAML files are slow to read, a folder is compiled into one JSON text:
into the wheel when it is built, else into a cache that any change of a file makes anew.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from accesscheck.errors import RuleFileError
from accesscheck.model.rule import Rule
from accesscheck.rulefiles import cache
from accesscheck.rulefiles.form import PHRASES, PackedExpressions, Sought, json_schema

COMPILED = "compiled.json"
"""Name of the compiled form in a packaged rules folder."""


def load_folder(folder: Traversable, *, phrases_of: Traversable | None = None) -> tuple[Rule, ...]:
    """Every rule of a folder, sorted by id. RuleFileError with file and line for the first file that is wrong.

    `phrases_of` is another folder whose lists of phrases they may name.
    """
    compiled = folder / COMPILED
    if compiled.is_file():
        return decode(compiled.read_bytes())
    cached = cache.file_of(folder) if isinstance(folder, Path) and phrases_of is None else None
    if cached is not None:
        try:
            return decode(cached.read_bytes())
        except (OSError, msgspec.MsgspecError):
            pass  # There is none yet, or it cannot be read: it is made again.
    contents = {path: entry.read_bytes() for path, entry in sorted(_yaml_files(folder, ""))}
    if phrases_of is not None:
        lists = (file for file in _yaml_files(phrases_of / "phrases", "phrases/"))
        contents = {**{path: entry.read_bytes() for path, entry in lists}, **contents}
    rules = compile_rules(contents, where=folder.name)
    if cached is not None:
        cache.write(cached, encode(rules))
    return rules


def check_folder(folder: Traversable) -> Iterator[RuleFileError]:
    """Every problem of a folder, at most one for each file."""
    from accesscheck.rulefiles.compiler import Compiler

    contents = {path: entry.read_bytes() for path, entry in sorted(_yaml_files(folder, ""))}
    yield from Compiler(contents, folder.name).problems()


def encode(rules: tuple[Rule, ...]) -> bytes:
    """The compiled form of rules."""
    return msgspec.json.encode(rules, order="deterministic")


def decode(compiled: bytes) -> tuple[Rule, ...]:
    """Rules out of their compiled form. MsgspecError if it is not one."""
    return _RULES.decode(compiled)


_RULES = msgspec.json.Decoder(tuple[Rule, ...])


def expressions(rule: Rule, language: str) -> PackedExpressions | None:
    """What a wording rule looks for in a language; None if it has nothing for it."""
    packed = rule.expressions.get(language)
    return None if packed is None else unpack(packed)


def unpack(packed: str) -> PackedExpressions:
    """An expression file out of its packed form in `Rule.expressions`."""
    return msgspec.json.decode(packed, type=PackedExpressions)


def sought(packed: str) -> Sought:
    """What tells where a packed expression file must be tried: quicker than to open all of it."""
    return msgspec.json.decode(packed, type=Sought)


def compile_rules(contents: Mapping[str, bytes], *, where: str = "") -> tuple[Rule, ...]:
    """Rules out of the files of a folder, `contents` by path below it. RuleFileError for the first problem."""
    from accesscheck.rulefiles.compiler import Compiler  # Most processes find the compiled form.

    compiler = Compiler(contents, where)
    for problem in compiler.problems():
        raise problem
    return compiler.rules()


def rule_set_sha256(rules: Iterable[Rule]) -> str:
    """What was looked for, as one number: two runs with the same number used the same rules."""
    return hashlib.sha256(encode(tuple(rules))).hexdigest()


def _yaml_files(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            if f"{prefix}{entry.name}" != "standards":
                yield from _yaml_files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".yml"):
            yield f"{prefix}{entry.name}", entry


__all__ = [
    "COMPILED",
    "PHRASES",
    "PackedExpressions",
    "Sought",
    "check_folder",
    "compile_rules",
    "decode",
    "encode",
    "expressions",
    "json_schema",
    "load_folder",
    "rule_set_sha256",
    "sought",
    "unpack",
]
