"""Names of one gender are told from look-alikes, and texts that speak to everyone are known."""

import pytest

from accesscheck.text.phrases import plain
from accesscheck.text.title_words import entries
from accesscheck.text.titles import open_to_all, titles, words_of
from accesscheck.text.titles_french import feminine_forms


def found(text: str, language: str, *, may_be_title: bool = True) -> list[str]:
    even = plain(text).text
    words = words_of([even])
    return [
        even[title.start : title.end]
        for title in titles(even, language, may_be_title=may_be_title)
        if not title.others & words
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Sollicitant (m/v/x)",
        "Medewerker (V/M)",
        "Agent H/F",
        "Gestionnaire (f/h/x)",
        "Sachbearbeitung (m/w/d)",
        "Fachkraft m|w|d",
        "Officer (m/f/d)",
        "Product Owner (all genders)",
        "Tischler (gn)",
        "Elektriker (m, w, d)",
        "Technicus man/vrouw",
        "De job staat open voor mannen en vrouwen.",
        "Offen für alle Geschlechter",
    ],
)
def test_a_text_says_that_everyone_is_meant(text: str) -> None:
    assert open_to_all(text)


@pytest.mark.parametrize(
    "text", ["De trein rijdt 12 m/s.", "Ouvert 24 h/24", "Vrij: ma/vr", "Bus V/V of F/F", "Dienst d/m", ""]
)
def test_other_marks_say_nothing(text: str) -> None:
    assert not open_to_all(text)


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("nl", "De verkoopster, de timmerman en de poetsvrouw", ["verkoopster", "timmerman", "poetsvrouw"]),
        ("nl", "Een directrice en een vertegenwoordigster", ["directrice", "vertegenwoordigster"]),
        ("nl", "De schooljuf en de tuinman", ["schooljuf", "tuinman"]),
        ("nl", "DRINGEND: POETSVROUW GEZOCHT", ["POETSVROUW"]),
        ("nl", "Directiesecretaresse", ["Directiesecretaresse"]),
        ("nl", "Twee brandweermannen en drie verpleegsters", ["brandweermannen", "verpleegsters"]),
        ("nl", "We zoeken een bewaakster en een kweekster.", ["bewaakster", "kweekster"]),
        ("nl", "manager Hermann human iemand manier management relatiebeheer register minister poster cluster", []),
        ("nl", "meester venster dienst klantenservice les fles magazijn termijn medicijn keukenhulp adres proces", []),
        ("nl", "interesse service expertise politie praktijk vrijdag muziekles bedrijfsproces juist eerste besten", []),
        ("nl", "psychologen, studenten, docenten, assistenten, consulenten, advocaten en patiënten", []),
        ("nl", "De kapper of kapster", []),
        ("nl", "Vakman/vrouw", []),
        ("nl", "medewerk(st)er", []),
        ("nl", "Jan Timmerman belt meneer Kuisman en mevrouw Zeeman.", []),
        ("en", "The salesman, the waitress and the firemen", ["salesman", "waitress", "firemen"]),
        ("en", "A dinner lady and two cleaning ladies", ["dinner lady", "cleaning ladies"]),
        ("en", "Women, humans, Germans, specimens, business, process, access, fitness, dress", []),
        ("en", "Sister company of the Foreman Group", []),
        ("en", "A salesperson, a firefighter and a chair", []),
        ("de", "Der Einkäufer", ["Einkäufer"]),
        ("de", "Wir suchen Mitarbeiter und Experten.", ["Mitarbeiter", "Experten"]),
        ("de", "Den Lehrern helfen die Schulleiter.", ["Lehrern", "Schulleiter"]),
        ("de", "Für den Nebenmann gilt das nicht.", ["Nebenmann"]),
        ("de", "Frau Hartmann und Lehmann kommen.", []),
        ("de", "der*die Expert*in und die Expert:innen", []),
        ("de", "Ärztin oder Arzt", []),
        ("de", "Wir suchen eine Ärztin.", ["Ärztin"]),
        ("de", "Kauffrau/-mann", []),
        ("de", "Computer, Ordner, Zähler, Koffer, Drucker, Fehler, Server, Motor, Sensor, Keller, Sommer", []),
        ("de", "Die Angestellten und die Auszubildenden", []),
        ("de", "Verantwortlicher Umgang mit Geld", []),
        ("de", "Die Kündigungsfristen, Checklisten und Materiallisten", []),
        ("fr", "Un infirmier de nuit", ["infirmier"]),
        ("fr", "Ouvrier agricole", ["Ouvrier"]),
        ("fr", "Artiste peintre", []),
        ("fr", "Comptable confirmé", ["confirmé"]),
        ("fr", "Aide-cuisinier dans une école", ["Aide-cuisinier"]),
        ("fr", "Chargé / chargée de mission", []),
        ("fr", "Directeur·rice adjoint·e", []),
        ("fr", "Conseiller(ère) en prévention", []),
        ("fr", "Conseillers et conseillères", []),
        ("fr", "Assistante sociale", ["Assistante"]),
        ("fr", "Sculptrice sur bois", ["Sculptrice"]),
        ("fr", "Carrière, matière et lumière", []),
        ("fr", "Ordinateur, secteur, métier, quartier, atelier", []),
        ("fr", "Vérifier les dossiers", []),
        ("fr", "Chargée de projet : Anne Dupont", []),
    ],
)  # fmt: skip
def test_names(language: str, text: str, names: list[str]) -> None:
    assert found(text, language) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("La commune engage pour son école un jardinier.", ["jardinier"]),
        ("Nous recherchons un secrétaire.", ["secrétaire"]),
        ("Nous recherchons un ou une secrétaire.", []),
        ("Nous recherchons une secrétaire ou un secrétaire.", []),
        ("Nous recherchons une puéricultrice.", ["puéricultrice"]),
        ("Nous recherchons une puéricultrice ou un puériculteur.", []),
        ("Nous recherchons une aide et une solution.", []),
        ("Nous recherchons une personne de confiance.", []),
        ("Vous travaillez en tant que conseiller.", ["conseiller"]),
        ("Vous êtes attaché à la qualité.", []),
        ("Le candidat envoie sa lettre.", ["candidat"]),
        ("Le métier de demain change vite.", []),
        ("Le conseiller communal a dit oui.", []),
        ("Le poste de travail est neuf.", []),
    ],
)
def test_french_names_in_a_sentence_need_a_cue(text: str, names: list[str]) -> None:
    assert found(text, "fr", may_be_title=False) == names


