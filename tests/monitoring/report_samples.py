"""A report and a letter with every kind of block, in four languages; and names that try to break out of the page."""

from pathlib import Path

from PIL import Image

from accesscheck.model.finding import Outcome
from accesscheck.monitoring.reports.blocks import (
    Bullets,
    Cell,
    Chart,
    ChartSeries,
    Code,
    Column,
    KeyFigure,
    KeyFigures,
    Letter,
    Link,
    Mark,
    Paragraph,
    Picture,
    Quote,
    Section,
    Strong,
    Table,
    Text,
    Verdict,
    Words,
    cell,
    row,
)

HOSTILE = "\"><script>alert(1)</script>'&amp;{{7*7}} ]]> \x00\x0b \u202e"
LONG = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzbehörde"

_WORDS = {
    "nl": {
        "title": "Digitale toegankelijkheid van Stad Voorbeeld in 2026",
        "year": "Jaar",
        "body": "Bestuur",
        "domain": "Beleidsdomein",
        "culture": "Cultuur en Jeugd",
        "lead": "12 van de 20 pagina’s hadden geen fouten.",
        "warning": "Eén website was niet bereikbaar. Daarover zegt dit rapport niets.",
        "plain": "Bekijk eerst de menu’s. Daar staan de meeste fouten.",
        "small": "Gemeten van 2 tot 9 november 2026.",
        "criteria": "Criteria zonder fouten",
        "of": "14 van 55",
        "trend": "Hoe het evolueert",
        "described": "De lijn stijgt van 40 procent in 2022 naar 62 procent in 2026.",
        "this": "Dit bestuur",
        "all": "Alle besturen samen",
        "method": "andere methode",
        "target": "doel van 2026",
        "bodies": "Besturen",
        "share": "Pagina’s zonder fouten",
        "failures": "Fouten per pagina",
        "easy": "Makkelijk",
        "medium": "Gemiddeld",
        "hard": "Moeilijk",
        "levels": "Teksten volgens leesniveau",
        "details": "Alle metingen",
        "met": "gehaald",
        "not met": "niet gehaald",
        "not measured": "niet gemeten",
        "failed": "mislukt",
        "to check": "nakijken",
        "passed": "in orde",
        "untested": "niet getest",
        "image": "Afbeelding zonder alt-tekst",
        "mend": "Schrijf een alt-tekst:",
        "read": "Lees meer in het rapport van",
        "picture": "Het menu van de website, met een rood kader rond de zoekknop.",
        "shot": "Zo zag het menu eruit op 3 november 2026.",
        "subject": "Uw resultaten voor 2026",
        "dear": "Beste collega,",
        "closing": "Met vriendelijke groeten,",
        "enclosed": "Rapport over 2026",
        "online": "U vindt het rapport ook hier:",
    },
    "fr": {
        "title": "Accessibilité numérique de la Ville d’Exemple en 2026",
        "year": "Année",
        "body": "Organisme",
        "domain": "Domaine politique",
        "culture": "Culture et Jeunesse",
        "lead": "12 pages sur 20 étaient sans erreur.",
        "warning": "Un site n’a pas répondu. Ce rapport n’en dit rien.",
        "plain": "Regardez d’abord les menus. La plupart des erreurs s’y trouvent.",
        "small": "Mesuré du 2 au 9 novembre 2026.",
        "criteria": "Critères sans erreur",
        "of": "14 sur 55",
        "trend": "L’évolution",
        "described": "La ligne monte de 40 pour cent en 2022 à 62 pour cent en 2026.",
        "this": "Cet organisme",
        "all": "Tous les organismes",
        "method": "autre méthode",
        "target": "objectif de 2026",
        "bodies": "Organismes",
        "share": "Pages sans erreur",
        "failures": "Erreurs par page",
        "easy": "Facile",
        "medium": "Moyen",
        "hard": "Difficile",
        "levels": "Textes selon le niveau de lecture",
        "details": "Toutes les mesures",
        "met": "atteint",
        "not met": "pas atteint",
        "not measured": "pas mesuré",
        "failed": "échec",
        "to check": "à vérifier",
        "passed": "en ordre",
        "untested": "pas testé",
        "image": "Image sans texte de remplacement",
        "mend": "Écrivez un texte de remplacement :",
        "read": "Lisez aussi le rapport de",
        "picture": "Le menu du site, avec un cadre rouge autour du bouton de recherche.",
        "shot": "Le menu, le 3 novembre 2026.",
        "subject": "Vos résultats pour 2026",
        "dear": "Chère collègue, cher collègue,",
        "closing": "Bien à vous,",
        "enclosed": "Rapport sur 2026",
        "online": "Le rapport se trouve aussi ici :",
    },
    "en": {
        "title": "Digital accessibility of Example City in 2026",
        "year": "Year",
        "body": "Body",
        "domain": "Policy domain",
        "culture": "Culture and Youth",
        "lead": "12 of the 20 pages had no failures.",
        "warning": "One website did not answer. This report says nothing about it.",
        "plain": "Look at the menus first. Most failures are there.",
        "small": "Measured from 2 to 9 November 2026.",
        "criteria": "Criteria without failures",
        "of": "14 of 55",
        "trend": "How it develops",
        "described": "The line goes up from 40 percent in 2022 to 62 percent in 2026.",
        "this": "This body",
        "all": "All bodies together",
        "method": "other method",
        "target": "target of 2026",
        "bodies": "Bodies",
        "share": "Pages without failures",
        "failures": "Failures per page",
        "easy": "Easy",
        "medium": "Medium",
        "hard": "Hard",
        "levels": "Texts by reading level",
        "details": "All measurements",
        "met": "met",
        "not met": "not met",
        "not measured": "not measured",
        "failed": "failed",
        "to check": "to check",
        "passed": "passed",
        "untested": "not tested",
        "image": "Image without alternative text",
        "mend": "Write an alternative text:",
        "read": "Read more in the report of",
        "picture": "The menu of the website, with a red frame around the search button.",
        "shot": "The menu on 3 November 2026.",
        "subject": "Your results for 2026",
        "dear": "Dear colleague,",
        "closing": "Kind regards,",
        "enclosed": "Report on 2026",
        "online": "You also find the report here:",
    },
    "de": {
        "title": "Digitale Barrierefreiheit der Stadt Beispiel im Jahr 2026",
        "year": "Jahr",
        "body": "Stelle",
        "domain": "Politikbereich",
        "culture": "Kultur und Jugend",
        "lead": "12 von 20 Seiten hatten keine Fehler.",
        "warning": "Eine Website war nicht erreichbar. Über sie sagt dieser Bericht nichts.",
        "plain": "Prüfen Sie zuerst die Menüs. Dort sind die meisten Fehler.",
        "small": "Gemessen vom 2. bis zum 9. November 2026.",
        "criteria": "Kriterien ohne Fehler",
        "of": "14 von 55",
        "trend": "Die Entwicklung",
        "described": "Die Linie steigt von 40 Prozent im Jahr 2022 auf 62 Prozent im Jahr 2026.",
        "this": "Diese Stelle",
        "all": "Alle Stellen zusammen",
        "method": "andere Methode",
        "target": "Ziel für 2026",
        "bodies": "Stellen",
        "share": "Seiten ohne Fehler",
        "failures": "Fehler je Seite",
        "easy": "Leicht",
        "medium": "Mittel",
        "hard": "Schwer",
        "levels": "Texte nach Lesestufe",
        "details": "Alle Messungen",
        "met": "erreicht",
        "not met": "nicht erreicht",
        "not measured": "nicht gemessen",
        "failed": "Fehler",
        "to check": "zu prüfen",
        "passed": "in Ordnung",
        "untested": "nicht getestet",
        "image": "Bild ohne Alternativtext",
        "mend": "Schreiben Sie einen Alternativtext:",
        "read": "Lesen Sie auch den Bericht von",
        "picture": "Das Menü der Website, mit einem roten Rahmen um den Suchknopf.",
        "shot": "Das Menü am 3. November 2026.",
        "subject": "Ihre Ergebnisse für 2026",
        "dear": "Sehr geehrte Damen und Herren,",
        "closing": "Mit freundlichen Grüßen",
        "enclosed": "Bericht über 2026",
        "online": "Den Bericht finden Sie auch hier:",
    },
}


