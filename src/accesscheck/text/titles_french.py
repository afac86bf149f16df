"""French names in the masculine, in a title or where a person is sought, and titles in the feminine alone."""

import functools
import re
from collections.abc import Iterator, Mapping

from accesscheck.text.title_words import FRENCH_ENDINGS, Title, entries, lookalikes

_MOST_WORDS = 14
"""A line with more words is no title."""
_MOST_WORDS_OF_SEVERAL = 6
"""The same, of a line about several people: longer ones are sentences without a verb that is known here."""
_LONGEST = 200
_HEAD_WORDS = 4
"""So many words of a title can be its name: directeur commercial adjoint."""
_SHORTEST_WORD = 5

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_STOP = frozenset(
    "de d du des en à au aux dans pour par sur sous avec sans chez auprès vers et ou entre l le la les un "
    "une h f".split()
)
"""Words that end the name of a job: agent | d'accueil."""

_EPICENE = re.compile(
    r"\w{3,}(?:[iy]stes?|logues?|graphes?|iatres?|thérapeutes?|nomes?|gogues?)"
    r"|(?:\w+-)?(?:manager|designer|leader|coach|webmaster|reporter)s?"
)
_NOT_EPICENE = re.compile(
    r"(?:p|bat|ex|vis|ins|rés|pers|cons|ass|l)istes?|paragraphes?|catalogues?|dialogues?|\w*pistes?"
)
_INFINITIVE_AFTER = re.compile(
    r"\s(?:l(?:e|a|es)\b|l'|et\s\w+er\b|nos|vos|votre|notre|ses|leurs?|des\b|aux?\b|chaque|tou[ts])", re.I
)
"""Conseiller les familles is what to do."""
_ADJECTIVE = re.compile(
    r"administratif|adjoint|polyvalent|compétent|débutant|indépendant|remplaçant|principal"
    r"|(?:qualifi|spécialis|diplôm|expériment|confirm|brevet|certifi|agré|habilit|délégu|attach|détach|gradu)é"
    r"|(?!capit|journ|digit|termin|hôpit|anim|tot|loc|can|mét|festiv|arsen|cheval|sign)\w{3,}al"
    r"|\w{3,}(?:[acirtsu]tif|nsif)|\w{3,}(?:tionnel|rciel|striel|turel|ceptuel)"
)
_FEMININE_ADJECTIVE = re.compile(
    r"\w{3,}(?:iale|icale|rale|nale|cale|ative|ctive|tionnelle|rcielle|trielle|érimentée|alisée|ifiée|ômée|gréée|ointe"
    r"|trice|ière|ienne)"
)
_NO_ADJECTIVE = frozenset(
    "dispositif objectif collectif actif effectif motif tarif préparatif hôpital métal canal".split()
)
_ADJECTIVES_TOO = frozenset(
    "adjoint associé attaché chargé créatif débutant délégué diplômé élu étranger expert familier financier "
    "gradué hospitalier indépendant militant permanent pionnier professionnel régulier résident retraité salarié "
    "sportif".split()
)
"""Vous êtes attaché à la qualité names no job."""

