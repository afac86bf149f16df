"""Rule files: a strict loader whose every error says file, line and what is allowed."""

import json
import os
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from accesscheck import rulefiles
from accesscheck.audit import load_rules
from accesscheck.errors import RuleFileError
from accesscheck.rulefiles import check_folder, compile_rules, decode, encode, expressions, load_folder

ROOT = Path(__file__).parents[1]

RULE = """\
id: wording-made-up
kind: terms
profiles: [vacancy]
impact: moderate
verdict_on_match: cantTell
references: [{wcag22: "3.1.5"}]
sources: [{title: A source, address: "https://example.org", licence: CC-BY-4.0}]
status: preview
since: 0.1.0
texts:
""" + "".join(
    f"""\
  {language}:
    title: A title
    message: This is {{match}}.
    fix: Write {{alternatives}}.
    who: People.
    why: A reason.
"""
    for language in ("nl", "fr", "en", "de")
)
WORDS = """\
rule: wording-made-up
language: nl
terms:
  - {phrase: knip, alternatives: [knap]}
unless:
  before: [$negation]
examples:
  wrong: [Een knip.]
  right: [Een knop.]
"""
LIST = "list: negation\nlanguage: nl\nphrases: [no, 1.10]\n"
FILES = {"wording/wording-made-up.yml": RULE, "wording/wording-made-up.nl.yml": WORDS, "phrases/negation.nl.yml": LIST}
NAMES = {
    "rule": "wording/wording-made-up.yml",
    "words": "wording/wording-made-up.nl.yml",
    "list": "phrases/negation.nl.yml",
}


def contents(**changed: str | bytes) -> dict[str, bytes]:
    files: dict[str, str | bytes] = {**FILES, **{NAMES[key]: value for key, value in changed.items()}}
    return {path: value if isinstance(value, bytes) else value.encode() for path, value in files.items()}


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_rule_is_read_to_the_letter() -> None:
    (rule,) = compile_rules(contents(), where="rules")
    found = expressions(rule, "nl")
    assert found is not None
    assert found.unless is not None
    assert found.unless.before == ("no", "1.10"), "text stays text"
    assert expressions(rule, "fr") is None
    assert rule.texts["de"].title == "A title"


PATTERN = RULE.replace("kind: terms", "kind: pattern")
BAD_REGEX = r"""rule: wording-made-up
language: nl
patterns:
  - regex: fine
  - regex: "\\d("
examples: {wrong: [a], right: [b]}
"""

