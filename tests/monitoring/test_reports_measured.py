"""The figures of products are the same, whether they are read one by one or all at once."""

from collections.abc import Iterator

import pytest
from small_government import SmallGovernment, build

from accesscheck.monitoring.reports import measured
from accesscheck.monitoring.reports.measured import Measured


@pytest.fixture(scope="module")
def government(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallGovernment]:
    made = build(str(tmp_path_factory.mktemp("store") / "results.db"))
    yield made
    made.store.close()


@pytest.mark.parametrize("few", [0, 1, 2, 100])
def test_some_products_have_the_figures_that_they_have_among_all(
    government: SmallGovernment, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(measured, "FEW", few)
    every = dict(Measured(government.store, "year-2026"))
    assert every.keys() == {"W1", "W2", "W3", "W4", "W5"}
    assert every["W1"].levels
    found = Measured(government.store, "year-2026")
    for keys in (["W3"], ["W1", "W3"], ["W5", "nobody"], [], ["W4", "W2", "W1"]):
        some = found.among(keys)
        assert list(some) == sorted({*keys} & {*every})
        assert some == {key: every[key] for key in some}
    assert dict(found) == every
    assert len(found) == 5
    assert "nobody" not in found