_DETERMINER = (
    r"(?:(?:un|son|notre|votre|ce|le|du|au|tout|aucun|des|deux|trois|quatre|cinq|six|plusieurs|une"
    r"|\d{1,3}|nos|ses|de)\s|d')"
)
_CLOSE_DETERMINERS = frozenset("ce le du au des de d'".split())
_CLOSE = 25
"""Farther from the verb, these begin something else: recherche l'adresse des voyageurs."""
_MASCULINE_DETERMINERS = frozenset("un ce le du au tout aucun".split())
_SEEKING = re.compile(
    r"\b(?:recherch(?:e|ons|er)|cherch(?:e|ons|er)|engag(?:e|eons|er)|recrut(?:e|ons|er|ement)|embauch(?:e|ons|er)"
    r"|à la recherche|désign(?:e|ons|er)|nomm(?:e|ons)|trouver)\b(?P<after>[^.;!?]{0,100})",
    re.I,
)
_WHO = re.compile(
    rf"\b(?P<det>{_DETERMINER})(?:(?:nouveaux?|futurs?|bon|jeunes?|excellent|véritable|second)\s)?"
    r"(?P<noun>[^\W\d_]+(?:-[^\W\d_]+)*)",
    re.I,
)
_POST = re.compile(
    r"\b(?:(?:postes?|fonctions?|emplois?|métiers?|profession|titre|qualité|rôle|place|candidature|offre d'emploi"
    r"|engagement|recrutement)\s(?:(?:vacante?|ouverte?|unique|à pourvoir)\s)?(?:de\s|d'|du\s)(?P<un>un\s|futur\s)?"
    r"|en\stant\squ(?:e\s|'(?P<un2>un\s)?)|en\squalité\s(?:de\s|d')|(?:travailler|engagé|recruté)\scomme\s(?P<un3>un\s)?"
    r"|(?P<you>vous\sêtes|êtes-vous|devene[zr]|devenir)\s"
    r"(?:(?P<un4>un)\s(?:bon\s|excellent\s|véritable\s)?|notre\s(?:futur\s|nouveau\s|prochain\s)?)?)"
    r"(?P<noun>[^\W\d_]+(?:-[^\W\d_]+)*)",
    re.I,
)
_APPLICANT = re.compile(
    r"\b(?:le|du|au|un|tout|chaque|aucun|ce)\s(?:(?:meilleur|futur|nouveau|bon)\s)?"
    r"(?P<one>candidat|postulant|lauréat)(?![\w-]|\s(?:locataire|à l))"
    r"|\b(?:les|des|aux|nos)\s(?P<several>candidats|postulants|lauréats)(?=\s(?:retenus|intéressés|sélectionnés|admis|internes"
    r"|externes|doivent|devront|seront|sont|peuvent|pourront|ayant|titulaires)\b)",
    re.I,
)
_CUES = tuple(
    "cherch engag recrut embauch désign nomm trouver poste fonction emploi métier profession titre qualité rôle place "
    "candidat offre tant comme êtes deven postulant lauréat".split()
)
"""No text without one of these seeks anybody: the patterns above need not be tried."""
_ARTICLE = re.compile(r"(?:un|des|\d{1,3}|deux|trois)\s", re.I)
_FEMININE_ARTICLE = re.compile(r"une\s", re.I)
_YOUNG = re.compile(r"(?:jeune|premier|second|futur|nouveau)s?\s(?=[a-zé])", re.I)
_QUALIFIED = re.compile(
    r"\b(?:qualifié|spécialisé|diplômé|expérimenté|confirmé|breveté|certifié|agréé|gradué|adjoint)(?![\w·(.-])", re.I
)
_NO_LETTERS = re.compile(r"[\W\d_]*")
_VERB = re.compile(
    r"(?<!\bde )(?<!\ben )\b(?:est|sont|sera|seront|(?-i:a)|ont|avez|êtes|doit|devez|peut|pouvez|vous|nous|il|elle"
    r"|ils|elles|se|qui|que|recherche|engage|recrute|recherchons|cherche|cherchons|travaille\w*|assure[zr]?|veille[zr]?|être|avoir"
    r"|permet\w*|fait|font)\b(?!-)|\b[sn]'|[!?;]",
    re.I,
)
_NAMED = re.compile(r":\s(?:M\.|Mme|Mr)?\s?[A-ZÉÈ][\w-]+\s[A-ZÉÈ]")
"""Chargée de projet : Anne Dupont is her title."""
_PAIRS_OF_PHRASES = {
    "hôtesse": "hôte",
    "hôtesses": "hôtes",
    "garçon": "serveuse",
    "maîtresse": "maître",
    "barmaid": "barman",
}


def french(text: str, *, may_be_title: bool) -> Iterator[Title]:
    """Names of one gender in a French text."""
    taken: list[tuple[int, int]] = []
    lower = text.lower()
    pattern, phrases, firsts = _phrases()
    for match in pattern.finditer(text) if [first for first in firsts if first in lower] else ():
        taken.append(match.span())
        phrase = match.group().lower()
        first = phrase.split()[0]
        others = frozenset({f"{first}*", _PAIRS_OF_PHRASES.get(first, f"{first}*")})
        yield Title(start=match.start(), end=match.end(), key=phrase, alternatives=phrases[phrase], others=others)
    sought = _sought(text) if [cue for cue in _CUES if cue in lower] else ()
    for found in (*(_title(text) if may_be_title else ()), *sought):
        if not any(start < found.end and found.start < end for start, end in taken):
            taken.append((found.start, found.end))
            yield found


