"""A small government with three years of real results, for the tests of reports."""

from collections.abc import Iterator

import pytest
from small_government import SmallGovernment, build


@pytest.fixture(scope="session")
def small_government(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallGovernment]:
    """Its store, inventory, plans and targets. Do not write into the store: all tests share it."""
    made = build(str(tmp_path_factory.mktemp("small") / "results.db"))
    yield made
    made.store.close()
