"""What the model promises: invariants, words, pickling."""

import dataclasses
import importlib
import pickle
import pkgutil
from datetime import UTC, datetime

import pytest

import accesscheck.model
from accesscheck.audit import AuditOptions, check_html, check_text, load_rules, new_run
from accesscheck.errors import PluginError, RuleFileError
from accesscheck.model.document import Block, Document, Note
from accesscheck.model.finding import Finding, Impact, Outcome, RuleResult, UntestedReason, result, untested
from accesscheck.model.location import ElementLocation, TextLocation, WholeDocument
from accesscheck.model.report import Picture, Report
from accesscheck.model.target import Target
from accesscheck.sources.source_error import REASON_OF, SourceError


def finding(outcome: Outcome = Outcome.FAILED) -> Finding:
    return Finding(
        rule_id="a-b",
        outcome=outcome,
        impact=Impact.MINOR,
        location=WholeDocument(),
        params={"x": ("a", "b")},
        fingerprint="0",
    )


def test_the_words_are_those_of_earl_and_axe() -> None:
    assert [*Outcome] == ["failed", "cantTell", "passed", "inapplicable", "untested"]
    assert [*Impact] == ["minor", "moderate", "serious", "critical"]
    assert [*UntestedReason] == (
        "page-unreachable page-timeout http-status robots-disallowed media-type-unsupported document-unreadable "
        "document-encrypted needs-browser needs-html language-unsupported text-too-short needs-site "
        "style-unreadable forms-not-tried checker-failed worker-lost"
    ).split()


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("reason", [None, UntestedReason.NEEDS_HTML])
@pytest.mark.parametrize("count", [0, 1])
def test_a_result_is_consistent(outcome: Outcome, reason: UntestedReason | None, count: int) -> None:
    allowed = (outcome is Outcome.UNTESTED) == (reason is not None) and (
        (count > 0) == (outcome in (Outcome.FAILED, Outcome.CANT_TELL))
    )
    made = {"rule_id": "a-b", "outcome": outcome, "reason": reason, "findings": (finding(),) * count}
    if allowed:
        assert RuleResult(**made).outcome is outcome  # type: ignore[arg-type]
    else:
        with pytest.raises(ValueError, match="a-b"):
            RuleResult(**made)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcomes", "checked", "expected"),
    [
        pytest.param([], 0, Outcome.INAPPLICABLE, id="nothing to look at"),
        pytest.param([], 3, Outcome.PASSED, id="nothing found"),
        pytest.param([Outcome.CANT_TELL], 3, Outcome.CANT_TELL, id="a person decides"),
        pytest.param([Outcome.CANT_TELL, Outcome.FAILED], 3, Outcome.FAILED, id="the worst counts"),
    ],
)
def test_the_outcome_of_findings(outcomes: list[Outcome], checked: int, expected: Outcome) -> None:
    made = result("a-b", tuple(finding(outcome) for outcome in outcomes), checked=checked)
    assert (made.outcome, made.checked) == (expected, checked)


TEXT = "Wij zoeken een jonge verkoopster met een rijbewijs voor de winkel van de gemeente."
THINGS = [
    pytest.param(Target(address="a", entity="b"), id="Target"),
    pytest.param(Block(kind="heading", start=0, end=1), id="Block"),
    pytest.param(Note(key="empty", params={"a": "b"}), id="Note"),
    pytest.param(ElementLocation(selector="p", snippet="<p>", line=1, column=1), id="ElementLocation"),
    pytest.param(TextLocation(start=0, end=1, quote="a"), id="TextLocation"),
    pytest.param(finding(), id="Finding"),
    pytest.param(untested("a-b", UntestedReason.NEEDS_HTML, detail="x"), id="RuleResult"),
    pytest.param(
        Picture(media_type="image/png", data=b"x", width=1, height=1, boxes={"p": (0, 0, 1, 1)}), id="Picture"
    ),
    pytest.param(AuditOptions(without_plugins=frozenset({"a"})), id="AuditOptions"),
    pytest.param(load_rules(), id="Rule"),
    pytest.param(check_text(TEXT), id="PageResult of a text"),
    pytest.param(check_html("<p>x</p><a href=a></a>"), id="PageResult of a page"),
    pytest.param(Report(run=new_run(AuditOptions()), pages=(check_text(TEXT),)), id="Report"),
]


@pytest.mark.parametrize("thing", THINGS)
def test_it_pickles(thing: object) -> None:
    assert pickle.loads(pickle.dumps(thing)) == thing


def test_a_document_pickles_and_compares_by_identity() -> None:
    made = Document(
        target=Target(address="a"),
        address="a",
        media_type="text/html",
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        sha256="",
        html="<p>x</p>",
        probes={"axe": {"rules": {}}},
    )
    again = pickle.loads(pickle.dumps(made))
    assert again != made
    assert all(getattr(again, field.name) == getattr(made, field.name) for field in dataclasses.fields(made))


@pytest.mark.parametrize(
    "error",
    [
        *(pytest.param(SourceError(key, host="x"), id=key) for key in REASON_OF),
        pytest.param(RuleFileError("a.yml", 3, "wrong."), id="RuleFileError"),
        pytest.param(PluginError("wrong.", plugin="name"), id="PluginError"),
    ],
)
def test_errors_pickle(error: Exception) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)


MODULES = [
    importlib.import_module(f"accesscheck.model.{one.name}") for one in pkgutil.iter_modules(accesscheck.model.__path__)
]


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(kind, id=kind.__name__)
        for module in MODULES
        for kind in vars(module).values()
        if dataclasses.is_dataclass(kind) and isinstance(kind, type) and kind.__module__ == module.__name__
    ],
)
def test_the_model_is_frozen_and_slotted(kind: type) -> None:
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(kind)
    assert all(field.kw_only for field in dataclasses.fields(kind))