def _title(text: str) -> Iterator[Title]:
    """The name that a title begins with: Directeur adjoint, Un infirmier de nuit, Secrétaire médicale."""
    begin = _NO_LETTERS.match(text)
    at = begin.end() if begin else 0
    article, feminine_article = _ARTICLE.match(text, at), _FEMININE_ARTICLE.match(text, at)
    for found in (article, feminine_article):
        at = found.end() if found else at
    if young := _YOUNG.match(text, at):
        at = young.end()
    words = _head(text, at)
    if (
        not words
        or len(text) > _LONGEST
        or len(_WORD.findall(text)) > _MOST_WORDS
        or _VERB.search(text, at)
        or _NAMED.search(text)
    ):
        return
    lower = [word.group().lower() for word in words]
    if article is None and lower[0].endswith("er") and _INFINITIVE_AFTER.match(text, words[0].end()):
        return
    everything = frozenset(_WORD.findall(text.lower()))
    if any(
        form in everything for word in everything for form in (*feminine_forms(word), *_feminine_of_adjective(word))
    ):
        return
    marked = _masculine_words(lower, article=article is not None)
    if marked:
        if feminine_article is None or marked[0] == 0:
            yield _masculine_name(words[marked[0]], words[marked[-1]], lower[marked[0]], lower[0])
        return
    masculine = _masculine_of(lower[0])
    if masculine is not None:
        yield _feminine_name(words[0], words[0], (_both(masculine, lower[0]),), masculine)
    elif _is_epicene(lower[0]) and (last := _QUALIFIED.search(text, words[0].end())):
        # The adjective stands after a preposition: architecte d'intérieur confirmé.
        yield _masculine_name(words[0], last, f"{lower[0]} {last.group().lower()}", lower[0])
    elif feminine_article and lower[0] not in _UNE_THING and _is_epicene(lower[0]):
        yield _feminine_name(words[0], words[0], (f"un ou une {lower[0]}",), f"{lower[0]}*")
    elif len(lower) > 1 and _is_epicene(lower[0]) and _FEMININE_ADJECTIVE.fullmatch(lower[1]):
        yield _feminine_name(words[0], words[1], (f"{lower[0]} {lower[1]} (H/F/X)",), f"{lower[1][:-1]}*")


def _sought(text: str) -> Iterator[Title]:
    """Names after words that seek a person, or that name a post, and the person who applies."""
    for cue in _SEEKING.finditer(text):
        for match in _WHO.finditer(text, cue.start("after"), cue.end("after")):
            determiner = match.group("det").lower().strip()
            if determiner in _CLOSE_DETERMINERS and match.start() - cue.start("after") > _CLOSE:
                continue
            article = determiner in _MASCULINE_DETERMINERS
            feminine = determiner == "une"
            if found := list((_feminine_after_cue if feminine else _after_cue)(text, match, article=article)):
                yield from found
                break
    for match in _POST.finditer(text):
        article = any(match.group(name) for name in ("un", "un2", "un3", "un4"))
        if article or not match.group("you") or match.group("noun").lower() not in _ADJECTIVES_TOO:
            yield from _after_cue(text, match, article=article)
    for match in _APPLICANT.finditer(text):
        noun = _WORD.match(text, match.start("one" if match.group("one") else "several"))
        if noun is not None:
            yield _masculine_name(noun, noun, noun.group().lower(), noun.group().lower())


def _after_cue(text: str, match: re.Match[str], *, article: bool) -> Iterator[Title]:
    words = _head(text, match.start("noun"))
    lower = [word.group().lower() for word in words]
    marked = _masculine_words(lower, article=article)
    if marked == [0] and not feminine_forms(lower[0]) and re.search(rf"\bune {lower[0]}", text, re.I):
        return
    if marked and not _INFINITIVE_AFTER.match(text, words[0].end()):
        yield _masculine_name(words[0], words[marked[-1]], lower[marked[0]], lower[0])


