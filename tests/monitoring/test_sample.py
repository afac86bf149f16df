"""The sample of a year: its sizes, its quotas, its lots, and what people change in it by hand."""

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accesscheck import standards
from accesscheck.cli import FINE, MISTAKE
from accesscheck.cli.app import run
from accesscheck.errors import OptionError
from accesscheck.model.entity import Cluster, Entity, Level
from accesscheck.model.product import Exemption, Product
from accesscheck.model.rule import LANGUAGES
from accesscheck.monitoring import inventory, plan
from accesscheck.monitoring.inventory import Records
from accesscheck.monitoring.lottery import Reason, shares
from accesscheck.monitoring.sample import Chosen, Plan, draw
from accesscheck.monitoring.sizes import METHODS, Method, Rounding, Settings, minimums, period, rounded

UP: dict[Method, Rounding] = {}
NEAREST: dict[Method, Rounding] = dict.fromkeys(METHODS, "nearest")
DOWN: dict[Method, Rounding] = dict.fromkeys(METHODS, "down")
UNITS: dict[Method, Rounding] = {"simplified": "whole-units", "app": "whole-units"}


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.chdir(tmp_path)


# Sizes


@pytest.mark.parametrize(
    ("population", "rounding", "expected"),
    [
        pytest.param(66_040_000, NEAREST, (2056, 113, 72), id="United Kingdom 2022, to the nearest"),
        pytest.param(5_200_000, DOWN, (231, 21, 11), id="Ireland 2023, down"),
        pytest.param(672_050, UNITS, (93, 15, 6), id="Luxembourg 2026, whole units, in-depth up"),
        pytest.param(11_825_551, UP, (430, 32, 18), id="Belgium, up"),
        pytest.param(17_942_942, UP, (614, 41, 24), id="Netherlands, up"),
        pytest.param(0, UP, (75, 14, 6), id="nobody"),
    ],
)
def test_published_minimums(population: int, rounding: dict[Method, Rounding], expected: tuple[int, ...]) -> None:
    found = minimums(2025, Settings(population=population, rounding=rounding))
    assert tuple(found[method].minimum for method in METHODS) == expected


@pytest.mark.parametrize(
    ("population", "expected"),
    [
        pytest.param(11_825_551, (429.8, 31.5, 17.8), id="Belgium"),
        pytest.param(17_942_942, (613.3, 40.7, 23.9), id="Netherlands"),
    ],
)
def test_what_comes_out_before_rounding(population: int, expected: tuple[float, ...]) -> None:
    found = minimums(2025, Settings(population=population))
    assert tuple(round(float(found[method].unrounded), 1) for method in METHODS) == expected


@pytest.mark.parametrize(
    ("year", "number", "simplified"),
    [(2020, 1, 95), (2021, 1, 95), (2022, 2, 95), (2023, 3, 105), (2026, 6, 105)],
)
def test_the_formula_changes_with_the_third_period(year: int, number: int, simplified: int) -> None:
    assert period(year) == number
    assert minimums(year, Settings(population=1_000_000))["simplified"].minimum == simplified


def test_a_year_before_the_first_period_is_refused() -> None:
    with pytest.raises(OptionError, match="Monitoring begins in 2020"):
        period(2019)


def test_in_depth_has_no_units_of_inhabitants() -> None:
    with pytest.raises(OptionError, match="In-depth has no units"):
        minimums(2026, Settings(population=1, rounding={"in-depth": "whole-units"}))


def test_settings_are_those_of_the_facts() -> None:
    facts, chosen = standards.monitoring(), Settings()
    assert (chosen.few_sites, chosen.few_apps) == (Fraction(facts["few"]["simplified"]), Fraction(facts["few"]["apps"]))
    assert chosen.before == Fraction(facts["recurring"]["before"])
    assert chosen.fresh == Fraction(facts["recurring"]["fresh"])


@given(st.fractions(0, 10**6))
def test_roundings_lie_within_one(value: Fraction) -> None:
    down, nearest, up = (rounded(value, how) for how in ("down", "nearest", "up"))  # type: ignore[arg-type]
    assert down <= nearest <= up <= down + 1
    assert (down == up) == (value.denominator == 1)
    assert abs(nearest - value) <= Fraction(1, 2)


# Quotas


