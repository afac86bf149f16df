"""What a reader sees, in nl, fr, en or de: a finding's words, and the sentences about pages.

A finding's words are the rule's texts filled with the finding's params. Everything else is gettext: the English
sentence in the code is the key, and `locale/` holds the other languages.
"""

import functools
import gettext as _gettext
import os
import re
from collections.abc import Mapping
from importlib.resources import files

from accesscheck.errors import N_, AccesscheckError, PluginError
from accesscheck.model.document import Note
from accesscheck.model.finding import Finding, Outcome, Param, UntestedReason
from accesscheck.model.rule import LANGUAGES, Rule, RuleTexts

LANGUAGE_NAMES: Mapping[str, str] = {
    "ar": N_("Arabic"),
    "bg": N_("Bulgarian"),
    "ca": N_("Catalan"),
    "cs": N_("Czech"),
    "da": N_("Danish"),
    "de": N_("German"),
    "el": N_("Greek"),
    "en": N_("English"),
    "es": N_("Spanish"),
    "et": N_("Estonian"),
    "fa": N_("Persian"),
    "fi": N_("Finnish"),
    "fr": N_("French"),
    "ga": N_("Irish"),
    "he": N_("Hebrew"),
    "hi": N_("Hindi"),
    "hr": N_("Croatian"),
    "hu": N_("Hungarian"),
    "it": N_("Italian"),
    "ja": N_("Japanese"),
    "ko": N_("Korean"),
    "lb": N_("Luxembourgish"),
    "lt": N_("Lithuanian"),
    "lv": N_("Latvian"),
    "mt": N_("Maltese"),
    "nl": N_("Dutch"),
    "pl": N_("Polish"),
    "pt": N_("Portuguese"),
    "ro": N_("Romanian"),
    "ru": N_("Russian"),
    "sk": N_("Slovak"),
    "sl": N_("Slovenian"),
    "sq": N_("Albanian"),
    "sr": N_("Serbian"),
    "sv": N_("Swedish"),
    "tr": N_("Turkish"),
    "uk": N_("Ukrainian"),
    "ur": N_("Urdu"),
    "zh": N_("Chinese"),
}

REASONS: Mapping[UntestedReason, str] = {
    UntestedReason.PAGE_UNREACHABLE: N_("The page could not be reached. Check the address and your connection."),
    UntestedReason.PAGE_TIMEOUT: N_("The page took too long. Give it more time with --timeout."),
    UntestedReason.HTTP_STATUS: N_("The server answered with an error. Check that the address is right."),
    UntestedReason.ROBOTS_DISALLOWED: N_("The site asks robots to stay away. Ask its owner for permission."),
    UntestedReason.MEDIA_TYPE_UNSUPPORTED: N_(
        "accesscheck does not read this kind of file. Give a web page, docx, PDF, Markdown or plain text."
    ),
    UntestedReason.DOCUMENT_UNREADABLE: N_("The document could not be read. Open it, save it again and retry."),
    UntestedReason.DOCUMENT_ENCRYPTED: N_("The document has a password. Save a copy without one and check that."),
    UntestedReason.NEEDS_BROWSER: N_("A browser is needed. Run the check without --no-browser."),
    UntestedReason.NEEDS_HTML: N_("Markup is needed, and here there is only text. Check the web page too."),
    UntestedReason.LANGUAGE_UNSUPPORTED: N_(
        "The language of the text is not one that is read: Dutch, French, English and German."
    ),
    UntestedReason.TEXT_TOO_SHORT: N_("There is too little text to measure. Give a longer text."),
    UntestedReason.NEEDS_SITE: N_(
        "Several pages of one site are needed. Check them together, in another format than jsonl."
    ),
    UntestedReason.STYLE_UNREADABLE: N_(
        "A style sheet of the page could not be read. Check the page on the site that it belongs to."
    ),
    UntestedReason.FORMS_NOT_TRIED: N_(
        "Forms of a live site are not tried by themselves. If it is yours to try, ask for it with --forms."
    ),
    UntestedReason.CHECKER_FAILED: N_(
        "Something broke down on this page. Please report it with the detail that --format json gives."
    ),
    UntestedReason.WORKER_LOST: N_("The process that checked this page was lost. Check the page again."),
}