ERRORS = [
    pytest.param(
        "rule",
        RULE.replace("impact: moderate", "impact: severe"),
        4,
        "impact is “severe”. Use one of: minor, moderate, serious, critical.",
        id="wrong impact",
    ),
    pytest.param(
        "rule",
        RULE.replace("status: preview", "status: no"),
        8,
        "status is “no”. Use one of: preview, stable, deprecated.",
        id="wrong status",
    ),
    pytest.param("rule", RULE.replace("[vacancy]", "[web]"), 3, "Use one of: web-page, vacancy, text.", id="profile"),
    pytest.param(
        "rule", RULE.replace("impact:", "impac:"), 4, "unknown key “impac”. Did you mean “impact”?", id="unknown key"
    ),
    pytest.param(
        "rule",
        RULE.replace("    who: People.", "    zzz: People.", 1),
        15,
        "unknown key “zzz”. The keys are: title, message, question, fix, who, why.",
        id="a key like no other",
    ),
    pytest.param("rule", RULE[: RULE.index("  de:")], 11, "“de” is missing under “texts”.", id="missing language"),
    pytest.param("rule", RULE.replace("impact: moderate\n", ""), 1, "“impact” is missing.", id="missing key"),
    pytest.param(
        "rule",
        RULE + "impact: minor\n",
        line_of(RULE + "impact: minor", "impact: minor"),
        "“impact” stands twice: on line 4 too.",
        id="repeated key",
    ),
    pytest.param(
        "rule",
        RULE.replace("id: wording-made-up", "id: wording-other-name"),
        1,
        "It must be the file's name, “wording-made-up”.",
        id="id unlike the file's name",
    ),
    pytest.param(
        "rule",
        RULE.replace("This is {match}.", "This is {word}.", 2).replace("{word}", "{match}", 1),
        line_of(RULE, "  fr:") + 2,
        "texts.fr.message and texts.nl.message differ in {match, word}.",
        id="placeholders that differ",
    ),
    pytest.param(
        "rule",
        RULE.replace('{wcag22: "3.1.5"}', '{wcag22: "3.1.5", act: abc}'),
        6,
        "exactly one of wcag22, act, law, technique",
        id="a reference to two things",
    ),
    pytest.param(
        "rule",
        RULE.replace("status: preview", "status: stable").replace(
            '[{title: A source, address: "https://example.org", licence: CC-BY-4.0}]', "[]"
        ),
        7,
        "a stable rule names at least one source.",
        id="a stable rule without a source",
    ),
    pytest.param(
        "rule", RULE.replace("kind: terms", "kind: metric"), 2, "needs the key “metric:”", id="a kind without its key"
    ),
    pytest.param("rule", RULE.replace("since: 0.1.0", "since: 1.10"), 9, "since:", id="version"),
    pytest.param("rule", RULE.replace("title: A title", f"title: {'A' * 61}", 1), 12, "60", id="a long title"),
    pytest.param("rule", "", 1, "the file is empty.", id="empty"),
    pytest.param("rule", "# nothing\n", 1, "the file is empty.", id="a comment alone"),
    pytest.param("rule", "- a\n", 1, "has keys and values", id="a list"),
    pytest.param("rule", "id: a\nb: [1\n", 3, "this is not YAML", id="no YAML"),
    pytest.param("rule", "id: &a [*a]\n", 1, "an alias", id="an alias in itself"),
    pytest.param("rule", b"id: x\nkind: \xe9\n", 2, "this is not UTF-8 text. Save the file as UTF-8.", id="no UTF-8"),
    pytest.param("rule", RULE + "? [a]\n: b\n", RULE.count("\n") + 1, "a key must be a word.", id="a list as a key"),
    pytest.param(
        "words",
        WORDS.replace("$negation", "$negatoin"),
        6,
        "there is no list rules/phrases/negatoin.nl.yml.",
        id="unknown list",
    ),
    pytest.param(
        "words", WORDS.replace("language: nl", "language: es"), 2, "Use one of: nl, fr, en, de.", id="language"
    ),
    pytest.param(
        "words",
        WORDS.replace("language: nl", "language: fr"),
        1,
        "the file's name must be wording-made-up.fr.yml.",
        id="language unlike the file's name",
    ),
    pytest.param("words", WORDS.replace("phrase: knip", 'phrase: ""'), 4, "phrase", id="an empty phrase"),
    pytest.param("words", WORDS.replace("[$negation]", '[" "]'), 6, "unless.before", id="a blank phrase"),
    pytest.param("words", WORDS + "near: {sentence: [a], within: 0}\n", 10, "within", id="within no words"),
    pytest.param(
        "words",
        WORDS.replace("  right: [Een knop.]\n", ""),
        8,
        "“right” is missing under “examples”.",
        id="no right example",
    ),
    pytest.param(
        "words",
        WORDS.replace("  - {phrase: knip, alternatives: [knap]}", "  []"),
        1,
        "it needs terms or patterns",
        id="no terms",
    ),
    pytest.param(
        "list",
        LIST.replace("list: negation", "list: other"),
        1,
        "the file's name must be other.nl.yml",
        id="list unlike the file's name",
    ),
]


@pytest.mark.parametrize(("which", "text", "line", "says"), ERRORS)
def test_error(which: str, text: str | bytes, line: int, says: str) -> None:
    with pytest.raises(RuleFileError) as error:
        compile_rules(contents(**{which: text}), where="rules")
    assert (error.value.path, error.value.line) == (f"rules/{NAMES[which]}", line)
    assert says in error.value.problem
    assert str(error.value) == f"rules/{NAMES[which]}:{line}: {error.value.problem}"


def test_a_bad_regular_expression_has_its_line() -> None:
    with pytest.raises(RuleFileError, match=r"nl.yml:5: “\\d\(” is no regular expression: "):
        compile_rules(contents(rule=PATTERN, words=BAD_REGEX))


def test_an_unknown_language_of_a_limit() -> None:
    text = RULE.replace("kind: terms", "kind: metric\nmetric: {measure: words-in-sentence, limits: {nl: 5, xx: 6}}")
    with pytest.raises(RuleFileError, match=r":3: metric.limits has the key “xx”. Use one of: nl, fr, en, de."):
        compile_rules(contents(rule=text))


def test_a_wording_rule_needs_words() -> None:
    with pytest.raises(RuleFileError, match=r"has no expressions\. Add wording-made-up\.nl\.yml"):
        compile_rules({NAMES["rule"]: RULE.encode()})


def test_words_need_a_rule() -> None:
    with pytest.raises(RuleFileError, match="there is no rule wording-made-up beside it"):
        compile_rules({NAMES["words"]: WORDS.encode(), NAMES["list"]: LIST.encode()})


