"""Two negations where one word, or “only … if”, would say the same: not impossible, not without, not unless.

Words with a true negative prefix are listed, because most words that begin with on-, un- or in- are none (onder, unter,
intéressant), and some that are one have lost their opposite (nicht unbedingt, pas indispensable).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from accesscheck.checkers.texts import Spot, Text
from accesscheck.text.by_language import ByLanguage

_NEAR = 6
"""At most so many words stand between two negations that are read together."""
_FAR = 120
"""At most so many characters stand between a negation and its exception (unless)."""
_CLAUSE = re.compile(r"[^,;:.!?()–—\"“”„«»]*")
_SENTENCE = re.compile(r"[^;:.!?()]*")


def _any(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


# Of Dutch and German without their prefix, on- or un-.
_DUTCH = _any("""
    aangenaam aanvaardbaar aanzienlijk aardig acceptabel afhankelijk alledaags beantwoord begrensd begrijpelijk
    behoorlijk bekend bekwaam belangrijk beleefd beperkt bereikbaar besproken betaalbaar betrouwbaar betuigd
    bevoegd bruikbaar comfortabel correct denkbaar deskundig duidelijk eerlijk ervaren fatsoenlijk gebruikelijk
    gegrond geldig gelijk gelukkig gemakkelijk gemerkt geoorloofd gepast gerechtvaardigd geschikt gestraft
    gevaarlijk gevoelig gewenst gewone gewoon gezien gezond gunstig haalbaar handig herkenbaar herstelbaar interessant
    juist logisch mogelijk nauwkeurig nodig nuttig omkeerbaar omstreden opgemerkt oplosbaar overkomelijk
    persoonlijk plezierig populair prettig problematisch realistisch rechtmatig rechtvaardig redelijk schadelijk
    schuldig stabiel terecht tevreden toegankelijk toelaatbaar veilig verantwoord verdeeld verdienstelijk
    verenigbaar verklaarbaar vermijdelijk verschillig verstandig verwacht voldoende volledig voorbereid
    voordelig voorspelbaar vriendelijk waarschijnlijk wettig zeker zichtbaar zinnig
""")
_GERMAN = _any("""
    angebracht angemessen angenehm ansehnlich attraktiv auffällig beachtet beantwortet bedenklich bedeutend
    begrenzt begründet bekannt beliebt bemerkt berechtigt berücksichtigt beschränkt beträchtlich bewusst denkbar
    ehrlich eingeschränkt erfahren erheblich erlaubt erwartet erwähnt erwünscht fair freundlich fähig geeignet
    gefährlich gelegen gern gerecht gerechtfertigt geschickt gesund gewohnt gewollt gewöhnlich gültig günstig höflich
    interessant klar klug kompliziert kritisch logisch lösbar möglich nötig nütz passend praktisch problematisch
    realistisch rechtmäßig sicher sichtbar sinnig strittig sympathisch typisch tätig umkehrbar umstritten
    verantwortlich vereinbar verhältnismäßig vermeidbar vernünftig verschuldet verständlich versucht verzichtbar
    vollständig vorbereitet vorhersehbar wahrscheinlich wesentlich wichtig widersprochen wirksam wirtschaftlich
    zufrieden zugänglich zulässig zumutbar zutreffend zweckmäßig ähnlich überlegt überwindbar üblich
""")
_FRENCH = _any("""
    défavorable déplaisant déraisonnable désagréable illicite illimité illogique illégal immérité impensable
    impossible improbable imprévisible imprévu impuni inabordable inaccessible inadmissible inaperçu
    inapproprié inapte incapable incertain incompatible incompréhensible inconcevable inconnu inconscient
    incorrect indifférent indigne indésirable inefficace inexact inexistant infaisable infini infondé inhabituel
    inintéressant injuste injustifié inopportun insensible insensé insignifiant insoluble insuffisant
    insupportable insurmontable intolérable inutile invisible involontaire invraisemblable inégal irrecevable
    irréalisable irréaliste irrégulier irréversible malhonnête mécontent
