"""A text begins with law, history, mission or praise: what the reader gets or must do comes later."""

import re
from collections.abc import Iterator

from accesscheck.checkers.texts import Spot, Text
from accesscheck.text.by_language import patterns
from accesscheck.text.passages import Passage

FEWEST_WORDS = 120
"""In a shorter text, the point is never far."""
SENTENCES = 2
"""Sentences by which the point is made. Readers decide by the first lines whether a text is meant for them."""
SHORTEST = 3
"""Words. Fewer are a line of an address or a title."""
FAR = 50
"""Characters before the preamble that are named with it, so that the reader knows the sentence again."""

_SENTENCE_END = re.compile(r"[.!?…:][\"'”»)\]]*$")
_YEAR = r"(?:1[5-9]|20)\d\d"

_POINT = patterns(
    nl=(
        r"\b(?:je|jij|jou|jouw|jullie|u|uw|gezocht|zoek|zoeken|zoekt|sollicit\w+|solliciteer|vacatures?|versterking"
        r"|(?:aan)?werven|werft|kandidaat|kandidaten|functie|job|baan|betrekking|stageplaats)\b"
        r"|^(?:bekijk|bel|bestel|betaal|bezoek|bouw|breng|doe|ga|geef|haal|help|hou|kies|klik|kom|laat|lees|let|maak"
        r"|mail|meld|neem|ontdek|probeer|schrijf|start|stuur|toon|verdien|vraag|vul|werk|word|zet|zorg)\b"
        r"|\b(?:uiterlijk|v[oó][oó]r|tegen|tot|vanaf) (?:\w+ )?\d{1,2} (?:januari|februari|maart|april|mei|juni|juli"
        r"|augustus|september|oktober|november|december)"
        r"|(?:€ ?\d[\d.,]*|\d euro)(?! (?:milj|omzet))"
    ),
    fr=(
        r"\b(?:vous|votre|vos|tu|toi|ton|ta|tes|(?:re)?cherch(?:e|ent|ons|er)|recherché\w*|recrut\w+|engageons"
        r"|engage une?|postes?|emploi|candidat\w*|rejoi(?:ndre|gn\w+|ns)|cdd|cdi|freelance)\b|\bt'|^\w+ez\b"
        r"|\b(?:avant|jusqu'au|au plus tard|à partir du|dès) (?:le )?\d{1,2}(?:er)? (?:janvier|février|mars|avril|mai"
        r"|juin|juillet|août|septembre|octobre|novembre|décembre)"
        r"|\d ?(?:€|euros)(?! de chiffre)"
    ),
    en=(
        r"\b(?:you|your|looking (?:for|to)|seek|seeks|seeking|recruit\w*|hiring|hire|vacanc\w+|opportunit\w+|posts?"
        r"|roles?|positions?|jobs?|appl(?:y|ying|ications?|icants?)|candidates?|invite[sd]?|join|appoint\w*|requires?"
        r"|wanted)\b"
        r"|^(?:apply|be|book|bring|build|call|check|choose|come|contact|discover|find|get|give|go|help|join|lead|look"
        r"|make|read|register|send|start|take|use|visit|work|write)\b"
        r"|\b(?:by|before|until|from) (?:\w+ )?\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:january|february|march|april|may|june"
        r"|july|august|september|october|november|december)"
        r"|£\d[\d.,]*(?![\d.,]* ?(?:m|bn|million|billion)\b)"
    ),
    de=(
        r"\b(?:du|dich|dir|dein\w*|euch|such(?:e|en|t)|gesucht|bewerb\w+|bewirb|stellen?|position|job|rolle"
        r"|verstärkung|kandidat\w*|praktik\w+)\b|\((?:[mwdx]/){1,3}[mwdx]\)"
        r"|^(?:werde|komm|starte|entdecke|gestalte|nutze|hilf|schreib|melde|mach)\b"
        r"|\b(?:bis|ab|vor) (?:zum |dem |spätestens )?\d{1,2}\. (?:januar|februar|märz|april|mai|juni|juli|august"
        r"|september|oktober|november|dezember)"
        r"|\d ?(?:€|euro\b)(?! umsatz)"
    ),
)
"""What speaks to the reader, asks for something, or says how much or until when; in lower case."""
_POLITE = re.compile(r"\b(?:Sie|Ihnen|Ihre?[mnrs]?)\b")
"""The same, where German tells you from they by a capital."""

