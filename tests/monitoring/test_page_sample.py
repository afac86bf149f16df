"""Which pages of a product are audited, why, and what is told when the random part shows more."""

import math
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from accesscheck.model.page_list import FEATURES, KINDS, ChosenPage, ListedPage
from accesscheck.model.rule import LANGUAGES
from accesscheck.monitoring import page_reasons
from accesscheck.monitoring.page_kinds import PageFacts, kinds_of
from accesscheck.monitoring.page_sample import EXPECTED, PageSampleSettings, choose
from accesscheck.monitoring.random_part import Failed, Surprise, enlarged, random_shows_more
from accesscheck.monitoring.sizes import METHODS, Method
from accesscheck.monitoring.steps import processes

SITE = "https://stad.example"
FIXTURES = Path(__file__).parents[2] / "fixtures" / "site"


def page(path: str, **facts: Any) -> ListedPage:
    return ListedPage(**{"address": SITE + path, "status": 200, "depth": 1, "language": "nl", **facts})


def town() -> list[ListedPage]:
    """A town with a bit of everything, in three languages."""
    services = [
        page(f"/diensten/{name}", kinds=("service",), template="service", depth=2)
        for name in ("afval", "pas", "trouwen")
    ]
    steps = [page(f"/aanvraag/stap-{n}", kinds=("process",), features=("form", "field"), depth=3) for n in (1, 2, 3)]
    news = [page(f"/nieuws/{n}", kinds=("news",), template="article", depth=2) for n in range(1, 31)]
    jobs = [page(f"/vacatures/{n}", kinds=("vacancy",), template="job", depth=2) for n in range(1, 13)]
    return [
        page("/", kinds=("home",), template="home", depth=0, features=("image",)),
        page("/contact", kinds=("contact", "form"), features=("form", "field"), template="plain"),
        page("/aanmelden", kinds=("login",), features=("form", "password"), template="plain"),
        page("/toegankelijkheidsverklaring", kinds=("statement",), template="plain"),
        page("/zoeken", kinds=("search",), features=("search",), template="plain"),
        page("/privacy", kinds=("legal",), template="plain"),
        page("/kaart", features=("map", "frame"), template="map", depth=2),
        page("/film", features=("video",), template="plain", depth=2),
        page("/weg", kinds=("help",), status=404),
        page("/fr", kinds=("home",), language="fr-BE", template="home"),
        page("/fr/contact", kinds=("contact",), language="fr", template="plain"),
        page("/en/moving", language="en", template="plain", depth=2),
        page("/en/waste", language="en", template="plain", depth=2),
        page("/afval.pdf", kinds=("document",), media_type="application/pdf", found_on=f"{SITE}/diensten/afval"),
        page("/afval.xlsx", kinds=("document",), found_on=f"{SITE}/diensten/afval"),
        page("/budget.pdf", kinds=("document",), found_on=f"{SITE}/over"),
        *services,
        *steps,
        *news,
        *jobs,
    ]


def paths(chosen: tuple[ChosenPage, ...], part: str | None = None) -> list[str]:
    return [one.address.removeprefix(SITE) for one in chosen if part in (None, one.part)]


