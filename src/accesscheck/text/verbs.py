"""What can be told of a verb by its form alone: participle, infinitive, finite, separable.

It is told by short closed lists, by endings, and by which other forms of the verb the frequency list knows. Words are
given in lower case. Where that leaves a doubt the answer is no: what is asked for is found by these answers.
"""

import functools
import re
from collections.abc import Iterator, Mapping

from accesscheck.installation import rules_folder
from accesscheck.text.by_language import patterns
from accesscheck.text.frequency import lexicon
from accesscheck.text.function_words import FUNCTION_WORDS

SEEN = 2.0
"""The frequency from which a form is taken to exist: rarer ones are often misspellings."""

MODALS = {
    "nl": frozenset(
        "moet moeten moest moesten kan kun kunt kunnen kon konden mag mogen mocht mochten wil wilt willen wilde "
        "wilden wou zal zul zult zullen zou zouden ga gaat gaan ging gingen".split()
    ),
    "de": frozenset(
        "muss musst müssen müsst musste mussten müsste müssten kann kannst können könnt konnte konnten könnte "
        "könnten darf darfst dürfen dürft durfte durften dürfte dürften soll sollst sollen sollt sollte sollten will "
        "willst wollen wollt wollte wollten möchte möchtest möchten mag mögen wird wirst werden werdet würde "
        "würden".split()
    ),
}
"""Forms that take an infinitive without te or zu."""

AUXILIARIES = {
    "nl": frozenset(
        "heb hebt heeft hebben had hadden ben bent is zijn was waren word wordt worden werd werden".split()
    ),
    "de": frozenset(
        "habe hast hat haben habt hatte hatten hätte hätten bin bist ist sind seid war waren wäre wären wird wirst "
        "werden werdet wurde wurden würde würden".split()
    ),
}
"""Forms that take a participle."""

ALSO_INFINITIVES = {
    "nl": frozenset("moeten kunnen mogen willen zullen gaan hebben zijn worden".split()),
    "de": frozenset("müssen können dürfen sollen wollen mögen haben sein werden".split()),
}
"""Auxiliaries and modals that are infinitives too: at the end of a clause they are one."""

NO_PARTICIPLES = {
    "nl": frozenset(
        "aanwezig bedreven begaafd bejaard bekend beleid benieuwd bereid bericht beroemd berucht bescheiden besluit "
        "bestand bevoegd bezeten ervaren gebeten gebied gebod gedreven geduld gehandicapt gehecht geleden geluid "
        "gemotiveerd gepassioneerd gepast gerecht gerust gescheiden geschikt geïnteresseerd gespecialiseerd gevecht "
        "gewend gewicht gewoon gezicht gezond ingesteld onbekend onverwacht opgewekt overtuigd tevreden verband "
        "verkeerd verkouden verleden verlegen verliefd verlies verschillend verstand vertrouwd volwassen".split()
    ),
    "fr": frozenset(
        "adapté agréé animé armé attaché avancé axé basé centré composé compris concentré concerné connu constitué "
        "convaincu couvert destiné diplômé disposé diversifié domicilié doté doué dévoué déterminé engagé enthousiasmé "
        "entouré expérimenté familiarisé fatigué fondé handicapé habitué implanté impliqué inclus inspiré installé "
        "intéressé investi isolé lié limité localisé marié mesuré motivé occupé organisé orienté ouvert outillé "
        "partagé passionné perdu posé pressé privé qualifié rapproché rattaché reconnu réputé réservé rodé satisfait "
        "sensibilisé situé spécialisé structuré surpris tenu tourné varié âgé éloigné élevé équipé ancré "
        # These take être in the active voice.
        "advenu allé apparu arrivé descendu devenu décédé entré intervenu issu monté mort né parti parvenu passé "
        "provenu redevenu rentré reparti resté retourné revenu sorti survenu tombé venu".split()
    ),
    "en": frozenset(
        "accustomed advanced affiliated aged aimed amazed ashamed associated attached based bleed blessed bored breed "
        "committed complicated composed comprised concerned confused connected convinced creed crowded dated "
        "dedicated deed delighted designed detailed determined disabled embarrassed entitled exceed excited "
        "experienced feed fixed focused focussed frustrated gifted honored honoured hundred inclined indeed intended "
        "interested involved kindred limited linked located married meant mixed motivated naked need needed opposed "
        "organised organized pleased prepared privileged proceed proud qualified related relaxed renowned retired "
        "rugged sacred satisfied seed shared situated skilled sophisticated speed steed succeed suited supposed "
        "surrounded talented thrilled tired varied weed wicked worried".split()
    ),
    "de": frozenset(
        "angelegen begeistert bekannt beliebt berechtigt bereit bescheiden bestimmt engagiert entschlossen erfahren "
        "erst geehrt geeignet gelegen geneigt geschickt gespannt gesund gewandt gewillt gewohnt gut insgesamt "
        "interessiert motiviert qualifiziert verantwortlich verliebt vermutlich verschieden versiert vertraut verwandt "
        "zuerst zufrieden".split()
    ),
}
"""Adjectives and nouns that look like a participle, and participles that mostly say how something is."""

