"""An abbreviation in capitals is used, and the text has not said by then what it stands for.

Where blocks come from markup, html-abbreviation-not-explained answers: it reads <abbr> too, and would say the same
twice. This rule reads plain texts and PDFs, and the parts of a page that are in another language than the page.
"""

import re
from collections.abc import Iterator

from accesscheck.checkers.texts import Spot, Text
from accesscheck.text.by_language import patterns
from accesscheck.text.frequency import lexicon
from accesscheck.text.function_words import FUNCTION_WORDS
from accesscheck.text.passages import Passage

_FIRST = r"(?<![\w./@#&+:\-\[].)"
"""What no abbreviation begins after; it stands behind the first letter so that the engine can skip to a capital."""
_CAPITALS = re.compile(
    rf"[A-ZÄÖÜÉ]{_FIRST}"
    r"(?:[A-ZÄÖÜÉ]{2,5}(?=(?:'?s)?(?![\w@/&+*\]]|[.:']\w|-?\d|-[A-Z]-|-[A-Z]{2}|\s\d|[’'])|'s\b)|\.(?:[A-Z]\.){2,5}(?!\w))"
)
"""Of 3 to 6 letters: two are more often a country, a unit or initials than what a reader must look up."""
_ROMAN = re.compile(r"[IVXLC]+\Z")
_WORD_IN_CAPITALS = (
    re.compile(r"[A-ZÄÖÜÉÈ]{2,}'?[A-ZÄÖÜÉÈ]*[ !]+\Z"),
    re.compile(r"(?:'?s)?[ !]+[A-ZÄÖÜÉÈ]'?[A-ZÄÖÜÉÈ]+\b"),
)
_COMPANY = (
    r"(?:AG|KG|SE|eG|UG|OHG|GmbH|NV|BV|BVBA|CV|VZW|nv|bv|bvba|vzw|SA|SRL|ASBL|SPRL|SARL|SAS|asbl|Ltd|PLC|LLP|Inc)\b"
)
_FIRM = re.compile(rf"\b{_COMPANY}\.? \Z"), re.compile(rf" (?:& Co|Group\b|Groep\b|Groupe\b|Gruppe\b|{_COMPANY})")
_GIVEN_NAME = re.compile(r"[\w:,] [A-ZÉ][a-zé-]+ \Z")
_SPOKEN = re.compile(
    r"(?=.*[AEIOUYÄÖÜÉ])(?:[BCDFGKPST]?[LR]|S?[CKMNPTW]|SCH|[CPST]H|QU|[BDFGHJSVXYZ])?"
    r"(?:[AEIOUYÄÖÜÉ]{1,3}[BCDFGHJKLMNPQRSTVWXZ]{1,2})*[AEIOUYÄÖÜÉ]{0,3}S?\Z"
)
_ARTICLE = patterns(
    re.I,
    nl=r"\b(?:de|het|een|deze|dit|onze|ons|elke|elk) \Z",
    fr=r"\b(?:les?|la|du|des|aux?|une?|cette|cet?|nos|notre|l') ?\Z",
    en=r"\b(?:the|an?|our|this|your) \Z",
    de=r"(?<!, )\b(?:d(?:er|ie|as|em|en|es)|eine?[rmns]?|im|am|vom|zum|zur|beim|unsere?[rmns]?) \Z",
)
_A_WORD, _A_WORD_FOR_SURE = 3.0, 4.5
"""Zipf values from which what can be spoken, and anything, is taken for a word in capitals."""

# In lower case. What everyone says in place of the full words, in the sense of the list of its language.
_TECHNICAL = frozenset(
    "ajax ansi api apis ascii asus aws bios bmw bnp csrf css csv dhcp dhl dns dos ecma ftp gcp git gnu hana hpe "
    "html http https ibm ide ikea imap ing ios iot jpeg jpg json jvm kbc kde kpmg lan ldap lte midi mpeg nasa "
    "nasdaq nfc npm orm php png posix psd pwc rest rfid rss rtl saml sap scss sdk smtp soap sparql spss sql ssh ssl "
    "svg tcp tls uml url urls usb utf vba vlan vmware vpn vrt vtm wifi wlan xhtml xls xlsx xml xslt yaml zip".split()
)
"""Names of techniques and of firms: the full words tell nobody more, and nobody uses them."""
_OF_VACANCIES = frozenset("mvx mwd wmd hfx fhx mfx fmx mfd vmx asap faq lgbt lgbtq lgbtqi lgbtqia covid".split())
_EVERYWHERE = frozenset(
    "abc adhd aids bbq bic bis cad ceo dna dvd fifa gps gsm hiv iban iso lcd led nato mri pdf pin pvc sms sos uefa ufo "
    "unesco unicef usa vip".split()
)
_KNOWN = {
    "nl": frozenset(
        "apk aso aub benelux bso btw cao ehbo havo hbo ict kmo kso mbo navo nmbs tso vmbo vwo vzw zoz bvba".split()
    ),
    "fr": frozenset(
        "adn asbl bac bvba cap cdd cdi fle hlm onu ong otan pdg pib pme rdv rer rib rtbf sarl sida sncb sncf sprl srl "
        "svp tec tgv tva vih vtt".split()
    ),
    "en": frozenset(
        "atm bbc cctv cnn diy eea fbi gcse hmrc imo mba mot nhs phd plc rsvp suv tba tbc tbd vat who ymca".split()
    ),
    "de": frozenset(
        "abi adac aok ard brd cdu csu ddr din dlrg drk edv fdp gez ihk kfz kita lkw mwst nrw ohg pkw plz spd "
        "stvo thw tüv ukw ust uno usw zdf".split()
    ),
}

