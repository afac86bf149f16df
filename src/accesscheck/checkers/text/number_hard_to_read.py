"""A number is written so that it must be worked out: without separators, in Roman figures, in words, or in a row."""

import re
from collections.abc import Iterator

from accesscheck.checkers.texts import Spot, Text
from accesscheck.text.by_language import patterns
from accesscheck.text.function_words import FUNCTION_WORDS

MANY = 3
"""So many numbers of ten or more close together."""
CLOSE = 160
"""In code points: about two lines."""
_SMALL = 10.0
"""Below this, a number is seen at a glance, and often counts people or steps: 1 coach, 2 beds."""

_LONG = re.compile(
    r"(?:(?P<sign>[€$£](?<![\w.,/:+#@°=-].) ?|EUR )|(?=\d)(?<![\w.,/:+#@°=-])(?<!\d ))"
    r"(?P<number>[1-9]\d{4,8}(?:(?: ?[-–] ?)[1-9]\d{3,8})?)"
    r"(?![\w/:@=-]|[.,]\d| \d)(?: (?P<unit>€|[^\W\d_]+)| ?(?P<after>[€%]))?"
)
_UNITS = frozenset(
    "eur euro euros dollar dollars pond pound pounds kilometer kilometers kilometre kilometres kilomètres km km2 meter "
    "metres mètres hectare hectares hectaren hektar liter litres ton tonnes ha kg kwh mwh fte".split()
)
_COUNTED = re.compile(
    r"(?:Euro|Mensch|Mitarbeit|Beschäftigt|Angestellt|Kolleg|Einwohner|Bürger|Kund|Nutzer|Besucher|Gäste|Fahrgäste"
    r"|Mitglied|Student|Studierend|Schüler|Kinder|Haushalt|Wohnung|Patient|Fälle|Anträge|Unternehmen|Betriebe|Stück"
    r"|Kilometer|Quadratmeter|Hektar|Liter|Tonne|Stunden|Tage|Exemplar|Stimmen|Personen|Arbeitsplätze|Stellen)"
)
"""What German counts: a city, which follows its postal code, has a capital too."""
_LABEL = re.compile(
    r"(?:\b(?:n[ro°]|num[mb]er|numéro|ref|réf|referen\w+|référence|id|code|dossier\w*|postcode|postal|plz|tel|tél|gsm"
    r"|bel|call|ext\w*|room|iso|norm|job|vacature\w*|kbo|btw|tva|formulier|artikel|article|bus|serie\w*"
    r"|version|versie|eenheid|unit|aktenzeichen|rekening\w*|konto\w*|account|cedex|port)|#|°)[ .:)]*\Z",
    re.I,
)
_PARTS = {
    "nl": "deel hoofdstuk titel bijlage afdeling boek fase niveau graad type groep categorie klasse tabel figuur punt "
    "onderdeel stap module wereldoorlog",
    "fr": "partie chapitre titre annexe livre phase niveau degré type groupe catégorie classe tableau figure point "
    "section tome volet étape module guerre",
    "en": "part chapter title annex appendix book phase level stage type group category class table figure section "
    "schedule volume grade step module war",
    "de": "teil kapitel titel anlage anhang abschnitt buch phase stufe typ gruppe kategorie klasse tabelle abbildung "
    "punkt band bereich schritt modul weltkrieg",
}
_FIGURE = r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})"
_ROMAN = patterns(
    **{
        language: rf"\b(?i:{'|'.join(words.split())})(?:n|s|en)? (?P<figure>{_FIGURE})(?![\w'/&-]|\.\w)"
        for language, words in _PARTS.items()
    }
)
"""Roman figures after what they number; “type X” is any type, and “the part I like” has no figure."""
_CENTURY = re.compile(rf"\b(?P<figure>{_FIGURE}(?:e|ème|ième|er))s? (?:siècle|s\.|arrondissement)")