_FRENCH_PARTICIPLES = frozenset(
    "abattu absous accompli accueilli acquis admis affranchi agrandi aperçu approfondi appris arrondi assorti atteint "
    "attendu averti banni battu bu bâti choisi combattu commis conclu conduit confondu conquis construit contenu "
    "contraint contredit convenu conçu couru cousu craint cru cueilli débattu découvert décrit déduit défendu défini "
    "dépendu détendu détenu détruit déçu dit durci écrit éclairci élargi élu émis enrichi entendu entrepris entretenu "
    "éteint établi étendu exclu fait fini fléchi fondu fourni franchi garanti guéri infléchi inscrit instruit interdit "
    "introduit joint lu maintenu mis mordu nourri obtenu offert omis parcouru peint pendu permis perçu poursuivi "
    "pourvu prescrit pris produit promis prévu puni recueilli redéfini refait rejoint relu rempli remis rendu repris "
    "requis restreint retenu revu reçu résolu réduit répandu réparti répondu rétabli réuni saisi secouru servi "
    "souffert soumis souscrit soutenu su subi suivi suspendu tendu tordu traduit trahi transmis vaincu vendu voulu "
    "vu".split()
)

_ENGLISH_PARTICIPLES = frozenset(
    "beaten begun bitten blown borne bought bound broken brought built cast caught chosen cut dealt done drawn driven "
    "eaten fed felt forbidden forgiven forgotten found frozen given ground grown heard held hidden hit hung kept laid "
    "led left lent let lit made met misled outdone overheard overridden overseen overtaken paid proven put "
    "quoted read rebuilt redone repaid rewritten ridden run rung said seen sent set sewn shaken shot shown shut sold "
    "sought spent split spoken spread stolen struck sung swept sworn taken taught thought thrown told torn undergone "
    "understood undertaken undone upheld withdrawn withheld won worn written".split()
)

_FIXED = patterns(
    nl=r"(?:be|ge|ver|ont|her|er|mis|over|onder|voor|door|om|aan|vol|weer|achter)(?=\w{3})",
    de=r"(?:be|ver|ent|emp|er|ge|miss|zer|über|unter|um|durch|hinter|wider|wieder|voll)(?=\w{3})",
)
"""Prefixes that stay, and take the place of ge-."""


def _known(word: str, language: str) -> bool:
    return lexicon(language).frequencies.get(word, 0.0) >= SEEN


def _is_dutch_noun(word: str) -> bool:
    return any(word in nouns for nouns in lexicon("nl").classes.values())


def _rows(folder: str, language: str) -> Iterator[str]:
    """The lines of a list of verbs."""
    file = rules_folder() / "language" / folder / f"{language}.txt"
    return (line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))


@functools.cache
def _strong(language: str) -> Mapping[str, tuple[str, ...]]:
    """By each strong verb its forms: in German the third person; the past; the participle without ge-."""
    rows = (row.split() for row in _rows("strong-verbs", language))
    return {verb: tuple(forms) for verb, *forms in rows}


@functools.cache
def _strong_participles(language: str) -> frozenset[str]:
    return frozenset(forms[-1] for forms in _strong(language).values())


@functools.cache
def _dutch_pasts() -> frozenset[str]:
    return frozenset(past for past, _ in _strong("nl").values())


@functools.cache
def _german_thirds() -> frozenset[str]:
    return frozenset(third for third, _, _ in _strong("de").values())


# Participles.


@functools.lru_cache(maxsize=50_000)
def participle(word: str, language: str) -> bool:
    """Whether a word is a past participle, and not an adjective made of one. KeyError for another language."""
    return word not in NO_PARTICIPLES[language] and _IS_PARTICIPLE[language](word)


