"""Reading levels against texts with known levels: FOLDER has the rows (its README names sets, sources and licences).

For each set: what the shipped model says (it was fitted on the rows of the dev part), the same by 5-fold
cross-validation grouped by `group` where the set was fitted on, and the best single formula. `pairs`: of two sides of
one text, how often the harder one is told; rho: Spearman; QWK: levels, weighted by the square of the distance. Then
models of one set on another. The shipped English word levels come from CEFR-J: en_cefrj is their source, and measures
nothing. nl_lint is our LiNT-II beside the scores of LiNT-II itself: Pearson, mean error, and the share of sentences
that have a score.
"""

import argparse
from pathlib import Path

import numpy as np
import readability_fit as fit
from readability_data import Table, level_of, pairs_right, quadratic_kappa, read, spearman, table

from accesscheck.text.level import SCALES, count_words
from accesscheck.text.lint import lint_score
from accesscheck.text.reading_level import model, reading_level, sentences_of

EASE = frozenset({"flesch-douma", "brouwer", "kandel-moles", "kandel-moles-1976", "flesch", "amstad", "gulpease"})
"""Formulas that are higher where a text is easier."""
CROSS = (
    ("nl_leesplank", "nl_wablieft"), ("nl_wablieft", "nl_leesplank"), ("fr_readmepp", "fr_unil"),
    ("fr_unil", "fr_readmepp"), ("en_cefrsp", "en_readmepp"), ("en_readmepp", "en_cefrsp"), ("en_cefrsp", "en_onestop"),
    ("en_cefrsp", "en_cefrdoc"), ("de_deplain", "de_klexikon"), ("de_klexikon", "de_deplain"),
)  # fmt: skip
UNITS = {"doc": "document", "par": "document", "sent": "sentence", "word": "word"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    tables = {path.stem: table(read(arguments.folder, path.stem)) for path in sorted(arguments.folder.glob("*.jsonl"))}
    print("| set | rows | measure | shipped model | cross-validated | best formula |")
    print("| --- | --- | --- | --- | --- | --- |")
    for one in tables.values():
        _line(one, tables)
    print("\n| model of | on | rho |\n| --- | --- | --- |")
    for own, other in CROSS:
        if own in tables and other in tables:
            use = list(range(len(tables[own].names)))
            weights, mean, spread = fit.weigh([tables[own]], use)
            value = spearman(fit.predicted(tables[other], use, weights, mean, spread), tables[other].labels)
            print(f"| {own} | {other} | {value:.3f} |")


def _line(one: Table, tables: dict[str, Table]) -> None:
    language, unit = one.rows[0]["lang"], UNITS[one.rows[0]["unit"]]
    shipped = _shipped(one, language, unit)
    key = f"{language}-{unit}"
    mine = fit.MODELS.get((language, unit), ())
    crossed: dict[str, float] = {}
    if one.name in mine:
        use = [one.names.index(name) for name in model(language, unit).weights if name in one.names]
        crossed = fit.cross_validated([tables[name] for name in mine if name in tables], one, use)
    formulas = _formulas(one, language) if unit != "word" else {}
    for measure in shipped:
        best = max(((values[measure], name) for name, values in formulas.items() if measure in values), default=None)
        told = f"{best[0]:.3f} {best[1]}" if best else "-"
        print(
            f"| {one.name} | {len(one.rows)} | {measure} | {shipped[measure]:.3f} "
            f"| {f'{crossed[measure]:.3f}' if measure in crossed else f'no set of {key}'} | {told} |"
        )


def _shipped(one: Table, language: str, unit: str) -> dict[str, float]:
    """Figures of the model that is shipped."""
    if one.name == "nl_lint":
        return _lint(one)
    if unit == "word":
        values = np.array([reading_level(row["text"], language, "word").score or 0.0 for row in one.rows])
    else:
        own = model(language, unit)  # type: ignore[arg-type]
        features = [dict(zip(one.names, row, strict=True)) for row in one.features]
        values = np.array([own.score(each) for each in features])
    return _figures(one, values)


def _lint(one: Table) -> dict[str, float]:
    scores = [lint_score(sentences_of(row["text"], "nl")) for row in one.rows]
    pairs = [(score, label) for score, label in zip(scores, one.labels, strict=True) if score is not None]
    ours, theirs = np.array(pairs).T
    return {
        "Pearson": float(np.corrcoef(ours, theirs)[0, 1]),
        "mean error": float(np.abs(ours - theirs).mean()),
        "scored": len(pairs) / len(scores),
    }


def _figures(one: Table, values: np.ndarray) -> dict[str, float]:
    found = {"rho": spearman(values, one.labels)}
    if one.pairs(np.ones(len(one.rows), bool)):
        found["pairs"] = pairs_right(one, values)
    if one.cefr is not None:
        found["QWK"] = quadratic_kappa(one.cefr, level_of(values, one.cefr, values))
    return found


def _formulas(one: Table, language: str) -> dict[str, dict[str, float]]:
    counts = [
        count_words((sentence.words for sentence in sentences_of(row["text"], language)), language) for row in one.rows
    ]
    found = {}
    for name, formula in SCALES[language].items():
        values = np.array([formula(each) for each in counts]) * (-1 if name in EASE else 1)
        found[name] = _figures(one, values)
    return found


if __name__ == "__main__":
    main()