@given(st.dictionaries(st.text(max_size=3), st.integers(1, 50), min_size=1, max_size=12), st.data())
def test_shares_add_up_and_leave_nobody_out(sizes: dict[str, int], data: st.DataObject) -> None:
    total = data.draw(st.integers(0, sum(sizes.values())))
    parts = shares(sizes, total)
    assert sum(parts.values()) == total
    assert all(0 <= parts[name] <= size for name, size in sizes.items())
    if total >= len(sizes):
        assert min(parts.values()) >= 1
    assert parts == shares(dict(reversed(sizes.items())), total)


@pytest.mark.parametrize(
    ("sizes", "total", "expected"),
    [
        pytest.param({"a": 50, "b": 30, "c": 20}, 10, {"a": 5, "b": 3, "c": 2}, id="even"),
        pytest.param({"a": 50, "b": 30, "c": 20}, 9, {"a": 4, "b": 3, "c": 2}, id="largest remainder, then size"),
        pytest.param({"a": 97, "b": 2, "c": 1}, 5, {"a": 3, "b": 1, "c": 1}, id="one for each"),
        pytest.param({"a": 97, "b": 2, "c": 1}, 2, {"a": 2, "b": 0, "c": 0}, id="too few for one each"),
    ],
)
def test_shares(sizes: dict[str, int], total: int, expected: dict[str, int]) -> None:
    assert shares(sizes, total) == expected


# The draw


def site(key: str, entity: str, **fields: object) -> Product:
    wanted = {"kind": "website", "names": {"en": key}, "addresses": (f"https://{key}.be",), **fields}
    return Product(key=key, entity=entity, **wanted)  # type: ignore[arg-type]


@st.composite
def governments(draw: st.DrawFn) -> Records:
    count = draw(st.integers(1, 8))
    bodies = tuple(
        Entity(
            key=f"B{number}",
            names={"en": f"Body {number}"},
            level=draw(st.none() | st.sampled_from(get_args(Level))),
            domain=draw(st.sampled_from(["", "Werk", "Zorg", "Omgeving"])),
            clusters=tuple(draw(st.lists(st.sampled_from(get_args(Cluster)[:4]), max_size=2, unique=True))),
            valid_from=draw(st.sampled_from([None, None, None, 2030])),
        )
        for number in range(count)
    )
    sites = tuple(
        site(
            f"P{number}",
            f"B{draw(st.integers(0, count - 1))}",
            kind=draw(st.sampled_from(["website", "website", "subsite", "intranet", "mobile-app", "document-set"])),
            status=draw(st.sampled_from(["live", "live", "live", "ending", "ended", "planned"])),
        )
        for number in range(draw(st.integers(0, 40)))
    )
    return Records(entities=bodies, products=sites)


sizes = st.fixed_dictionaries({}, optional={method: st.integers(0, 30) for method in METHODS}).filter(bool)
past = st.dictionaries(
    st.integers(2020, 2025), st.frozensets(st.integers(0, 40).map("P{}".format), max_size=30), max_size=3
)
many = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])


@given(governments(), sizes, past, st.integers(), st.randoms(use_true_random=False))
@many
def test_a_draw_is_fair_whatever_the_inventory(records: Records, wanted: dict, history: dict, seed: int, order) -> None:  # type: ignore[no-untyped-def, type-arg]
    chosen = Settings(sizes=wanted)
    found = draw(records, 2026, seed, chosen, history=history)
    keys = [one.key for one in found.chosen]
    assert len(keys) == len(set(keys))
    kinds = {one.key: one.kind for one in records.products}
    alive = {one.key for one in records.entities if one.valid_in(2026)}
    for one in records.products:
        if one.key in keys:
            assert one.status in ("live", "ending")
            assert one.entity in alive
    assert all((one.method == "app") == (kinds[one.key] == "mobile-app") for one in found.chosen)
    assert "document-set" not in {kinds[key] for key in keys}
    for size in found.sizes:
        assert size.drawn == size.wanted <= size.available
    counts = Counter(one.method for one in found.chosen)
    assert all(counts[size.method] == size.drawn for size in found.sizes)
    for quota in found.quotas:
        assert 0 <= quota.wanted <= quota.available
        assert 0 <= quota.drawn <= quota.available
    shuffled = list(records.products)
    order.shuffle(shuffled)
    again = Records(entities=tuple(reversed(records.entities)), products=tuple(shuffled))
    assert draw(again, 2026, seed, chosen, history=history) == found


