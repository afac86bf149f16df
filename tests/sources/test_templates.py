"""Templates: what is certain in them fails, what is not known is a question, and places are those of the source."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from accesscheck.audit import AuditOptions, audit_target, check, load_rules
from accesscheck.certainty import ABOUT_ABSENCE, NEEDS_PAGE, NEEDS_SURROUNDINGS
from accesscheck.model.finding import Finding, Outcome
from accesscheck.model.location import ElementLocation
from accesscheck.model.report import PageResult
from accesscheck.model.target import Target
from accesscheck.model.template import UNKNOWN
from accesscheck.sources import html_file, templates

FIXTURES = Path(__file__).parents[2] / "fixtures" / "templates"
STATIC = AuditOptions(browser=False, strict=True)
ALT, NAME, LINK, BUTTON, LANG = (
    "html-image-without-alternative",
    "html-field-without-label",
    "html-empty-link",
    "html-empty-button",
    "html-page-language-missing",
)


def checked(folder: Path, name: str, source: str, *, options: AuditOptions = STATIC) -> PageResult:
    path = folder / name
    path.write_text(source, encoding="utf-8", newline="")
    return audit_target(Target(address=str(path)), options)


def framed(name: str, source: str) -> str:
    """A template file that has a source on its second line."""
    return FRAME[name].replace("BODY", source)


def findings(page: PageResult, rule: str) -> list[Finding]:
    return [finding for finding in page.findings if finding.rule_id == rule]


def outcomes(page: PageResult) -> Mapping[str, Outcome]:
    return {result.rule_id: result.outcome for result in page.results}


FRAME = {
    "a.html": "{% load i18n %}\nBODY",
    "a.jinja": "{# a #}\nBODY",
    "a.html.twig": "{% set a = 1 %}\nBODY",
    "a.vue": "<script>let a = '<img>'</script><template><main>\nBODY</main></template>",
    "a.jsx": "const a = () => <main>\nBODY</main>;",
    "a.tsx": "const a = <T extends object>(p: P<T>): JSX.Element => { return (<main>\nBODY</main>); };",
}

FAILED, ASKED, PASSED = Outcome.FAILED, Outcome.CANT_TELL, Outcome.PASSED

OF_ALL = [
    pytest.param('<img src="a.png"/>', ALT, FAILED, id="image without alt"),
    pytest.param('<img src="a.png" alt="Kaart"/>', ALT, PASSED, id="image with alt"),
    pytest.param('<a href="/a"></a>', LINK, FAILED, id="empty link"),
    pytest.param('<p><a href="/a"><img src="a.png" alt=""/></a></p>', LINK, FAILED, id="link around an empty alt"),
    pytest.param('<p><input type="text"/></p>', NAME, FAILED, id="field without label"),
    pytest.param('<p><input type="text" id="a"/></p>', NAME, ASKED, id="field whose label may be elsewhere"),
    pytest.param('<span><button type="button"></button></span>', BUTTON, FAILED, id="empty button"),
    pytest.param('<p><button type="button" aria-labelledby="a"></button></p>', BUTTON, ASKED, id="named elsewhere"),
]
OF_BRACES = [
    pytest.param('<img src="{{ a }}">', ALT, FAILED, id="image of an expression, without alt"),
    pytest.param('<img src="a.png" alt="{{ a }}">', ALT, PASSED, id="alt of an expression"),
    pytest.param("<img src='a.png' alt={{ a }}>", ALT, PASSED, id="alt of an expression, unquoted"),
    pytest.param('<img src="a.png" {{ a }}>', ALT, ASKED, id="attributes of an expression"),
    pytest.param('<img{{ a }} src="a.png">', ALT, ASKED, id="attributes of an expression, no space"),
    pytest.param('<img src="a.png" {% if a %}alt="x"{% endif %}>', ALT, PASSED, id="an alt on a condition"),
    pytest.param('<img src="a.png" {% if a %}hidden{% endif %}>', ALT, ASKED, id="hidden on a condition"),
    pytest.param('<img src="a.png" role="{{ a }}">', ALT, ASKED, id="a role of an expression"),
    pytest.param('<img src="a.png" :alt="a">', ALT, PASSED, id="alt of Alpine"),
    pytest.param('<a href="/a">{{ a }}</a>', LINK, PASSED, id="words of an expression"),
    pytest.param('<a href="/a">{% include "a.svg" %}</a>', LINK, PASSED, id="words of another file"),
    pytest.param('<a href="/a">{% block a %}{% endblock %}</a>', LINK, ASKED, id="a block to fill"),
    pytest.param('<a href="/a">{% if a %}{% endif %}</a>', LINK, FAILED, id="nothing, whatever the condition"),
    pytest.param('<a href="/a">{% if a %}<b>{% else %}<i>{% endif %}</a>', LINK, FAILED, id="nothing in any branch"),
    pytest.param('{% if a %}<a href="/a">{% else %}<a href="/b">{% endif %}Tekst</a>', LINK, ASKED,
                 id="one end tag for two branches"),
    pytest.param('<p>{% for a in b %}<input id="n-{{ a }}"><label for="n-{{ a }}">{{ a }}</label>{% endfor %}', NAME,
                 PASSED, id="ids of an expression"),
    pytest.param('<img id="{{ a }}" src="a.png">', ALT, FAILED, id="an id of an expression"),
    pytest.param('{# <img src="a.png"> #}', ALT, None, id="a comment"),
    pytest.param('<p title="{{ "}}" }}"><img src="a.png">', ALT, FAILED, id="the end of an expression in quotes"),
    pytest.param('{{ it\'s }}<img src="a.png">', ALT, FAILED, id="an apostrophe"),
    pytest.param('{{ open <img src="a.png">', ALT, FAILED, id="braces that stay open"),
    pytest.param("<html><head>{{ a }}</head><body>{% block b %}{% endblock %}", LANG, FAILED, id="html without lang"),
    pytest.param('<html lang="{{ a }}"><body>', LANG, PASSED, id="lang of an expression"),
    pytest.param("<html {{ a }}><body>", LANG, ASKED, id="attributes of html of an expression"),
    pytest.param("<p>Hallo</p>", LANG, None, id="no html at all"),
    pytest.param("<h{{ n }}>Loket</h{{ n }}><img src=a>", ALT, FAILED, id="a tag of an expression"),
    pytest.param("<{{ t }} class=a>Loket</{{ t }}><img src=a>", ALT, FAILED, id="a tag that is an expression"),
]  # fmt: skip
OF_DJANGO = [
    pytest.param('{% comment %}<img src="a.png">{% endcomment %}', ALT, None, id="a comment between tags"),
    pytest.param('<p><label for="{{ f.id }}">A</label>{{ f }}</p>', NAME, None, id="a field of an expression"),
    pytest.param('<p><input {{ f.attrs }}></p>', NAME, ASKED, id="a field with attributes of an expression"),
    pytest.param('<p><label>{{ a }} <input type="text"></label></p>', NAME, PASSED, id="a label of an expression"),
    pytest.param('<p><input type="{{ a }}"></p>', NAME, ASKED, id="a type of an expression"),
    pytest.param('<p><select>{% for a in b %}<option>{{ a }}</option>{% endfor %}</select></p>', NAME, FAILED,
                 id="a list with choices of an expression"),
]  # fmt: skip
OF_VUE = [
    pytest.param('<img :src="a">', ALT, FAILED, id="image of an expression, without alt"),
    pytest.param('<img :src="a" :alt="b">', ALT, PASSED, id="alt of an expression"),
    pytest.param('<img :src="a" v-bind:alt.camel="b > c">', ALT, PASSED, id="alt by v-bind"),
    pytest.param('<img :src="a" v-bind="b">', ALT, ASKED, id="v-bind of an object"),
    pytest.param('<img :src="a" :[b]="c">', ALT, ASKED, id="an attribute whose name is an expression"),
    pytest.param('<img :src="a" :alt="\'\'">', ALT, PASSED, id="an alt that is empty for certain"),
    pytest.param('<template v-if="a"><img src="a.png"></template>', ALT, FAILED, id="within an inner template"),
    pytest.param('<button @click="a"><AppIcon name="x" /></button>', BUTTON, PASSED, id="a component as its text"),
    pytest.param('<button v-text="a"></button>', BUTTON, PASSED, id="text by a directive"),
    pytest.param('<button @click="a"><i class="b" /></button>', BUTTON, FAILED, id="an element that closes itself"),
    pytest.param('<Link href="/a"></Link><Image src="a" /><Input />', ALT, None, id="components named as elements"),
    pytest.param('<AppField label="A"><input type="text"></AppField>', NAME, ASKED, id="a field in a component"),
]
OF_JSX = [
    pytest.param("<img src={a} />", ALT, FAILED, id="image of an expression, without alt"),
    pytest.param("<img src={a} alt={b} />", ALT, PASSED, id="alt of an expression"),
    pytest.param('<img src={a} alt={"Kaart"} />', ALT, PASSED, id="alt in braces"),
    pytest.param("<img src={a} {...b} />", ALT, ASKED, id="spread"),
    pytest.param("<>{a && <img src={b} />}</>", ALT, FAILED, id="on a condition"),
    pytest.param("<ul>{a.map((b) => { return <li key={b}><img src={b} /></li>; })}</ul>", ALT, FAILED, id="in a loop"),
    pytest.param("{/* <img src={b} /> */}", ALT, None, id="a comment"),
    pytest.param("{`<img src=${`a${b}`}>`}", ALT, None, id="a template string"),
    pytest.param('{a < b && c > d ? "<img>" : /<img src="a">/}', ALT, None, id="a string and an expression"),
    pytest.param("<button onClick={() => a > b ? 1 : { b }}></button>", BUTTON, FAILED, id="braces in an attribute"),
    pytest.param("<button><Icon /></button>", BUTTON, PASSED, id="a component as its text"),
    pytest.param("<button>{a}</button>", BUTTON, PASSED, id="text of an expression"),
    pytest.param("<button>{' '}</button>", BUTTON, FAILED, id="a space of an expression"),
    pytest.param("<button><i className='b' /></button>", BUTTON, FAILED, id="an element that closes itself"),
    pytest.param('<p><label htmlFor="a">A</label><input id="a" /></p>', NAME, PASSED, id="htmlFor"),
    pytest.param("<p dangerouslySetInnerHTML={{ __html: a }} /><a href='/a'></a>", LINK, FAILED, id="markup by name"),
    pytest.param("<Field label='A'><input type='text' /></Field>", NAME, ASKED, id="a field in a component"),
]  # fmt: skip


def table() -> list[object]:
    """Each case with the names of the files that it holds for."""
    by_files = {
        ("a.html", "a.jinja", "a.html.twig", "a.vue", "a.jsx", "a.tsx"): OF_ALL,
        ("a.html", "a.jinja", "a.html.twig"): OF_BRACES,
        ("a.html",): OF_DJANGO,
        ("a.vue",): OF_VUE,
        ("a.jsx", "a.tsx"): OF_JSX,
    }
    return [
        pytest.param(name, *case.values, id=f"{name}: {case.id}")
        for names, cases in by_files.items()
        for name in names
        for case in cases
    ]


@pytest.mark.parametrize(("name", "source", "rule", "expected"), table())
def test_a_rule_on_a_template(
    name: str, source: str, rule: str, expected: Outcome | None, tmp_path: Path
) -> None:  # fmt: skip
    page = checked(tmp_path, name, framed(name, source))
    assert outcomes(page)[rule] is (expected or Outcome.INAPPLICABLE)
    found = findings(page, rule)
    assert [one.outcome for one in found] == ([expected] if expected in (FAILED, ASKED) else [])
    for one in found:
        assert isinstance(one.location, ElementLocation)
        assert UNKNOWN not in f"{one.location.snippet}{one.params}"
        assert one.location.line == 2
        assert source[(one.location.column or 0) - 1 :].startswith(one.location.snippet[:4])


@pytest.mark.parametrize(
    ("name", "source", "place"),
    [
        pytest.param("a.vue", "<template>\n<div><A/><B/>\r\n <C/>x <i/><img :src='a'>\n</div></template>", (3, 12),
                     id="behind end tags that were put in, and a line break of two characters"),
        pytest.param("a.tsx", "const a = (\r\n\t<b><A c={1}/><img src={`\n`}/></b>)", (2, 15), id="two lines"),
        pytest.param("a.j2", "{#\n\n#}\n{{ a\n}} é😀 <img src='b'>", (5, 7), id="comments of some lines"),
        pytest.param("a.twig", "\ufeff<p>{{ a }}</p><img>", (1, 15), id="a byte order mark"),
    ],
)  # fmt: skip
def test_place_is_that_of_the_source(name: str, source: str, place: tuple[int, int], tmp_path: Path) -> None:
    (found,) = findings(checked(tmp_path, name, source), ALT)
    assert isinstance(found.location, ElementLocation)
    assert (found.location.line, found.location.column) == place


@pytest.mark.parametrize("path", sorted(FIXTURES.iterdir()), ids=lambda path: path.name)
def test_templates_with_everything_right_have_no_failure(path: Path) -> None:
    page = audit_target(Target(address=str(path)), STATIC)
    assert [(one.rule_id, one.location) for one in page.findings if one.outcome is FAILED] == []
    assert len(page.findings) <= 1
    assert [note.key for note in page.notes][:1] == ["template-static"]


def test_examples_are_really_read() -> None:
    names = {path.name: audit_target(Target(address=str(path)), STATIC) for path in FIXTURES.iterdir()}
    passed = {name: sum(one.outcome is PASSED for one in page.results) for name, page in names.items()}
    assert min(passed.values()) >= 5, passed


@pytest.mark.parametrize("path", sorted(FIXTURES.iterdir()), ids=lambda path: path.name)
def test_a_barrier_in_an_example_is_found(path: Path, tmp_path: Path) -> None:
    """The first end tag that all of them have gets an image without alt before it."""
    source = path.read_text(encoding="utf-8")
    mark = next(end for end in ("</section>", "</figure>", "</form>", "</main>", "</article>") if end in source)
    image = "<img src='nieuw.png' />"
    page = checked(tmp_path, path.name, source.replace(mark, f"{image}{mark}"))
    (found,) = [one for one in findings(page, ALT) if one.outcome is FAILED]
    assert isinstance(found.location, ElementLocation)
    before = source[: source.index(mark)]
    assert found.location.snippet == image
    assert (found.location.line, found.location.column) == (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)


def test_fingerprints_stay_when_what_is_around_changes(tmp_path: Path) -> None:
    def prints(source: str) -> set[str]:
        return {one.fingerprint for one in checked(tmp_path, "a.jinja", source).findings}

    link, image = '<a class="{{ a }}" href="{{ url }}"></a>', '<img class="x" src="{{ foto }}">'
    before = prints(f"<h2>{{{{ t }}}}</h2>{link}{image}")
    changed = link.replace("{{ a }}", "b"), image.replace('class="x"', 'class="{{ y }}"')
    assert len(before) == 2
    assert (
        prints(f"\n<h2>{{{{ titel_van_de_pagina }}}}</h2>\n<div>{{% if a %}}{''.join(changed)}{{% endif %}}</div>")
        == before
    )
    assert not prints('<img src="{{ logo }}">') & before


def test_literal_words_are_read(tmp_path: Path) -> None:
    words = "<p>Je moedertaal is Nederlands en je hebt een jong en dynamisch profiel voor de stad. {}</p>"
    target = framed("a.html", words.format("Welkom."))
    path = tmp_path / "a.html"
    path.write_text(target, encoding="utf-8")
    certain = audit_target(Target(address=str(path), profile="vacancy"), STATIC)
    path.write_text(framed("a.html", words.format("{{ naam }}")), encoding="utf-8")
    unsure = audit_target(Target(address=str(path), profile="vacancy"), STATIC)
    rule = "wording-mother-tongue"
    assert [one.outcome for one in findings(certain, rule)] == [FAILED]
    assert [one.outcome for one in findings(unsure, rule)] == [ASKED]


BUILT = "<!doctype html><html lang=nl><title>A</title><body>{}</body></html>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(BUILT.format("<p>{{ a }}</p>"), True, id="an expression"),
        pytest.param(BUILT.format("{% if a %}x{% endif %}"), True, id="a tag"),
        pytest.param(BUILT.format('<a href="{{ a }}">x</a>'), True, id="in an attribute"),
        pytest.param(BUILT.format("<script>a = {{ b }}</script><p>{{ a }}</p>"), True, id="after a script"),
        pytest.param(BUILT.format("<code>{{ a }}</code>"), False, id="in code"),
        pytest.param(BUILT.format("<PRE><b>{% if %}</b></PRE>"), False, id="in pre"),
        pytest.param(BUILT.format("<script>`<p>{{ a }}</p>`</script>"), False, id="in a script"),
        pytest.param(BUILT.format("<style>a{{b}}</style><!-- {{ a }} -->"), False, id="in a style and a comment"),
        pytest.param(BUILT.format("<script>{{ a }}"), False, id="in a script that stays open"),
        pytest.param(BUILT.format("<p>{{}} {% %} {{ \n }} 50{%</p>"), False, id="braces around nothing"),
        pytest.param("<p>}} {% <p>", False, id="half of it"),
    ],
)
def test_an_html_file_is_known_as_a_template(content: str, expected: bool) -> None:
    assert templates.looks_like_template(content.encode()) is expected


def test_no_browser_opens_a_template(tmp_path: Path) -> None:
    page = checked(tmp_path, "a.html", framed("a.html", '<img src="a">'), options=AuditOptions(strict=True))
    assert (page.browser, outcomes(page)[ALT]) == (None, FAILED)
    assert not [one.rule_id for one in page.results if one.rule_id.startswith(("axe-", "browser-", "site-"))]


def test_a_built_page_is_no_template(tmp_path: Path) -> None:
    page = checked(tmp_path, "a.html", BUILT.format("<code>{{ a }}</code>"))
    assert "axe-image-alt" in outcomes(page)
    assert "template-static" not in [note.key for note in page.notes]


def test_a_folder_holds_templates_of_pages(tmp_path: Path) -> None:
    kept = ["A.vue", "b.html", "b.html.j2", "c/d.jsx", "c/d.tsx", "c/e.twig", "f.jinja2"]
    left_out = ["nginx.conf.j2", "feed.xml.twig", "mail.txt.jinja", "d.ts", "node_modules/a.vue", ".git/a.html"]
    for name in [*kept, *left_out]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<p>x</p>", encoding="utf-8")
    found = [
        Path(target.address).relative_to(tmp_path).as_posix()
        for target in html_file.expand(Target(address=str(tmp_path)))
    ]
    assert found == kept


def test_templates_of_one_site_are_not_compared(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.jinja").write_text("<html lang=nl><title>Loket</title><body>{{ a }}", encoding="utf-8")
    report = check([str(tmp_path)], options=STATIC)
    assert [one.rule_id for page in report.pages for one in page.findings] == []


@pytest.mark.parametrize(
    ("content", "note"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \n", "empty", id="blank"),
        pytest.param(bytes(range(256)) * 4, "binary", id="binary"),
    ],
)
@pytest.mark.parametrize("name", ["a.vue", "a.tsx", "a.twig"])
def test_a_file_that_is_no_template(name: str, content: bytes, note: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    page = audit_target(Target(address=str(path)), STATIC)
    assert [one.key for one in page.notes] == [note]
    assert {one.outcome for one in page.results} == {Outcome.UNTESTED}


@pytest.mark.parametrize(
    "source",
    [
        pytest.param('<template lang="pug">\nimg(src="a")\n</template>', id="another language"),
        pytest.param("<script>const a = '<template><img></template>'</script>", id="no template"),
        pytest.param("<template><img", id="a tag that stays open"),
        pytest.param("<!-- <template><img></template>", id="a comment that stays open"),
    ],
)
def test_vue_without_a_template_that_we_read(source: str, tmp_path: Path) -> None:
    page = checked(tmp_path, "a.vue", source)
    assert page.findings == ()


SOUP = st.lists(
    st.sampled_from(
        "{{ }} {% %} {# #} { } < > </ /> <> </> <img <a> </a> <A> <A/> </A> <div /> <svg> <template> </template> <T> "
        "<script> </script> <!-- --> ' \" ` ${ // /* */ / \\ = => ( ) return :alt= v-bind= alt= {...a} a if block "
        "comment endcomment \n \r\n \r \t \x00 \ufdd0 \ufdd1 \u25a2 é 😀 ".split(" ")
    )
    | st.text(max_size=3),
    max_size=40,
).map("".join)


@pytest.mark.parametrize("media_type", templates.MEDIA_TYPES)
@example(source="<\nA")
@example(source="<A></\nA>")
@given(source=SOUP)
@settings(max_examples=200, deadline=None)
def test_masking_keeps_length_and_lines(media_type: str, source: str) -> None:
    html, template = templates.masked(source, media_type)
    for at, length in reversed(template.insertions):
        shift = sum(size for place, size in template.insertions if place < at)
        assert "\n" not in html[at + shift : at + shift + length]
        html = html[: at + shift] + html[at + shift + length :]
    assert len(html) == len(source)
    breaks = [place for place, letter in enumerate(source) if letter == "\n"]
    assert [place for place, letter in enumerate(html) if letter == "\n"] == breaks
    assert not set("\ufdd0\ufdd1") & set(html)
    for start, (tag_end, end) in template.elements.items():
        assert source[start] == "<"
        assert start < tag_end <= end <= len(source)
    assert set(template.doubts) <= set(template.elements)


@pytest.mark.parametrize("name", ["a.html.j2", "a.vue", "a.tsx"])
@given(source=SOUP)
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_checked(name: str, source: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("soup")
    page = checked(folder, name, source.replace("\x00", ""))
    shutil.rmtree(folder)
    assert page.results


HOSTILE = [
    "{{", "{% ' ", "{{'\\\"", "{{ '\"' ", "<a ", "<a b='", '<a b="', "<a {", "{#", "<!--", "<template>", "<script>",
    "<A>", "(<A>", "(<A/>", "(<a b='", "(<a>{", "(<a b={", "`${", '"\\"', "(/[", "/*", "(<a>", "<b", "</b>", "{/*",
    "(<A<", "\\", "<template><A>", "<svg>", "<a :b='c' ", "<title>", "<p>{{a}}", "{%comment%}", "<{{a}}", "<a{{b}}",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("media_type", templates.MEDIA_TYPES)
@pytest.mark.parametrize("part", HOSTILE)
def test_hostile_templates_are_read_in_linear_time(media_type: str, part: str) -> None:
    """What takes time by the square of its length would take minutes."""
    frame = "<template>{}</template>" if media_type == templates.VUE else "{}"
    source = frame.format(part * (200_000 // len(part)))
    html, template = templates.masked(source, media_type)
    assert len(html) == len(source) + sum(length for _, length in template.insertions)


def test_every_rule_that_can_fail_is_weighed_knowingly() -> None:
    """A new rule that fails must be looked at: can it know enough of a template?"""
    by_the_element = {
        "html-data-table-without-headers", "html-decorative-image-with-name", "html-fake-list", "html-font-element",
        "html-heading-not-descriptive", "html-image-button-name-not-descriptive", "html-image-name-not-descriptive",
        "html-image-name-repeats-caption", "html-label-not-in-name", "html-link-text-not-descriptive-alone",
        "html-link-title-repeats-text", "html-link-to-file-without-type", "html-meta-refresh",
        "html-part-language-differs-from-text", "html-spaced-letters", "html-table-only-headers",
        "html-viewport-forbids-zoom",
    }  # fmt: skip
    failing = {rule.id for rule in load_rules() if rule.kind == "html" and rule.verdict_on_match is FAILED}
    known = {rule.id for rule in load_rules()}
    assert failing <= by_the_element | ABOUT_ABSENCE | NEEDS_PAGE | NEEDS_SURROUNDINGS
    assert by_the_element | ABOUT_ABSENCE | NEEDS_PAGE | NEEDS_SURROUNDINGS <= known
