"""A Document out of markup, whatever it came from: its title, text, language and profiles."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from accesscheck.dom import hand_over, parse
from accesscheck.model.document import Block, Document, LanguageSource, Note
from accesscheck.model.rule import LANGUAGES
from accesscheck.model.target import AUTO, Target
from accesscheck.model.template import UNKNOWN, Template
from accesscheck.sources import job_posting
from accesscheck.sources.extract import extract
from accesscheck.text.language import guess, own_words, primary

CERTAIN = 0.95
"""A guess that is surer than this stands against what the page declares."""


def document(
    *,
    target: Target,
    address: str,
    content: bytes,
    html: str,
    source: str | None = None,
    media_type: str = "text/html",
    fetched_at: datetime,
    language: str | None = None,
    probes: Mapping[str, Any] | None = None,
    notes: tuple[Note, ...] = (),
    declared: str | None = None,
    default_profile: str = "web-page",
    template: Template | None = None,
) -> Document:
    """The document of markup. `content` is what was received, `html` what is checked, `source` the decoded content.

    `language` is what the user says; `declared` a language that stands outside the markup (a Word file's).
    """
    bare = Document(
        target=target,
        address=address,
        media_type=media_type,
        fetched_at=fetched_at,
        sha256=hashlib.sha256(content).hexdigest(),
        source=source,
        html=html,
        probes=probes or {},
        notes=notes,
        template=template,
    )
    dom = parse(bare)
    text, blocks = extract(dom)
    posting = job_posting.find(dom)
    if posting is not None and len(posting.text) > 2 * len(text):
        # The page shows its vacancy by script, and no browser ran: read what it says to search engines.
        text, blocks = posting.text, posting.blocks
    if declared is None and dom.root is not None:
        declared = primary(dom.root.attributes.get("lang"))
    found, found_by = text_language(own_words(text, blocks) or text, given=language, declared=declared)
    if template is not None and found not in LANGUAGES:
        found = found_by = None  # The few words of its own that a template has are soon taken for another language.
    title = next((squeezed for node in dom.select("head title") if (squeezed := " ".join(node.text().split()))), None)
    if title is None:
        title = next((text[block.start : block.end] for block in blocks if block.kind == "heading"), None)
    if template is not None and title is not None and UNKNOWN in title:
        title = None  # An expression makes it.
    finished = replace(
        bare,
        title=title,
        text=text,
        blocks=blocks,
        language=found,
        language_source=found_by,
        profiles=profiles(
            target, default_profile, is_vacancy=_is_vacancy(posting is not None, default_profile, text, blocks)
        ),
        notes=notes if template is not None else notes + language_notes(text, found),
    )
    hand_over(bare, finished)
    return finished


def text_language(
    text: str, *, given: str | None = None, declared: str | None = None
) -> tuple[str | None, LanguageSource | None]:
    """The language of a text, and how we know: what the user says, else a certain guess, else what is declared."""
    if given is not None:
        return given, "given"
    found = guess(text)
    if declared is not None and (found is None or found.language == declared or found.confidence < CERTAIN):
        return declared, "declared"
    if declared is not None and len(text.split()) < 12:
        return declared, "declared"
    if found is not None and (found.confidence >= 0.5 or declared is None):
        return found.language, "detected"
    return declared, "declared" if declared else None


def language_notes(text: str, language: str | None) -> tuple[Note, ...]:
    """What the reader must know of the text's language."""
    if language is None:
        return (Note(key="language-unknown"),) if text.strip() else ()
    if language not in LANGUAGES:
        return (Note(key="language-unsupported", params={"detected": language}),)
    return ()


def profiles(target: Target, default: str, *, is_vacancy: bool) -> tuple[str, ...]:
    """Kinds of rule that fit: the target's own profile, else by what the document is."""
    if target.profile != AUTO:
        return (target.profile,)
    if default == "web-page":
        return ("web-page", "vacancy") if is_vacancy else ("web-page",)
    return ("vacancy",) if is_vacancy else (default,)


_OF_VACANCIES = (
    "vacature", "functieomschrijving", "jobomschrijving", "je profiel", "jouw profiel", "wij bieden", "ons aanbod",
    "we bieden", "solliciteer", "solliciteren", "sollicitatie", "wie ben jij", "functie-eisen", "wat bieden we",
    "offre d'emploi", "description de fonction", "votre profil", "profil recherché", "nous offrons", "notre offre",
    "postulez", "postuler", "candidature", "vos missions", "type de contrat",
    "vacancy", "job description", "your profile", "we offer", "apply now", "how to apply", "responsibilities",
    "requirements", "person specification", "job opening",
    "stellenangebot", "stellenausschreibung", "ihr profil", "wir bieten", "bewerbung", "bewerben sie sich",
    "ihre aufgaben", "dein profil", "deine aufgaben", "anforderungen", "stellenbeschreibung",
)  # fmt: skip


def _is_vacancy(has_posting: bool, default: str, text: str, blocks: tuple[Block, ...]) -> bool:
    """A page may write about vacancies without being one: only its headings tell."""
    if has_posting:
        return True
    return _headings_of_vacancy(text, blocks) if default == "web-page" else looks_like_vacancy(text, blocks)


def looks_like_vacancy(text: str, blocks: tuple[Block, ...]) -> bool:
    """Whether a text has at least 3 of the phrases that vacancies are built of, or 2 in its headings."""
    lowered = text[:30_000].lower().replace("’", "'")
    return sum(phrase in lowered for phrase in _OF_VACANCIES) >= 3 or _headings_of_vacancy(text, blocks)


_TITLES_OF_VACANCIES = (
    "vacature",
    "offre d'emploi",
    "vacancy",
    "job opening",
    "stellenangebot",
    "stellenausschreibung",
)


def _headings_of_vacancy(text: str, blocks: tuple[Block, ...]) -> bool:
    """Whether the first block calls itself a vacancy, or the headings have 2 of the phrases."""
    first = text[blocks[0].start : blocks[0].end].lower().replace("’", "'") if blocks else ""
    if first.startswith(_TITLES_OF_VACANCIES) and len(first) < 100:
        return True
    headings = " | ".join(text[block.start : block.end] for block in blocks if block.kind == "heading")
    headings = headings.lower().replace("’", "'")
    return sum(phrase in headings for phrase in _OF_VACANCIES) >= 2