def government(bodies: int = 12, sites_: int = 10) -> Records:
    """So many bodies with so many sites each, over all levels, four domains and all groups of services."""
    entities = tuple(
        Entity(
            key=f"B{number:02}",
            names={"en": f"Body {number}"},
            level=get_args(Level)[number % 4],
            domain=f"Domain {number // 4 % 3}",
            clusters=(get_args(Cluster)[number // 12 % 9],),
        )
        for number in range(bodies)
    )
    products = tuple(site(f"P{one.key[1:]}-{number}", one.key) for one in entities for number in range(sites_))
    return Records(entities=entities, products=products)


def keys_of(found: Plan, method: Method | None = None) -> set[str]:
    return {one.key for one in found.chosen if method in (None, one.method) and one.choice != "taken-out"}


def test_a_sample_that_can_meet_its_quotas_meets_them() -> None:
    found = draw(government(108, 3), 2021, 1, Settings(sizes={"simplified": 108, "in-depth": 36}))
    assert [quota.sentence("en") for quota in found.quotas if not quota.met] == []
    assert {one.reason.key for one in found.chosen} == {"quota"}


def test_the_same_draw_on_every_platform() -> None:
    found = draw(government(4, 3), 2025, 7, Settings(sizes={"simplified": 5}))
    assert sorted(keys_of(found)) == DRAWN_WITH_7
    assert keys_of(draw(government(4, 3), 2025, 8, Settings(sizes={"simplified": 5}))) != keys_of(found)


DRAWN_WITH_7 = ["P00-0", "P01-0", "P02-0", "P02-1", "P03-2"]


def test_a_new_product_keeps_most_of_the_sample() -> None:
    before = government()
    after = Records(entities=before.entities, products=(*before.products, site("A-new", "B00")))
    chosen = Settings(sizes={"simplified": 40})
    first, second = (keys_of(draw(records, 2025, 3, chosen)) for records in (before, after))
    assert len(first & second) >= 35


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        pytest.param({"status": "planned"}, None, id="not there yet"),
        pytest.param({"kind": "document-set"}, None, id="documents"),
        pytest.param({"valid_to": 2020}, None, id="gone"),
        pytest.param({"entity": "X"}, "Products left out because their body does not exist", id="no body"),
        pytest.param({"exemptions": (Exemption(kind="archived"),)}, "exempted as a whole: 1", id="archive"),
        pytest.param(
            {"exemptions": (Exemption(kind="archived", until=date(2021, 12, 31)),)}, "as a whole: 1", id="all year"
        ),
    ],
)
def test_products_that_are_not_drawn_from(fields: dict[str, object], why: str | None) -> None:
    records = government(2, 2)
    out = site("P-out", **{"entity": "B00", **fields})  # type: ignore[arg-type]
    found = draw(
        Records(entities=records.entities, products=(*records.products, out)),
        2021,
        1,
        Settings(sizes={"simplified": 9}),
    )
    assert keys_of(found) == {one.key for one in records.products}
    told = " ".join(one.sentence("en") for one in found.remarks)
    assert (why in told) if why else told == ""


@pytest.mark.parametrize(
    "exemption",
    [
        pytest.param(Exemption(kind="maps"), id="of a part"),
        pytest.param(Exemption(kind="archived", until=date(2025, 6, 30)), id="for half a year"),
    ],
)
def test_other_exemptions_leave_a_product_in(exemption: Exemption) -> None:
    records = Records(entities=government(1, 0).entities, products=(site("P", "B00", exemptions=(exemption,)),))
    assert keys_of(draw(records, 2025, 1, Settings(sizes={"simplified": 1}))) == {"P"}