def by_reason(chosen: tuple[ChosenPage, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in chosen:
        found.setdefault(one.reason, []).append(one.address.removeprefix(SITE))
    return found


def test_in_depth_has_all_points_of_the_decision() -> None:
    sample = choose(town(), method="in-depth", seed=2026, settings=PageSampleSettings(vacancies=2))
    found = by_reason(sample.chosen)
    drawn = found.pop("random")
    assert found == {
        "home": ["/"],
        "login": ["/aanmelden"],
        "contact": ["/contact"],
        "legal": ["/privacy"],
        "statement": ["/toegankelijkheidsverklaring"],
        "service": ["/diensten/afval", "/diensten/pas", "/diensten/trouwen"],
        "search": ["/zoeken"],
        "process": ["/aanvraag/stap-1"],
        "news": ["/nieuws/1"],
        "language": ["/en/moving", "/fr"],
        "content": ["/kaart", "/film"],
        "download": ["/afval.pdf", "/budget.pdf"],
        "vacancy": ["/vacatures/1", "/vacatures/10"],
        "step": ["/aanvraag/stap-2", "/aanvraag/stap-3"],
    }
    assert sample.missing == ("sitemap", "help", "feedback")
    assert len(drawn) == math.ceil((len(sample.chosen) - len(drawn)) / 10) == 3


def test_simplified_has_home_a_form_and_special_content() -> None:
    sample = choose(town(), method="simplified", seed=2026, settings=PageSampleSettings(vacancies=1))
    found = by_reason(sample.chosen)
    assert (found["home"], found["form"], found["content"]) == (["/"], ["/contact"], ["/kaart"])
    assert found["language"] == ["/en/moving", "/fr"]
    assert found["vacancy"] == ["/vacatures/1"]
    assert len(found["random"]) == 1
    assert sample.missing == ()


@pytest.mark.parametrize(
    ("pages", "method", "expected", "missing"),
    [
        pytest.param([], "in-depth", [], EXPECTED, id="no page at all"),
        pytest.param([page("/", status=500)], "in-depth", [], EXPECTED, id="the only page is down"),
        pytest.param([page("/", status=None)], "in-depth", [], EXPECTED, id="the only page was never opened"),
        pytest.param([page("/", kinds=("home",))], "simplified", [("/", "home")], ("form",), id="one page"),
        pytest.param(
            [page("/", kinds=("home",)), page("/b"), page("/c/d", depth=1), page("/a", depth=2)],
            "simplified",
            [("/", "home"), ("/b", "near"), ("/c/d", "near"), ("/a", "random")],
            ("form",),
            id="pages that show nothing special",
        ),
        pytest.param(
            [page("/b.pdf", kinds=("document",)), page("/a.odt", kinds=("document",))],
            "in-depth",
            [("/b.pdf", "download"), ("/a.odt", "random")],
            EXPECTED,
            id="documents alone: one that can be read, and one by lot",
        ),
        pytest.param([page("/logo.png", media_type="image/png")], "in-depth", [], EXPECTED, id="a picture is no page"),
    ],
)
def test_small_lists(
    pages: list[ListedPage], method: Method, expected: list[tuple[str, str]], missing: tuple[str, ...]
) -> None:
    sample = choose(pages, method=method, seed=1)
    assert [(one.address.removeprefix(SITE), one.reason) for one in sample.chosen] == expected
    assert set(sample.missing) == set(missing)


@pytest.mark.parametrize(
    ("pages", "kind", "expected"),
    [
        pytest.param([page("/z", depth=1), page("/a", depth=2)], "contact", "/z", id="nearer"),
        pytest.param([page("/a/b", depth=1), page("/z", depth=1)], "contact", "/z", id="shorter path"),
        pytest.param([page("/b"), page("/a")], "contact", "/a", id="by address"),
        pytest.param([page("/a", language="fr"), page("/z", depth=3)], "contact", "/z", id="in the main language"),
        pytest.param([page("/a", depth=None), page("/z", depth=9)], "contact", "/z", id="depth that is not known"),
        pytest.param([page("/a/page/2"), page("/z", depth=9)], "news", "/z", id="no further page of a list"),
    ],
)
def test_equal_choices(pages: list[ListedPage], kind: str, expected: str) -> None:
    home = page("/", kinds=("home",), depth=0)
    sample = choose([*(replace(one, kinds=(kind,)) for one in pages), home], method="in-depth", seed=1)
    assert by_reason(sample.chosen)[kind] == [expected]


def test_a_service_with_a_form_stands_for_its_type() -> None:
    pages = [
        page("/diensten/wonen", kinds=("service",)),
        page("/diensten/wonen/premie", kinds=("service",), features=("form",), depth=3),
        page("/diensten/vrije-tijd", kinds=("service",)),
    ]
    sample = choose(pages, method="in-depth", seed=1)
    services = {one.params["service"]: one.address for one in sample.chosen if one.reason == "service"}
    assert services == {
        "wonen": f"{SITE}/diensten/wonen/premie",
        "vrije tijd": f"{SITE}/diensten/vrije-tijd",
    }


def test_of_many_services_those_that_show_most_are_taken() -> None:
    plain = [page(f"/diensten/{n}", kinds=("service",), template="t") for n in range(20)]
    rich = page("/diensten/zwembad", kinds=("service",), template="t", features=("table", "video"), depth=5)
    sample = choose([*plain, rich], method="in-depth", seed=1, settings=PageSampleSettings(services=2))
    assert by_reason(sample.chosen)["service"] == ["/diensten/zwembad", "/diensten/0"]


def test_distinct_pages_are_bounded() -> None:
    pages = [page(f"/{n}", template=f"t{n}") for n in range(50)]
    sample = choose(pages, method="in-depth", seed=1, settings=PageSampleSettings(distinct=4))
    assert len(by_reason(sample.chosen)["appearance"]) == 4


def test_a_random_step_brings_the_others() -> None:
    steps = [page(f"/a/stap-{n}", kinds=()) for n in range(1, 40)]
    sample = choose(steps, method="in-depth", seed=1)
    assert Counter(one.part for one in sample.chosen) == {"random": 1, "process": 38}


# For any list of pages

addresses = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "/fr", "/en"]),
    st.sampled_from(["/diensten/", "/vacatures/", "/a/stap-", "/b?step=", "/nieuws/", "/c/"]),
    st.integers(1, 12),
)
any_page = st.builds(
    page,
    addresses,
    kinds=st.lists(st.sampled_from(KINDS), max_size=2, unique=True).map(tuple),
    features=st.lists(st.sampled_from(FEATURES), max_size=3, unique=True).map(tuple),
    template=st.sampled_from([None, "a", "b", "c"]),
    language=st.sampled_from([None, "nl", "nl-BE", "fr", "en"]),
    status=st.sampled_from([200, 200, 200, 404, None]),
    depth=st.none() | st.integers(0, 4),
    media_type=st.sampled_from([None, "text/html", "application/pdf", "image/png"]),
)
any_pages = st.lists(any_page, max_size=60)
any_settings = st.builds(
    PageSampleSettings,
    services=st.integers(0, 4),
    documents=st.integers(0, 3),
    distinct=st.integers(0, 5),
    vacancies=st.integers(0, 4),
    simplified=st.integers(1, 5),
    random=st.sampled_from([Fraction(1, 10), Fraction(1, 3)]),
)
methods = st.sampled_from(METHODS)


