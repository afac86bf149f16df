"""What releases do to a site, what mends one of its barriers, and what brings a new one.

Pure functions of a site, its pages by their path, as in fixtures/site. They know the form of those pages: every
element is closed, generated classes look like `css-1x2y3z` and generated ids like `field-4058`.
"""

import random
import re
import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

Site = Mapping[str, str]
"""HTML by path: `nieuws/index.html`."""

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_TAG = re.compile(
    r"<!--.*?-->|<!doctype[^>]*>|<(/?)([a-z][a-z0-9]*)((?:\s+[^\s=>/]+(?:=(?:\"[^\"]*\"|'[^']*'|[^\s>\"']+))?)*)\s*(/?)>",
    re.S,
)
_ATTRIBUTE = re.compile(r"([^\s=]+)(?:=(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
_CLASS = re.compile(r"css-[0-9a-z]{6}")
_TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")


@dataclass(slots=True)
class Element:
    """An element and where it stands in the source: its start tag from `start`, its inside from `inside` to `close`."""

    tag: str
    attributes: dict[str, str]
    start: int
    inside: int
    close: int = 0
    end: int = 0
    parent: "Element | None" = field(default=None, repr=False)
    children: "list[Element]" = field(default_factory=list, repr=False)

    def all(self) -> "Iterator[Element]":
        """This element and those in it, in order of the source."""
        yield self
        for child in self.children:
            yield from child.all()

    def ancestors(self) -> "Iterator[Element]":
        """What it is in, from the nearest."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A finding that known.yml lists. One with neither `at` nor `quote` is on the page as a whole."""

    page: str
    rule: str
    outcome: str
    at: str = ""
    quote: str = ""


def read_site(folder: Path) -> dict[str, str]:
    """The pages of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html"))
    }


def write_site(site: Site, folder: Path) -> None:
    """Write the pages into a folder."""
    for page, html in site.items():
        path = folder / page
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")


def known_findings(file: Path) -> tuple[Known, ...]:
    """What known.yml lists, page by page."""
    listed = yaml.safe_load(file.read_text(encoding="utf-8"))
    return tuple(Known(page=page, **entry) for page, entries in listed.items() for entry in entries)


def parse(html: str) -> Element:
    """The tree of a page. ValueError if an element is not closed."""
    root = Element("", {}, 0, 0, len(html), len(html))
    current = root
    for match in _TAG.finditer(html):
        closes, tag, attributes, _ = match.groups()
        if tag is None:
            continue
        if closes:
            if tag != current.tag or current.parent is None:
                raise ValueError(f"</{tag}> closes <{current.tag}>")
            current.close, current.end, current = match.start(), match.end(), current.parent
            continue
        element = Element(tag, _attributes(attributes), match.start(), match.end(), parent=current)
        current.children.append(element)
        if tag in _VOID:
            element.close = element.end = match.end()
        else:
            current = element
    if current is not root:
        raise ValueError(f"<{current.tag}> is not closed")
    return root


def follow(root: Element, selector: str) -> Element:
    """The element of a selector such as `#form-3515 > p:nth-of-type(2) > input`. ValueError if there is none."""
    first, *steps = selector.split(" > ")
    if first.startswith("#"):
        found = next(element for element in root.all() if element.attributes.get("id") == first[1:])
    else:
        found = next(element for element in root.children if element.tag == first)
    for step in steps:
        tag, _, place = step.partition(":nth-of-type(")
        same = [child for child in found.children if child.tag == tag]
        found = same[int(place.rstrip(")")) - 1 if place else 0]
    return found


def spliced(html: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """The text with stretches replaced, `(start, end, by)`; they do not overlap."""
    done, at = [], 0
    for start, end, text in sorted(changes, key=lambda change: change[:2]):
        done += [html[at:start], text]
        at = end
    return "".join([*done, html[at:]])


def _attributes(source: str) -> dict[str, str]:
    return {name: double or single or bare for name, double, single, bare in _ATTRIBUTE.findall(source)}


def _start_tag(tag: str, attributes: Mapping[str, str]) -> str:
    return f"<{tag}{''.join(_written(*one) for one in attributes.items())}>"


def _written(name: str, value: str, quote: str = '"') -> str:
    return f" {name}={quote}{value}{quote}" if value or name == "alt" else f" {name}"


def _tags_changed(html: str, change: Callable[[str, dict[str, str]], str]) -> str:
    """The page with each start tag written anew."""

    def written(match: re.Match[str]) -> str:
        closes, tag, attributes, _ = match.groups()
        return match[0] if tag is None or closes or not attributes.strip() else change(tag, _attributes(attributes))

    return _TAG.sub(written, html)


def _each(change: Callable[[str], str], site: Site) -> dict[str, str]:
    return {page: change(html) for page, html in site.items()}


def language(page: str) -> str:
    """The language of a page, by its folder."""
    folder = page.partition("/")[0]
    return folder if folder in ("fr", "en", "de") else "nl"


# What a release changes without a barrier more or less.


def rename_classes(site: Site, random: random.Random) -> dict[str, str]:
    """Another build: each generated class has another name, the same on all pages."""
    names: dict[str, str] = {}

    def named(match: re.Match[str]) -> str:
        if match[0] not in names:
            names[match[0]] = "css-" + "".join(random.choices(string.ascii_lowercase + string.digits, k=6))
        return names[match[0]]

    return _each(lambda html: _CLASS.sub(named, html), site)


_REFERENCES = ("id", "for", "headers", "list", "form", "aria-labelledby", "aria-describedby", "aria-controls")


def rename_ids(site: Site, random: random.Random) -> dict[str, str]:
    """Another build: each id has another name, and all that refers to it follows."""
    style = random.choice(["block-{number}", "edit-field-{number}--{digit}", "r{hash}", "id_{hash}"])

    def renamed(html: str) -> str:
        ids = {element.attributes["id"] for element in parse(html).all() if "id" in element.attributes}
        numbers = random.sample(range(10_000, 99_999), len(ids))
        new = {
            old: style.format(number=number, digit=number % 10, hash=f"{number:x}a")
            for old, number in zip(sorted(ids), numbers, strict=True)
        }

        def changed(tag: str, attributes: dict[str, str]) -> str:
            for name in _REFERENCES:
                if name in attributes:
                    attributes[name] = " ".join(new.get(one, one) for one in attributes[name].split())
            if attributes.get("href", "").startswith("#"):
                attributes["href"] = "#" + new.get(attributes["href"][1:], attributes["href"][1:])
            return _start_tag(tag, attributes)

        return _tags_changed(html, changed)

    return _each(renamed, site)


def _reordered(html: str, groups: Iterable[list[Element]], random: random.Random) -> str:
    """The page with the elements of each group in another order; groups within groups are left alone."""
    changes: list[tuple[int, int, str]] = []
    for group in groups:
        if len(group) > 1 and not any(start < group[0].start < end for start, end, _ in changes):
            shuffled = random.sample(group, len(group))
            changes += [
                (place.start, place.end, html[other.start : other.end])
                for place, other in zip(group, shuffled, strict=True)
            ]
    return spliced(html, changes)


def _within(element: Element, *tags: str) -> bool:
    return any(above.tag in tags for above in element.ancestors())


def reorder_items(site: Site, random: random.Random) -> dict[str, str]:
    """Items of lists and cards in another order; a menu and a list of steps are left alone."""
    return _each(
        lambda html: _reordered(
            html,
            [element.children for element in parse(html).all() if element.tag == "ul" and not _within(element, "nav")],
            random,
        ),
        site,
    )


def reorder_sections(site: Site, random: random.Random) -> dict[str, str]:
    """Sections and articles that stand side by side, each under its own heading of level 2, in another order."""

    def groups(html: str) -> Iterator[list[Element]]:
        for element in parse(html).all():
            yield [child for child in element.children if child.tag in ("section", "article") and _has_h2(child)]

    return _each(lambda html: _reordered(html, groups(html), random), site)


def _has_h2(element: Element) -> bool:
    return next((child.tag for child in element.all() if re.fullmatch(r"h[1-6]", child.tag)), "") == "h2"


def reorder_menu(site: Site, random: random.Random) -> dict[str, str]:
    """The entries of the menus in another order, the same one on all pages."""
    seed = random.random()

    def key(html: str) -> float:
        words = " ".join(_TEXT.findall(html)).strip()
        return type(random)(f"{seed}{words}").random()

    def reordered(html: str) -> str:
        changes: list[tuple[int, int, str]] = []
        for element in parse(html).all():
            if element.tag == "ul" and _within(element, "nav"):
                entries = [html[child.start : child.end] for child in element.children]
                changes += [
                    (child.start, child.end, entry)
                    for child, entry in zip(element.children, sorted(entries, key=key), strict=True)
                ]
        return spliced(html, changes)

    return _each(reordered, site)


def reorder_rows(site: Site, random: random.Random) -> dict[str, str]:
    """Rows of data in another order; a first row that serves as head stays first."""

    def groups(html: str) -> Iterator[list[Element]]:
        for table in parse(html).all():
            if table.tag == "table":
                head = any(child.tag == "thead" for child in table.children)
                for body in table.children:
                    if body.tag == "tbody":
                        yield body.children if head else body.children[1:]

    return _each(lambda html: _reordered(html, groups(html), random), site)


def reorder_attributes(site: Site, random: random.Random) -> dict[str, str]:
    """The attributes of each element in another order."""

    def changed(tag: str, attributes: dict[str, str]) -> str:
        return _start_tag(tag, dict(random.sample(list(attributes.items()), len(attributes))))

    return _each(lambda html: _tags_changed(html, changed), site)


_BANNERS = {
    "nl": ("Het stadhuis is dicht op dinsdag", "Je kunt ons die dag wel bellen.", "Een bord met het woord gesloten"),
    "fr": ("La maison communale est fermée mardi", "Vous pouvez nous appeler ce jour-là.", "Un panneau fermé"),
    "en": ("The town hall is closed on Tuesday", "You can call us on that day.", "A sign that says closed"),
    "de": ("Das Rathaus ist am Dienstag geschlossen", "Sie können uns an dem Tag anrufen.", "Ein Schild"),
}


def add_banner(site: Site, random: random.Random) -> dict[str, str]:
    """A message at the top of each page: a heading, a text and an image, before the header, after it or in main."""
    place = random.choice(["before", "after", "main"])
    opens, closes = random.choice([('<section class="css-b4nn3r">', "</section>"), ("<div>", "</div>"), ("", "")])

    def changed(page: str, html: str) -> str:
        heading, text, alt = _BANNERS[language(page)]
        banner = (
            f"{opens}\n<h2>{heading}</h2>\n<p>{text}</p>\n"
            f'<p><img src="/assets/bord.svg" alt="{alt}" width="40" height="40"></p>\n{closes}\n'
        )
        found = {element.tag: element for element in parse(html).all() if element.tag in ("header", "main")}
        at = {"before": found["header"].start, "after": found["header"].end, "main": found["main"].inside}[place]
        return spliced(html, [(at, at, banner)])

    return {page: changed(page, html) for page, html in site.items()}


_WRAPPABLE = frozenset("section article form figure table ul ol p h1 h2 h3 img iframe fieldset a button".split())


def add_wrappers(site: Site, random: random.Random) -> dict[str, str]:
    """A div or a span more around some elements in main, as another template has."""

    def wrapped(html: str) -> str:
        changes: list[tuple[int, int, str]] = []
        for element in parse(html).all():
            if element.tag in _WRAPPABLE and _within(element, "main") and random.random() < 0.25:
                tag = "span" if _within(element, "p", "h1", "h2", "h3", "label", "a") else "div"
                if element.parent is not None and element.parent.tag in ("ul", "ol", "fieldset", "figure"):
                    continue
                changes += [(element.start, element.start, f'<{tag} class="css-wr4pp3">')]
                changes += [(element.end, element.end, f"</{tag}>")]
        return _inserted(html, changes)

    return _each(wrapped, site)


def _inserted(html: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """With texts inserted: at one place what closes comes before what opens, and an outer one opens first."""
    ordered = sorted(changes, key=lambda change: (change[0], not change[2].startswith("</")))
    return spliced(html, ordered)


def renumber(site: Site, random: random.Random) -> dict[str, str]:
    """Other numbers and dates in all that is read: each number of at most 3 figures is a little higher."""
    step = random.randint(1, 3)

    def counted(match: re.Match[str]) -> str:
        number = match[0]
        return str(int(number) + step).zfill(len(number)) if len(number) < 4 and int(number) < 990 else number

    def changed(html: str) -> str:
        body = html.index("<body")
        text = _TEXT.sub(lambda match: re.sub(r"\d+", counted, match[0]), html[body:])
        return html[:body] + text

    return _each(changed, site)


_BLOCK = (
    r"</?(?:section|article|[uo]l|li|p|h[1-6]|div|table|t(?:head|body|[rdh])|form|nav|header|main|aside|footer)"
    r"\b[^<>]*>"
)
_BETWEEN_BLOCKS = re.compile(rf"({_BLOCK})\s*(?={_BLOCK})")


def respace(site: Site, random: random.Random) -> dict[str, str]:
    """Other white space between tags: as another editor indents it, or none between blocks, as a minifier leaves it."""
    gaps = random.choice([["\n", "\n    ", "\n\n"], [""]])
    wider = _each(lambda html: re.sub(r"(?<=>)\s+(?=<)", lambda _: random.choice(["\n", " ", "\n\t"]), html), site)
    return _each(lambda html: _BETWEEN_BLOCKS.sub(lambda match: match[1] + random.choice(gaps), html), wider)


def requote(site: Site, random: random.Random) -> dict[str, str]:
    """Attributes in other quotes, or in none where none are needed."""

    def written(name: str, value: str) -> str:
        quotes = ['"'] if "'" in value else ['"', "'"]
        if re.fullmatch(r"[\w.-]+", value):
            quotes.append("")
        quote = random.choice(quotes) if value else '"'
        return _written(name, value, quote)

    def changed(tag: str, attributes: dict[str, str]) -> str:
        return f"<{tag}{''.join(written(name, value) for name, value in attributes.items())}>"

    return _each(lambda html: _tags_changed(html, changed), site)


_MORE = {
    "nl": ("Je krijgt altijd een antwoord van ons.", "een pen om te schrijven", "Nummer van je vuilniscontainer"),
    "fr": ("Vous recevez toujours une réponse.", "un stylo pour écrire", "Numéro de la lettre"),
    "en": ("You always get an answer from us.", "a pen to write with", "Number of the letter"),
    "de": ("Sie bekommen immer eine Antwort.", "ein Stift zum Schreiben", "Nummer des Briefes"),
}


def add_content(site: Site, random: random.Random) -> dict[str, str]:
    """A paragraph, an item of a list and a field more, all without fault."""

    def changed(page: str, html: str) -> str:
        paragraph, item, label = _MORE[language(page)]
        inside = [element for element in parse(html).all() if _within(element, "main")]
        changes = []
        if paragraphs := [one for one in inside if one.tag == "p" and one.parent and one.parent.tag == "section"]:
            at = random.choice(paragraphs).end
            changes.append((at, at, f"\n<p>{paragraph}</p>"))
        if lists := [one for one in inside if one.tag == "ul" and not any(child.children for child in one.children)]:
            at = random.choice(random.choice(lists).children).start
            changes.append((at, at, f"<li>{item}</li>\n"))
        if forms := [one for one in inside if one.tag == "form"]:
            at = random.choice(forms).inside
            row = f'\n<p><label for="new-1">{label}</label> <input type="text" id="new-1" name="extra"></p>'
            changes.append((at, at, row))
        return spliced(html, changes)

    return {page: changed(page, html) for page, html in site.items()}


def bump_assets(site: Site, random: random.Random) -> dict[str, str]:
    """Another version of images and style sheets: in the query, and in the hash that is part of a name."""
    version, names = random.randint(1042, 9999), f"{random.getrandbits(28):07x}"
    return _each(
        lambda html: re.sub(r"\?v=\d+", f"?v={version}", re.sub(r"\.[0-9a-f]{7}\.", f".{names}.", html)),
        site,
    )


def rename_page(site: Site, random: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    """A page at another address, and all links to it; with the path that it has now by the one that it had."""
    old = random.choice(sorted(page for page in site if page != "index.html"))
    folder, _, name = old.rpartition("/")
    new = "/".join(part for part in (folder, random.choice(["archief", "thema"]), f"oud-{name}") if part)
    moved = {
        (new if page == old else page): re.sub(rf"""(href=["']?)/{re.escape(old)}""", rf"\g<1>/{new}", html)
        for page, html in site.items()
    }
    return moved, {old: new}


CHURN: Mapping[str, Callable[[Site, random.Random], dict[str, str]]] = {
    change.__name__: change
    for change in (
        reorder_items,
        reorder_sections,
        reorder_menu,
        reorder_rows,
        renumber,
        add_content,
        add_banner,
        add_wrappers,
        rename_classes,
        rename_ids,
        bump_assets,
        reorder_attributes,
        requote,
        respace,
    )
}
"""All that a release may change, by name; in this order, since the last of them change how a page is written."""


def churn(site: Site, random: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    """A release: several changes that make no barrier more or less, and often a page at another address.

    The second is the path that a page has now, by the one that it had.
    """
    chosen = set(random.sample(sorted(CHURN), random.randint(4, len(CHURN))))
    changed, moved = rename_page(site, random) if random.random() < 0.7 else (dict(site), {})
    for name, change in CHURN.items():
        if name in chosen:
            changed = change(changed, random)
    return changed, moved


# What mends one barrier.

_Repair = Callable[[str, Element, Known], list[tuple[int, int, str]]]
"""What to replace in a page, so that one finding goes."""

_SAYS = {
    "nl": ("Het plein voor het stadhuis", "Kijk naar de kaart", "Je vraag aan ons"),
    "fr": ("La place devant la maison communale", "Regardez le plan", "Votre question"),
    "en": ("The square at the town hall", "Look at the map", "Your question"),
    "de": ("Der Platz vor dem Rathaus", "Sehen Sie den Plan an", "Ihre Frage an uns"),
}
"""By language: words for an image, for a link or button, for a field."""


def _tag(element: Element, tag: str = "", **attributes: str | None) -> tuple[int, int, str]:
    """The start tag with some attributes set, or taken away by None; `_` stands for a hyphen."""
    given = {name.strip("_").replace("_", "-"): value for name, value in attributes.items()}
    merged = {name: value for name, value in {**element.attributes, **given}.items() if value is not None}
    return element.start, element.inside, _start_tag(tag or element.tag, merged)


def _renamed(element: Element, tag: str, **attributes: str | None) -> list[tuple[int, int, str]]:
    return [_tag(element, tag, **attributes), (element.close, element.end, f"</{tag}>")]


def _set(word: int | None = None, **attributes: str | None) -> _Repair:
    """Sets attributes; `word` is which of the words to say stands for the value None of `alt`, `title` and the like."""

    def repair(html: str, element: Element, known: Known) -> list[tuple[int, int, str]]:
        says = None if word is None else _SAYS[language(known.page)][word]
        return [_tag(element, **{name: says if value == "?" else value for name, value in attributes.items()})]

    return repair


def _say(text: str) -> _Repair:
    """Puts other words into the element."""
    return lambda html, element, known: [(element.inside, element.close, text)]


def _quote(text: str) -> _Repair:
    """Puts other words in the place of the quote."""

    def repair(html: str, element: Element, known: Known) -> list[tuple[int, int, str]]:
        start = html.index(known.quote, html.index("<main"))
        return [(start, start + len(known.quote), text)]

    return repair


def _named(html: str, element: Element, known: Known) -> list[tuple[int, int, str]]:
    name = "alt" if element.tag == "img" else "aria-label"
    return [_tag(element, **{name: _SAYS[language(known.page)][0]})]


def _labelled(html: str, element: Element, known: Known) -> list[tuple[int, int, str]]:
    label = _SAYS[language(known.page)][2]
    return [(element.start, element.start, f"<label>{label} "), (element.end, element.end, "</label>")]


def _headers(html: str, table: Element, known: Known) -> list[tuple[int, int, str]]:
    row = next(element for element in table.all() if element.tag == "tr")
    return [change for cell in row.children for change in _renamed(cell, "th", scope="col")]


def _scopes(html: str, table: Element, known: Known) -> list[tuple[int, int, str]]:
    heads = [element for element in table.all() if element.tag == "th"]
    return [_tag(head, scope="col" if _within(head, "thead") else "row") for head in heads]


def _said_format(html: str, link: Element, known: Known) -> list[tuple[int, int, str]]:
    return [(link.close, link.close, f" ({link.attributes['href'].rpartition('.')[2].upper()})")]


def _legend(html: str, group: Element, known: Known) -> list[tuple[int, int, str]]:
    return _renamed(group.children[0], "legend")


def _tied_hint(html: str, hint: Element, known: Known) -> list[tuple[int, int, str]]:
    fields = [one for one in hint.parent.children if one.tag == "input"] if hint.parent else []
    return [_tag(fields[0], aria_describedby=hint.attributes["id"])]


def _own_id(html: str, field: Element, known: Known) -> list[tuple[int, int, str]]:
    twice = field.attributes["id"]
    *_, second = (one for one in parse(html).all() if one.attributes.get("id") == twice)
    changes = [_tag(second, id="own-id")]
    for name in ("for", "aria-describedby"):
        if refers := [one for one in parse(html).all() if one.attributes.get(name) == twice]:
            changes.append(_tag(refers[-1], **{name: "own-id"}))
    return changes


def _said_required(html: str, field: Element, known: Known) -> list[tuple[int, int, str]]:
    star = html.index(" *</label>")
    return [(star, star + 2, " (moet je invullen)")]


def _autocomplete(html: str, form: Element, known: Known) -> list[tuple[int, int, str]]:
    purposes = {"naam": "name", "mail": "email"}
    fields = [one for one in form.all() if one.attributes.get("name") in purposes]
    return [_tag(one, autocomplete=purposes[one.attributes["name"]]) for one in fields]


def _made_list(html: str, lines: Element, known: Known) -> list[tuple[int, int, str]]:
    first, *items = html[lines.inside : lines.close].split("<br>")
    listed = "".join(f"<li>{item.removeprefix('- ')}</li>" for item in items)
    return [(lines.start, lines.end, f"<p>{first}</p>\n<ul>{listed}</ul>")]


def _left_out(html: str, link: Element, known: Known) -> list[tuple[int, int, str]]:
    card = next(above for above in link.ancestors() if above.tag == "article")
    image = next(element for element in card.all() if element.tag == "img")
    return [_tag(card.children[0], aria_hidden="true", tabindex="-1"), _tag(image, alt="")]


def _targets(html: str, link: Element, known: Known) -> list[tuple[int, int, str]]:
    same = [one for one in parse(html).all() if one.attributes.get("href") == link.attributes["href"]]
    return [_tag(one, href="/diensten/index.html") for one in same]


def _fonts(html: str, font: Element, known: Known) -> list[tuple[int, int, str]]:
    fonts = [one for one in parse(html).all() if one.tag == "font"]
    return [change for one in fonts for change in _renamed(one, "strong", color=None)]


def _titled(html: str, element: Element, known: Known) -> list[tuple[int, int, str]]:
    heading = re.search(r"<h1[^>]*>([^<]*)", html)
    at = html.index("</head>")
    return [(at, at, f"<title>{heading[1] if heading else ''} | Waterdam</title>\n")]


def _flexible(html: str, element: Element, known: Known) -> list[tuple[int, int, str]]:
    at = html.index("38 uur per week") + len("38 uur per week")
    return [(at, at, " met flexibele uren")]


REPAIRS: Mapping[str, _Repair] = {
    "html-image-without-alternative": _named,
    "html-empty-link": _set(1, aria_label="?"),
    "html-empty-button": _set(1, aria_label="?"),
    "html-iframe-without-name": _set(0, title="?"),
    "html-field-without-label": _set(2, aria_label="?"),
    "html-placeholder-as-label": _labelled,
    "html-required-field-not-said": _said_required,
    "html-autocomplete-missing": _autocomplete,
    "html-data-table-without-headers": _headers,
    "html-table-headers-without-scope": _scopes,
    "html-heading-level-skipped": lambda html, element, known: _renamed(element, f"h{int(element.tag[1]) - 1}"),
    "html-heading-not-descriptive": _say("Markt en spelen"),
    "html-link-to-file-without-type": _said_format,
    "html-link-without-target": _targets,
    "html-link-opens-new-window-unannounced": _set(target=None),
    "html-link-title-repeats-text": _set(title=None),
    "html-label-not-in-name": _set(aria_label=None),
    "html-accesskey-used": _set(accesskey=None),
    "html-redundant-adjacent-links": _left_out,
    "html-fieldset-without-legend": _legend,
    "html-empty-legend": lambda html, element, known: _say(_SAYS[language(known.page)][2])(html, element, known),
    "html-field-hint-not-tied": _tied_hint,
    "html-duplicate-id-in-reference": _own_id,
    "html-image-name-not-descriptive": _set(0, alt="?"),
    "html-image-name-says-image": _set(0, alt="?"),
    "html-image-name-repeats-caption": _set(0, alt="?"),
    "html-colour-only-instruction": _say("Op zondag en op maandag is het park gesloten."),
    "html-all-caps-text": _say("De straat is dicht voor auto’s en voor bussen. Fietsers gaan te voet verder."),
    "html-fake-heading": lambda html, element, known: _say(_inner_text(html, element))(html, element, known),
    "html-fake-list": _made_list,
    "html-font-element": _fonts,
    "html-foreign-passage-without-language": _set(lang="en"),
    "html-part-language-differs-from-text": _set(lang=None),
    "html-title-missing": _titled,
    "html-page-language-missing": lambda html, element, known: [_tag(element, lang=language(known.page))],
    "html-page-language-differs-from-text": lambda html, element, known: [_tag(element, lang=language(known.page))],
    "html-viewport-forbids-zoom": _set(content="width=device-width, initial-scale=1"),
    "wording-mother-tongue": _quote("taal op het werk"),
    "wording-young-team": _quote("team van 8 mensen"),
    "wording-physical-fitness": _quote("gezonde liefde voor planten"),
    "wording-years-of-experience": _quote("al ervaring"),
    "wording-flexible-work-missing": _flexible,
}
"""How one finding of a rule goes, and no other with it."""

_TANGLED = {("diensten/identiteitskaart.html", "html-field-without-label")}
"""Barriers that two rules see: who mends one of them mends two findings."""


def mendable(known: Iterable[Known]) -> tuple[Known, ...]:
    """The findings that can go one by one."""
    return tuple(one for one in known if one.rule in REPAIRS and (one.page, one.rule) not in _TANGLED)


def mend(site: Site, known: Iterable[Known], random: random.Random) -> tuple[dict[str, str], Known]:
    """The site with one of its known barriers repaired, and which. It must be as it was read: not churned yet."""
    chosen = random.choice(mendable(known))
    return mended(site, chosen), chosen


def mended(site: Site, known: Known) -> dict[str, str]:
    """The site with this barrier repaired."""
    html = site[known.page]
    element = follow(parse(html), known.at or "html")
    return {**site, known.page: spliced(html, REPAIRS[known.rule](html, element, known))}


def _inner_text(html: str, element: Element) -> str:
    return re.sub(r"<[^>]+>", "", html[element.inside : element.close])


# What brings a new barrier.

_SUBJECTS = {
    "nl": ("speelplein", "fietspad", "wandelweg", "boomgaard", "dorpszaal", "kerstmarkt"),
    "fr": ("plaine de jeux", "piste cyclable", "sentier", "verger", "salle des fêtes", "marché"),
    "en": ("playground", "cycle path", "footpath", "orchard", "village hall", "market"),
    "de": ("Spielplatz", "Radweg", "Wanderweg", "Obstgarten", "Dorfsaal", "Markt"),
}
_PHOTO = {"nl": "Foto van", "fr": "Photo de", "en": "Photo of", "de": "Foto von"}
_ICON = '<svg aria-hidden="true" width="16" height="16" viewBox="0 0 16 16"><path d="M2 2l12 12"></path></svg>'

PLANTS: Mapping[str, str] = {
    "html-image-without-alternative": '<p><img src="/assets/{slug}.svg"></p>',
    "html-empty-link": '<p><a class="css-n3wl1k" href="/{slug}.html">{icon}</a></p>',
    "html-empty-button": '<p><button class="css-n3wbt1" type="button" name="{slug}">{icon}</button></p>',
    "html-field-without-label": '<p>{Subject} <input type="text" name="{slug}"></p>',
    "html-iframe-without-name": '<iframe src="/kaart/{slug}.html" width="320" height="200"></iframe>',
    "html-data-table-without-headers": (
        "<table><caption>{Subject}</caption><tbody><tr><td>A 1</td><td>12</td></tr>"
        "<tr><td>A 2</td><td>15</td></tr></tbody></table>"
    ),
    "html-heading-level-skipped": "<h6>{Subject}</h6>\n<p>{Subject}: 12.</p>",
    "html-placeholder-as-label": (
        '<form action="/{slug}"><p><label>{Subject} 1 <input type="text" name="a"></label></p>\n'
        '<p><input type="text" name="{slug}" placeholder="{Subject} 2"></p></form>'
    ),
    "html-link-to-file-without-type": '<p><a href="/bestanden/{slug}.pdf">{Subject}</a></p>',
    "html-link-without-target": '<p><a href="#">{Subject}</a></p>',
    "html-font-element": "<p><center>{Subject}</center></p>",
    "html-image-name-not-descriptive": '<p><img src="/assets/{slug}.svg" alt="DSC_0{number}.jpg"></p>',
    "html-image-name-says-image": '<p><img src="/assets/{slug}.svg" alt="{photo} {subject}"></p>',
    "html-link-opens-new-window-unannounced": '<p><a href="/{slug}.html" target="_blank">{Subject}</a></p>',
    "html-accesskey-used": '<p><a href="/{slug}.html" accesskey="{letter}">{Subject}</a></p>',
    "html-fake-list": "<p>{Subject}<br>• A 1<br>• A 2<br>• A 3</p>",
    "html-label-not-in-name": '<p><button type="button" aria-label="Info {number}">{Subject}</button></p>',
    "html-empty-legend": (
        '<fieldset><legend></legend><label>{Subject} 1 <input type="text" name="{slug}"></label></fieldset>'
    ),
    "html-duplicate-id-in-reference": (
        '<p><label for="{slug}">{Subject} 1</label> <input type="text" id="{slug}" name="a"></p>\n'
        '<p id="{slug}">{Subject} 2.</p>'
    ),
    "html-link-title-repeats-text": '<p><a href="/{slug}.html" title="{Subject}">{Subject}</a></p>',
}
"""A new barrier of each rule, in words of its own."""


def plant(site: Site, random: random.Random, page: str, rule: str = "") -> tuple[dict[str, str], Known]:
    """The site with a barrier more on a page, at the end of a section of it, and which; of a rule if one is named."""
    html = site[page]
    rule = rule or random.choice(sorted(PLANTS))
    subject = random.choice(_SUBJECTS[language(page)])
    number = random.randint(100, 999)
    slug = f"{re.sub('[^a-z]', '-', subject.lower())}-{'abcdefgh'[number % 8]}{'klmnop'[number % 6]}"
    element = PLANTS[rule].format(
        subject=subject,
        Subject=subject[0].upper() + subject[1:],
        slug=slug,
        number=number,
        letter="abcdefgh"[number % 8],
        photo=_PHOTO[language(page)],
        icon=_ICON,
    )
    main = next(one for one in parse(html).all() if one.tag == "main")
    sections = [one for one in main.all() if one.tag == "section" and one.parent is main]
    at = random.choice(sections).close if sections else main.close
    return {**site, page: spliced(html, [(at, at, element + "\n")])}, Known(page=page, rule=rule, outcome="")