def test_too_few_products_are_said_in_one_sentence_each() -> None:
    records = government(2, 10)
    apps = tuple(site(f"A{number}", "B00", kind="mobile-app") for number in range(3))
    found = draw(
        Records(entities=records.entities, products=(*records.products, *apps)), 2021, 1, Settings(population=1_000_000)
    )
    assert {size.method: (size.wanted, size.drawn) for size in found.sizes} == {
        "simplified": (15, 15),
        "in-depth": (5, 5),
        "app": (2, 2),
    }
    assert [one.sentence("en") for one in found.remarks] == [
        "in-depth: the minimum is 15, and 5 are left beside the simplified sample.",
        "simplified: the minimum is 95, and there are 20 to draw from. So the share that is taken is 75 %: 15.",
        "app: the minimum is 7, and there are 3 to draw from. So the share that is taken is 50 %: 2.",
    ]


def test_a_sample_smaller_than_the_number_of_strata_is_told() -> None:
    found = draw(government(108, 1), 2021, 1, Settings(sizes={"simplified": 5}))
    told = [one.sentence("en") for one in found.remarks]
    assert told == ["simplified: a sample of 5 cannot reach every group of services; 4 of 9 are not in it."]


def test_without_a_size_it_is_said_what_to_give() -> None:
    with pytest.raises(OptionError, match="Give --population, or sizes"):
        draw(government(), 2025, 1, Settings())


# Products that come back


def test_a_tenth_was_monitored_before_and_half_was_not_last_year() -> None:
    records = government()
    everything = sorted(one.key for one in records.products)
    history = {2023: frozenset(everything[:5]), 2024: frozenset(everything[20:100])}
    found = draw(records, 2025, 1, Settings(sizes={"simplified": 40}), history=history)
    drawn = keys_of(found)
    assert len(drawn & (history[2023] | history[2024])) >= 4
    assert len(drawn - history[2024]) >= 20
    assert {one.reason.key for one in found.chosen} >= {"quota", "recurring"}
    assert [one.sentence("en") for one in found.remarks] == []


@pytest.mark.parametrize(
    ("year", "history", "told"),
    [
        pytest.param(2021, {2020: "all"}, [], id="not in the first period"),
        pytest.param(2022, {}, ["No plan of an earlier year was found."], id="nothing is known"),
        pytest.param(
            2025,
            {2024: "all"},
            ["simplified: at least 5 should not have been monitored last year; 0 were not."],
            id="all",
        ),
        pytest.param(
            2025, {2024: "none"}, ["simplified: at least 1 should have been monitored before; 0 were."], id="none"
        ),
        pytest.param(2025, {2022: "all"}, [], id="all, but not last year"),
    ],
)
def test_what_cannot_come_back_is_told(year: int, history: dict[int, str], told: list[str]) -> None:
    records = government(4, 4)
    known = {"all": frozenset(one.key for one in records.products), "none": frozenset({"gone"})}
    found = draw(
        records, year, 1, Settings(sizes={"simplified": 10}), history={y: known[k] for y, k in history.items()}
    )
    assert len(keys_of(found)) == 10
    sentences = [one.sentence("en") for one in found.remarks]
    assert len(sentences) == len(told)
    assert all(said.startswith(part) for said, part in zip(sentences, told, strict=True))


# Changes by hand


def hand(key: str, choice: str, method: Method = "simplified") -> Chosen:
    return Chosen(key=key, method=method, choice=choice, reason=Reason(key="by-hand", text="Because"))  # type: ignore[arg-type]


def test_what_people_chose_stays_in_another_draw_and_counts() -> None:
    by_hand = (hand("P00-1", "by-hand", "in-depth"), hand("P01-1", "taken-out"), hand("P02-1", "by-hand"))
    for seed in range(20):
        found = draw(government(), 2025, seed, Settings(sizes={"simplified": 40, "in-depth": 5}), by_hand=by_hand)
        assert set(by_hand) <= set(found.chosen)
        assert "P01-1" not in keys_of(found)
        assert (len(keys_of(found, "simplified")), len(keys_of(found, "in-depth"))) == (40, 5)


def test_a_sample_that_people_took_too_much_out_of_is_told() -> None:
    records = government(1, 4)
    found = draw(records, 2025, 1, Settings(sizes={"simplified": 4}), by_hand=(hand("P00-1", "taken-out"),))
    assert len(keys_of(found)) == 3
    assert "simplified: the sample needs 4, and has 3. Others were taken out by hand." in [
        one.sentence("en") for one in found.remarks
    ]