@settings(max_examples=150)
@given(any_pages, methods, any_settings, st.integers())
def test_what_holds_for_every_sample(
    pages: list[ListedPage], method: Method, chosen: PageSampleSettings, seed: int
) -> None:
    sample = choose(pages, method=method, seed=seed, settings=chosen)
    found = [one.address for one in sample.chosen]
    assert len(found) == len(set(found))
    first = {one.address: one for one in reversed(pages)}
    assert all(first[address].status == 200 for address in found)
    usable = [
        one
        for one in first.values()
        if one.status == 200 and "document" not in one.kinds and one.media_type in (None, "text/html")
    ]
    drawn = sum(one.part == "random" for one in sample.chosen)
    everything = {one.address for one in usable} <= set(found)
    assert everything or drawn >= max(1, math.ceil(chosen.random * (len(found) - drawn)))
    if method != "simplified":
        for steps in processes(usable).values():
            inside = [one.address in found for one in steps]
            assert all(inside) or not any(inside)
    assert all(set(one.params) == {page_reasons.ABOUT.get(one.reason)} - {None} for one in sample.chosen)


@given(any_pages, methods, any_settings, st.integers(), st.integers())
def test_the_seed_moves_the_random_part_alone(
    pages: list[ListedPage], method: Method, chosen: PageSampleSettings, one: int, other: int
) -> None:
    first = choose(pages, method=method, seed=one, settings=chosen)
    assert first == choose(list(pages), method=method, seed=one, settings=chosen)
    second = choose(pages, method=method, seed=other, settings=chosen)
    assert paths(first.chosen, "structured") == paths(second.chosen, "structured")
    assert first.missing == second.missing