def _without_split_off(word: str, language: str) -> tuple[str, ...]:
    """What may begin with ge- or a prefix: the word, and the word without what can be split off."""
    split = _split_off(language).match(word)
    if split is None:
        return (word,)
    fixed = _FIXED[language].match(word)
    rest = word[split.end() :]
    # über- is both, but what begins with bei- does not begin with be-.
    return (word, rest) if fixed and fixed.end() == split.end() else (rest,)


def _is_strong_participle(word: str, language: str) -> bool:
    """Whether it is one with ge- or a prefix: genomen, vernommen, verloren."""
    strong = _strong_participles(language)
    fixed = _FIXED[language].match(word)
    return fixed is not None and (word in strong or word[fixed.end() :] in strong)


def _dutch_participle(word: str) -> bool:
    if not word.endswith(("t", "d", "n")) or len(word) < 5:
        return False
    for rest in _without_split_off(word, "nl"):
        if _is_strong_participle(rest, "nl"):
            return True
        if rest.endswith("n") or (rest == word and _is_dutch_noun(word)):
            continue
        # After ge-, an e, i or u of the verb has a diaeresis: geeft is no participle.
        if rest[:2] == "ge" and rest[2] not in "eiu" and _is_of_weak_verb(rest[2:].translate(_NO_DIAERESIS)):
            return True
        if (fixed := _FIXED["nl"].match(rest)) and _is_of_weak_verb(rest):
            return not _is_finite_strong(rest[fixed.end() :])
    return False


_NO_DIAERESIS = str.maketrans("ëïü", "eiu")
_DIAERESIS = {"e": "ë", "i": "ï", "u": "ü"}


def _is_of_weak_verb(form: str) -> bool:
    """Whether a Dutch participle without ge- is of a known weak verb. After t, k, f, s, ch and p it ends in t."""
    return len(form) > 2 and (
        any(_known(one, "nl") for one in _verbs_of_stem(form[:-1]) if (one[-3] in _VOICELESS) == (form[-1] == "t"))
        or any(_known(one, "nl") for one in _verbs_of_stem(form) if one[-3] == form[-1])
    )


_VOICELESS = "tkfshpcx"


def _is_finite_strong(form: str) -> bool:
    """Whether a Dutch form without its prefix is the present or past of a strong verb: komt, sloot."""
    return form in _dutch_pasts() or any(one in _strong("nl") for one in _verbs_of_stem(form[:-1]))


_LONG_VOWEL = re.compile(r"([aeou])\1([bcdfgklmnprstvz])$")
_SHORT_VOWEL = re.compile(r"(?<![aeiouy])[aeiou]([bcdfgklmnprst])$")


def _verbs_of_stem(stem: str) -> Iterator[str]:
    """Dutch verbs that a stem may be of: werk, zet, maak, leef, reis, ga."""
    if len(stem) < 2:
        return
    if long := _LONG_VOWEL.search(stem):
        stem = stem[:-3] + long.group(1) + long.group(2)
    elif short := _SHORT_VOWEL.search(stem):
        yield stem + short.group(1) + "en"
    if stem[-1] in "fs":
        yield stem[:-1] + {"f": "v", "s": "z"}[stem[-1]] + "en"
    yield stem + {"a": "an", "e": "n"}.get(stem[-1], "en")


_WEAK_ALL_THE_SAME = frozenset({"begleitet", "bereitet"})
"""They are not of gleiten and reiten."""


def _german_participle(word: str) -> bool:
    if not word.endswith(("t", "n")) or len(word) < 5:
        return False
    if word.endswith("iert"):
        return len(word) > 6
    for rest in _without_split_off(word, "de"):
        if _is_strong_participle(rest, "de"):
            return True
        fixed = _FIXED["de"].match(rest)
        if fixed is None or not rest.endswith("t"):
            continue
        if fixed.group() == "ge" and _is_of_german_verb(rest[2:]):
            return True
        finite = rest in _german_thirds() or rest[fixed.end() :] in _german_thirds()
        if _is_of_german_verb(rest) and (not finite or rest in _WEAK_ALL_THE_SAME):
            return True
    return False


def _is_of_german_verb(form: str) -> bool:
    """Whether a form in -t, without ge-, is of a known verb: arbeitet, regelt, wartet."""
    stem = form.removesuffix("t")
    stems = (stem, stem.removesuffix("e")) if stem.endswith(("te", "de", "ne", "me")) else (stem,)
    return len(stem) > 1 and any(
        _known(one + "en", "de") or (one.endswith(("el", "er")) and _known(one + "n", "de")) for one in stems
    )


