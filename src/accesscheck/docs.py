"""Pages that are made from code and rules, so that they cannot drift: rules, hooks, configuration, schemas."""

import inspect
import json
from collections.abc import Iterator
from pathlib import Path

from accesscheck import hookspecs, rulefiles, standards
from accesscheck.installation import rules_folder
from accesscheck.model.rule import LANGUAGES, Rule
from accesscheck.reporters.json import schema

_MADE = "<!-- Made by `accesscheck docs`. Do not edit. -->\n\n"

_WORDS = {
    "nl": ("Zo los je het op", "Wie hinder heeft", "Waarom", "Vraag voor een mens", "Bronnen", "Antwoordt op"),
    "fr": ("Comment corriger", "Qui est gêné", "Pourquoi", "Question à une personne", "Sources", "Répond à"),
    "en": ("How to mend it", "Who is hindered", "Why", "Question for a person", "Sources", "Answers to"),
    "de": ("So beheben Sie es", "Wer behindert wird", "Warum", "Frage an einen Menschen", "Quellen", "Beantwortet"),
}
_NAMES = {"nl": "Nederlands", "fr": "Français", "en": "English", "de": "Deutsch"}


def generate(folder: Path, *, write: bool) -> tuple[Path, ...]:
    """The paths that are not as they must be; they are written if `write`."""
    wanted = dict(_pages(folder))
    stale = [path for path, text in wanted.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    stale += [path for path in sorted((folder / "rules").glob("*.md")) if path not in wanted]
    if write:
        for path in stale:
            if path in wanted:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(wanted[path], encoding="utf-8")
            else:
                path.unlink()
    return tuple(stale)


def _pages(folder: Path) -> Iterator[tuple[Path, str]]:
    rules = rulefiles.load_folder(rules_folder())  # Ours alone, whatever plugins are installed here.
    for rule in rules:
        yield folder / "rules" / f"{rule.id}.md", rule_page(rule)
    yield folder / "rules" / "README.md", _index(rules)
    yield folder / "hooks.md", _hooks()
    yield folder / "configuration.md", _configuration()
    yield folder / "schema" / "report.schema.json", _json(schema())
    for kind in ("rule", "expressions"):
        yield folder.parent / "rules" / f"{kind}.schema.json", _json(rulefiles.json_schema(kind))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def rule_page(rule: Rule) -> str:
    """A rule in Markdown, in every language of the interface."""
    facts = [f"kind {rule.kind}", f"impact {rule.impact}", f"status {rule.status}", f"since {rule.since}"]
    if rule.ground:
        facts.append(f"ground {rule.ground}")
    facts.append(f"for {', '.join(sorted(rule.profiles))}")
    parts = [f"# {rule.id}\n\n{', '.join(facts)}.\n"]
    if rule.stands_in_for:
        parts.append(f"It is used where no browser runs; with one, {rule.stands_in_for} does this.\n")
    for language in LANGUAGES:
        parts.append(f"## {_NAMES[language]}\n\n{_section(rule, language)}")
    sources = "".join(f"- [{source.title}]({source.address}) ({source.licence})\n" for source in rule.sources)
    if sources:
        parts.append(f"## Sources\n\n{sources}")
    return f"{_MADE}{chr(10).join(parts)}"


def _section(rule: Rule, language: str) -> str:
    texts = rule.texts[language]
    fix, who, why, question, _, answers = _WORDS[language]
    lines = [f"**{_safe(texts.title)}**", _safe(texts.message)]
    if texts.question:
        lines.append(f"{question}: {_safe(texts.question)}")
    lines += [f"{fix}: {_safe(texts.fix)}", f"{who}: {_safe(texts.who)}", f"{why}: {_safe(texts.why)}"]
    clauses = [standards.look_up(reference, language) for reference in standards.with_derived(rule.references)]
    if clauses:
        shown = ", ".join(f"[{clause.name}]({clause.address})" for clause in clauses)
        lines.append(f"{answers}: {shown}.")
    return "\n\n".join(lines) + "\n"


def _safe(text: str) -> str:
    """Text for Markdown: a tag that is an example must not become one."""
    parts = text.split("`")
    return "`".join(part if number % 2 else part.replace("<", "&lt;") for number, part in enumerate(parts))


def rule_text(rule: Rule, language: str) -> str:
    """A rule for the screen, in one language."""
    texts = rule.texts[language]
    fix, who, why, question, sources, answers = _WORDS[language]
    rows = [f"{rule.id} ({rule.kind}, {rule.impact}, {rule.status})", "", texts.title, texts.message]
    if texts.question:
        rows.append(f"{question}: {texts.question}")
    rows += [f"{fix}: {texts.fix}", f"{who}: {texts.who}", f"{why}: {texts.why}"]
    for reference in standards.with_derived(rule.references):
        clause = standards.look_up(reference, language)
        rows.append(f"{answers}: {clause.name} {clause.address}")
    rows += [f"{sources}: {source.title} {source.address}" for source in rule.sources]
    return "\n".join(rows)


def _index(rules: tuple[Rule, ...]) -> str:
    rows = "".join(
        f"| [{rule.id}]({rule.id}.md) | {rule.kind} | {rule.impact} "
        f"| {_safe(rule.texts['nl'].title)} | {_safe(rule.texts['en'].title)} |\n"
        for rule in rules
    )
    head = "| rule | kind | impact | Nederlands | English |\n| --- | --- | --- | --- | --- |\n"
    return f"{_MADE}# Rules\n\n{len(rules)} rules.\n\n{head}{rows}"


def _hooks() -> str:
    parts = [
        "# Hooks\n\nA plugin is a module with functions of these names, marked with `@accesscheck.hookimpl`. "
        "An entry point of the group `accesscheck` names it. Arguments are only ever added: a plugin may take fewer.\n"
    ]
    for name, function in inspect.getmembers(hookspecs, inspect.isfunction):
        if name.startswith("accesscheck_"):
            signature = ", ".join(inspect.signature(function).parameters)
            first = getattr(function, "accesscheck_spec", {}).get("firstresult")
            answer = " Only the first answer that is not None counts." if first else ""
            parts.append(f"## {name}({signature})\n\n{inspect.getdoc(function)}{answer}\n")
    return f"{_MADE}{chr(10).join(parts)}"


def _configuration() -> str:
    import msgspec

    from accesscheck.config import Settings

    fields = msgspec.json.schema(Settings)["$defs"]["Settings"]["properties"]
    rows = "".join(
        f"| `{key}` | {_type(field)} | {json.dumps(field.get('default'))} | {field.get('description', '')} |\n"
        for key, field in fields.items()
    )
    return (
        f"{_MADE}# Configuration\n\nWrite `accesscheck.toml`, or a table `[tool.accesscheck]` in `pyproject.toml`. "
        "The nearest one above the folder you work in holds; an option of the command line goes before it. "
        "A key that does not exist is an error. "
        "`accesscheck config` shows what holds, `accesscheck config --schema` gives the JSON Schema.\n\n"
        f"| key | value | default | what it does |\n| --- | --- | --- | --- |\n{rows}"
    )


_TYPE_NAMES = {
    "array": "list of texts",
    "boolean": "`true` or `false`",
    "integer": "whole number",
    "number": "number",
    "string": "text",
}


def _type(field: dict[str, object]) -> str:
    for part in (field, *field.get("anyOf", [])):  # type: ignore[misc]
        if "enum" in part:
            return ", ".join(f"`{value}`" for value in part["enum"] if value is not None)
    for part in (field, *field.get("anyOf", [])):  # type: ignore[misc]
        if part.get("type") in _TYPE_NAMES:
            return _TYPE_NAMES[part["type"]]
    return ""


_EMPTY_RULE = """\
id: {rule_id}
kind: terms
languages: [{language}]
profiles: [vacancy, text, web-page]
impact: minor  # minor, moderate, serious or critical
verdict_on_match: cantTell  # a person decides; failed: it is always wrong
terms:
  the phrase: [what is better, or this]
examples:
  wrong: ['At least one text with the phrase.']
  right: ['At least one text that must not give a finding.']
references: []
sources: []
status: preview
since: 0.1.0
# title: the bad thing, as a noun phrase without full stop. message: what is wrong here, with {{match}} for the phrase
# that was found; of a rule that says cantTell it ends in a question. fix: what to do, with an example.
# who: who meets this and what happens to them. why: the norm or the finding behind it.
texts:
"""

_EMPTY_TEXTS = """\
  {language}:
    title: ''
    message: ''
    fix: ''
    who: ''
    why: ''
"""


def new_rule(rule_id: str, language: str) -> str:
    """A rule of kind terms to fill in; it is no valid rule before every text is written."""
    texts = "".join(_EMPTY_TEXTS.format(language=each) for each in LANGUAGES)
    return _EMPTY_RULE.format(rule_id=rule_id, language=language) + texts