NOTES: Mapping[str, str] = {
    "unknown-host": N_("{address}: no server has the name “{host}”. Check how the address is spelled."),
    "connection-refused": N_("{address}: the server refuses the connection. Check that the site is running."),
    "connection-lost": N_("{address}: the connection was lost. Check your network and try again."),
    "redirect-loop": N_("{address}: the page redirects in a circle. Ask the site’s owner to mend it."),
    "certificate": N_("{address}: the security certificate is not valid. Ask the site’s owner to renew it."),
    "unreachable": N_("{address}: the page could not be reached. Check the address and your connection."),
    "address-invalid": N_("{address}: this is no address that can be opened. Give an http or https address."),
    "timeout": N_("{address}: no answer within {seconds} seconds. Check the address or give more time with --timeout."),
    "flow-step": N_(
        "{address}: step {number} of the flow cannot be taken ({step}). Check that its selector is on the page by then."
    ),
    "flow-variable": N_("{address}: the variable {name} is not set. Set it, and run the flow again."),
    "flow-password": N_(
        "{address}: the flow holds a password in plain words ({step}). Put it in a variable of the environment."
    ),
    "status": N_("{address}: the server answered {status}. Check that the address is right."),
    "no-entry": N_(
        "{address}: the server does not let us in ({status}). If the page needs a login, give one with --state, "
        "--basic, --header or --flow."
    ),
    "login-page": N_(
        "{address}: there is a login page in its place ({to}). Log in first, with --state or --flow. "
        "To check the login page itself, give its own address."
    ),
    "download": N_("{address}: this is a download of a kind that accesscheck does not read ({type})."),
    "too-large": N_(
        "{address}: the page is {size} MB, more than the {limit} MB that can be checked. Give a smaller page."
    ),
    "too-large-unpacked": N_(
        "{address}: unpacked, the file would be {size} MB, more than the {limit} MB allowed. Check who sent it."
    ),
    "empty": N_("{address}: the file is empty. Check that you saved your text."),
    "not-found": N_("{address}: there is no such file or folder. Check the path."),
    "not-readable": N_("{address}: you may not read this file. Check its permissions."),
    "folder-without-html": N_("{address}: the folder has no HTML file. Give the folder that holds your pages."),
    "binary": N_("{address}: this is no text. Give a web page, docx, PDF, Markdown or plain text."),
    "type-unsupported": N_("{address}: accesscheck does not read {type}. Save it as docx, PDF, HTML or plain text."),
    "pdf-encrypted": N_("{address}: the PDF has a password. Save a copy without one and check that."),
    "pdf-unreadable": N_("{address}: this is no valid PDF. Make the PDF again from its source."),
    "pdf-without-text": N_(
        "{address}: the PDF has no text, only pictures of it. Give the document that it was made from."
    ),
    "docx-encrypted": N_("{address}: the Word file has a password. Save a copy without one and check that."),
    "docx-unreadable": N_("{address}: this is no valid Word file of today. Open it in Word and save it as docx."),
    "browser-missing": N_(
        "No browser was found. Run “accesscheck install-browser”, or check without one: --no-browser."
    ),
    "broke-down": N_(
        "{address}: something broke down on opening this. Please report it with the detail that --format json gives."
    ),
    "worker-lost": N_("{address}: the process that checked this page was lost. Check the page again."),
    "browser-crashed": N_("{address}: the page made the browser crash. Check the page again, or use --no-browser."),
    "moved-by-itself": N_("{address}: the page wants to go to {to} by itself. Only the first page was checked."),
    "still-loading": N_(
        "{address}: the page was still loading after {seconds} seconds. What was there by then was checked."
    ),
    "answers-outdated": N_(
        "{address}: {count} answers no longer fit what stands on the page. Those questions are asked again."
    ),
    "dialogs": N_("{address}: the page opened {count} message boxes. They were closed to go on."),
    "as-it-stands": N_(
        "{address}: the page was checked as it stands. Rules that must see it load, or press its keys, were not tested."
    ),
    "encoding-guessed": N_("{address}: the text is not in the encoding that it claims. It was read as {encoding}."),
    "language-unsupported": N_(
        "{address}: the text seems to be in {detected}. accesscheck reads Dutch, French, English and German."
    ),
    "language-unknown": N_("{address}: the language of the text is not clear. Name it with --text-language."),
    "template-static": N_(
        "{address}: this is a template. Only what is certain in it was checked; check the pages made of it as well."
    ),
    "text-too-short": N_("{address}: this text is too short to judge its language level."),
    "level-exempt": N_("{address}: the reading level was not judged, as your settings say: “{reason}”."),
    "axe-timeout": N_("{address}: axe-core was not ready after {seconds} seconds. Its rules were not tested."),
    "probe-late": N_("{address}: {probe} was not ready after {seconds} seconds. Its rules were not tested."),
    "probe-failed": N_("{address}: {probe} could not measure this page. Its rules were not tested."),
    "crawl-robots": N_(
        "{address}: the site asks robots to stay away, so its pages were not looked for. Ask its owner for permission."
    ),
    "crawl-robots-failed": N_(
        "{address}: the server answered {status} when we asked for robots.txt. So its pages were not looked for. Try "
        "again later, or ask its owner."
    ),
    "crawl-moved": N_(
        "{address}: visitors are sent to {to}, which is another site. Correct the address of the product."
    ),
    "crawl-most-pages": N_(
        "{address}: there are more pages than the {limit} that are listed. Raise the limit to see all."
    ),
    "crawl-most-documents": N_(
        "{address}: there are more documents than the {limit} that are listed. Raise the limit to see all."
    ),
    "crawl-minutes": N_(
        "{address}: not all pages were found in {minutes} minutes. Give the crawl more time to see all."
    ),
    "crawl-lost": N_("{address}: the crawl broke down before its end. What it had found by then is listed."),
    "crawl-trapped": N_(
        "{address}: addresses without end were left out, as of a calendar: {count}. One of them is {example}."
    ),
    "crawl-late": N_("{address}: pages that gave no answer within {seconds} seconds: {count}."),
    "crawl-sitemap": N_("{address}: this sitemap cannot be read. Ask the site’s owner to mend it."),
    "crawl-unrendered": N_(
        "{address}: pages that no browser could open: {count}. Links that their scripts make were not found."
    ),
}

