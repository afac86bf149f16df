"""Why a page is in a sample, and what parts and kinds are called, in the languages of the interface."""

from collections.abc import Iterable, Mapping

from accesscheck.errors import N_
from accesscheck.messages import LANGUAGE_NAMES, say
from accesscheck.model.page_list import ChosenPage

PARTS: Mapping[str, str] = {
    "structured": N_("chosen"),
    "process": N_("step of a process"),
    "random": N_("drawn by lot"),
    "by-hand": N_("chosen by hand"),
    "taken-out": N_("taken out"),
}

KINDS: Mapping[str, str] = {
    "home": N_("home page"),
    "login": N_("login"),
    "sitemap": N_("sitemap"),
    "contact": N_("contact"),
    "help": N_("help"),
    "legal": N_("legal information"),
    "search": N_("search"),
    "form": N_("form"),
    "statement": N_("accessibility statement"),
    "feedback": N_("feedback"),
    "service": N_("service"),
    "vacancy": N_("vacancy"),
    "news": N_("news"),
    "process": N_("process"),
    "document": N_("document"),
}

FEATURES: Mapping[str, str] = {
    "form": N_("form"),
    "field": N_("field"),
    "table": N_("table"),
    "video": N_("video"),
    "audio": N_("sound"),
    "image": N_("image"),
    "frame": N_("frame"),
    "map": N_("map"),
    "dialog": N_("dialog"),
    "search": N_("search"),
    "password": N_("password"),
}

REASONS: Mapping[str, str] = {
    "home": N_("The home page."),
    "login": N_("The page to log in."),
    "sitemap": N_("The sitemap."),
    "contact": N_("The contact page."),
    "help": N_("The help page."),
    "legal": N_("Legal information."),
    "search": N_("The page to search."),
    "form": N_("A form."),
    "process": N_("A step of a process."),
    "news": N_("News."),
    "statement": N_("The accessibility statement."),
    "feedback": N_("The page to give feedback."),
    "service": N_("A page for this type of service: {service}."),
    "language": N_("The first page in another language: {spoken}."),
    "content": N_("It holds content that other pages of the sample lack: {features}."),
    "appearance": N_("It is built in another way than the pages before it."),
    "near": N_("It is near the home page."),
    "download": N_("A download for this type of service: {service}."),
    "vacancy": N_("A vacancy: its language is checked."),
    "like": N_("It is built like a random page that showed something new: {page}."),
    "step": N_("A step of the same process as this page: {page}."),
    "random": N_("Drawn by lot."),
}
"""Sentence of each reason that the sampler gives."""

ABOUT: Mapping[str, str] = {
    "service": "service",
    "language": "spoken",
    "content": "features",
    "download": "service",
    "like": "page",
    "step": "page",
}
"""The one param that a reason has; those that are not here have none."""

_OTHER = {
    "service": N_("A service."),
    "download": N_("A download."),
}
"""Sentences of reasons without a type of service."""


def sentence(page: ChosenPage, language: str) -> str:
    """Why a page is in the sample; the reason of a person as it was given."""
    if page.part == "by-hand" or page.reason not in REASONS:
        return page.reason
    params = dict(page.params)
    if page.reason in _OTHER and not params.get("service"):
        return say(language, _OTHER[page.reason])
    if "features" in params:
        params["features"] = titles(FEATURES, params["features"].split(","), language)
    if "spoken" in params:
        params["spoken"] = titles(LANGUAGE_NAMES, [params["spoken"]], language)
    return say(language, REASONS[page.reason], **params)


def missing(kinds: Iterable[str], language: str) -> str:
    """That the crawl found no page of these kinds; empty without any."""
    named = titles(KINDS, kinds, language)
    return say(language, N_("The crawl found no page of these kinds: {kinds}."), kinds=named) if named else ""


def titles(words: Mapping[str, str], keys: Iterable[str], language: str) -> str:
    """What keys are called, with commas between; a key that is not known as it is."""
    return ", ".join(say(language, words[key]) if key in words else key for key in keys)