def test_changes_need_a_reason_and_a_place_in_the_plan() -> None:
    chosen = (hand("A", "by-hand"), hand("B", "taken-out"))
    assert [one.choice for one in plan.added(chosen, "B", "in-depth", "Back")] == ["by-hand", "by-hand"]
    assert [(one.key, one.choice) for one in plan.replaced(chosen, "A", "C", "Moved")] == [
        ("B", "taken-out"),
        ("C", "by-hand"),
        ("A", "taken-out"),
    ]
    for call, part in (
        (lambda: plan.added(chosen, "A", "app", "x"), "is in the plan already"),
        (lambda: plan.removed(chosen, "B", "x"), "is not in the plan"),
        (lambda: plan.removed(chosen, "A", " \n"), "needs a reason"),
    ):
        with pytest.raises(OptionError, match=part):
            call()


# The file


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_comes_back_from_its_file(language: str) -> None:
    records = government()
    history = {2024: frozenset(one.key for one in records.products[::3])}
    by_hand = (hand("P00-1", "by-hand"), hand("=X", "taken-out"))
    chosen = Settings(sizes={"simplified": 40, "in-depth": 3})
    found = draw(records, 2025, -5, chosen, history=history, by_hand=by_hand)
    Path("plan-2025.csv").write_text(plan.text(found.chosen, -5, records, 2025, language), encoding="utf-8", newline="")
    back = plan.read(Path("plan-2025.csv"))
    assert (back.chosen, back.seed, back.problems) == (found.chosen, -5, ())
    assert (set(back.by_hand), back.monitored) == (set(by_hand), keys_of(found))
    assert plan.years_in(Path()) == {2025: Path("plan-2025.csv")}


HEADER = "key;method;choice;reason\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("key;method\nP;app\n", [("1, choice", "missing"), ("1, reason", "missing")], id="columns"),
        pytest.param(
            f"{HEADER}P;deep;drawn;x\n", [("2, method", "Use one of: simplified, in-depth, app")], id="method"
        ),
        pytest.param(f"{HEADER}P;app;mine;x\n", [("2, choice", "Use one of: drawn, by-hand, taken-out")], id="choice"),
        pytest.param(f"{HEADER}P;app;by-hand;\n", [("2, reason", "This cell is empty")], id="no reason"),
        pytest.param(f"{HEADER}P;app;drawn;x\nP;app;by-hand;x\n", [("3, key", "is there twice")], id="twice"),
        pytest.param(
            f"{HEADER}P;app;by-hand;Priorité\n".encode("cp1252"), [("2, reason", "Windows-1252")], id="Windows-1252"
        ),
    ],
)
def test_a_plan_that_people_broke_is_told_by_line_and_column(
    content: str | bytes, expected: list[tuple[str, str]]
) -> None:
    Path("plan-2025.csv").write_bytes(content.encode() if isinstance(content, str) else content)
    found = [one.sentence("en") for one in plan.read(Path("plan-2025.csv")).problems]
    assert len(found) == len(expected)
    for said, (place, part) in zip(found, expected, strict=True):
        assert said.startswith(f"plan-2025.csv:{place}: ")
        assert part in said


# The command


Accesscheck = Callable[..., tuple[int, str, str]]