def picture(folder: Path) -> Path:
    """An image file."""
    path = folder / "menu van de site.png"
    Image.new("RGB", (800, 300), "#0b4a99").save(path)
    return path


def trend(language: str) -> Chart:
    """Lines with everything: a hole, a break, an interval, a target, a long name."""
    words = _WORDS[language]
    return Chart(
        key="trend",
        kind="lines",
        title=words["criteria"],
        description=words["described"],
        unit="share",
        labels_title=words["year"],
        labels=("2022", "2023", "2024", "2025", "2026"),
        series=(
            ChartSeries(
                name=words["this"],
                values=(0.4, 0.42, None, 0.55, 0.62),
                low=(None, None, None, 0.5, 0.57),
                high=(None, None, None, 0.6, 0.67),
            ),
            ChartSeries(name=f"{words['domain']} {words['culture']}", values=(0.5, 0.52, 0.53, 0.58, 0.6)),
            ChartSeries(name=words["all"], values=(0.48, 0.5, 0.51, 0.56, 0.59)),
        ),
        breaks=(3,),
        break_text=words["method"],
        target=0.8,
        target_text=words["target"],
    )


def bars(language: str) -> Chart:
    """Bars of two years, of which one was not measured."""
    words = _WORDS[language]
    return Chart(
        key="domains",
        kind="bars",
        title=words["failures"],
        description=f"{words['failures']}, 2025, 2026.",
        unit="per page",
        labels_title=words["domain"],
        labels=(words["culture"], LONG, "Binnenlands Bestuur"),
        series=(
            ChartSeries(name="2025", values=(12.4, 3, None)),
            ChartSeries(name="2026", values=(9.1, 2.25, 0), low=(8, 1.5, 0), high=(11, 3, 0.5)),
        ),
        target=5,
        target_text=words["target"],
    )