LANGUAGE_PARAMS = frozenset({"declared", "detected"})
"""Params that hold the code of a language; its name is shown."""

QUOTES: Mapping[str, tuple[str, str]] = {
    "nl": ("“", "”"),
    "fr": ("«\u202f", "\u202f»"),
    "en": ("“", "”"),
    "de": ("„", "“"),
}

OR: Mapping[str, str] = {"nl": "of", "fr": "ou", "en": "or", "de": "oder"}


def interface_language(chosen: str | None = None) -> str:
    """The language to speak: what the user chose, else that of the system, else English."""
    for value in (chosen, *(os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))):
        if value and value[:2].lower() in LANGUAGES:
            return value[:2].lower()
    return "en"


@functools.cache
def translations(language: str) -> _gettext.NullTranslations:
    """The catalogue of a language of the interface; English is the code's own."""
    if language == "en":
        return _gettext.NullTranslations()
    folder = files("accesscheck") / "locale"
    return _gettext.translation("accesscheck", str(folder), languages=[language], fallback=True)


def say(language: str, message: str, **params: Param) -> str:
    """A sentence of the code in a language of the interface, filled with params."""
    return fill(translations(language).gettext(message), params, language)


def say_count(language: str, singular: str, plural: str, count: int, **params: Param) -> str:
    """The same for a sentence about a number, {count}: `singular` for one, `plural` for the others."""
    template = translations(language).ngettext(singular, plural, count)
    return fill(template, {"count": count, **params}, language)


def labelled(label: str, text: str, language: str) -> str:
    """The label, a colon and the text; French has a space before the colon, and no line ends there."""
    return f"{label}\u00a0: {text}" if language == "fr" else f"{label}: {text}"


def error(problem: AccesscheckError, language: str) -> str:
    """What a user can repair, in a language of the interface."""
    sentence = say(language, problem.message, **problem.params)
    if isinstance(problem, PluginError):
        return f"{sentence} {say(language, problem.WAY_ON, plugin=problem.plugin)}"
    return sentence


def fill(template: str, params: Mapping[str, Param], language: str) -> str:
    """The template with each `{name}` replaced; a name without a param stays empty."""
    return re.sub(
        r"\{(\w+)\}", lambda match: _shown(match.group(1), params.get(match.group(1), ""), language), template
    )


def _shown(name: str, value: Param, language: str) -> str:
    if isinstance(value, tuple):
        return join_or(value, language)
    if isinstance(value, float):
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        return text if language == "en" else text.replace(".", ",")
    if name in LANGUAGE_PARAMS:
        return language_name(str(value), language)
    text = str(value)
    if language != "en" and _RATIO.fullmatch(text):
        return text.replace(".", ",")
    return text


_RATIO = re.compile(r"\d+\.\d+:1")
"""A contrast, as axe-core writes it: 4.5:1."""


def join_or(values: tuple[str, ...], language: str) -> str:
    """“a”, “b” of “c”: each in the quotation marks of the language."""
    opening, closing = QUOTES[language]
    quoted = [f"{opening}{value}{closing}" for value in values]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {OR[language]} {quoted[-1]}"


def language_name(code: str, language: str) -> str:
    """The name of a language, or its code where we have no name for it."""
    name = LANGUAGE_NAMES.get(code.split("-")[0].lower())
    return translations(language).gettext(name) if name else code


def texts(rule: Rule, language: str) -> RuleTexts:
    """The rule's words in a language of the interface."""
    return rule.texts[language]


def message(rule: Rule, finding: Finding, language: str) -> str:
    """What is wrong here; where a person must decide, the question to answer."""
    words = texts(rule, language)
    template = words.question if finding.outcome is Outcome.CANT_TELL and words.question else words.message
    if any(name not in finding.params for name in re.findall(r"\{(\w+)\}", template)):
        # The engine did not measure what the sentence speaks of (a colour behind a text shadow): say what we know.
        return labelled(words.title, str(finding.params.get("element", "")), language)
    return fill(template, finding.params, language)


def fix(rule: Rule, finding: Finding, language: str) -> str:
    """How to mend it."""
    return fill(texts(rule, language).fix, finding.params, language)


def reason(reason: UntestedReason, language: str) -> str:
    """Why a rule was not tested, and what to do."""
    return translations(language).gettext(REASONS[reason])


def note(note: Note, address: str, language: str) -> str:
    """The sentence of a note about a page."""
    template = translations(language).gettext(NOTES[note.key])
    return fill(template, {"address": address, **note.params}, language)