def german_infinitive_too(word: str) -> bool:
    """Whether a German participle is an infinitive as well, so that it does not tell passive from future: erhalten."""
    for rest in _without_split_off(word, "de"):
        fixed = _FIXED["de"].match(rest)
        base = rest[fixed.end() :] if fixed and fixed.group() != "ge" else ""
        if any(verb in _strong("de") and _strong("de")[verb][-1] == verb for verb in (rest, base)):
            return True
    return False


_INCLUSIVE = re.compile(r"(?:[·.\-](?:e|s|es|ve|rice)|\((?:e|s|es|ve)\))+s?$")


def _french_participle(word: str) -> bool:
    masculine = _masculine(_INCLUSIVE.sub("", word))
    if masculine in NO_PARTICIPLES["fr"]:
        return False
    return masculine in _FRENCH_PARTICIPLES or (
        masculine.endswith("é") and masculine[:-1] + "er" in lexicon("fr").classes["verb"]
    )


def _masculine(word: str) -> str:
    """A French participle in the masculine singular: prise and prises are pris, envoyées is envoyé."""
    for shorter in (word, word.removesuffix("s"), word.removesuffix("e"), word.removesuffix("es")):
        if shorter in _FRENCH_PARTICIPLES or shorter in NO_PARTICIPLES["fr"]:
            return shorter
    return word.removesuffix("s").removesuffix("e")


_UN = re.compile(r"un(?!der|ite|lock|load|pack|do|tie|wind|veil|earth|fold)")


def _english_participle(word: str) -> bool:
    if word in _ENGLISH_PARTICIPLES:
        return True
    if not word.endswith("ed") or len(word) < 5 or _UN.match(word):
        return False
    return _known(word, "en")


_IS_PARTICIPLE = {
    "nl": _dutch_participle,
    "fr": _french_participle,
    "en": _english_participle,
    "de": _german_participle,
}


# Infinitives and finite forms, of Dutch and German.

_INFINITIVES_IN_GE = frozenset("gedragen gefallen geraden gestehen".split())
"""Other words that are ge- before a strong verb are its participle: gehouden, gesehen."""


@functools.lru_cache(maxsize=50_000)
def infinitive(word: str, language: str) -> bool:
    """Whether a word can be an infinitive without te or zu. It may be a noun or a finite form too."""
    if not word.endswith("n") or len(word) < 4:
        return False
    if word in ALSO_INFINITIVES[language]:
        return True
    for rest in _without_split_off(word, language):
        fixed = _FIXED[language].match(rest)
        base = rest[fixed.end() :] if fixed and (fixed.group() != "ge" or rest in _INFINITIVES_IN_GE) else ""
        if rest in _strong(language) or base in _strong(language):
            return True
        if _is_weak_dutch(rest) if language == "nl" else _is_weak_german(rest):
            return True
    return False


def _is_weak_dutch(verb: str) -> bool:
    """Whether a word in -en has the participle of a weak verb, or after a prefix its past."""
    if not verb.endswith("en") or len(verb) < 5:
        return False
    ending = "t" if verb[-3] in _VOICELESS else "d"
    prefixed = _FIXED["nl"].match(verb) is not None
    for stem in _dutch_stems(verb):
        form = stem if stem[-1] in "td" else stem + ending
        done = "ge" + _DIAERESIS.get(form[0], form[0]) + form[1:]
        if _known(done, "nl") and not _is_dutch_noun(done):
            return True
        if prefixed and _known(form, "nl") and _known(stem + ending + "e", "nl"):
            return True
    return False


def _is_weak_german(verb: str) -> bool:
    if not verb.endswith(("en", "ern", "eln")) or not _known(verb, "de"):
        return False
    stem = _german_stem(verb)
    return _known(f"ge{stem}t", "de") or _known(f"{stem}te", "de")


_OPEN = re.compile(r"(?<![aeiou])([aeou])([bcdfgklmnprstvz])$")
_DOUBLE = re.compile(r"([bcdfgklmnprst])\1$")
_UNSTRESSED = re.compile(r"[aeiou].*e[dklmnr]$")


