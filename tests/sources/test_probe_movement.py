"""What the probe `movement` reads from pictures, and how long it watches a page."""

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from accesscheck.hookspecs import OpenOptions
from accesscheck.model.target import Target
from accesscheck.sources import open_target
from accesscheck.sources.probes import movement
from accesscheck.sources.probes.movement import animation, flashes
from accesscheck.testing import page_of


def picture(shades: list[int], milliseconds: int, *, loop: int | None = 0, kind: str = "GIF") -> bytes:
    """An animated picture of even frames."""
    frames = [Image.new("L", (2, 2), shade) for shade in shades]
    saved = io.BytesIO()
    repeats = {} if loop is None else {"loop": loop}
    frames[0].save(saved, kind, save_all=True, append_images=frames[1:], duration=milliseconds, **repeats)
    return saved.getvalue()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_endless_animation_is_known_by_its_frames(kind: str) -> None:
    seen = animation(picture([0, 255, 90], 500, kind=kind), 300, 200)
    assert (seen["frames"], seen["rounds"], seen["seconds"]) == (3, 0, 1.5)


def test_a_gif_without_a_number_of_rounds_plays_once() -> None:
    assert animation(picture([0, 255], 500, loop=None), 300, 200)["rounds"] == 1


def test_frames_of_no_time_last_as_long_as_browsers_show_them() -> None:
    assert animation(picture([0, 255], 0), 300, 200)["seconds"] == 0.2


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg/>", picture([0, 255], 500)[:40]])
def test_what_is_no_whole_picture_is_not_known(content: bytes) -> None:
    assert animation(content, 300, 200)["frames"] in (None, 1)


def test_equal_frames_stand_still() -> None:
    content = picture([0, 255], 500)
    assert animation(content, 300, 200)["frames"] == 2
    assert flashes([[0.5], [0.5]], [100, 100], 300, 200, endless=True) == (0, 0)


def test_ten_changes_a_second_are_five_flashes() -> None:
    changes, area = flashes([[0.0], [1.0]], [100, 100], 300, 200, endless=True)
    assert (changes // 2, area) == (5, 60_000)


def test_two_light_colours_do_not_flash() -> None:
    assert flashes([[0.82], [1.0]], [100, 100], 300, 200, endless=True) == (0, 0)


def test_what_plays_once_does_not_go_on_flashing() -> None:
    assert flashes([[0.0], [1.0]], [100, 100], 300, 200, endless=False)[0] == 1


def _measured(folder: Path, markup: str) -> Any:
    page = folder / "page.html"
    page.write_text(page_of(markup), encoding="utf-8")
    document = open_target(Target(address=str(page)), OpenOptions(probes=(movement.probe(),)))
    assert document is not None
    return document.probes["movement"]


@pytest.mark.browser
def test_a_still_page_is_not_watched(tmp_path: Path) -> None:
    measured = _measured(tmp_path, "<p>Open on Monday</p><script>document.title = 'Town hall'</script>")
    assert (measured["hinted"], measured["watched"]) == (False, 0)


@pytest.mark.browser
def test_a_timer_that_shows_nothing_is_not_watched_for_long(tmp_path: Path) -> None:
    measured = _measured(tmp_path, "<p>Open on Monday</p><script>setInterval(() => { window.n = 1; }, 200);</script>")
    assert measured["hinted"]
    assert 0 < measured["watched"] < 4_000