@given(any_pages, st.randoms(use_true_random=False), st.integers())
def test_the_order_of_the_list_does_not_matter(pages: list[ListedPage], shuffle: Any, seed: int) -> None:
    unique = list({one.address: one for one in pages}.values())
    mixed = unique.copy()
    shuffle.shuffle(mixed)
    assert choose(unique, method="in-depth", seed=seed) == choose(mixed, method="in-depth", seed=seed)


def test_one_page_more_changes_at_most_one_random_page() -> None:
    pages = town()
    before = set(paths(choose(pages, method="in-depth", seed=7).chosen, "random"))
    for number in range(40):
        more = [*pages, page(f"/nieuws/extra-{number}", kinds=("news",), template="article", depth=9)]
        assert len(set(paths(choose(more, method="in-depth", seed=7).chosen, "random")) - before) <= 1


# On the sample site of the fixtures


def _features(html: LexborHTMLParser) -> tuple[str, ...]:
    selectors = {
        "form": "main form",
        "table": "main table",
        "video": "video",
        "frame": "iframe",
        "search": "[role=search]",
    }
    return tuple(name for name in FEATURES if name in selectors and html.css_first(selectors[name]))


def _site() -> list[ListedPage]:
    pages = []
    for file in sorted(FIXTURES.rglob("*.html")):
        html = LexborHTMLParser(file.read_text(encoding="utf-8"))
        path = "/" + file.relative_to(FIXTURES).as_posix()
        title, root = html.css_first("title"), html.css_first("html")
        facts = PageFacts(
            address=SITE + path,
            home=path == "/index.html",
            title=title.text() if title else None,
            headings=tuple(node.text() for node in html.css("h1, h2")),
            media_type="text/html",
            features=_features(html),
        )
        pages.append(
            page(
                path,
                kinds=kinds_of(facts),
                features=facts.features,
                language=root.attributes.get("lang") if root else None,
                depth=path.count("/") - (path == "/index.html"),
            )
        )
    return pages


def test_the_sample_site() -> None:
    sample = choose(_site(), method="in-depth", seed=2026)
    found = by_reason(sample.chosen)
    assert found["home"] == ["/index.html"]
    assert found["contact"] == ["/contact.html"]
    assert found["form"] == ["/afspraak.html"]
    assert found["language"] == ["/de/index.html", "/en/index.html", "/fr/index.html"]
    assert len(found["service"]) == 7
    assert found["vacancy"] == [f"/vacatures/{name}.html" for name in ("medewerker-loket", "redder", "tuinier")]
    assert sample.missing == ("login", "sitemap", "help", "legal", "statement", "feedback", "search")


# Reasons