def _dutch_stems(verb: str) -> tuple[str, ...]:
    """The stems that a Dutch verb may have: maak, zet, leef, ga. Of -elen and -eren both that come into question."""
    if verb.endswith("aan") or (verb.endswith(("ien", "oen")) and len(verb) < 6):
        return (verb[:-2] if verb.endswith("aan") else verb[:-1],)
    stem = verb.removesuffix("en")
    if _DOUBLE.search(stem) or stem == "kom":
        return (stem if stem == "kom" else stem[:-1],)
    found = [stem]
    if open_ := _OPEN.search(stem):
        found = [stem[:-2] + open_.group(1) * 2 + open_.group(2)]
        if _UNSTRESSED.search(stem):
            found.append(stem)
    return tuple(one[:-1] + {"v": "f", "z": "s"}.get(one[-1], one[-1]) for one in found)


def _german_stem(verb: str) -> str:
    """The stem before an ending with a consonant: arbeite, rechne, füll, sammel."""
    stem = verb.removesuffix("en") if verb.endswith("en") else verb.removesuffix("n")
    return stem + "e" if stem.endswith(("t", "d", "chn", "ffn", "gn", "tm", "dm")) else stem


_PASTS_TOO = frozenset("at bad beet las leek reed rook schoot stal voer wees week weet won wond".split())
"""Dutch nouns, adjectives and others that are the past of a strong verb as well."""


@functools.lru_cache(maxsize=50_000)
def dutch_finite(word: str) -> bool:
    """Whether a Dutch word is a finite form, and hardly anything else: werkt, krijgt, kreeg."""
    if word in _dutch_pasts():
        return word not in _PASTS_TOO
    if not word.endswith("t") or len(word) < 4 or word in FUNCTION_WORDS["nl"]:
        return False
    if _is_dutch_noun(word) or participle(word, "nl"):
        return False
    return any(infinitive(one, "nl") for one in _verbs_of_stem(word[:-1]))


# Separable verbs, of Dutch and German.


@functools.cache
def separable_verbs(language: str) -> Mapping[str, Mapping[str, str]]:
    """By each finite form, by what is split off, the infinitive: vult: {in: invullen}."""
    found: dict[str, dict[str, str]] = {}
    for row in _rows("separable-verbs", language):
        split_off, _, verb = row.partition("|")
        for form in finite_forms(verb, language):
            found.setdefault(form, {}).setdefault(split_off, split_off + verb)
    return found


@functools.cache
def all_split_off(language: str) -> frozenset[str]:
    """All that is split off from verbs."""
    return frozenset(row.partition("|")[0] for row in _rows("separable-verbs", language))


@functools.cache
def _split_off(language: str) -> re.Pattern[str]:
    either = "|".join(sorted(all_split_off(language), key=len, reverse=True))
    return re.compile(rf"(?:{either})(?=\w{{4}})")


@functools.cache
def finite_forms(verb: str, language: str) -> frozenset[str]:
    """The finite forms of a verb from which nothing is split off. Some that do not exist do no harm."""
    return frozenset(_dutch_forms(verb) if language == "nl" else _german_forms(verb))


def _dutch_forms(verb: str) -> Iterator[str]:
    yield verb
    if verb == "houden":
        yield "hou"
    past = _strong("nl").get(verb, ("",))[0]
    for stem in _dutch_stems(verb):
        yield stem
        yield stem + {"t": "", "a": "at"}.get(stem[-1], "t")
        if not past:
            ending = "te" if verb[-3] in _VOICELESS else "de"
            yield from (stem + ending, stem + ending + "n")
    if past:
        yield past
        yield past + "n" if past.endswith("e") else _dutch_plural(past)


def _dutch_plural(past: str) -> str:
    """The plural of a strong past: kwamen, vonden, trokken, schreven, kozen."""
    if long := _LONG_VOWEL.search(past):
        past = past[:-3] + long.group(1) + long.group(2)
    elif re.search(r"(?<![aeiou])[eiou][bdfgklmnprst]$", past):
        return past + past[-1] + "en"
    return past[:-1] + {"f": "v", "s": "z"}.get(past[-1], past[-1]) + "en"


def _german_forms(verb: str) -> Iterator[str]:
    stem = _german_stem(verb)
    bare = stem.removesuffix("e")
    yield from (verb, bare, bare + "e", stem + "t")
    strong = _strong("de").get(verb)
    fixed = _FIXED["de"].match(verb)
    if strong is None and fixed and verb != "bereiten":
        strong = tuple(fixed.group() + form for form in _strong("de").get(verb[fixed.end() :], ())) or None
    if strong is None:
        yield from (stem + "te", stem + "ten")
        return
    third, past, _ = strong
    yield from (third, past, past + ("n" if past.endswith("e") else "en"))
    if third.endswith("t") and third[:-1] not in (stem, bare):
        yield third[:-1]