def levels(language: str) -> Chart:
    """A whole that is divided."""
    words = _WORDS[language]
    return Chart(
        key="levels",
        kind="stacked",
        title=words["levels"],
        description=f"{words['levels']}: {words['easy']}, {words['medium']}, {words['hard']}.",
        unit="number",
        labels_title=words["year"],
        labels=("2025", "2026"),
        series=(
            ChartSeries(name=words["easy"], values=(120, 180)),
            ChartSeries(name=words["medium"], values=(300, 260)),
            ChartSeries(name=words["hard"], values=(1250, 8)),
        ),
    )


def bodies(language: str) -> Table:
    """A table to sort, with a value that is not there."""
    words = _WORDS[language]
    columns = (
        Column(title=words["body"]),
        Column(title=words["domain"]),
        Column(title=words["share"], numeric=True),
        Column(title=words["failures"], numeric=True),
        Column(title=words["target"]),
    )

    def line(name: str, share: float | None, failures: float, standing: str) -> tuple[Cell, ...]:
        verdict = Verdict(standing=standing, text=words[standing])  # type: ignore[arg-type]
        shown = "–" if share is None else f"{round(100 * share)} %"
        return row(
            Cell(words=(Link(text=name, address=f"report:entity/{name}"),), value=name),
            words["culture"],
            Cell(words=(shown,), value=share),
            Cell(words=(str(failures),), value=failures),
            cell((verdict,)),
        )

    return Table(
        key="bodies",
        caption=words["bodies"],
        columns=columns,
        rows=(
            line("Zonnedorp", 0.6, 7.5, "not met"),
            line("Éénhoven", None, 12.0, "not measured"),
            line("Appelberg", 0.95, 0.5, "met"),
            line("Bosdorp", 0.7, 2.0, "not met"),
            line("Dennehove", 0.8, 1.5, "met"),
            line("Kerkzele", 0.75, 1.0, "not met"),
        ),
        sortable=True,
        note=(words["small"],),
    )