""")
_ENGLISH = _any("""
    disagree dishonest displeased dissatisfied dissimilar illegal illogical immaterial impossible improbable
    inaccessible inaccurate inappropriate incapable incompatible inconceivable inconsiderable inconsistent
    incorrect ineffective ineligible inexpensive infrequent infrequently insignificant insurmountable irrational
    irregular irrelevant unable unaffected unattractive unaware uncertain unclear uncommon uncommonly
    undesirable unduly unfair unfamiliar unfavourable unhappy unhelpful unimportant unjustified unknown unlawful
    unlike unlikely unlimited unnecessary unpleasant unpopular unrealistic unreasonable unreasonably unrelated
    unreliable unsafe unsuccessful unsuitable unthinkable unusual unwelcome unwilling
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What _Negations are made of; `between` may stand before an opposite."""

    first: str
    between: str
    opposite: str
    second: str
    exception: str
    joins: str
    before: str


_WORDS = {
    "nl": _Words(
        first=r"(?<!\bof )(?<!\bdan )\b(?:niet|geen|nooit|niemand|niets)\b"
        r"(?! (?:alleen|enkel|erg|gek|nood|paniek|probleem|ramp|slechts|zomaar|zorgen)\b)",
        between="altijd|erg|geheel|heel|helemaal|meer|ook|per se|volledig|zo",
        opposite=rf"on(?:{_DUTCH}(?:e[rn]?|s)?|[a-z]{{3,12}}bare)|illegale?|illegaal|irrelevante?|kansloze?|kansloos|nutteloze?"
        r"|nutteloos|zinloze?|zinloos|waardeloze?|waardeloos|uitgesloten dat|verboden om|zelden|minder dan",
        second=r"zonder|geen|niet|niets",
        exception=r"tenzij|behalve als|behalve wanneer",
        joins=r"als|dan|doordat|dus|en|maar|of|omdat|terwijl|want|wanneer|zodat",
        before=r"iemand|kandidaten|mensen|ook|personen|werkzoekenden|wie|zeker",
    ),
    "fr": _Words(
        first=r"(?:\bn(?:e |')(?:[^\s,;:.!?()]+ ){0,3}?(?:pas|jamais|rien|plus|aucune?)"
        r"|(?<!si )\b(?:non|pas|jamais|guère|aucune?))\b(?!-)"
        r"(?! (?:de (?:problème|souci)|grave|seulement|uniquement)\b)",
        between="complètement|du tout|entièrement|forcément|si|tout à fait|toujours|totalement",
        opposite=rf"{_FRENCH}(?:le|ne)?e?s?|illégaux|rares? (?:que|qu'\w+|de|d'\w+)"
        r"|(?:exclu|interdit) (?:que|qu'\w+|de|d'\w+)|moins de",
        second=r"sans(?! (?:abri|alcool|cesse|contact|doute|domicile|emploi|fil|frais|gluten|papiers|problème|souci"
        r"|travail)\b)|n(?:e |')(?:[^\s,;:.!?()]+ ){0,3}?pas",
        exception=r"à moins (?:que|qu'\w+|de|d'\w+)|sauf s(?:i|'ils?)",
        joins=r"car|donc|et|lorsque|mais|ni|ou|parce|puisque|quand|si|tant",
        before=r"celles|ceux|gens|personnes?|publics?|quelqu'un",
    ),
    "en": _Words(
        first=r"(?<!\bor )(?<!\bif )(?<!\bwhy )\b(?:not|never|cannot|nobody|nothing(?! less)|none|no|[a-z]{2,6}n't)\b"
        r"(?! (?:believe|just|matter|only|problem|simply|worries|worry)\b)",
        between="a|all that|always|an|at all|be|entirely|exactly|that|too|totally|wholly",
        opposite=rf"{_ENGLISH}|(?:fewer|less) than",
        second=r"(?<!do )(?<!go )(?<!live )(?<!manage )(?<!survive )without|not|cannot|[a-z]{2,5}n't",
        exception=r"unless|except (?:if|when)",
        joins=r"and|as|because|but|if|or|since|so|than|when|whether|while",
        before=r"anyone|least|people|persons|someone|those|why",
    ),
    "de": _Words(
        first=r"(?<!\boder )\b(?:nicht|nichts|nie|niemals|niemand|kein(?:e[mnrs]?)?)\b"
        r"(?! (?:allein|bloß|lediglich|nur|problem|schlimm|sorge)\b)",
        between="allzu|einmal|ganz|gänzlich|gerade|immer|mehr|so|völlig|vollkommen|vollständig",
        opposite=rf"un{_GERMAN}(?:e[mnrs]?)?|illegal|irrelevant|nutzlos|sinnlos|wertlos|aussichtslos|selten"
        r"|ausgeschlossen|weniger als",
        second=r"ohne|nicht|nichts|kein(?:e[mnrs]?)?",
        exception=r"es sei denn|außer wenn",
        joins=r"aber|als|denn|oder|sondern|sowie|und|weil|wenn",
        before=r"auch|jemanden?|menschen|noch|personen|wer",
    ),
}


@dataclass(frozen=True, slots=True)
class _Negations:
    """The negations of a language, as expressions to be searched for in lower case.

    `first` opens a pair, `opposite` is a negative word right after it, `second` a negation in the same clause, and
    `exception` a word for unless. Between two negations, `joins` begins another clause or item, and after `before` the
    second one belongs to that word alone (people without papers).
    """

    first: re.Pattern[str]
    opposite: re.Pattern[str]
    second: re.Pattern[str]
    exception: re.Pattern[str]
    joins: re.Pattern[str]
    before: re.Pattern[str]


def _negations(words: _Words) -> _Negations:
    return _Negations(
        first=re.compile(words.first),
        opposite=re.compile(rf" (?:(?:{words.between}) )?(?:{words.opposite})(?![\w-])"),
        second=re.compile(rf"(?<![\w-])(?:{words.second})(?![\w-])"),
        exception=re.compile(rf"\b(?:{words.exception})(?![\w-])"),
        joins=re.compile(rf"\b(?:{words.joins})\b"),
        before=re.compile(rf"(?:^|[ '])(?:{words.before}) $"),
    )


_LANGUAGES = ByLanguage(_WORDS, _negations)


def spots(text: Text) -> Iterator[Spot]:
    """From the first negation to the second."""
    words = _LANGUAGES[text.language]
    for passage in text.passages:
        done = 0
        for start, end in _pairs(passage.plain.lower, words):
            if start >= done:
                done = end
                yield Spot(passage=passage, start=start, end=end)


def _pairs(lower: str, words: _Negations) -> Iterator[tuple[int, int]]:
    """Where a sentence negates twice. Pairs may overlap; those that do come one after the other."""
    firsts = list(words.first.finditer(lower))
    for first in firsts:
        end = first.end()
        if opposite := words.opposite.match(lower, end):
            yield first.start(), opposite.end()
        elif near := _near(lower, end, words.second, words):
            yield first.start(), near
        elif far := words.exception.search(lower, end, min(_end(_SENTENCE, lower, end), end + _FAR)):
            yield first.start(), far.end()
    for exception in words.exception.finditer(lower) if firsts else ():
        if near := _near(lower, exception.end(), words.first, words):
            yield exception.start(), near


def _near(lower: str, start: int, wanted: re.Pattern[str], words: _Negations) -> int | None:
    """The end of a negation a few words on in the same clause."""
    stop = _end(_CLAUSE, lower, start)
    for found in wanted.finditer(lower, start, stop):
        between = lower[start : found.start()]
        if between.count(" ") - 1 <= _NEAR and not (words.joins.search(between) or words.before.search(between)):
            return found.end()
    return None


def _end(part: re.Pattern[str], lower: str, start: int) -> int:
    found = part.match(lower, start)
    return found.end() if found else start