_UNE_THING = frozenset("aide garde guide adulte".split())
"""Une aide can be help."""


def _feminine_after_cue(text: str, match: re.Match[str], *, article: bool) -> Iterator[Title]:
    """Une assistante, une secrétaire médicale; not une personne."""
    del article
    words = _head(text, match.start("noun"))
    word = words[0].group().lower() if words else ""
    masculine = _masculine_of(word)
    if masculine is not None:
        yield _feminine_name(words[0], words[0], (_both(masculine, word),), masculine)
    elif word and word not in _UNE_THING and _is_epicene(word) and not re.search(rf"\bun {word}", text, re.I):
        yield _feminine_name(words[0], words[0], (f"un ou une {word}",), f"{word}*")


def _head(text: str, at: int) -> list[re.Match[str]]:
    """The words of a name, to the first preposition or sign."""
    found: list[re.Match[str]] = []
    position = at
    for match in _WORD.finditer(text, at):
        if text[position : match.start()].strip() or match.group().lower().partition("'")[0] in _STOP:
            break
        found.append(match)
        position = match.end()
        if len(found) == _HEAD_WORDS:
            break
    return found


def _masculine_words(words: list[str], *, article: bool) -> list[int]:
    """Which words of a name are masculine; none if the first names no person."""
    if not words:
        return []
    named, epicene = bool(feminine_forms(words[0])), _is_epicene(words[0])
    if not named and not epicene:
        return []
    marked = [0] if named or article else []
    for number, word in enumerate(words[1:], 1):
        if word in _NO_ADJECTIVE or word in _epicenes():
            continue
        if not _ADJECTIVE.fullmatch(word) and (word.endswith("s") or not feminine_forms(word)):
            break
        marked.append(number)
    return marked


def _masculine_name(first: re.Match[str], last: re.Match[str], word: str, head: str) -> Title:
    forms = feminine_forms(word)
    named = word if forms else head if feminine_forms(head) else ""
    neutral = f"un ou une {head}" if word == head else f"{head} (H/F/X)"
    alternatives = (_both(named, feminine_forms(named)[0]) if named else neutral,)
    others = {f"{word}*", f"{word.removesuffix('s')}*"}
    others |= {other for form in forms for other in (form, form.removesuffix("s"), form.removesuffix("s") + "s")}
    stem = re.sub(r"(?:eur|ier|ien|er|é|f)s?$", "", word)
    if len(stem) >= _SHORTEST_WORD - 1:
        others.add(f"{stem}*")
    key = word if forms else f"{head} {word}"
    return Title(
        start=first.start(),
        end=last.end(),
        key=key.removesuffix("s"),
        alternatives=alternatives,
        others=frozenset(others),
    )


def _feminine_name(first: re.Match[str], last: re.Match[str], alternatives: tuple[str, ...], other: str) -> Title:
    others = frozenset({other, f"{other}*", other.removesuffix("s"), f"{other}s"})
    return Title(
        start=first.start(), end=last.end(), key=first.group().lower(), alternatives=alternatives, others=others
    )


@functools.lru_cache(maxsize=20_000)
def _names_person(word: str) -> bool:
    return bool(feminine_forms(word)) or _is_epicene(word) or _masculine_of(word) is not None


def _both(masculine: str, feminine: str) -> str:
    return f"{masculine} {'et' if masculine.endswith('s') else 'ou'} {feminine}"


@functools.lru_cache(maxsize=20_000)
def feminine_forms(word: str) -> tuple[str, ...]:
    """Feminine forms of a masculine noun for people in lower case, the usual one first; none for other words.

    Of a word that is not listed the ending decides: -eur, -ier and -ien, unless it is listed among the things.
    """
    plural = word.endswith("s") and word not in _masculines() and not word.endswith(("ais", "ois"))
    forms = _of_singular(word[:-1] if plural else word)
    if word in lookalikes("fr"):
        return ()
    return tuple(form + "s" for form in forms) if plural else forms


