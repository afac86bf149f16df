"""What the text of an error message tells: that something is wrong, what is wrong, or what would be right."""

import re
from collections.abc import Iterable

from accesscheck.text.overlap import folded

_BARE = frozenset(
    # English
    "a an again and are at bad been check contains correct data entered entry error errors fail failed field fields "
    "following has have in incorrect information input invalid is it must not occurred of oops on one or please retry "
    "something sorry that the there this to try unknown valid value values was went wrong you your validation "
    # Dutch
    "aub controleer corrigeer de deze dit een er fout fouten foutief foutieve foutmelding gegevens geldig geldige ging "
    "hebt heeft helaas het iets ingevoerd ingevoerde ingevuld ingevulde invoer is mis misgelopen niet nog onbekende "
    "ongeldig ongeldige onjuist onjuiste op opgelet opnieuw probeer u uw je jouw veld velden verbeter verkeerd "
    "verkeerde waarde waarden werd wordt "
    # French
    "attention ce cette ces champ champs corriger corrigez dans de des donnee donnees du erreur erreurs errone erronee "
    "est incorrect incorrecte incorrectes incorrects invalide invalides la le les mauvais mauvaise merci n ne non "
    "nouveau pas produite quelque reessayer reessayez renseignee s saisi saisie un une valable valeur valeurs valide "
    "valides verifier verifiez veuillez votre vous svp desole mal passe chose "
    # German
    "achtung angabe angaben aufgetreten bitte das dem den der die diese dieser dieses ein eine einmal eingabe eingaben "
    "erneut es etwas falsch falsche fehler fehlerhaft fehlerhafte feld felder feldes gelaufen gueltig gultig gultige "
    "gultiger ihr ihre im ist kein keine korrigieren leider nicht noch prufen schief sie ungultig ungultige ungultiger "
    "ungultiges uberprufen unbekannter versuchen war wert werte".split()
)
"""Words that say no more than that something is wrong."""

_WRONG = re.compile(
    r"\berrors?\b|invalid|incorrect|\bwrong\b|not valid|not recogni|isn.?t valid|can.?t be (?:blank|empty)|cannot be|"
    r"\bmust\b|\brequired\b|\bmissing\b|\bfailed\b|\bplease\b|\bfout|ongeldig|onjuist|verkeerd|niet geldig|verplicht|"
    r"vereist|vergeten|ontbreekt|\bgelieve\b|mag niet|moet|\bvul\b|erreur|invalide|errone|non valide|pas valide|"
    r"obligatoire|requise?\b|veuillez|manqu|\bdoit\b|\bdoivent\b|fehler|ungultig|falsch|nicht gultig|pflicht|"
    r"erforderlich|fehlt|\bbitte\b|\bmuss\b|darf nicht|\b(?:enter|select|choose) (?:a|an|your|the)\b",
)
"""Words of an error message."""

_RIGHT = re.compile(
    # What to do, where the thing is missing.
    r"requir|mandatory|missing|\bempty\b|\bblank\b|fill|complete|\benter\b|\btype\b|\bselect\b|\bchoose\b|\bpick\b|"
    r"verplicht|vereist|ontbree|\bleeg|\bvul\b|invullen|\bkies|\bselecteer|\bduid\b|\bgeef\b|"
    r"obligatoire|requis|manqu|\bvide|rempli|indiqu|saisissez|entrez|choisi|selectionn|completez|complete[rz]|renseigne[rz]|"
    r"pflicht|erforderlich|fehl(?:t|en)\b|\bleer|ausfull|gib\b|geben sie|eingeben|wahlen|auswahl|tragen sie|"
    # What it should look like.
    r"example|\be\.?g\b|format|such as|\blike\b|must (?:be|have|contain|include|start|match)|at least|at most|between|"
    r"only|characters|digits?|numbers only|letters|\bminimum|\bmaximum|\btoo\b|already|match|before|after|future|past|"
    r"voorbeeld|bijv|\bbv\b|formaat|\bmoet\b|minstens|minimaal|maximaal|tussen|enkel|alleen|tekens|cijfers|letters|"
    r"\bte \w+|\bal (?:in gebruik|bestaat)|bestaat al|overeen|zonder|"
    r"exemple|\bforme\b|doit|doivent|au moins|maximum|entre|uniquement|seulement|caracteres|chiffres|lettres|\btrop\b|"
    r"deja|correspond|sans\b|"
    r"beispiel|z\. ?b\.|muss|mussen|mindestens|hochstens|zwischen|nur\b|zeichen|ziffern|buchstaben|\bzu \w+|bereits|"
    r"stimm|ohne\b|\d|@|['\"“„«]"
)
"""Words, digits and quotes of a text that helps to put it right."""

_THANKS = re.compile(
    r"\bthank|\bsuccess|has been sent|\bbedankt|\bdank u|\bdank je|verzonden|goed ontvangen|"
    r"\bmerci (?:pour|de votre|beaucoup)|a ete envoye|bien recu|avec succes|\bdanke|\bvielen dank|gesendet|erfolgreich"
)
_WORD = re.compile(r"\w+")
_TYPED = re.compile(
    r"date|datum|geboort|naissance|geburt|e-?mail|courriel|tel|phone|gsm|mobiel|handy|post|zip|plz|number|nummer|num[eé]ro|"
    r"iban|rekening|compte|konto|rijksregister|registre|amount|bedrag|montant|betrag|passw|wachtwoord|mot de passe|"
    r"passwort|url|website|\btime\b|\btijd|heure|uhrzeit|\bcode\b|\bage\b|leeftijd|\b[aâ]ge\b|\balter\b|year|jaar|ann[eé]e|jahr",
    re.I,
)
_TYPES = frozenset("email tel url number date time datetime-local month week password".split())
_CHOSEN = frozenset("select select-one select-multiple radio checkbox file range color".split())


def reads_as_error(text: str) -> bool:
    """Whether it has words of an error message, and does not thank."""
    plain = folded(text)
    return _WRONG.search(plain) is not None and _THANKS.search(plain) is None


def thanks(text: str) -> bool:
    """Whether it says that all went well."""
    return _THANKS.search(folded(text)) is not None


def is_bare(text: str, labels: Iterable[str] = ()) -> bool:
    """Whether it says no more than that something is wrong, but for the words of the labels."""
    named = {word for label in labels for word in _WORD.findall(folded(label))}
    words = _WORD.findall(folded(text))
    return bool(words) and all(word in _BARE or word in named for word in words)


def names(text: str, label: str) -> bool:
    """Whether it names the field: it has one of the words of the label that mean something."""
    wanted = {word for word in _WORD.findall(folded(label)) if len(word) > 2 and word not in _BARE}
    said = folded(text)
    return any(word in said for word in wanted)


def suggests(text: str) -> bool:
    """Whether it tells what to do, or what a right answer looks like."""
    return _RIGHT.search(folded(text)) is not None


def asks_for_a_form(label: str, kind: str, *, pattern: bool) -> bool:
    """Whether a field of this type (or tag) takes a value of a certain form: a date, a number, an address."""
    return kind not in _CHOSEN and (kind in _TYPES or pattern or _TYPED.search(label) is not None)