_SAID_AFTER = re.compile(
    r"(?:'?s)?[”\"]?(?: ?[(=–] ?| - |: )[^\W\d_]+[ -]+(?:& )?[^\W\d_]"
    r"| (?:is (?:een|de|het|an?|the)|est (?:une?|la|le|l')|ist (?:eine?|der|die|das))\b"
    r"|[”\"']?,? (?:stands for|refers to|means|is short for|staat voor|betekent|is de afkorting|signifie|veut dire"
    r"|désigne|steht für|bedeutet|ist die Abkürzung)"
)
_IN_BRACKETS = re.compile(r"[^\W\d_]{3}[”\"»*_]* \((?:[^\W\d_]+\s)?[“\"«„]?\Z"), re.compile(r"(?:'?s)?[”\"»“]?\)")
_SAID_BEFORE = re.compile(
    r"\b(?:kortweg|afgekort|oftewel|ofwel|abrégé|known as|short|kurz|abgekürzt),? (?:de |het |die |der |das )?[“\"„]?\Z"
)
_SMALL = frozenset(
    "van de der den het voor en in op te of d d' du des le la les l l' et pour à au aux the and for to on und für die "
    "das zur De Het La Le Les The Die Der Das".split()
)
_NO_MARKS = str.maketrans("éèêàâîôöüç", "eeeaaioouc")


def spots(text: Text) -> Iterator[Spot]:
    """The first use of each abbreviation that neither its paragraph nor anything before it explains."""
    known = _KNOWN[text.language] | _EVERYWHERE | _TECHNICAL | _OF_VACANCIES
    seen: set[str] = set()
    reading = _Reading(text)
    for number, passage in enumerate(text.passages):
        if passage.block.selector is not None and passage.block.language is None:
            continue
        for match in _CAPITALS.finditer(passage.plain.text):
            letters = match.group().replace(".", "")
            lower = letters.lower()
            if lower in seen or lower in known or not _is_abbreviation(letters, match, text.language):
                continue
            seen.add(lower)
            if not reading.explains(letters, number):
                yield Spot(passage=passage, start=match.start(), end=match.end())


def _is_abbreviation(letters: str, match: re.Match[str], language: str) -> bool:
    """Whether it is no Roman number, no word in capitals, and no name of a person or a firm."""
    text, start, end = match.string, match.start(), match.end()
    if _ROMAN.match(letters):
        return False
    from_ = max(0, start - 30)
    before, after = _WORD_IN_CAPITALS
    if before.search(text, from_, start) or after.match(text, end):
        return False
    before, after = _FIRM
    if before.search(text, from_, start) or after.match(text, end):
        return False
    lower = letters.lower()
    frequency = lexicon(language).frequencies.get(lower, 0.0)
    if lower in FUNCTION_WORDS[language] or frequency >= _A_WORD_FOR_SURE:
        return False
    if not _SPOKEN.match(letters):
        return True
    # What can be spoken is a word or a name, unless an article says that it is neither.
    if frequency >= _A_WORD:
        return False
    return _ARTICLE[language].search(text, from_, start) is not None and not _GIVEN_NAME.search(text, from_, start)


class _Reading:
    """What a reader has read by the end of a paragraph: what it explains, and the words that may spell one out."""

    def __init__(self, text: Text) -> None:
        self._passages: tuple[Passage, ...] = text.passages
        self._read = 0
        self._explained: set[str] = set()
        self._in_small_letters: set[str] = set()
        self._all, self._without_small = _Row(), _Row()

    def explains(self, letters: str, number: int) -> bool:
        """Whether an abbreviation of this passage is explained: in brackets, in words, or by words that begin so."""
        self._read_on(number)
        lower = letters.lower()
        if letters in self._explained or lower in self._in_small_letters:
            return True
        return self._all.spells_out(lower) or self._without_small.spells_out(lower)

    def _read_on(self, number: int) -> None:
        """Read to the end of the paragraph of a passage."""
        block = self._passages[number].block
        end = number + 1
        while end < len(self._passages) and self._passages[end].block is block:
            end += 1
        for passage in self._passages[self._read : end]:
            plain = passage.plain.text
            for match in _CAPITALS.finditer(plain):
                if _is_explained(plain, *match.span()):
                    self._explained.add(match.group().replace(".", ""))
            words = [part for word in passage.words for part in word.split("-") if part]
            self._in_small_letters.update([word for word in words if len(word) < 7 and word.islower()])
            self._all.add(words)
            self._without_small.add([word for word in words if word not in _SMALL])
        self._read = max(self._read, end)


def _is_explained(plain: str, start: int, end: int) -> bool:
    """Whether its sentence says at this place what an abbreviation stands for."""
    opening, closing = _IN_BRACKETS
    from_ = max(0, start - 40)
    if _SAID_AFTER.match(plain, end) or _SAID_BEFORE.search(plain, from_, start):
        return True
    return closing.match(plain, end) is not None and opening.search(plain, from_, start) is not None


class _Row:
    """Words in a row, searched by their first letters."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._initials = ""

    def add(self, words: list[str]) -> None:
        """Words that follow."""
        self._words += words
        self._initials += "".join([word[0] for word in words]).lower().translate(_NO_MARKS)

    def spells_out(self, letters: str) -> bool:
        """Whether words in a row begin with these letters, the first of them with a capital."""
        letters = letters.translate(_NO_MARKS)
        start = self._initials.find(letters)
        while start >= 0:
            word = self._words[start]
            if word[0].isupper() and not word.isupper():
                return True
            start = self._initials.find(letters, start + 1)
        return False
