"""What the columns of the open data and of the workbooks mean. A column means the same in each table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from accesscheck.errors import N_

Kind = Literal["text", "code", "codes", "whole", "number", "share", "figure", "flag", "day", "year"]
"""`code`: a word of a list, `codes`: several with spaces between; `figure`: in the unit that the row names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataColumn:
    """`title` heads it in a workbook; `meaning` and `unit` are sentences of the code."""

    name: str
    kind: Kind
    title: str
    meaning: str
    unit: str = ""

    @property
    def minimum(self) -> int | None:
        """The least that can stand in it."""
        return 0 if self.kind in ("whole", "number", "share", "figure") else None

    @property
    def maximum(self) -> int | None:
        """The most."""
        return 1 if self.kind == "share" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable:
    """A tidy table: a row says one thing, and the columns in `key` tell its rows apart."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[str, ...]


_SHARE = N_("share from 0 to 1")
_FIGURE = N_("that of the indicator: see the column unit")
_PAGES, _FINDINGS, _PRODUCTS = N_("pages"), N_("findings"), N_("products")
_CRITERIA, _VACANCIES, _TEXTS = N_("criteria"), N_("vacancies"), N_("texts")


def _text(name: str, title: str, meaning: str) -> DataColumn:
    return DataColumn(name=name, kind="text", title=title, meaning=meaning)


def _code(name: str, title: str, meaning: str, kind: Kind = "code") -> DataColumn:
    return DataColumn(name=name, kind=kind, title=title, meaning=meaning)


def _whole(name: str, unit: str, title: str, meaning: str) -> DataColumn:
    return DataColumn(name=name, kind="whole", title=title, meaning=meaning, unit=unit)


def _figure(name: str, title: str, meaning: str) -> DataColumn:
    return DataColumn(name=name, kind="figure", title=title, meaning=meaning, unit=_FIGURE)


def _share(name: str, title: str, meaning: str) -> DataColumn:
    return DataColumn(name=name, kind="share", title=title, meaning=meaning, unit=_SHARE)


_ALL = (
    DataColumn(name="year", kind="year", title=N_("Year"), meaning=N_("Year that the row is about.")),
    # Who it is about.
    _text("body", N_("Key of the body"), N_("Key of the body, which stays the same over the years.")),
    _text("product", N_("Key of the product"), N_("Key of the product, which stays the same over the years.")),
    _text("name_nl", N_("Name in Dutch"), N_("Name in Dutch.")),
    _text("name_fr", N_("Name in French"), N_("Name in French.")),
    _text("name_en", N_("Name in English"), N_("Name in English.")),
    _text("name_de", N_("Name in German"), N_("Name in German.")),
    _text("domain", N_("Policy domain"), N_("Policy domain, as the inventory writes it.")),
    _code("government_level", N_("Level of government"), N_("Level of government of the body.")),
    _code("scope", N_("Scope"), N_("Whether the row is about a body, a policy domain or the whole government.")),
    _text("key", N_("Key"), N_("Key of the body, or name of the policy domain; empty for the whole government.")),
    # Figures.
    _code("indicator", N_("Indicator"), N_("What is measured. The handbook defines it.")),
    _code("unit", N_("Unit"), N_("Unit of the indicator: a share, or a number per page.")),
    _figure("value", N_("Figure"), N_("The figure of the year; empty if there was nothing to measure.")),
    DataColumn(
        name="part",
        kind="number",
        title=N_("Part"),
        meaning=N_(
            "What is divided: the figure is part divided by whole. Of several products: the sum of their figures."
        ),
        unit=N_("what the indicator counts, or the sum of figures"),
    ),
    DataColumn(
        name="whole",
        kind="number",
        title=N_("Whole"),
        meaning=N_("What it is divided by. Of several products: how many have a figure."),
        unit=N_("what the indicator counts, or products"),
    ),
    _figure("low", N_("Low"), N_("Lower end of the interval of 95 %; empty if nothing was drawn by lot.")),
    _figure("high", N_("High"), N_("Upper end of the interval of 95 %; empty if nothing was drawn by lot.")),
    _figure(
        "last_year_value",
        N_("Last time"),
        N_("The figure of the year that was measured before, by this year’s method; empty if they cannot be compared."),
    ),
    _figure(
        "both_before",
        N_("Last time, same products"),
        N_("Figure of the year that was measured before, over products that have one in both years."),
    ),
    _figure("both_now", N_("This year, same products"), N_("Figure of this year, over the same products.")),
    _whole("both_products", _PRODUCTS, N_("Products in both years"), N_("Products that have a figure in both years.")),
    _figure("target", N_("Target"), N_("What is aimed at in the year.")),
    DataColumn(name="end_year", kind="year", title=N_("Year of the end target"), meaning=N_("Year of the end target.")),
    _figure("end_target", N_("End target"), N_("What is aimed at in the end.")),
    _code("standing", N_("Result"), N_("Whether the target of the year was met; empty without a target.")),
    _share("reached", N_("Share that meets the target"), N_("Share of the products that meet the target themselves.")),
    _share(
        "reached_low",
        N_("Share that meets the target, low"),
        N_("Lower end of its interval of 95 %; empty unless all products were drawn by lot."),
    ),
    _share(
        "reached_high",
        N_("Share that meets the target, high"),
        N_("Upper end of its interval of 95 %; empty unless all products were drawn by lot."),
    ),
    _whole("products_counted", _PRODUCTS, N_("Products counted"), N_("Products that have a figure.")),
    _figure(
        "weighted_value",
        N_("Figure by audience"),
        N_("The figure in which a product with more visits counts for more."),
    ),
    _figure("domain_mean", N_("Mean of the policy domain"), N_("Figure of the policy domain of the body.")),
    _figure("government_mean", N_("Mean of the government"), N_("Figure of the whole government.")),
    _text("method", N_("Method"), N_("Rules, depth and definitions. Only years of the same method can be compared.")),
    _figure(
        "rescored_value",
        N_("Scored again"),
        N_("The figure by the method of the newest year; empty if the year was not scored again."),
    ),
    DataColumn(
        name="break",
        kind="flag",
        title=N_("Break"),
        meaning=N_("Whether the method changed: do not compare value with that of the years before."),
    ),
    # Products.
    _code("kind", N_("Kind"), N_("Kind of product.")),
    _text("address", N_("Address"), N_("First address of the product; empty for an intranet.")),
    _code("status", N_("Status"), N_("Whether the product is live.")),
    DataColumn(
        name="planned", kind="day", title=N_("To be mended by"), meaning=N_("Day by which the product will be mended.")
    ),
    _code("exemptions", N_("Exemptions"), N_("Content that need not be accessible, by kind."), "codes"),
    _whole("visits", N_("visits"), N_("Visits a year"), N_("Visits a year, if they were counted.")),
    _code("audience", N_("Audience"), N_("Class of audience, if visits were not counted.")),
    _code("sample_method", N_("Sample"), N_("By which method the product is monitored.")),
    _code("choice", N_("Choice"), N_("How the product came into the sample.")),
    _code("state", N_("State"), N_("How far the product was measured; empty if it was not in the sample.")),
    _code("reason", N_("Reason"), N_("Why it could not be measured.")),
    _whole("pages_listed", _PAGES, N_("Pages found"), N_("Pages and documents that the crawl found.")),
    _whole("pages_chosen", _PAGES, N_("Pages in the sample"), N_("Pages in the sample.")),
    _whole("pages", _PAGES, N_("Pages tried"), N_("Pages that were asked for.")),
    _whole("pages_read", _PAGES, N_("Pages read"), N_("Pages that could be read.")),
    _whole(
        "pages_without_failures",
        _PAGES,
        N_("Pages without failures"),
        N_("Pages that were read and have no finding that failed."),
    ),
    _whole(
        "pages_without_wcag_failures",
        _PAGES,
        N_("Pages without failures of WCAG"),
        N_("Pages that were read and have none of a criterion of level A or AA."),
    ),
    _whole("failures", _FINDINGS, N_("Failures"), N_("Findings that failed.")),
    _whole(
        "doubts", _FINDINGS, N_("To judge"), N_("Findings that a person must judge. They do not count as failures.")
    ),
    _whole(
        "criteria_tested",
        _CRITERIA,
        N_("Criteria with something to judge"),
        N_("Criteria of level A or AA with something to judge."),
    ),
    _whole(
        "criteria_without_failures",
        _CRITERIA,
        N_("Criteria without failures"),
        N_("Of those, the criteria without a failure."),
    ),
    _whole("vacancies", _VACANCIES, N_("Vacancies"), N_("Pages that were read and hold a vacancy.")),
    _whole(
        "vacancies_serious",
        _VACANCIES,
        N_("Vacancies that shut people out"),
        N_("Vacancies with a serious or critical finding on their wording."),
    ),
    _whole(
        "vacancies_incomplete", _VACANCIES, N_("Vacancies that lack something"), N_("Vacancies that lack something.")
    ),
    _whole("missing_items", _FINDINGS, N_("Items missing"), N_("What vacancies lack, in all.")),
    # Barriers.
    _code("rule", N_("Rule"), N_("Id of the rule.")),
    _code("impact", N_("Impact"), N_("How much it hinders: minor, moderate, serious or critical.")),
    _code("ground", N_("Ground"), N_("What a rule about words is about; empty for other rules.")),
    _code("criteria", N_("Criteria"), N_("Criteria of WCAG 2.2 that the rule is about."), "codes"),
    _whole(
        "products_tested",
        _PRODUCTS,
        N_("Products tested"),
        N_("Products on which there was a verdict."),
    ),
    _whole(
        "products_judged",
        _PRODUCTS,
        N_("Products with something to judge"),
        N_("Products on which there was something to judge."),
    ),
    _whole(
        "products_failing", _PRODUCTS, N_("Products with failures"), N_("Products on which it failed on some page.")
    ),
    _whole("pages_tested", _PAGES, N_("Pages tested"), N_("Pages on which there was a verdict.")),
    _whole("pages_failed", _PAGES, N_("Pages with failures"), N_("Pages on which it failed.")),
    _whole(
        "pages_to_judge", _PAGES, N_("Pages to judge"), N_("Pages that did not fail, and that a person must judge.")
    ),
    _whole("pages_passed", _PAGES, N_("Pages passed"), N_("Pages on which it passed.")),
    _whole(
        "pages_inapplicable",
        _PAGES,
        N_("Pages with nothing to judge"),
        N_("Pages on which there was nothing to judge."),
    ),
    _whole(
        "pages_untested", _PAGES, N_("Pages not tested"), N_("Pages without a verdict. They never count as passed.")
    ),
    _whole("new", _FINDINGS, N_("New"), N_("Findings that were not there last time, on pages that were tested then.")),
    _whole("open", _FINDINGS, N_("Still there"), N_("Findings that were there last time, and still are.")),
    _whole(
        "mended", _FINDINGS, N_("Mended"), N_("Findings of last time that are gone, on pages that were tested again.")
    ),
    _whole("page_gone", _FINDINGS, N_("Page gone"), N_("Findings of last time on pages that are no longer there.")),
    _whole(
        "not_tested",
        _FINDINGS,
        N_("Not tested again"),
        N_("Findings of last time whose page or rule was not tested now."),
    ),
    _whole(
        "first_tested",
        _FINDINGS,
        N_("Tested for the first time"),
        N_("Findings whose page or rule was not tested last time."),
    ),
    # Criteria and texts.
    _code("criterion", N_("Criterion"), N_("Criterion of WCAG 2.2.")),
    _text("wcag_level", N_("Level of WCAG"), N_("Level of the criterion: A or AA.")),
    _code("profile", N_("Kind of text"), N_("Kind of text: web page, vacancy or other text.")),
    _text("language", N_("Language"), N_("Language of the texts, as a code of BCP 47.")),
    _text("reading_level", N_("Reading level"), N_("Reading level of the texts, from A1 (easy) to C2 (very hard).")),
    _whole("texts", _TEXTS, N_("Texts"), N_("Texts of this reading level.")),
    _whole(
        "texts_above_target",
        _TEXTS,
        N_("Harder than the target"),
        N_("Of these, the texts that are harder than their target."),
    ),
)

_OF_WORKBOOKS = (
    _text("body_name", N_("Body"), N_("Name of the body.")),
    _text("product_name", N_("Product"), N_("Name of the product.")),
    _text("rule_title", N_("Barrier"), N_("What is wrong.")),
    _text("criterion_title", N_("Title of the criterion"), N_("Title of the criterion in WCAG 2.2.")),
)

COLUMNS: Mapping[str, DataColumn] = {one.name: one for one in (*_ALL, *_OF_WORKBOOKS)}

_NAMES = ("name_nl", "name_fr", "name_en", "name_de")
_MEASURED = (
    *("indicator", "unit", "value", "part", "whole", "low", "high", "last_year_value"),
    *("both_before", "both_now", "both_products", "target", "standing", "end_year", "end_target"),
    *("reached", "reached_low", "reached_high", "products_counted", "weighted_value"),
)

TABLES: Mapping[str, DataTable] = {
    one.name: one
    for one in (
        DataTable(
            name="bodies",
            title=N_("Bodies"),
            description=N_("A row for each body and indicator: its figure, targets, and the means around it."),
            key=("year", "body", "indicator"),
            columns=(
                *("year", "body", *_NAMES, "domain", "government_level", *_MEASURED),
                *("domain_mean", "government_mean", "method"),
            ),
        ),
        DataTable(
            name="groups",
            title=N_("Government and domains"),
            description=N_("A row for the whole government and each policy domain, and for each indicator."),
            key=("year", "scope", "key", "indicator"),
            columns=("year", "scope", "key", *_MEASURED, "method"),
        ),
        DataTable(
            name="products",
            title=N_("Products"),
            description=N_("A row for each product: whether it was measured, and what was counted on its pages."),
            key=("year", "product"),
            columns=(
                *("year", "product", "body", *_NAMES, "kind", "address", "status", "planned", "exemptions"),
                *("visits", "audience", "sample_method", "choice", "state", "reason", "pages_listed", "pages_chosen"),
                *("pages", "pages_read", "pages_without_failures", "pages_without_wcag_failures"),
                *("failures", "doubts", "criteria_tested", "criteria_without_failures"),
                *("vacancies", "vacancies_serious", "vacancies_incomplete", "missing_items"),
            ),
        ),
        DataTable(
            name="product_figures",
            title=N_("Figures of products"),
            description=N_("A row for each product that was measured, and each indicator that it has a figure of."),
            key=("year", "product", "indicator"),
            columns=("year", "product", "body", "indicator", "unit", "value", "part", "whole", "last_year_value"),
        ),
        DataTable(
            name="barriers",
            title=N_("Barriers"),
            description=N_("A row for each body and rule that found something this year, or last time."),
            key=("year", "body", "rule"),
            columns=(
                *("year", "body", "rule", "impact", "ground", "criteria", "products_tested", "products_failing"),
                *("pages_tested", "pages_failed", "pages_to_judge", "pages_passed", "pages_inapplicable"),
                *("pages_untested", "failures", "doubts"),
                *("new", "open", "mended", "page_gone", "not_tested", "first_tested"),
            ),
        ),
        DataTable(
            name="criteria",
            title=N_("Criteria"),
            description=N_("A row for each body and criterion. A criterion without a row had nothing to judge."),
            key=("year", "body", "criterion"),
            columns=(
                *("year", "body", "criterion", "wcag_level", "products_judged", "products_failing", "pages_tested"),
                *("pages_failed", "pages_to_judge", "pages_passed", "pages_inapplicable", "pages_untested"),
                *("failures", "doubts"),
            ),
        ),
        DataTable(
            name="levels",
            title=N_("Reading levels"),
            description=N_("A row for each product, kind of text, language and reading level that its texts have."),
            key=("year", "product", "profile", "language", "reading_level"),
            columns=(
                *("year", "product", "body", "profile", "language", "reading_level", "texts", "texts_above_target"),
            ),
        ),
        DataTable(
            name="series",
            title=N_("Over the years"),
            description=N_("A row for each year that was measured: the figures as published, and scored again."),
            key=("scope", "key", "indicator", "year"),
            columns=(
                *("scope", "key", "indicator", "unit", "year", "method", "value", "part", "whole"),
                *("rescored_value", "break"),
            ),
        ),
    )
}
"""Each table of the open data, in the order in which a reader may want them."""

_SHOWN = ("indicator", "unit", "value", "last_year_value", "target", "standing", "end_target", "end_year")
_REACHED = ("products_counted", "reached", "reached_low", "reached_high", "weighted_value")

SHEETS: Mapping[str, tuple[str, ...]] = {
    "groups": ("scope", "key", *_SHOWN, "both_before", "both_now", "both_products", *_REACHED),
    "bodies": (
        *("body", "body_name", "domain", "government_level", *_SHOWN, "domain_mean", "government_mean", *_REACHED),
    ),
    "products": (
        *("body", "product", "product_name", "kind", "address", "state", "reason", "sample_method", "choice"),
        *("status", "planned", "exemptions", "pages_listed", "pages_chosen", "pages", "pages_read"),
        *("pages_without_failures", "pages_without_wcag_failures", "failures", "doubts"),
        *("criteria_tested", "criteria_without_failures"),
        *("vacancies", "vacancies_serious", "vacancies_incomplete", "missing_items"),
    ),
    "barriers": (
        *("body", "body_name", "rule_title", "impact", "ground", "criteria", "products_tested", "products_failing"),
        *("pages_tested", "pages_failed", "pages_to_judge", "failures", "doubts"),
        *("new", "open", "mended", "page_gone", "not_tested", "first_tested", "rule"),
    ),
    "criteria": (
        *("body", "body_name", "criterion", "criterion_title", "wcag_level", "products_judged", "products_failing"),
        *("pages_tested", "pages_failed", "pages_to_judge", "pages_passed", "pages_inapplicable", "pages_untested"),
        *("failures", "doubts"),
    ),
    "levels": (
        "body",
        "product",
        "product_name",
        "profile",
        "language",
        "reading_level",
        "texts",
        "texts_above_target",
    ),
    "series": ("scope", "key", "indicator", "unit", "year", "value", "rescored_value", "break", "method"),
}
"""The columns of each sheet of a workbook, by table: in words, and without what is the same in each row."""