@pytest.fixture
def accesscheck(capsys: pytest.CaptureFixture[str]) -> Accesscheck:
    inventory.save(Path(inventory.FILE_NAME), government())

    def called(*arguments: str) -> tuple[int, str, str]:
        code = run(["monitor", "plan", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return called


def lines(year: int = 2026) -> list[dict[str, str]]:
    with Path(f"plan-{year}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_plan_is_written_shown_and_not_drawn_twice(accesscheck: Accesscheck) -> None:
    code, out, _ = accesscheck("2026", "--population", "1000000", "--rounding", "in-depth=down")
    assert code == FINE
    (row,) = (line for line in out.splitlines() if line.startswith("in-depth"))
    assert row.split() == ["in-depth", "0.05", "×", "105", "+", "10", "15.25", "down", "15", "120", "15"]
    assert "plan-2026.csv: 120 products are in the plan." in out
    assert (len(lines()), {row["seed"] for row in lines()}) == (120, {"2026"})
    code, _, err = accesscheck("2026", "--population", "1000000")
    assert code == MISTAKE
    assert "Draw again with --redraw" in err


def test_changes_by_hand_stay_in_the_file_and_in_another_draw(accesscheck: Accesscheck) -> None:
    accesscheck("2026", "--simplified", "10", "--seed", "3")
    drawn = {row["key"] for row in lines()}
    out, old, *_ = sorted(drawn)
    new, added, *_ = sorted({one.key for one in government().products} - drawn)
    assert accesscheck("2026", "--remove", out, "--reason", "Closes")[0] == FINE
    assert accesscheck("2026", "--replace", f"{old}={new}", "--reason", "=Moved")[0] == FINE
    assert accesscheck("2026", "--add", added, "--method", "in-depth", "--reason", "Complaints")[0] == FINE
    untouched = {row["key"] for row in lines() if row["choice"] == "drawn"}
    assert untouched == drawn - {out, old}
    expected = {
        (out, "simplified", "taken-out", "Closes"),
        (old, "simplified", "taken-out", "'=Moved"),
        (new, "simplified", "by-hand", "'=Moved"),
        (added, "in-depth", "by-hand", "Complaints"),
    }
    for arguments in ((), ("--redraw", "--simplified", "12", "--in-depth", "2"), ("--redraw", "--simplified", "12")):
        if arguments:
            assert accesscheck("2026", *arguments)[0] == FINE
        by_hand = [row for row in lines() if row["choice"] != "drawn"]
        assert {(row["key"], row["method"], row["choice"], row["reason"]) for row in by_hand} == expected
    assert {row["seed"] for row in lines() if row["choice"] == "drawn"} == {"3"}


def test_earlier_plans_beside_it_count(accesscheck: Accesscheck) -> None:
    accesscheck("2025", "--simplified", "60")
    last = {row["key"] for row in lines(2025)}
    _, out, _ = accesscheck("2026", "--simplified", "40")
    now = {row["key"] for row in lines()}
    assert len(now - last) >= 20
    assert len(now & last) >= 4
    assert "last year" not in out


def test_settings_come_from_the_configuration(accesscheck: Accesscheck) -> None:
    Path("accesscheck.toml").write_text(
        "[monitoring]\npopulation = 672050\n"
        'rounding = {simplified = "whole-units", app = "whole-units"}\nfew-sites = 0.5\n',
        encoding="utf-8",
    )
    _, out, _ = accesscheck("2026")
    assert [
        int(line.split()[-3]) for line in out.splitlines() if line.startswith(("simplified ", "in-depth ", "app "))
    ] == [
        93,
        15,
        6,
    ]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        pytest.param(["2026"], "Give --population", id="no size"),
        pytest.param(["2019", "--population", "1"], "Monitoring begins in 2020", id="year"),
        pytest.param(["2026", "--population", "1", "--rounding", "up"], "such as in-depth=down", id="rounding"),
        pytest.param(["2026", "--simplified", "1", "--add", "P99"], "There is no product “P99”", id="unknown product"),
        pytest.param(["2026", "--simplified", "1", "--add", "P00-11"], "Did you mean “P00-1”?", id="misspelt product"),
        pytest.param(["2026", "--simplified", "0", "--add", "P00-1"], "needs a reason", id="no reason"),
        pytest.param(["2026", "--simplified", "1", "--replace", "P00-1"], "write OLD=NEW", id="half a pair"),
        pytest.param(["2026", "--simplified", "1", "--method", "deep"], "“deep” is not allowed", id="method"),
        pytest.param(["2026", "--simplified", "1", "--inventory", "no.json"], "no inventory yet", id="no inventory"),
        pytest.param(["2026", "--simplified", "1", "--output", "no/x.csv"], "cannot be written", id="no folder"),
    ],
)
def test_mistakes(accesscheck: Accesscheck, arguments: list[str], part: str) -> None:
    code, _, err = accesscheck(*arguments)
    assert code == MISTAKE
    assert part in err
    assert not Path("plan-2026.csv").exists()


def test_a_broken_plan_is_left_as_it_is(accesscheck: Accesscheck) -> None:
    Path("plan-2026.csv").write_text(f"{HEADER}P;app;by-hand;\n", encoding="utf-8")
    code, _, err = accesscheck("2026", "--redraw", "--simplified", "3")
    assert code == MISTAKE
    assert "plan-2026.csv:2, reason: This cell is empty." in err
    assert len(lines()) == 1