def wide(language: str) -> Table:
    """More columns than fit."""
    words = _WORDS[language]
    columns = (Column(title=words["body"]), *(Column(title=str(year), numeric=True) for year in range(2016, 2027)))
    return Table(
        key="wide",
        caption=words["details"],
        columns=columns,
        rows=tuple(row(name, *(cell(f"{n * 7} %", n * 7.0) for n in range(11))) for name in ("Appelberg", "Zonnedorp")),
    )


def text(language: str, folder: Path) -> Text:
    """A report with every kind of block."""
    words = _WORDS[language]
    marks: Words = (
        Mark(outcome=Outcome.FAILED, text=words["failed"]),
        ", ",
        Mark(outcome=Outcome.CANT_TELL, text=words["to check"]),
        ", ",
        Mark(outcome=Outcome.PASSED, text=words["passed"]),
        ", ",
        Mark(outcome=Outcome.UNTESTED, text=words["untested"]),
        ".",
    )
    return Text(
        kind="entity",
        key="Zonnedorp",
        language=language,
        year=2026,
        title=words["title"],
        facts=(
            (words["year"], ("2026",)),
            (words["domain"], (Link(text=words["culture"], address="report:domain/culture"),)),
        ),
        publisher="Voorbeeldoverheid",
        online="https://reports.example/2026/zonnedorp/",
        blocks=(
            Paragraph(words=(words["lead"],), kind="lead"),
            Paragraph(words=(words["warning"],), kind="warning"),
            KeyFigures(
                figures=(
                    KeyFigure(value=words["of"], label=words["criteria"], comment=("2025: 12",)),
                    KeyFigure(
                        value="7,1",
                        label=words["failures"],
                        comment=(Verdict(standing="not met", text=words["not met"]),),
                    ),
                    KeyFigure(value="60 %", label=words["share"]),
                )
            ),
            Section(key="trend-section", title=words["trend"], blocks=(trend(language), bars(language))),
            Section(
                key="all",
                title=words["bodies"],
                blocks=(
                    bodies(language),
                    Section(key="levels-section", title=words["levels"], blocks=(levels(language),)),
                ),
            ),
            Section(
                key="barriers",
                title=words["image"],
                blocks=(
                    Paragraph(words=(words["plain"], " ", Strong(text=words["image"]), ".")),
                    Paragraph(words=marks),
                    Bullets(
                        items=(
                            (words["mend"], " ", Code(text='<img alt="Plan" src="plan.png">')),
                            (Quote(text="Bienvenue à la bibliothèque", language="fr"),),
                            (words["read"], " ", Link(text="Appelberg", address="report:entity/Appelberg"), "."),
                            (Link(text="WCAG 2.2", address="https://www.w3.org/TR/WCAG22/"),),
                        ),
                        ordered=True,
                    ),
                    Picture(path=picture(folder), alt=words["picture"], caption=words["shot"]),
                ),
            ),
            Section(key="measured", title=words["details"], blocks=(wide(language),), folded=True),
            Paragraph(words=(words["small"],), kind="small"),
        ),
    )


def letter(language: str) -> Letter:
    """A letter that goes with it."""
    words = _WORDS[language]
    return Letter(
        key="Zonnedorp",
        language=language,
        year=2026,
        sender=("Voorbeeldoverheid", "Wetstraat 1", "1000 Brussel"),
        recipient=("Stad Zonnedorp", "Markt 1", "9999 Zonnedorp"),
        place_and_date="Brussel, 23 november 2026" if language == "nl" else "2026-11-23",
        subject=words["subject"],
        salutation=words["dear"],
        blocks=(
            Paragraph(words=(words["lead"],)),
            Paragraph(words=(words["plain"],)),
            Bullets(items=((words["image"],), (words["mend"], " ", Code(text='alt="Plan"')))),
        ),
        closing=words["closing"],
        signature=("Kim Peeters", "Voorbeeldoverheid"),
        online="https://reports.example/2026/zonnedorp/",
        online_text=words["online"],
        enclosed=(words["enclosed"],),
    )
