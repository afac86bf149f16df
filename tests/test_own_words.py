"""accesscheck reads its own words: no message, page of docs or report of ours is hard to read or uses dated words."""

import re
from pathlib import Path

import pytest

from accesscheck.audit import AuditOptions, check, check_text, load_rules
from accesscheck.model.rule import LANGUAGES, Rule

ROOT = Path(__file__).parents[1]
ABOUT_WORDS = ("wording-dated-", "wording-gendered-", "wording-generic-")
"""Rules that name the very words that they advise against."""


def _sentences(rule: Rule, language: str) -> str:
    texts = rule.texts[language]
    parts = (texts.message, texts.question or "", texts.fix, texts.who, texts.why)
    # What a message is filled with, and a tag of an example, count as one word.
    return "\n\n".join(re.sub(r"\{\w+\}|<[^>]+>", "code", part) for part in parts if part)


@pytest.mark.parametrize("language", LANGUAGES)
def test_rule_texts_have_no_long_sentences(language: str) -> None:
    options = AuditOptions(rules=("level-sentence-too-long",), strict=True)
    long: dict[str, str] = {}
    for rule in load_rules():
        page = check_text(_sentences(rule, language), language, "text", options=options)
        long.update((rule.id, finding.location.quote) for finding in page.findings)  # type: ignore[union-attr]
    assert long == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_rule_texts_use_no_dated_words(language: str) -> None:
    options = AuditOptions(rules=("wording-dated-*",), strict=True)
    dated: dict[str, str] = {}
    for rule in load_rules():
        if not rule.id.startswith(ABOUT_WORDS):
            page = check_text(_sentences(rule, language), language, "text", options=options)
            dated.update((rule.id, finding.location.quote) for finding in page.findings)  # type: ignore[union-attr]
    assert dated == {}


PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
PAGES += sorted((ROOT / "docs" / "quick-start").glob("*.md"))


@pytest.mark.parametrize("path", [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in PAGES])
def test_docs_have_no_problems(path: Path) -> None:
    options = AuditOptions(browser=False, strict=True)
    (page,) = check([str(path)], profile="text", options=options).pages
    failed = [(finding.rule_id, finding.location) for finding in page.findings if finding.outcome == "failed"]
    long = [
        finding.location.quote  # type: ignore[union-attr]
        for finding in page.findings
        if finding.rule_id == "level-sentence-too-long"
    ]
    assert (failed, long) == ([], [])
