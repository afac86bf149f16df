"""Controls that pause, stop or hide what moves or sounds by itself, known by their names."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

_PAUSE = re.compile(
    r"\b(?:pau[sz]\w*|anhalten|stopp?(?:en|zetten|pe[rz]|t|ped|ping)?|freeze|bevries\w*|arr[êe]te[rz]?|arr[êe]t|"
    r"interrompre|suspendre|onderbreek|onderbreken|unterbrechen|beenden|frequency|frequentie|fréquence|häufigkeit|"
    r"speed|snelheid|vitesse|geschwindigkeit|interval\w*|reduce motion|"
    r"(?:animat\w+|beweging\w*|mouvements?|motion|bewegung\w*|autoplay)\b.{0,20}\b(?:off|uit|out|aus|désactiver)|"
    r"(?:turn off|switch off|disable|désactiver|uitschakelen|uitzetten|schakel|zet|deaktivieren|ausschalten)\b.{0,20}"
    r"\b(?:animat\w+|beweging\w*|mouvements?|motion|bewegung\w*|autoplay|updates?))\b|[⏸⏹⏯]",
    re.I,
)
_HIDE = re.compile(
    r"\b(?:hide|close|dismiss|remove|verberg\w*|sluit\w*|verwijder\w*|masquer|fermer|cacher|supprimer|ausblenden|"
    r"verbergen|schlie(?:ß|ss)en|entfernen|skip|overslaan)\b|^\s*[×✕✖x]\s*$",
    re.I,
)
_SOUND = re.compile(
    r"\b(?:mute|unmute|sound|audio|volume|geluid\w*|dempen|demp|muet|silence|lautstärke|ton|stumm\w*|"
    r"(?:le|du|sans|couper|activer) son)\b|^\s*son\s*\Z|[🔇🔈🔉🔊]",
    re.I,
)

Control = Mapping[str, Any]
Patterns = tuple[re.Pattern[str], ...]


def stops_movement(near: Iterable[Control], everywhere: Iterable[Control]) -> bool | None:
    """Whether controls pause, stop or hide what they stand by; None if what they do is unknown."""
    return _stops(tuple(near), tuple(everywhere), (_PAUSE,))


def stops_sound(near: Iterable[Control], everywhere: Iterable[Control]) -> bool | None:
    """Whether controls pause, stop or silence what they stand by; None if what they do is unknown."""
    return _stops(tuple(near), tuple(everywhere), (_PAUSE, _SOUND))


def _stops(
    near: tuple[Control, ...], everywhere: tuple[Control, ...], words: tuple[re.Pattern[str], ...]
) -> bool | None:
    named = [one for one in (*near, *everywhere) if any(pattern.search(one["name"]) for pattern in words)]
    if any(one["shown"] for one in named) or any(one["shown"] and _HIDE.search(one["name"]) for one in near):
        return True
    return None if named or any(one["shown"] for one in near) else False