def test_every_reason_part_kind_and_feature_has_words() -> None:
    assert set(page_reasons.KINDS) == set(KINDS)
    assert set(page_reasons.FEATURES) == set(FEATURES)
    assert set(get_args(get_type_hints(ChosenPage)["part"])) | {"taken-out"} == set(page_reasons.PARTS)
    assert set(page_reasons.ABOUT) < set(page_reasons.REASONS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", page_reasons.REASONS)
def test_every_reason_is_a_sentence(reason: str, language: str) -> None:
    params = {page_reasons.ABOUT[reason]: "x"} if reason in page_reasons.ABOUT else {}
    told = page_reasons.sentence(ChosenPage(address="a", part="structured", reason=reason, params=params), language)
    assert told.endswith(".")
    assert "{" not in told


@pytest.mark.parametrize(
    ("part", "reason", "params", "expected"),
    [
        ("by-hand", "Many complaints {x}", {}, "Many complaints {x}"),
        ("structured", "of an older version", {}, "of an older version"),
        ("structured", "service", {"service": ""}, "A service."),
        ("structured", "service", {"service": "wonen"}, "A page for this type of service: wonen."),
        ("structured", "language", {"spoken": "fr"}, "The first page in another language: French."),
        ("structured", "language", {"spoken": "wa"}, "The first page in another language: wa."),
        (
            "structured",
            "content",
            {"features": "map,video"},
            "It holds content that other pages of the sample lack: map, video.",
        ),
    ],
)
def test_reasons(part: Any, reason: str, params: dict[str, str], expected: str) -> None:
    assert page_reasons.sentence(ChosenPage(address="a", part=part, reason=reason, params=params), "en") == expected


def test_what_is_missing_is_told() -> None:
    assert page_reasons.missing(["login", "help"], "en") == "The crawl found no page of these kinds: login, help."
    assert page_reasons.missing([], "en") == ""


# What only the random part shows


def sample_of(structured: int, drawn: int) -> list[ChosenPage]:
    return [
        *(ChosenPage(address=f"s{n}", part="structured", reason="near") for n in range(structured)),
        *(ChosenPage(address=f"r{n}", part="random", reason="random") for n in range(drawn)),
    ]


def failed(*rules: str, criteria: tuple[str, ...] = ()) -> Failed:
    return Failed(rules=frozenset(rules), criteria=frozenset(criteria))


NOTHING = {f"s{n}": failed() for n in range(10)} | {"r0": failed(), "r1": failed()}


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        pytest.param({}, None, id="nothing was audited"),
        pytest.param(NOTHING, None, id="nothing fails"),
        pytest.param(NOTHING | {"s0": failed("a"), "r0": failed("a")}, None, id="the same fails"),
        pytest.param(NOTHING | {"s0": failed("a")}, None, id="only the structured part fails"),
        pytest.param(
            NOTHING | {"s0": failed("a", criteria=("1.1.1",)), "r0": failed("b", criteria=("1.1.1",))},
            Surprise(rules=("b",), criteria=(), pages=("r0",), of=2, more=5),
            id="another rule of the same criterion: half of the random pages",
        ),
        pytest.param(
            NOTHING | {"r0": failed("b", criteria=("1.4.10",)), "r1": failed("c", criteria=("1.4.3",))},
            Surprise(rules=("b", "c"), criteria=("1.4.3", "1.4.10"), pages=("r0", "r1"), of=2, more=10),
            id="other criteria on all random pages",
        ),
        pytest.param(
            {"r0": failed("b")},
            Surprise(rules=("b",), criteria=(), pages=("r0",), of=1, more=1),
            id="the structured part was not audited",
        ),
    ],
)
def test_what_only_random_pages_show(results: dict[str, Failed], expected: Surprise | None) -> None:
    assert random_shows_more(sample_of(10, 2), results) == expected


def test_the_surprise_is_told() -> None:
    surprise = Surprise(rules=("b",), criteria=("1.4.3",), pages=("r0",), of=2, more=5)
    assert surprise.remark().sentence("en") == (
        "Random pages fail criteria that no other page of the sample fails: 1.4.3. "
        "It is 1 of 2 random pages. So the sample is too small. Pages to add: 5."
    )
    assert "fail rules" in replace(surprise, criteria=()).remark().sentence("en")


def test_the_sample_grows_by_pages_like_those_that_showed_more() -> None:
    pages = town()
    sample = choose(pages, method="in-depth", seed=2026).chosen
    drawn = next(one for one in sample if one.part == "random" and "/nieuws/" in one.address)
    surprise = Surprise(rules=("b",), criteria=(), pages=(drawn.address,), of=3, more=4)
    grown = enlarged(sample, pages, surprise, seed=2026)
    assert grown[: len(sample)] == sample
    like = [one for one in grown[len(sample) :] if one.reason == "like"]
    assert len(like) == 4
    assert all("/nieuws/" in one.address and one.params == {"page": drawn.address} for one in like)
    counts = Counter(one.part for one in grown)
    assert counts["random"] >= (counts.total() - counts["random"]) / 10


@given(any_pages, st.integers(1, 20), st.data())
def test_a_sample_that_grows_keeps_what_it_had(pages: list[ListedPage], more: int, data: st.DataObject) -> None:
    sample = choose(pages, method="in-depth", seed=1).chosen
    drawn = [one.address for one in sample if one.part == "random"]
    if not drawn:
        return
    showing = data.draw(st.lists(st.sampled_from(drawn), min_size=1, unique=True))
    surprise = Surprise(rules=("b",), criteria=(), pages=tuple(showing), of=len(drawn), more=more)
    grown = enlarged(sample, pages, surprise, seed=1)
    assert grown[: len(sample)] == sample
    assert len({one.address for one in grown}) == len(grown)
    assert sum(one.part == "structured" for one in grown[len(sample) :]) <= more
