"""What is shipped, and what it costs to start."""

import hashlib
import subprocess
import sys
from importlib.resources import files

import pytest

import accesscheck
from accesscheck.installation import AXE_SHA256, AXE_VERSION, axe_script, rules_folder

HEAVY = ("playwright", "selenium", "textstat", "bs4", "sqlalchemy", "msgspec", "selectolax", "typer", "rich", "numpy")


def test_axe_core_is_the_file_of_its_npm_package() -> None:
    content = (files("accesscheck") / "_vendor" / "axe" / "axe.min.js").read_bytes()
    assert hashlib.sha256(content).hexdigest() == AXE_SHA256
    assert f"axe v{AXE_VERSION}" in axe_script()[:200]


def test_axe_core_comes_with_its_licence() -> None:
    licence = (files("accesscheck") / "_vendor" / "axe" / "LICENSE").read_text(encoding="utf-8")
    assert "Mozilla Public License" in licence


def test_rules_of_a_checkout_are_read_live() -> None:
    assert (rules_folder() / "axe" / "axe-image-alt.yml").is_file()


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("import accesscheck", id="import"),
        pytest.param("import accesscheck, accesscheck.errors; accesscheck.Target(address='x')", id="a type"),
    ],
)
def test_import_loads_nothing_heavy(statement: str) -> None:
    code = f"{statement}\nimport sys\nprint([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_loads_no_engine() -> None:
    code = (
        "import sys\nfrom accesscheck.cli.app import run\nrun(['--help'])\n"
        "print([name for name in ('playwright', 'selectolax', 'msgspec', 'yaml', 'httpx') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_public_names_are_sorted_and_there() -> None:
    assert list(accesscheck.__all__) == sorted(accesscheck.__all__)
    for name in accesscheck.__all__:
        assert getattr(accesscheck, name) is not None


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        accesscheck.chek  # type: ignore[attr-defined] # noqa: B018
