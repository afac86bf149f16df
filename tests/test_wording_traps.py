"""Words that look like what the wording rules look for, and are not: no finding at all."""

import pytest

from accesscheck.audit import AuditOptions, check_text

OPTIONS = AuditOptions(rules=("wording-*",), without=("wording-*-missing",), strict=True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("nl", "Je werkt samen met de manager en met iemand van het management.", id="manager"),
        pytest.param("nl", "Hermann leidt de vergadering.", id="Hermann"),
        pytest.param("en", "You work for human rights.", id="human"),
        pytest.param(
            "nl", "Op die manier houdt iemand het overzicht; de romans staan in het magazijn.", id="man inside"
        ),
        pytest.param("nl", "Je zorgt voor de inhoud van de cloud en voor het onderhoud.", id="oud in inhoud"),
        pytest.param("en", "You join the mental health team of the hospital.", id="mental health team"),
        pytest.param("nl", "Je taak is mensen met een handicap begeleiden.", id="a client group"),
        pytest.param("nl", "Iedereen is welkom, ongeacht leeftijd, geloof of afkomst.", id="welcome"),
        pytest.param("nl", "Er is geen rijbewijs nodig voor deze job.", id="what is not asked"),
        pytest.param("nl", "Het Agentschap Integratie en Inburgering helpt je verder.", id="a name"),
        pytest.param("en", "We are looking for a junior software engineer.", id="a level of a function"),
        pytest.param("nl", "We zoeken een jongerenwerker voor het jeugdhuis.", id="work with the young"),
        pytest.param("nl", "Je geeft advies over moedermelk.", id="moedermelk"),
        pytest.param("en", "You build a native app for nurses.", id="native app"),
        pytest.param("nl", "Vragen? Bel Jonge Peeters of Zwarte Piet De Man.", id="names"),
        pytest.param("fr", "Vous travaillez pour le service Égalité des chances.", id="a department"),
        pytest.param(
            "fr", "Les personnes reconnues RQTH sont prioritaires à compétences égales.", id="a lawful scheme"
        ),
        pytest.param("de", "Schwerbehinderte werden bei gleicher Eignung bevorzugt.", id="a lawful preference"),
        pytest.param("de", "Sie betreuen Menschen mit Behinderung im Jugendzentrum.", id="clients"),
    ],
)
def test_no_finding(language: str, text: str) -> None:
    page = check_text(text, language, "vacancy", options=OPTIONS)
    assert [(finding.rule_id, finding.params.get("match")) for finding in page.findings] == []