def _of_singular(word: str) -> tuple[str, ...]:
    known = _masculines()
    if word in known:
        return known[word]
    prefixed = _PREFIX.match(word)
    if prefixed and word[prefixed.end() :] in known:
        return tuple(prefixed.group() + form for form in known[word[prefixed.end() :]])
    if _HYPHENATED_ENDING.search(word):
        return ()
    if "-" in word:
        pairs = [(part, _of_singular(part)) for part in word.split("-")]
        if not any(forms for _, forms in pairs):
            return ()
        return ("-".join(forms[0] if forms else part for part, forms in pairs),)
    if word in lookalikes("fr") or len(word) < _SHORTEST_WORD:
        return ()
    if word.endswith("eur"):
        return _of_eur(word)
    if word.endswith("ier") and (not word.endswith("fier") or word == "greffier"):
        return (word[:-3] + "ière",)
    return (word + "ne",) if word.endswith(("ien", "yen")) else ()


_HYPHENATED_ENDING = re.compile(r"-(?:e|ne|se|euse|rice|trice|ère|ière|ve|le|te|sse|fe)s?$")
"""Assistant-e is for all."""
_PREFIX = re.compile(
    r"télé|éco|bio|co|auto|micro|vidéo|audio|photo|électro|radio|psycho|socio|agro|géo|ex-|sous-|vice-"
)


def _of_eur(word: str) -> tuple[str, ...]:
    """Feminine forms of a word in -eur, the usual one first: administratrice, vendeuse, ingénieure."""
    stem = word[:-3]
    rice, euse, eure = stem + "rice", stem + "euse", stem + "eure"
    usual = _usual_of_eur().get(word)
    if usual is None and word.endswith(("ateur", "cteur", "iteur", "uteur", "pteur")):
        usual = "trice"
    if usual == "eure":
        return eure, rice, euse
    return (rice, euse, eure) if usual == "trice" else (euse, rice, eure)


def _feminine_of_adjective(word: str) -> tuple[str, ...]:
    if not _ADJECTIVE.fullmatch(word):
        return ()
    return (word[:-1] + "ve",) if word.endswith("f") else (word + ("le" if word.endswith("el") else "e"),)


_FEMININE_ENDINGS = (("trice", "teur"), ("euse", "eur"), ("ière", "ier"), ("ienne", "ien"), ("eure", "eur"))


@functools.lru_cache(maxsize=20_000)
def _masculine_of(word: str) -> str | None:
    """The masculine of a feminine noun for people in lower case; None for other words."""
    plural = "s" if word.endswith("s") else ""
    single = word.removesuffix("s")
    known = _feminines().get(single)
    if known is None and single not in lookalikes("fr"):
        for feminine, masculine in _FEMININE_ENDINGS:
            if single.endswith(feminine) and len(single) > len(feminine) + 2:
                candidate = single.removesuffix(feminine) + masculine
                known = candidate if single in feminine_forms(candidate) else None
                break
    return None if known is None else known + plural


def _is_epicene(word: str) -> bool:
    """Whether a noun for people has one form for all: secrétaire, journaliste."""
    return word in _epicenes() or bool(_EPICENE.fullmatch(word) and not _NOT_EPICENE.fullmatch(word))


@functools.cache
def _masculines() -> Mapping[str, tuple[str, ...]]:
    return {entry.word: entry.parts for entry in entries("fr") if entry.kind == "m"}


@functools.cache
def _feminines() -> Mapping[str, str]:
    """By the feminine of the list, its masculine."""
    return {form: word for word, forms in _masculines().items() for form in forms}


@functools.cache
def _epicenes() -> frozenset[str]:
    return frozenset(entry.word for entry in entries("fr") if entry.kind == "=")


@functools.cache
def _usual_of_eur() -> Mapping[str, str]:
    """By a word in -eur, the ending that its feminine has."""
    return {word: entry.kind for entry in entries("fr") if entry.kind in FRENCH_ENDINGS for word in entry.word.split()}


@functools.cache
def _phrases() -> tuple[re.Pattern[str], Mapping[str, tuple[str, ...]], frozenset[str]]:
    """What finds names of several words that tell one gender, these names, and the words that they begin with."""
    phrases = {entry.word.lower(): entry.parts for entry in entries("fr") if entry.kind == "f"}
    either = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return (
        re.compile(rf"(?<![\w'-])(?:{either})(?![\w-])", re.I),
        phrases,
        frozenset(re.split(r"[ '-]", phrase)[0] for phrase in phrases),
    )