_WHO = {
    "nl": "aannemer|bedrijf|bureau|dienstverlener|fabrikant|familiebedrijf|groep|groothandel|instelling|kantoor|kmo"
    "|leverancier|marktleider|onderneming|organisatie|overheid|partner|producent|speler|stichting|vzw",
    "fr": "acteur|actrice|agence|application|asbl|association|entreprise|établissement|filiale|groupe|incubateur"
    "|institution|leader|organisation|outil|plateforme|programme|service|société|start-?up",
    "en": "agency|business|charity|communit(?:y|ies)|compan(?:y|ies)|employers?|federation|firms?|group|leaders?"
    "|manufacturers?|organi[sz]ations?|partnership|platform|providers?|service|start-?up|suppliers?",
    "de": "agentur|anbieter[ns]?|beratung|betrieb|dienstleister[ns]?|firma|gesellschaft|gruppe|hersteller[ns]?|kanzlei"
    "|konzern|marktführer|organisation|plattform|spezialist(?:en)?|start-?up|träger|unternehmen|verband|verein",
}
"""What an organisation says that it is."""

_PREAMBLE = patterns(
    nl=(
        # By law.
        r"\bin het kader van\b|\bingevolge\b|\bkrachtens\b|^overeenkomstig\b|\bgelet op\b|\bop grond van\b"
        r"|\bmet toepassing van\b|\b(?:de wet|het decreet|de ordonnantie|het besluit) (?:van|betreffende|over)\b"
        # By its past.
        rf"|\bsinds (?:het jaar )?{_YEAR}|\b(?:opgericht|ontstaan|gesticht|gestart) in {_YEAR}"
        rf"|\bin {_YEAR}(?: \w+){{0,2}} (?:opgericht|ontstaan|gesticht|gestart)\b"
        r"|\b(?:al|sinds|met) (?:meer dan |ruim |bijna |zo'n )?\d+ jaar\b(?: ervaring\b)?|\buitgegroeid tot\b"
        r"|\bjarenlange (?:ervaring|know-how|expertise)\b"
        # By who writes it.
        r"|\b(?:is|zijn) (?:een|de|het|dé|hét) (?:[\w-]+,? (?:en )?){0,4}?"
        rf"[\w-]*(?:{_WHO['nl']})\b"
        r"|\b(?:is|zijn) (?:gespecialiseerd|actief|toonaangevend) (?:in|binnen|op|als)\b|\btoonaangevende?\b"
        # By what that is for.
        r"|\b(?:onze|de|als) missie\b|\bonze (?:visie|kernwaarden|waarden)\b|\bstreeft naar\b"
        r"|\bstreven (?:we|wij) naar\b|\bdraait alles om\b|\bgeloven (?:we|wij)\b|\b(?:we|wij) geloven\b"
        r"|\bgelooft (?:dat|in)\b|\bzet(?:ten)? zich in voor\b|\bheeft (?:als|tot) doel\b"
        # By the times we live in, or by a greeting.
        r"|\bin een (?:wereld|tijd|maatschappij|samenleving|sector) (?:waar|die)\b|\bvandaag de dag\b|\btegenwoordig\b"
        r"|\bde (?:voorbije|afgelopen|laatste) jaren\b|\bsteeds (?:meer|vaker)\b"
        r"|^(?:van harte )?welkom\b|^met (?:veel |grote? )?(?:plezier|trots|genoegen)\b|^(?:beste|geachte) \w+"
    ),
    fr=(
        r"\bdans le cadre d(?:e|u|es)\b|\bconformément (?:à|aux?)\b|\ben vertu\b(?= d)|\ben application\b(?= d)"
        r"|^vu (?:la|les?)\b|\baux termes\b(?= d)"
        r"|\b(?:la loi|le décret|l'arrêté|l'ordonnance) (?:du|de|des|sur|pour|n°|relatif|relative)\b"
        rf"|\bdepuis (?:l'année )?{_YEAR}|\bdepuis (?:plus de |près de )?\d+ ans\b|\bdepuis de nombreuses années\b"
        r"|\b(?:créé|fondé|lancé|né|incubé)e?s? (?:en|il y a) (?:\w+ )?\d+"
        rf"|^en (?:\w+ )?{_YEAR}(?=,)|\bs'est lancée? en\b"
        r"|\b(?:est|sont|sommes) (?:une?|les?|la|l') ?(?:des )?(?:[\w'-]+,? ){0,3}?"
        rf"(?:{_WHO['fr']})\b"
        r"|\ba (?:donc )?pour (?:mission|objectif|but|vocation|ambition|rôle)\b|\bvis(?:e|ent) à\b"
        r"|\bnotre (?:mission|ambition|vision|raison d'être)\b|\best chargée?\b(?= d)|\bnos valeurs\b"
        r"|\bnous croyons\b"
        r"|\bde nos jours\b|\bces dernières années\b|\bdans un (?:monde|contexte|secteur|environnement)\b"
        r"|\bchaque année\b|\bde plus en plus\b|\ben plein essor\b"
        r"|\bface (?:à|aux?) (?:l'|la |les? |cet |cette )?(?:enjeu|défi|essor|constat|crise|explosion)\w*"
        r"|^bienvenue\b|^(?:cher|chère)s? \w+|^c'est avec (?:grand )?plaisir\b"
    ),
    en=(
        r"\bpursuant to\b|^in accordance with\b|\bwithin the framework of\b|\bby virtue of\b|\bin the context of\b"
        r"|^under the \w+(?: \w+){0,4} act\b"
        rf"|\bsince {_YEAR}|\b(?:founded|established|created|formed|set up|launched) (?:in|by)\b"
        r"|\bover \d+ years\b(?! old| of age)"
        r"|\b(?:for|with) (?:over|more than|almost|nearly) (?:\d+ years|an? (?:century|decade))\b"
        r"|\b(?:is|are) (?:an?|the|one of (?:the|\w+'s)) (?:[\w'-]+,? (?:and )?){0,4}?"
        rf"(?:{_WHO['en']})\b"
        r"|\b(?:is|are) (?:an?|the|one of the) (?:world |market )?(?:leading|largest|fastest)\b"
        r"|\bour (?:mission|vision|purpose|values|goal|aim) (?:is|are)\b|\bwe believe\b"
        r"|\b(?:is|are) (?:committed|dedicated) to\b|\bstrives? to\b|\bprides itself\b|\bpride ourselves\b"
        r"|\bwe are proud\b"
        r"|\bin today's\b|\bin recent years\b|\bin a world\b|\bnowadays\b|\bin an (?:increasingly|ever)\b"
        r"|^welcome to\b|^dear \w+|\bit is with (?:great )?pleasure\b"
    ),
    de=(
        r"\bim rahmen (?:der|des|von|eine[rs])\b|^gemäß\b|^aufgrund (?:der|des)\b"
        r"|\bauf (?:der )?grundlage (?:der|des)\b|\b(?:das gesetz|die verordnung|der erlass) (?:über|zur|zum|vom)\b"
        rf"|\bseit (?:dem jahr )?{_YEAR}|\bseit (?:der|unserer|ihrer) gründung\b|\b{_YEAR} gegründet\b"
        r"|\btraditionsreich\w*"
        r"|\bseit (?:(?:über|mehr als|fast|rund|knapp|gut) )?(?:\d+|zehn|zwanzig|dreißig|vielen) ?jahr\w*"
        r"|\bseit (?:über )?einem (?:viertel|halben )?jahrhundert\b"
        r"|\b(?:ist|sind) (?:wir )?(?:eine?[mnrs]?|der|die|das|europas) (?:[\w-]+,? (?:und )?){0,4}?"
        rf"[\w-]*(?:{_WHO['de']})\b|\bführende[mnrs]?\b"
        r"|\bunsere (?:mission|vision|werte)\b|\bunser (?:ziel|anspruch|auftrag) ist\b|\bwir glauben\b"
        r"|\bsich (?:das ziel gesetzt|zum ziel)\b|\bste(?:ht|hen) für\b"
        r"|\bin einer (?:welt|zeit)\b|\bin zeiten\b|\bheutzutage\b|\bimmer mehr\b"
        r"|\bin den (?:letzten|vergangenen) jahren\b"
        r"|^(?:herzlich )?willkommen\b|^(?:liebe|lieber|sehr geehrte) \w+"
    ),
)
"""How a text begins that does not come to its point; in lower case. The kinds are in the order of the Dutch ones."""


def spots(text: Text) -> Iterator[Spot]:
    """The first preamble in the first sentences, if nothing up to their end says what the text is for."""
    if text.word_count < FEWEST_WORDS:
        return
    found: Spot | None = None
    sentences = 0
    for passage in text.passages:
        if _has_point(passage, text.language):
            return
        if not _is_sentence(passage):
            continue
        sentences += 1
        if found is None and (match := _PREAMBLE[text.language].search(passage.plain.lower)):
            start = match.start() if match.start() > FAR else 0
            found = Spot(passage=passage, start=start, end=match.end())
        if sentences == SENTENCES:
            break
    if found is not None and sentences == SENTENCES:
        yield found


def _is_sentence(passage: Passage) -> bool:
    """Whether a passage is a sentence of a paragraph: no title, no item of a list."""
    return (
        passage.block.kind == "paragraph"
        and len(passage.words) >= SHORTEST
        and _SENTENCE_END.search(passage.plain.text) is not None
    )


def _has_point(passage: Passage, language: str) -> bool:
    """Whether a passage speaks to the reader, asks for something, or says how much or until when."""
    if language == "de" and _POLITE.search(passage.plain.text):
        return True
    return _POINT[language].search(passage.plain.lower) is not None
