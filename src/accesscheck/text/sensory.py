# ruff: noqa: E501 - each expression is easiest to read on one line.
"""Sentences that refer to a thing by what only the eye tells: its place, its shape, its colour."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

# What stands before is looked at last, so that the engine can skip to the next space.
_SENTENCE = re.compile(r"\s(?<=[.!?]\s)\s*")
_NAMED = re.compile(
    r"[“”„«»\"]|\b(?:label?led|named|called|genaamd|met de naam|intitulée?|nommée?|namens|beschriftete?)\b", re.I
)
"""A sentence that gives the name of the thing too: then its place is no more than help."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What references are made of in one language.

    `stems` and `colour_stems` are the beginnings without which there is none, in lower case: looking for them is
    cheap. The others are parts of regular expressions; `places` and `shapes` are whole references, with {thing}.
    """

    stems: str
    colour_stems: str
    things: str
    colours: str
    places: tuple[str, ...]
    coloured: tuple[str, ...]
    in_colour: tuple[str, ...]
    shown: str


_BY_LANGUAGE = {
    "en": _Words(
        stems="right left round square circular triang rectang oval star diamond circle arrow dot cross",
        colour_stems="red green blue yellow orange purple pink gray grey black white brown",
        things=r"(?:button|link|icon|menu|box|field|image|picture|photo|table|column|form|tab|list|panel|sidebar|arrow|"
        r"check ?box|map|chart|graph|banner|navigation|bar|diagram)s?",
        colours=r"(?:red|green|blue|yellow|orange|purple|pink|gr[ae]y|black|white|brown)",
        places=(
            r"\b{thing} (?:\w+ ){{0,2}}?(?:on|at|to) the (?:far |top |bottom |upper |lower )?(?:right|left)\b(?!-| (?:side of the (?:road|body)|{thing}))",
            r"\b(?:click|press|see|look|find|use|choose|select|tap)\b[^.,;]{{0,50}}\b(?:on|at|to) the (?:far )?(?:right|left)(?: (?:hand )?side)?(?=[,;.:)]|$| of (?:the|this|your) (?:page|screen|window))",
            r"\bthe \w+ (?:on|at) the (?:far )?(?:right|left)(?= (?:is|are|was|were|has|have|shows?|won|says?|tells?|lets?|gives?|can|will)\b)",
            r"\b(?:right|left)[- ]hand (?:column|menu|corner|side of (?:the|this|your) (?:page|screen|window)|panel|{thing})\b",
            r"\b(?:in|at|from) the (?:top|bottom|upper|lower)[- ](?:right|left)(?:[- ]hand)?(?: corner)? of (?:the|this|your|each|every) (?:page|screen|window|map)\b",
            r"\bthe (?:right|left) (?:column|menu|sidebar|panel|navigation|bar)\b",
            r"\b(?:the|this|that|each) (?:round|square|circular|triangular|triangle|rectangular|oval|star-shaped|diamond-shaped) (?:button|link|icon|menu|box|field|sign)s?\b",
            r"\b(?:underneath|beneath|under|beside|next to|inside|within) the (?:star|circle|triangle|square|diamond|arrow|dot|cross)\b",
        ),
        coloured=(r"\b(?:the|any|each|on) (?!(?:black|white|gr[ae]y) box)(?:(?:big|large|small|light|dark|bright) )?{colour} (?:button|link|icon|box|field|arrow|tab|menu|bar|panel)s?\b",),
        in_colour=(
            r"\b(?:fields?|items?|errors?|questions?|names?|dates?|days?|words?|text|rows?|cells?|links?|changes|parts?|courses?)\b[^.;]{{0,40}}\b(?:in|marked|shown|highlighted|coloured|colored|printed|displayed) (?:in )?{colour}\b(?! (?:and|or) (?:bold|italic))",
        ),
        shown=r"\b(?:listed|shown|marked|below|here|highlighted|indicated|in the (?:list|table|map|chart|graph))\b",
    ),
    "nl": _Words(
        stems="links rechts linker rechter hiernaast ronde vierkant driehoek rechthoek ovale stervorm sterretje cirkel bolletje pijltje",
        colour_stems="rood rode groen blauw geel gele oranje paars roze grijs grijze zwart wit bruin",
        things=r"(?:knop(?:pen)?|link|icoon(?:tje)?|iconen|pictogram(?:men)?|menu|kader(?:tje)?s?|vak(?:je)?s?|veld(?:en)?|afbeelding(?:en)?|"
        r"foto['’]?s?|figuur|tabel|kolom|formulier|tab(?:blad)?|lijst|zijbalk|zoekbalk|zoekveld|balk|pijl(?:tje)?|kaart(?:je)?|"
        r"plattegrond|grafiek|banner|blok|schema)",
        colours=r"(?:rood|rode|groene?|blauwe?|geel|gele|oranje|paarse?|roze|grijs|grijze|zwarte?|witte?|bruine?)",
        places=(
            r"\b{thing} (?:hier )?(?:helemaal )?(?:rechts|links)(?:boven(?:aan)?|onder(?:aan)?)?\b",
            r"\b(?:hier|helemaal|uiterst|bovenaan|onderaan) (?:rechts|links)\b",
            r"\b(?:rechts|links) (?:bovenaan|onderaan|op (?:de|deze|je|uw) (?:pagina|webpagina|website|scherm)|op (?:het|je|uw) scherm|in (?:het|de) (?:menu|kolom|balk|scherm|hoek)|van (?:het|de|deze|dit) (?:tekst|pagina|scherm|titel|artikel|{thing}))\b",
            r"\b(?:klik|druk|zie|kijk|vind|kies|selecteer|tik)\w*\b[^.;]{{0,50}}\b(?:rechts|links)(?:boven|onder)(?:aan)?\b",
            r"\b(?:rechts|links)(?:boven|onder)(?:aan)? (?:op|in|van) (?:de|het|deze|dit|je|uw|elke) (?:pagina|webpagina|website|scherm|venster|{thing})\b",
            r"\b(?:rechter|linker)(?:kolom|menu|balk|zijbalk|bovenhoek|onderhoek)\b",
            r"\baan de (?:rechter|linker)(?:kant|zijde) (?:van (?:de|deze|het|je|uw) (?:pagina|webpagina|website|scherm)|vind|zie|staat)",
            r"\b{thing} hiernaast\b|\bzie hiernaast\b|\b(?:in|op) (?:het|de) {thing} hiernaast\b",
            r"\b(?:de|het|dit|deze|die|elke) (?:ronde|vierkante|driehoekige|rechthoekige|ovale|stervormige) (?:knop(?:pen)?|link|icoon(?:tje)?|pictogram|menu|kader|vak(?:je)?|veld)\b",
            r"\b(?:onder|naast|bij|in) (?:de|het) (?:sterretje|driehoek(?:je)?|cirkel(?:tje)?|vierkant(?:je)?|bolletje|pijltje)\b",
        ),
        coloured=(r"\b(?:de|het|op|elke|elk) (?:(?:grote|kleine|lichte|donkere) )?(?:licht|donker)?{colour} (?:knop(?:pen)?|link|icoon(?:tje)?|pictogram|menu|kader(?:tje)?|vak(?:je)?s?|veld(?:en)?|pijl(?:tje)?|balk|blok|tabblad)\b",),
        in_colour=(
            r"\b(?:velden|vakken|vakjes|vragen|gegevens|fouten|namen|data|dagen|woorden|tekst|rijen|cellen|links|wijzigingen|delen|cursussen)\b[^.;]{{0,40}}\b(?:in (?:het )?{colour}|{colour} (?:gemarkeerd|gekleurd|aangeduid|weergegeven|omrand|gedrukt))\b",
            r"\bin (?:het )?{colour} (?:aangeduid|gemarkeerd|weergegeven)e? (?:velden|vakken|vragen|gegevens|dagen|data)\b",
        ),
        shown=r"\b(?:hieronder|hierboven|aangeduid|weergegeven|gemarkeerd|in de (?:lijst|tabel|grafiek)|op de kaart|deze lijst)\b",
    ),
    "fr": _Words(
        stems="droit gauche ci-contre rond carré triang rectang ovale étoile cercle",
        colour_stems="rouge vert bleu jaune orange violet rose gris noir blanc brun",
        things=r"(?:boutons?|liens?|icônes?|menu|cadre|encadré|champs?|cases?|image|photo|figure|tableau|colonne|formulaire|onglet|"
        r"liste|barre|bandeau|flèche|carte|plan|graphique|bloc|pictogramme)",
        colours=r"(?:rouges?|verte?s?|bleue?s?|jaunes?|oranges?|violet(?:te)?s?|roses?|grise?s?|noire?s?|blan(?:c|che)s?|bruns?)",
        places=(
            r"\b{thing} (?:(?!droit)\w+ ){{0,2}}?(?:à|de|sur la) (?:droite|gauche)\b",
            r"\b(?:cliquez|appuyez|voyez|voir|regardez|trouverez|choisissez|sélectionnez)\b[^.;]{{0,50}}\b(?:à|sur la) (?:droite|gauche)\b(?! (?:de la (?:rue|route|chaussée)|du bâtiment))",
            r"\b(?:en haut|en bas|tout) à (?:droite|gauche) (?:de (?:la|cette|votre|chaque) (?:page|fenêtre)|de l['’]écran|du site|du menu|de votre écran)",
            r"\bcoin (?:supérieur|inférieur) (?:droit|gauche)\b",
            r"\b(?:{thing}|voir|texte) ci-contre\b",
            r"\b(?:le |la |les |ce |cette |l['’])(?:bouton|lien|icône|menu|cadre|encadré|champ|case|pictogramme)s? (?:ronde?|carrée?|triangulaire|rectangulaire|ovale)s?\b",
            r"\b(?:sous|à côté de|dans) (?:l['’]étoile|le triangle|le cercle|le carré)\b",
        ),
        coloured=(r"\b(?:le|la|les|chaque) (?:(?:petit|gros|grand)e? )?(?:bouton|lien|icône|cadre|encadré|champ|case|flèche|barre|bloc|onglet|pictogramme)s? {colour}\b",),
        in_colour=(
            r"\b(?:champs|cases|questions|données|erreurs|noms|dates|jours|mots|texte|lignes|cellules|liens|modifications|cours)\b[^.;]{{0,40}}\ben {colour}\b(?! (?:et|ou) (?:en )?gras)",
        ),
        shown=r"\b(?:ci-dessous|ci-dessus|indiquée?s?|affichée?s?|marquée?s?|dans (?:la liste|le tableau|le graphique)|sur la carte)\b",
    ),
    "de": _Words(
        stems="rechts links rechte linke nebenstehend runde eckige quadrat dreieck kreis oval stern",
        colour_stems="rot grün blau gelb orange lila rosa grau schwarz weiß braun",
        things=r"(?:Schaltflächen?|Buttons?|Links?|Symbole?|Icons?|Menü|Kasten|Kästchen|Felde?r?|Bild|Foto|Abbildung|Tabelle|Spalte|"
        r"Formular|Reiter|Liste|Seitenleiste|Leiste|Pfeil|Karte|Grafik|Banner|Block|Suchfeld|Knopf)",
        colours=r"(?:rote?[nrsm]?|grüne?[nrsm]?|blaue?[nrsm]?|gelbe?[nrsm]?|orange|lila|rosa|graue?[nrsm]?|schwarze?[nrsm]?|weiße?[nrsm]?|braune?[nrsm]?)",
        places=(
            r"\b{thing} (?:(?:ganz|hier|oben|unten) ){{0,2}}(?:rechts|links)\b",
            r"\b(?:oben|unten) (?:rechts|links) (?:auf|in|im|am) (?:der|dem|dieser|Ihrem|Bildschirm|Menü|Fenster)\b",
            r"\b(?:klicken|drücken|siehe|sehen|finden|wählen|tippen)\b[^.;]{{0,50}}\b(?:oben|unten|ganz|hier) (?:rechts|links)\b",
            r"\b(?:rechte[nr]?|linke[nr]?) (?:Spalte|Leiste|Seitenleiste|Menü|Menüleiste|Navigation|Bildschirmrand|Seitenrand)\b",
            r"\bauf der (?:rechten|linken) Seite (?:finden|sehen|steht|klicken)\b|\b(?:finden|sehen|klicken) Sie auf der (?:rechten|linken) Seite\b",
            r"\bnebenstehende[nrsm]? (?:{thing}|Text)\b|\bsiehe nebenstehend\b",
            r"\b(?:die|der|das|den|dem|diese[nrsm]?) (?:runde|eckige|quadratische|dreieckige|rechteckige|ovale)[nrsm]? (?:Schaltfläche|Button|Link|Symbol|Icon|Menü|Kasten|Kästchen|Feld|Knopf)\b",
            r"\b(?:unter|neben|bei|in) dem (?:Stern|Dreieck|Kreis|Quadrat)\b",
        ),
        coloured=(r"\b(?:die|der|das|den|dem|jede) (?:(?:große|kleine|hell|dunkel)[nrsm]? )?{colour} (?:Schaltfläche|Button|Link|Symbol|Icon|Kasten|Kästchen|Feld|Felder|Pfeil|Knopf|Reiter|Leiste|Block)\b",),
        in_colour=(
            r"\b(?:Felder|Fragen|Angaben|Fehler|Namen|Daten|Tage|Wörter|Text|Zeilen|Zellen|Links|Änderungen|Kurse)\b[^.;]{{0,40}}\b(?:in {colour}|{colour} (?:markiert|dargestellt|hervorgehoben|gekennzeichnet|geschrieben|hinterlegt))\b",
            r"\b{colour} (?:markierte|dargestellte|hervorgehobene|gekennzeichnete|umrandete|hinterlegte)[nr]? (?:Felder|Fragen|Angaben|Tage|Termine)\b",
        ),
        shown=r"\b(?:unten|oben|angezeigt|markiert|gekennzeichnet|in der (?:Liste|Tabelle|Grafik)|auf der Karte|hier)\b",
    ),
}  # fmt: skip


class _Patterns:
    """The expressions of one language, compiled."""

    def __init__(self, words: _Words) -> None:
        def compiled(*parts: str) -> re.Pattern[str]:
            filled = (part.format(thing=words.things, colour=words.colours) for part in parts)
            return re.compile("|".join(f"(?:{part})" for part in filled), re.I)

        self.colour_stems = tuple(words.colour_stems.split())
        self.all_stems = (*words.stems.split(), *self.colour_stems)
        self.reference = compiled(*words.places, *words.coloured)
        self.colour = compiled(*words.in_colour)
        self.shown = re.compile(words.shown, re.I)


@functools.cache
def _patterns(language: str | None) -> _Patterns | None:
    words = _BY_LANGUAGE.get(language or "")
    return None if words is None else _Patterns(words)


def of_reference(language: str | None) -> tuple[str, ...]:
    """Beginnings of words, in lower case, of which a text that names a place, a shape or a colour holds one."""
    patterns = _patterns(language)
    return () if patterns is None else patterns.all_stems


def of_colour(language: str | None) -> tuple[str, ...]:
    """Beginnings of words, in lower case, of which a text that names a colour holds one."""
    patterns = _patterns(language)
    return () if patterns is None else patterns.colour_stems


def visual_reference(text: str, language: str | None, stems: Iterable[str]) -> str | None:
    """The words that tell a thing by its place, shape or colour, in a sentence that does not give its name too.

    `stems` are those of `of_reference`, without what the page does not have.
    """
    patterns = _patterns(language)
    if patterns is None:
        return None
    stems = _beginning(text, stems)
    for sentence in _SENTENCE.split(text) if stems else ():
        match = _beginning(sentence, stems) and patterns.reference.search(sentence)
        if match and not _NAMED.search(sentence):
            return match.group().strip()
    return None


def _beginning(text: str, stems: Iterable[str]) -> list[str]:
    """Those that words of the text begin with: red begins few, though it is in required. Far faster than a pattern."""
    lower = text.lower()
    return [stem for stem in stems if stem in lower and _begins_word(stem, lower)]


def _begins_word(stem: str, lower: str) -> bool:
    at = lower.find(stem)
    while at >= 0:
        if at == 0 or not (lower[at - 1].isalnum() or lower[at - 1] == "_") or lower.endswith(_SHADES, 0, at):
            return True
        at = lower.find(stem, at + 1)
    return False


_SHADES = ("licht", "donker")
"""What a colour in Dutch is written together with."""


def colour_meaning(text: str, language: str | None, stems: Iterable[str]) -> str | None:
    """The words that give a colour a meaning: fields in red; or the same things in two colours, that are shown.

    `stems` are those of `of_colour`, without what the page does not have.
    """
    patterns = _patterns(language)
    if patterns is None or not _beginning(text, stems):
        return None
    if match := patterns.colour.search(text):
        return match.group().strip()
    return _legend(text, language or "", patterns)


def _legend(text: str, language: str, patterns: _Patterns) -> str | None:
    if not patterns.shown.search(text):
        return None
    by_noun: dict[str, str] = {}
    pair = r"\b(?P<noun>\w{4,}) (?P<colour>%s)\b" if language == "fr" else r"\b(?P<colour>%s) (?P<noun>\w{4,})\b"
    for match in re.finditer(pair % _BY_LANGUAGE[language].colours, text, re.I):
        noun, colour = match["noun"].casefold(), match["colour"].casefold()
        if by_noun.setdefault(noun, colour) != colour:
            return match.group()
    return None
