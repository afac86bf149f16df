"""A verb hidden in a noun: “carry out an assessment of” for “assess”, “het uitvoeren van” for “we voeren uit”.

Three forms count. A verb that is used as a noun (het beheren van, das Absenden der), and a noun of action that needs
“of” (the implementation of, die Durchführung von) where that noun hardly ever names a thing. An empty verb that leaves
the action to a noun (een controle uitvoeren, procéder à). Three nouns of action, each hung on the one before. Nouns
that mostly name a thing (training, opleiding, formation, Ausbildung) are no nouns of action.
"""

import re
from collections.abc import Iterable, Iterator

from accesscheck.checkers.texts import Spot, Text
from accesscheck.text.by_language import ByLanguage, patterns

_SOME = r"(?:[^\s,;:.!?()]+ ){0,3}?"
_FEW = r"(?:[^\s,;:.!?()]+ ){0,2}?"
_ONE = r"(?:\w+ )?"
_JUST_BEFORE = 40
"""So many characters are looked at before a Dutch verb that is used as a noun."""


def _any(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


def _noun(endings: str, things: str) -> str:
    """A word with such an ending that does not end in the name of a thing."""
    return rf"\w{{3,}}{_any(endings)}\b" + "".join(f"(?<!{thing})" for thing in things.split())


def _either(*expressions: str) -> str:
    return "|".join(expressions)


def _chain(noun: str, link: str) -> str:
    step = rf" {_any(link)} {_FEW}{noun}"
    return rf"\b{noun}{step}{step}"


def _compiled(searches: Iterable[tuple[tuple[str, ...], str]]) -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    return tuple([(needed, re.compile(expression)) for needed, expression in searches])


_DUTCH_ACTION = _any("""
    aanlevering aansturing aanstelling aanvulling aanwending aanwerving actualisering afhandeling aflevering afwerking
    beoordeling bevordering bewaking beëindiging bijsturing coördinatie evaluatie formulering goedkeuring handhaving
    herziening implementatie inachtneming indiening ingebruikname inning instandhouding invoering inwerkingtreding
    inwinning inzameling kennisname naleving ondertekening oprichting opstelling opvolging opschaling
    optimalisatie optimalisering overhandiging plaatsing raming realisatie realisering terugvordering tenuitvoerlegging
    toekenning toepassing totstandkoming uitbetaling uitreiking uitvoering uitwerking vaststelling verbetering verhoging
    verlaging verlening vermindering verrichting verstrekking vervanging verwerking verwezenlijking verwijdering
    verzending wijziging
""")
_DUTCH_NOUN = "(?:" + _noun("ing ingen atie aties", """
    afdeling betrekking ding ervaring ervaringen functie houding informatie instelling kleding kring leerling leiding
    lening locatie mening omgeving opleiding opleidingen organisatie planning regeling rekening rekeningen relatie
    richting situatie stichting training uitdaging vereniging vergadering vergoeding vergunning verzekering vestiging
    voorziening woning woningen zitting
""") + r"|(?:analyses?|audits?|controles?|inspecties?|onderhoud|onderzoek|onderzoeken|reparaties?)\b)"  # fmt: skip
_DUTCH_NO_VERB = _any("""
    bestaan binnen boven buiten een eigen einden eten even examen functioneren geen gegeven geheugen gezien heden kussen
    laken leven midden onderen open optreden overleden overlijden samen tegen teken tussen verlangen verleden vermogen
    vertrouwen voordoen wapen werken weten wezen willen zijden
""")
_DUTCH_ADVERB = _any("""
    actief correct dagelijks degelijk door efficiënt goed helpen mede mee nauwkeurig opnieuw snel succesvol tijdig
    veilig verder vlot zelf zelfstandig zorgvuldig
""")
_DUTCH_CHOICE = _any("analyse berekening evaluatie inschatting keuze selectie vergelijking")
_DUTCH_HELP = _any("advies begeleiding bijstand goedkeuring hulp ondersteuning toestemming")

_FRENCH_ACTION = _any("""
    accélération accomplissement actualisation adaptation adoption amélioration application appropriation attribution
    automatisation centralisation clarification communication conception concrétisation consolidation constitution
    construction coordination création dématérialisation déploiement détermination développement diffusion définition
    délivrance élaboration élargissement émission établissement évaluation examen exécution expérimentation finalisation
    formalisation généralisation hiérarchisation identification implémentation instauration intégration lancement
    maintien mobilisation modernisation modification obtention octroi optimisation organisation perception pérennisation
    pilotage planification préparation priorisation production promotion réalisation rédaction réduction régularisation
    renforcement renouvellement résolution résorption sélection signature simplification structuration suivi suppression
    traitement transformation transmission utilisation validation valorisation vérification
""")
_FRENCH_NO_THING = _any("""
    accomplissement actualisation attribution concrétisation délivrance détermination élaboration exécution finalisation
    formalisation généralisation hiérarchisation implémentation instauration obtention octroi opérationnalisation
    optimisation pérennisation priorisation réalisation régularisation structuration systématisation vérification
""")
_FRENCH_THING = _any("""
    action actions document documents fonction fonctions formation formations gestion image images logement logements
    mission missions ouvrage ouvrages page pages paiement paiements prestation prestations question questions rotation
    rotations stage stages station stations
""")
_FRENCH_NOUN = (
    rf"(?!{_FRENCH_THING}\b)(?:\w{{3,}}(?:[ts]ions?|ments?|ages?)"
    r"|analyses?|contrôles?|envois?|études?|examens?|recherches?|relevés?|suivis?)\b"
)
_FRENCH_OF = r"(?= (?:d'|(?:de|des|du) ))"

_ENGLISH_ACTION = _any("""
    accomplishment achievement adaptation adjustment administration adoption allocation analysis application assessment
    attainment calculation clarification collection commencement compilation completion consideration consolidation
    construction continuation coordination co-ordination creation delivery determination development dissemination
    distribution enforcement engagement enhancement establishment evaluation examination execution facilitation
    formulation identification implementation improvement inspection installation integration introduction investigation
    maintenance management measurement modification monitoring notification optimisation optimization organisation
    organization preparation prioritisation procurement production promotion provision realisation recruitment reduction
    registration rehabilitation removal resolution review selection submission termination transformation utilisation
    utilization verification
""")
_ENGLISH_NO_THING = _any("""
    accomplishment allocation attainment commencement completion continuation determination dissemination enforcement
    enhancement establishment execution facilitation formulation identification implementation maintenance optimisation
    optimization prioritisation provision realisation submission termination utilisation utilization verification
""")

_GERMAN_NO_THING = _any("""
    Abwicklung Aushändigung Beantragung Beendigung Befolgung Behebung Bekanntgabe Bereitstellung Durchführung Einhaltung
    Einholung Einreichung Entrichtung Erbringung Erfüllung Ergreifung Erstellung Erteilung Geltendmachung Gewährleistung
    Gewährung Inanspruchnahme Inbetriebnahme Realisierung Sicherstellung Tätigung Übermittlung Umsetzung Veranlassung
    Verwirklichung Vornahme Wahrnehmung Zurverfügungstellung
""")
_GERMAN_NO_VERB = _any(r"""
    Abkommen Anliegen Ansehen Arbeiten Aufkommen Aussehen Becken Bestehen Christen Denken Einkommen Empfinden Ermessen
    Erscheinen Essen Examen Guthaben Gutachten Können Lernen Rahmen Schreiben Streben Treffen Verhalten Vermögen
    Versprechen Vertrauen Volumen Vorgehen Vorhaben Vorkommen Wesen Wissen \w*zeichen \w*[Vv]erfahren
    \w*[Uu]nternehmen \w*[Ll]eben
""")
_GERMAN_NOUN = "(?=[A-ZÄÖÜ])" + _noun("ung ungen tion tionen analyse analysen kontrolle kontrollen", """
    altung bteilung bteilungen Bildung bildung Bildungen bildungen eidung eistung eistungen eitung
    eranstaltung eranstaltungen erantwortung erbung rfahrung rfahrungen ersicherung echnung echnungen ichtung
    itzung itzungen ohnung ohnungen tation
""")  # fmt: skip
_GERMAN_OF = _any("von der des einer eines aller ihrer ihres Ihrer Ihres deiner deines Deiner Deines unserer unseres")
_GERMAN_CHOICE = _any("Auswahl Entscheidung Vereinbarung")
_GERMAN_HELP = _any("Beistand Beitrag Hilfe Unterstützung")
_GERMAN_USE = _any("Anwendung Beachtung Berücksichtigung Verwendung")

_OPENED = patterns(
    nl=_either(
        rf"\bhet (?:(?:{_DUTCH_ADVERB}|op punt|up to date) )?(?!{_DUTCH_NO_VERB}\b)"
        r"[a-zë]{2,}(?:en|doen|gaan|staan|zien)(?: (?:en|of|én) (?:[a-z]+ )?[a-z]{2,}en)? van\b",
        rf"\b(?:bij|de|door|na|ter|tot|voor) {_DUTCH_ACTION} van\b",
        rf"\bvoer(?:t|en)? {_SOME}{_DUTCH_NOUN} {_FEW}uit\b",
        rf"\b(?:verricht|verrichten|uitvoeren van) {_FEW}{_DUTCH_NOUN}",
        rf"\b(?:ga|gaan|gaat|overgaan|overgegaan) (?:over )?tot (?:(?:de|een|het) )?{_DUTCH_NOUN}",
        rf"\bne(?:emt?|men) (?:een |de |zelf een ){_ONE}beslissing\b",
        rf"\blever(?:t|en)? (?:je |u |we )?een {_ONE}bijdrage\b",
        rf"\bm(?:aakt?|aken) (?:je |u |we )?een {_ONE}{_DUTCH_CHOICE}\b",
        rf"\bver(?:leent?|lenen|strekt|strekken) {_ONE}{_DUTCH_HELP}\b",
    ),
    fr=_either(
        rf"\b(?:la |l'|une |à la |à l'|au |du )(?:bonne |meilleure )?(?:{_FRENCH_NO_THING}|prise en compte"
        rf"|mise à disposition|mise en (?:application|conformité|ligne|place|service|valeur)){_FRENCH_OF}",
        r"\b(?:effectu|opér|réalis)(?:ant|e|é|ée|ées|ent|er|era|erez|és|ez|ons) (?:des |l'|la |le |les |une? )"
        rf"{_ONE}{_FRENCH_NOUN}",
        r"\bproc(?:édez?|éder|édons|édé|édant|ède|èdent|èdera) (?:à |au |aux )(?:des |l'|la |une? )?"
        rf"{_ONE}(?:{_FRENCH_NOUN}|mise \w+ \w+)",
        r"\b(?:assur|particip|contribu|garanti)(?:ant|e|ent|er|era|erez|ez|ons|r|ssant|ssez|t)? (?:activement )?"
        rf"(?:la |le |l'|à la |au |à l'){_ONE}(?:{_FRENCH_ACTION}|mise (?:en|à) \w+|prise en \w+){_FRENCH_OF}",
        rf"\bpr(?:end|endre|ends|enez|ennent|enons|is) (?:la|une) {_ONE}décision\b",
        r"\b(?:apport|donn)(?:e|é|ent|er|era|erez|ez|ons) (?:des|les|notre|son|une?|votre) "
        rf"{_ONE}(?:aide|améliorations?|appui|autorisation|corrections?|explications?|modifications?|réponse|soutien)\b",
        rf"\bf(?:ait|aire|era|eront|ont) l'objet d(?:e |'(?:une? )?){_ONE}(?:\w+ation|contrôle|enquête|examen"
        r"|remboursement|suivi|traitement)\b",
    ),
    en=_either(
        rf"\bthe {_ONE}{_ENGLISH_NO_THING} of\b",
        r"\b(?:carr(?:ied|ies|y|ying) out|conduct(?:ed|ing|s)?|undert(?:aken?|akes|aking|ook)"
        r"|(?<!high )(?<!high-)perform(?:ed|ing|s)?) (?:all |an? |any |our |regular |the )?"
        rf"{_FEW}(?:{_ENGLISH_ACTION}s?|analyses|audits?|checks|enquiry|inquiry|research into)\b",
        r"\b(?:assist(?:ing|s)? (?:in|with)|contribut(?:e|es|ing) to|ensur(?:e|es|ing)|facilitat(?:e|es|ing)"
        rf"|help(?:ing|s)? with|responsible for|support(?:ing|s)?) the {_ONE}{_ENGLISH_ACTION} of\b",
        rf"\bm(?:ade|akes?|aking) (?!sure )(?:an? |any |our |the |your )?{_ONE}(?:adjustments to|applications?"
        r"|assessments?|contributions?|decision|determination|enquiry|improvements|modifications|payments?"
        r"|provision for|recommendations?|use of)\b",
        rf"\b(?:giv(?:e|en|es|ing)|provid(?:e|ed|es|ing)) (?:an? |any |our |your )?{_FEW}"
        r"(?:assistance|explanation|guidance|indication|support) (?:for|in|to|with)\b",
        r"\b(?:c[ao]me to|reach(?:ed)?) (?:an?|the) (?:agreement|conclusion|decision)\b",
    ),
    de=_either(
        rf"\b(?:[Dd]as|[Dd]urchs|[Ii]ns) (?!{_GERMAN_NO_VERB}\b)[A-ZÄÖÜ]\w{{3,}}(?:en|eln|ern) {_GERMAN_OF}\b",
        rf"\b(?=[A-ZÜ]\w+(?:abe|ahme|ung) )(?<!-){_GERMAN_NO_THING} {_GERMAN_OF}\b",
        rf"\b[Nn](?:ehmen|immst?|immt) {_SOME}{_GERMAN_NOUN} {_FEW}vor\b",
        rf"\b[Ff]ühr(?:e|en|st|t) {_SOME}{_GERMAN_NOUN} {_FEW}durch\b",
        rf"\b[Tt]r(?:effen|ifft|iffst) {_FEW}{_GERMAN_CHOICE}\b",
        rf"\b[Ll]eist(?:e|en|est|et) {_SOME}{_GERMAN_HELP}\b",
        rf"\b[Ff]inde[nt] {_FEW}{_GERMAN_USE}\b",
    ),
)
"""Expressions that begin with a known word."""
_CLOSING = {
    "nl": (
        (
            ("bracht", "brengen", "gevoerd", "uitvoer", "verricht", "voeren"),
            _either(
                rf"\b{_DUTCH_NOUN} {_FEW}(?:aan te brengen|aanbrengen|aangebracht|door te voeren|doorgevoerd|doorvoeren"
                r"|te verrichten|uit te voeren|uitgevoerd|uitvoeren|uitvoert|verricht|verrichten)\b"
            ),
        ),
        (
            ("genomen", "leveren", "levert", "maken", "neemt", "nemen", "verle", "verstrek"),
            _either(
                rf"\bbeslissing {_ONE}(?:te )?(?:genomen|neemt|nemen)\b",
                r"\bbijdrage (?:te )?lever(?:en|t)\b",
                rf"\been {_ONE}{_DUTCH_CHOICE} (?:te )?maken\b",
                rf"\b{_DUTCH_HELP} (?:te )?ver(?:leend|leent|lenen|strekken|strekt)\b",
            ),
        ),
    ),
    "de": (
        (
            ("durchführ", "durchge", "durchzu", "erfolg", "leiste", "nehmen", "nimmt", "nommen", "tätig", "unterz"),
            _either(
                rf"\b{_GERMAN_NOUN} {_FEW}(?:durchführen|durchführt|durchgeführt|durchzuführen|erfolgen|erfolgt"
                r"|geleistet|getätigt|leisten|tätigen|unterziehen|unterzogen|vorgenommen|vornehmen|vornimmt|vorzunehmen)\b"
            ),
        ),
        (
            ("brach", "bring", "finde", "gelang", "komm", "leiste", "treffen", "troffen"),
            _either(
                rf"\b{_GERMAN_CHOICE} {_ONE}(?:zu )?(?:getroffen|treffen)\b",
                rf"\b{_GERMAN_HELP} {_SOME}(?:geleistet|leisten|leistet)\b",
                rf"\b{_GERMAN_USE} finde[nt]\b",
                r"\bzu[mr] (?:Anwendung|Ausführung|Auszahlung|Durchführung|Einsatz|Entscheidung|Umsetzung) (?:zu )?"
                r"(?:bringen|bringt|gebracht|gekommen|gelangen|gelangt|kommen|kommt)\b",
            ),
        ),
    ),
}
_CLOSED = ByLanguage(_CLOSING, _compiled)
"""Expressions that end with a verb, each after parts of words of which a sentence must have one to be searched."""
_PILED = patterns(
    nl=_chain(_DUTCH_NOUN, "bij over ter tot van voor"),
    fr=_chain(rf"{_FRENCH_ACTION}s?\b", "à au de des du en pour"),
    en=_chain(rf"{_ENGLISH_ACTION}s?\b", "for in into of to"),
    de=_chain(_GERMAN_NOUN, "bei der des einer eines für von zur"),
)
"""Nouns of action in a row."""
_ENDINGS = {"nl": ("ing", "atie"), "fr": ("tion", "ment", "age"), "en": ("tion", "ment"), "de": ("ung", "tion")}
"""Endings of which a sentence with nouns of action in a row must have three."""
_NATURAL = re.compile(
    r"(?:affiniteit|ambitie|bedreven|beter|energie|ervaren|ervaring|geniet\w*|goed|haalt|handig|hebt|houdt?|houden"
    r"|interesse|kennis|kunst|passie|plezier|sterk|talent|vaardig|zin)(?: \w+){0,2} $"
)
"""Words that ask for the Dutch verb as a noun that comes after them: ervaring met het verzorgen van."""


def spots(text: Text) -> Iterator[Spot]:
    """The first place of each sentence: who rewrites that, rewrites the sentence."""
    for passage in text.passages:
        # Only German tells a noun by its capital.
        searched = passage.plain.text if text.language == "de" else passage.plain.lower
        found = min(_found(searched, text.language), default=None)
        if found is not None:
            yield Spot(passage=passage, start=found[0], end=-found[1])


def _found(searched: str, language: str) -> Iterator[tuple[int, int]]:
    """Start and end of places, the end below zero so that the longer of two comes first."""
    for match in _OPENED[language].finditer(searched):
        start = match.start()
        if language != "nl" or not _NATURAL.search(searched, max(0, start - _JUST_BEFORE), start):
            yield start, -match.end()
            break
    for needed, expression in _CLOSED.get(language, ()):
        if any(part in searched for part in needed) and (found := expression.search(searched)):
            yield found.start(), -found.end()
    several = sum(map(searched.count, _ENDINGS[language])) >= 3
    if several and (found := _PILED[language].search(searched)):
        yield found.start(), -found.end()
