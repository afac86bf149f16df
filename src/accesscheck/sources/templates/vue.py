"""Vue single-file components: what stands in `<template>`; the rest of the file is no markup."""

import re

from accesscheck.model.template import UNKNOWN
from accesscheck.sources.templates.marks import blank, marked

_BLOCK = re.compile(r"<!--|<([a-zA-Z][\w-]*)")
_TEMPLATE = re.compile(r"<!--|<(/?)template(?=[\s/>])", re.I)
_REST_OF_TAG = re.compile(r"(?:[^>\"']|\"[^\"]*+\"|'[^']*+')*+>")
_LANGUAGE = re.compile(r"\slang\s*=\s*[\"']?([\w-]+)")
_INTERPOLATION = re.compile(r"\{\{.*?\}\}", re.S)


def masked(text: str) -> str:
    """The template of a component with a mark for each interpolation; as long, and with the same lines.

    One in another language than HTML, such as Pug, is left out, and a component without a template has no markup.
    """
    parts: list[str] = []
    kept = position = 0
    while (block := _BLOCK.search(text, position)) is not None:
        if block[1] is None:
            end = text.find("-->", block.end())
        elif (rest := _REST_OF_TAG.match(text, block.end())) is None:
            break
        elif rest[0].endswith("/>"):
            end = rest.end()
        elif block[1].lower() == "template":
            end = _end_of_template(text, rest.end())
            inside = slice(rest.end(), len(text) if end < 0 else end)
            if _is_html(rest[0]):
                parts += (blank(text[kept : inside.start]), _interpolated(text[inside]))
                kept = inside.stop
        else:
            end = text.find(f"</{block[1]}", rest.end())
        if end < 0:
            break
        position = end
    parts.append(blank(text[kept:]))
    return "".join(parts)


def _is_html(attributes: str) -> bool:
    language = _LANGUAGE.search(attributes)
    return language is None or language[1].lower() == "html"


def _end_of_template(text: str, position: int) -> int:
    """Where the end tag of the outermost template begins; -1 without one."""
    depth = 1
    while (tag := _TEMPLATE.search(text, position)) is not None:
        if tag[1] is None:
            position = text.find("-->", tag.end())
            if position < 0:
                break
            continue
        rest = _REST_OF_TAG.match(text, tag.end())
        if rest is None:
            break
        if tag[1]:
            depth -= 1
        elif not rest[0].endswith("/>"):
            depth += 1
        if not depth:
            return tag.start()
        position = rest.end()
    return -1


def _interpolated(template: str) -> str:
    """The template with marks; braces that never close are text."""
    last = template.rfind("}}") + 2 if "}}" in template else 0
    return _INTERPOLATION.sub(lambda found: marked(UNKNOWN, found[0]), template[:last]) + template[last:]