def test_an_id_is_used_once() -> None:
    with pytest.raises(RuleFileError, match=r"other/wording-made-up.yml:1: .* An id is used once|stands in"):
        compile_rules({**contents(), "other/wording-made-up.yml": RULE.encode()})


def test_a_byte_order_mark_is_no_error() -> None:
    assert len(compile_rules(contents(rule=RULE.encode("utf-8-sig")))) == 1


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def test_every_problem_of_a_folder_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path, {**contents(), "a/x-y.yml": b"", "a/x-z.yml": b"- 1"})
    assert [Path(problem.path).name for problem in check_folder(folder)] == ["x-y.yml", "x-z.yml"]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ACCESSCHECK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"null", b'[{"id": 1}]', b"\xff\xfe", b'["\xff"]', b"[" * 100_000], ids=repr
)
def test_a_broken_cache_is_made_again(content: bytes, cache: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "rules", contents())
    first = load_folder(folder)
    (file,) = cache.glob("rules-*.json")
    file.write_bytes(content)
    assert load_folder(folder) == first
    assert decode(file.read_bytes()) == first


@pytest.mark.parametrize("name", ["file", "file/below", "x" * 300, "nul\\"])
def test_a_cache_that_cannot_be_written_costs_time_alone(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("this is no folder")
    monkeypatch.setenv("ACCESSCHECK_CACHE", str(tmp_path / name))
    folder = write(tmp_path / "rules", contents())
    assert len(load_folder(folder)) == 1
    assert len(load_folder(folder)) == 1


@pytest.mark.usefixtures("cache")
def test_a_change_is_seen(tmp_path: Path) -> None:
    folder = write(tmp_path / "rules", contents())
    before = (folder / NAMES["rule"]).stat()
    assert load_folder(folder)[0].impact == "moderate"
    (folder / NAMES["rule"]).write_text(RULE.replace("moderate", "critical"), encoding="utf-8")
    os.utime(folder / NAMES["rule"], ns=(before.st_atime_ns, before.st_mtime_ns + 1_000_000))
    assert load_folder(folder)[0].impact == "critical"


def test_the_compiled_form_is_the_same_rules() -> None:
    rules = load_rules()
    assert decode(encode(rules)) == rules
    assert rulefiles.rule_set_sha256(rules) == rulefiles.rule_set_sha256(decode(encode(rules)))


def test_a_thousand_rules_load(cache: Path, tmp_path: Path) -> None:
    made: dict[str, bytes] = {NAMES["list"]: LIST.encode()}
    for number in range(1000):
        name = f"wording-made-up{number}"
        made[f"wording/{name}.yml"] = RULE.replace("wording-made-up", name).encode()
        made[f"wording/{name}.nl.yml"] = WORDS.replace("wording-made-up", name).encode()
    folder = write(tmp_path / "rules", made)
    rules = load_folder(folder)
    assert len(rules) == 1000
    assert len(list(cache.glob("rules-*.json"))) == 1
    assert load_folder(folder) == rules


class Core(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML 1.2's core schema, as editors read it: yes and no are words."""


Core.yaml_implicit_resolvers = {
    letter: [
        (tag, regex) for tag, regex in resolvers if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
    ]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

YAML_FILES = [
    path for path in sorted((ROOT / "rules").rglob("*.yml")) if path.parent.name not in ("standards", "phrases")
]


@pytest.mark.parametrize("kind", ["rule", "expressions"])
def test_the_schema_in_the_folder_is_that_of_the_code(kind: str) -> None:
    stored = json.loads((ROOT / "rules" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    made = json.loads(json.dumps(rulefiles.json_schema(kind)))  # type: ignore[arg-type]
    for known in (stored, made):
        for key in ("$schema", "$id", "title"):
            known.pop(key, None)
    assert stored == made


@pytest.mark.slow
def test_every_rule_file_is_valid_by_the_schema() -> None:
    checks = {
        kind: jsonschema.Draft202012Validator(rulefiles.json_schema(kind))  # type: ignore[arg-type]
        for kind in ("rule", "expressions")
    }
    wrong: list[str] = []
    for path in YAML_FILES:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=Core)
        kind = "expressions" if re.search(r"\.[a-z]{2}\.yml$", path.name) else "rule"
        wrong += [f"{path.name}: {error.json_path}: {error.message[:80]}" for error in checks[kind].iter_errors(data)]
    assert wrong == []


def test_a_rule_that_replaces_or_stands_in_is_there() -> None:
    known = {rule.id for rule in load_rules()}
    for rule in load_rules():
        assert {rule.replaced_by, rule.stands_in_for} - {None} <= known, rule.id