@pytest.mark.parametrize(
    ("masculine", "feminine"),
    [
        ("directeur", "directrice"),
        ("acheteur", "acheteuse"),
        ("vendeur", "vendeuse"),
        ("ingénieur", "ingénieure"),
        ("infirmier", "infirmière"),
        ("conseiller", "conseillère"),
        ("technicien", "technicienne"),
        ("employé", "employée"),
        ("agent", "agente"),
        ("chef", "cheffe"),
        ("boulanger-pâtissier", "boulangère-pâtissière"),
        ("techniciens", "techniciennes"),
    ],
)
def test_the_usual_feminine_comes_first(masculine: str, feminine: str) -> None:
    assert feminine_forms(masculine)[0] == feminine


@pytest.mark.parametrize("thing", ["secteur", "métier", "quartiers", "entretien", "bien", "valeur", "vérifier"])
def test_things_have_no_feminine(thing: str) -> None:
    assert feminine_forms(thing) == ()


@pytest.mark.parametrize(
    ("language", "text", "alternatives"),
    [
        ("nl", "een hoofdverpleegster", ("hoofdverpleegkundige",)),
        ("nl", "een borduurster", ("borduurder",)),
        ("en", "two lockmen", ("lockpeople",)),
        ("fr", "Un vendeur", ("vendeur ou vendeuse",)),
        (
            "de",
            "Wir suchen einen Grundschullehrer.",
            ("Grundschullehrkraft", "Grundschullehrerin oder Grundschullehrer"),
        ),
        ("de", "Unsere Kollegen lachen.", ("Teammitglieder", "Kolleginnen und Kollegen")),
        ("de", "Ein Bürokaufmann", ("Bürofachkraft", "Bürokauffrau oder Bürokaufmann")),
    ],
)
def test_there_are_words_for_everyone(language: str, text: str, alternatives: tuple[str, ...]) -> None:
    (title,) = titles(text, language)
    assert title.alternatives == alternatives


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_every_line_of_a_list_is_read(language: str) -> None:
    read = entries(language)
    assert len(read) > 100
    assert [entry for entry in read if not entry.word] == []
    assert {entry.kind for entry in read} <= {"", "-", "=", "~", "+", "!", "m", "f", "eure", "euse", "trice"}


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="es"):
        list(titles("Camarero", "es"))
