"""What a form field asks of a person, as its code says it and as its label says it: an e-mail address, a street.

The purposes are those of WCAG 2.1 (section 7) that forms ask for most, and what is searched for. Both sides are
generous in four languages, and say nothing when they are not sure.
"""

import re

from accesscheck.dom import Dom, Node
from accesscheck.roles import input_type
from accesscheck.text.overlap import folded

PERSONAL = frozenset("bday city email family-name given-name name postal-code street-address tel".split())
"""Those that tell who someone is and how to reach them."""

_TYPES = {"email": "email", "tel": "tel", "password": "password", "search": "search", "url": "url"}

_TOKENS = {
    "additional-name": "given-name",
    "address-level2": "city",
    "address-line1": "street-address",
    "current-password": "password",
    "new-password": "password",
    "tel-national": "tel",
}
"""Tokens of autocomplete that go by another purpose here."""

_NAMES = {
    "bday": "bday birthdate birthday birth dateofbirth dob geboortedatum datenaissance geburtsdatum",
    "city": "city town woonplaats gemeente ville ort wohnort",
    "email": "email emailaddress mail mailaddress emailadres mailadres courriel useremail emailadresse",
    "family-name": "lastname lname surname familyname achternaam familienaam nachname nomdefamille",
    "given-name": "firstname fname givenname voornaam prenom vorname",
    "password": "password passwd pwd wachtwoord motdepasse passwort",
    "postal-code": "postcode postalcode zip zipcode codepostal plz postleitzahl",
    "search": "search searchterm searchquery zoekterm recherche suche",
    "street-address": "street streetaddress straat straatnaam rue adresse address strasse",
    "tel": "tel telephone phone phonenumber telefoon telefoonnummer telephonenumber gsm mobile telefon telefonnummer",
    "username": "username gebruikersnaam benutzername identifiant",
}
_BY_NAME = {name: purpose for purpose, names in _NAMES.items() for name in names.split()}

_LABELS = {
    "bday": r"geboort|geboren|naissance|birth|geburt|\bdob\b",
    "city": r"\bgemeente|woonplaats|\bstad\b|\bplaats\b|\bcommune|\bville\b|localite|\bcity\b|\btown\b|\bort\b|wohnort",
    "email": r"e-?mail|courriel|\bmail|mailadres",
    "family-name": r"achternaam|familienaam|nom de famille|last ?name|surname|family ?name|nachname|familienname",
    "given-name": r"voornaam|voornamen|prenom|first ?name|given ?name|forename|vorname|roepnaam",
    "name": r"\bnaam\b|\bnom\b|\bnoms\b|\bname\b|\bnames\b|full ?name",
    "password": r"wachtwoord|paswoord|mot de passe|passw|kennwort|passphrase|passcode|\bpin|code secret",
    "postal-code": r"postcode|postnummer|code postal|\bzip|postleitzahl|\bplz\b|postal|post ?code",
    "search": r"zoek|recherch|search|\bsuch|keyword|trefwoord|mots?[ -]cle|stichwort|\bfind|\bvind|trouv|chercher",
    "street-address": r"straat|\brue\b|street|strasse|\badres|address|anschrift|lieferadresse|wohnadresse",
    "tel": r"telefo|\btel\b|\bgsm\b|mobiel|\bmobile\b|mobilnummer|handy|phone|telephone",
    "url": r"website|webs[iy]te|\burl\b|site web|webadres|homepage|\blink\b|\blien\b",
    "username": r"gebruikersnaam|user ?name|identifiant|benutzername|\blogin|account|\bcompte|\buser\b|aanmeld",
}
_BY_LABEL = {purpose: re.compile(pattern) for purpose, pattern in _LABELS.items()}

_TEXT_TYPES = frozenset("text email tel url search password date number".split())


def of_code(field: Node) -> str | None:
    """The purpose that type, autocomplete, name or id of a text field say; None if they say none that is known."""
    if field.tag != "input" or input_type(field) not in _TEXT_TYPES:
        return None
    attributes = field.attributes
    token = ((attributes.get("autocomplete") or "").lower().split() or [""])[-1]
    if (purpose := _TOKENS.get(token, token)) in _LABELS:
        return purpose
    said = (_of_identifier(attributes.get(name) or "") for name in ("name", "id"))
    return _TYPES.get(input_type(field)) or next((purpose for purpose in said if purpose), None)


def of_label(label: str) -> frozenset[str]:
    """Every purpose that the words of a label name."""
    text = folded(label)
    found = {purpose for purpose, pattern in _BY_LABEL.items() if pattern.search(text)}
    # A first name is no whole name, and an e-mail address no street.
    if found & {"given-name", "family-name", "username"}:
        found.discard("name")
    if found & {"email", "url"}:
        found.discard("street-address")
    return frozenset(found)


def visible_label(field: Node, dom: Dom) -> str:
    """What is shown as its label: by label elements, else by what aria-labelledby names; "" if nothing is."""
    labels = [label for label in dom.labels(field) if not dom.is_hidden(label)]
    if not labels or (field.attributes.get("aria-labelledby") or "").strip():
        keys = (field.attributes.get("aria-labelledby") or "").split()
        named = [dom.ids[key][0] for key in keys if key in dom.ids and dom.ids[key][0].mem_id != field.mem_id]
        labels = [node for node in named if not dom.is_hidden(node)] or labels
    # Another field within the label is no part of what it says; nor are its own options.
    return " ".join(" ".join(shown_text(label, dom).split()) for label in labels).strip()


def shown_text(node: Node, dom: Dom) -> str:
    """What a label shows, without what a field within it holds."""
    parts: list[str] = []
    for child in node.iter(include_text=True):
        if child.is_text_node:
            parts.append(child.text_content or "")
        elif child.tag == "img":
            parts.append(f" {child.attributes.get('alt') or ''} ")
        elif child.tag not in ("select", "textarea", "input", "script", "style") and not dom.is_hidden(child):
            parts.append(f" {shown_text(child, dom)} ")
    return "".join(parts)


def _of_identifier(identifier: str) -> str | None:
    """By the whole, or by its end: fname, shipping-postcode, contact[email]."""
    spaced = re.sub(r"([a-z])([A-Z])", r"\1 \2", identifier)
    tokens = re.findall(r"[a-z]+", spaced.lower())
    for start in range(max(0, len(tokens) - 3), len(tokens)):
        if purpose := _BY_NAME.get("".join(tokens[start:])):
            return purpose
    return None
