"""Controls that stop what moves, known by their names in four languages."""

import pytest

from accesscheck.stop_controls import stops_movement, stops_sound


def control(name: str, *, shown: bool = True) -> dict[str, object]:
    """A control with a name."""
    return {"name": name, "shown": shown}


@pytest.mark.parametrize(
    "name", ["Pauzeer het nieuws", "Mettre en pause", "Stop", "Bewegung anhalten", "Animaties uit", "Change frequency"]
)
def test_a_named_control_anywhere_stops_movement(name: str) -> None:
    assert stops_movement([], [control(name)]) is True


@pytest.mark.parametrize("name", ["Volgende", "Zoeken", "Bushalte", "Autobusstoppen", "Menu"])
def test_other_controls_elsewhere_do_not(name: str) -> None:
    assert stops_movement([], [control(name)]) is False


def test_closing_counts_only_close_by() -> None:
    assert stops_movement([control("Sluiten")], []) is True
    assert stops_movement([], [control("Sluiten")]) is False


@pytest.mark.parametrize("near", [control("Volgende"), control("")])
def test_what_another_control_close_by_does_is_unknown(near: dict[str, object]) -> None:
    assert stops_movement([near], []) is None


def test_a_hidden_control_may_be_shown_later() -> None:
    assert stops_movement([], [control("Pause", shown=False)]) is None


@pytest.mark.parametrize("name", ["Geluid uit", "Couper le son", "Mute", "Ton aus", "Pause", "🔇"])
def test_sound_is_also_stopped_by_what_silences_it(name: str) -> None:
    assert stops_sound([], [control(name)]) is True


@pytest.mark.parametrize("name", ["Voir son profil", "Stil kiezen", "Reservation"])
def test_words_that_look_like_sound_are_not(name: str) -> None:
    assert stops_sound([], [control(name)]) is False