_FRENCH_TENS = (
    r"(?:quatre[ -]vingts?|vingt|trente|quarante|cinquante|soixante|septante|octante|huitante|nonante)"
    r"(?:(?:-| )et(?:-| )(?:une?|onze)|-[a-z]{2,6}(?:-[a-z]{2,5})?)?"
    r"|treize|quatorze|quinze|seize|dix-(?:sept|huit|neuf)"
)
_TENS = {
    "nl": r"(?:(?:één|een|twee|drie|vier|vijf|zes|zeven|acht|negen)(?:en|ën))?"
    r"(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)"
    r"|(?:der|veer|vijf|zes|zeven|acht|negen)tien"
    r"|(?:twee|drie|vier|vijf|zes|zeven|acht|negen|twaalf|vijftien)honderd(?:[a-zë]{3,24})?",
    "fr": rf"(?:(?:(?:deux|trois|quatre|cinq|six|sept|huit|neuf)[ -])?(?:cents?|mille)[ -])?(?:{_FRENCH_TENS})"
    r"|(?:deux|trois|quatre|cinq|six|sept|huit|neuf)[ -](?:cents?|mille)",
    "en": r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:two|three|four|five|six|seven|eight|nine) (?:hundred|thousand)(?: and [a-z]{3,9}(?:-[a-z]{3,5})?)?",
    "de": r"(?:(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und)?"
    r"(?:zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)"
    r"|(?:drei|vier|fünf|sech|sieb|acht|neun)zehn"
    r"|(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun)(?:hundert|tausend)(?:[a-zßü]{3,24})?",
}
_NOT_BEFORE = {
    "nl": r"(?<!jaren )(?<!eind )(?<!begin )(?<!midden )(?<!de )(?<!tig en )",
    "fr": r"(?<!années )(?<!les )(?<!cent )(?<!mille )",
    "en": "",
    "de": "",
}
"""Before these it names years: de jaren zestig, les années trente."""
_IN_WORDS = patterns(
    **{
        language: rf"(?<![\w/'-]){_NOT_BEFORE[language]}(?:{words})(?![\w'-]| ?\(\d| jours\b)"
        for language, words in _TENS.items()
    }
)
_HINTS = {
    language: tuple(words.split())
    for language, words in {
        "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig tien honderd",
        "fr": "vingt trente quarante cinquante soixante septante octante huitante nonante treize quatorze quinze seize "
        "dix- cent mille",
        "en": "teen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand",
        "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig zehn hundert tausend",
    }.items()
}
"""One of these is in each number in words: looking for them first is ten times as fast."""

_DIGITS, _FIVE_DIGITS = re.compile(r"\d+"), re.compile(r"\d{5}")
_AMOUNT = re.compile(
    r"(?:(?P<sign>[€$£](?<![\w./:+#@°'-].) ?)|(?=\d)(?<![\w./:+#@°'-])(?<!\d ))"
    r"(?P<number>\d{1,3}(?:[ .,]\d{3})+(?:[.,]\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?)"
    r"(?: ?(?:-|–|à|tot|to|bis|of|ou|or|oder|en|et|and|und) ?[€$£]? ?\d[\d.,]*)?(?P<after> ?[€%])?"
    r"(?![\w/:@'-]|[.,]\d|\.(?= [a-zA-ZÄäöÖüÜ]{3,9} (?:19|20)\d\d)| \d)"
)
_YEAR = re.compile(r"(?:1\d|20)\d\d\Z")
_NAME_BEFORE = re.compile(r"\w [A-ZÉ][\w-]* \Z")
_DAY_OR_TIME = re.compile(
    r"\.? (?:jan|feb|fév|mrt|maart|mars|mar|mär|apr|avr|mei|mai|may|juni|juin|jun|jul|juil|aug|août|sep|okt|oct|nov|dec"
    r"|déc|dez|uur\b|uhr\b|heures?\b|o'clock|[ap]\.?m\b)",
    re.I,
)
_STREET_AFTER = re.compile(
    r"(?: bis| ter)?,? (?:avenue|rue|boulevard|bd|place|quai|chaussée|impasse|allée|cours|street|road|lane|square"
    r"|[A-Z][\w'-]+ (?:Street|Road|Lane|Avenue|Square))\b",
)
_CITY_AFTER = re.compile(r"\d{4,5} [A-ZÉÎ][\w'-]+")
_STREET_BEFORE = re.compile(
    r"(?:straat|laan|plein|weg|dreef|steenweg|kaai|lei|markt|str\.|straße|platz|allee|gasse|ring|rue|avenue|ligne|lignes"
    r"|band|ward|tier|level|groep|graad|klas|fase|stap|artikel|article|section|page|pagina|blz\.|p\.|bus|zaal|kamer|room"
    r"|axe|phase|step|paragraph|pc|§)[ .]*\Z",
    re.I,
)


def spots(text: Text) -> Iterator[Spot]:
    """Numbers that a reader must work out, in the order of the text."""
    language = text.language
    roman, in_words, hints = _ROMAN[language], _IN_WORDS[language], _HINTS[language]
    no_figures = ("X", "I") if language == "en" else ("X",)
    for passage in text.passages:
        plain, lower = passage.plain.text, passage.plain.lower
        found: list[tuple[int, int, str]] = []
        if any(part in lower for part in hints):
            # Few begin a sentence with a figure.
            found += [(*match.span(), match.group()) for match in in_words.finditer(plain, 1)]
        if " I" in plain or " V" in plain or " X" in plain:
            found += [
                (*match.span(), match.group()) for match in roman.finditer(plain) if match["figure"] not in no_figures
            ]
            if language == "fr":
                found += [(*match.span(), match.group()) for match in _CENTURY.finditer(plain)]
        if _FIVE_DIGITS.search(plain):
            found += [
                (match.start(), match.end("number"), match["number"])
                for match in _LONG.finditer(plain)
                if _counts(match, language)
            ]
        if len(_DIGITS.findall(plain)) >= MANY:
            long = [one[0] for one in found]
            found += [row for row in _rows(plain, language) if not any(row[0] <= start < row[1] for start in long)]
        for start, end, words in sorted(found):
            yield Spot(passage=passage, start=start, end=end, params={"match": words})


def _counts(match: re.Match[str], language: str) -> bool:
    """Whether a long row of digits is an amount, and no code: money says so, or what is counted."""
    if match["sign"] or match["after"]:
        return True
    unit = match["unit"]
    if unit is None or _LABEL.search(match.string, max(0, match.start() - 25), match.start()):
        return False
    lower = unit.lower()
    if unit == "€" or lower in _UNITS:
        return True
    if language == "de" and _COUNTED.match(unit):
        return True
    return unit.islower() and len(unit) > 2 and lower not in FUNCTION_WORDS[language]


def _rows(plain: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Rows of MANY amounts of ten or more, the first and the last CLOSE together."""
    row: list[re.Match[str]] = []
    for match in _AMOUNT.finditer(plain):
        if not _is_amount(match, language):
            continue
        if row and match.end() - row[-1].start() > CLOSE // 2:
            yield from _row(row)
            row = []
        row.append(match)
    yield from _row(row)


def _row(row: list[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
    close = any(third.end() - first.start() <= CLOSE for first, third in zip(row, row[MANY - 1 :], strict=False))
    if close:
        yield row[0].start(), row[-1].end(), ", ".join([match.group().strip() for match in row])


def _is_amount(match: re.Match[str], language: str) -> bool:
    """Whether it is no year, day, time or address, and no small number of things."""
    number = match["number"]
    plain = match.string
    if match["sign"] or match["after"]:
        return True
    if _YEAR.match(number) or _DAY_OR_TIME.match(plain, match.end()):
        return False
    if _CITY_AFTER.match(plain, match.start()) or _STREET_AFTER.match(plain, match.end()):
        return False
    if language != "de" and _NAME_BEFORE.search(plain, max(0, match.start() - 30), match.start()):
        return False
    if _STREET_BEFORE.search(plain, max(0, match.start() - 12), match.start()):
        return False
    return len(number) > 1 and (len(number) > 2 or float(number) >= _SMALL) and not number.startswith("0")
