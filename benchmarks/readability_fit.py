"""Fit the models of the reading level: rules/language/reading-level.json, from the dev rows in FOLDER.

A model is a weighted sum of features (text/measures.py), none with a weight below zero, so that nothing that makes a
text harder can seem to make it easier. Sets with two sides (before and after, standard and plain) are fitted on the
differences within pairs (logistic), the others on their labels (least squares). Features that do not help are dropped
one by one until FEWEST are left or it costs more than COST. All sets of a language and a unit are fitted together.
"""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from readability_data import (
    FOLDS,
    Table,
    folds,
    level_of,
    pairs_right,
    quadratic_kappa,
    read,
    spearman,
    table,
)
from scipy.optimize import minimize, nnls

OUT = Path(__file__).resolve().parent.parent / "rules" / "language" / "reading-level.json"
MOST, FEWEST, COST = 15, 10, 0.001
RIDGE = 3.0
UNMEASURED = 1.5
"""Levels by which an estimate may be off where nothing measures it: taken wide, so that only what is far off fails."""
MODELS = {
    ("nl", "sentence"): ("nl_amsterdam",),
    ("nl", "document"): ("nl_leesplank",),
    ("fr", "sentence"): ("fr_readmepp",),
    ("en", "sentence"): ("en_cefrsp", "en_readmepp"),
    ("en", "document"): ("en_onestop", "en_cefrsp", "en_readmepp"),
    ("de", "sentence"): ("de_textcomplexity",),
    ("de", "document"): ("de_deplain", "de_klexikon"),
    ("nl", "word"): ("nl_nt2lex",),
}
SHARES = {"en_onestop": 8.0, "en_cefrsp": 3.0}
"""How much a set counts among those of its model; else 1."""
PAIRED = frozenset({"nl_amsterdam", "nl_leesplank", "en_onestop", "de_deplain", "de_klexikon"})
ANCHORS = {"nl_amsterdam": (3.0, 4.5), "nl_leesplank": (3.0, 5.0), "de_textcomplexity": (2.0, 5.0)}
"""Where no row has a CEFR level: the level that stands for the mean of the easier and of the harder side; for scores of
1 to 7, for the tenth part that is easiest and hardest. An estimate, no validation."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", action="append", default=[], help="such as nl-document")
    arguments = parser.parse_args()
    models: dict[str, Any] = json.loads(OUT.read_text()) if OUT.exists() else {}
    for (language, unit), sets in MODELS.items():
        if arguments.only and f"{language}-{unit}" not in arguments.only:
            continue
        tables = [table(read(arguments.folder, name)) for name in sets]
        model = _fitted(tables)
        models[f"{language}-{unit}"] = model
        print(
            f"{language} {unit}: {model['scores']}, {len(model['weights'])} features: {', '.join(model['weights'])}",
            flush=True,
        )
    OUT.write_text(json.dumps(models, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _fitted(tables: list[Table]) -> dict[str, Any]:
    names = list(tables[0].names)
    use = _chosen(tables, names)
    weights, mean, spread = weigh(tables, use)
    scores = {one.name: cross_validated(tables, one, use) for one in tables}
    slope, offset = _to_levels(tables, use, weights, mean, spread)
    shown = {names[place]: [float(mean[place]), float(spread[place]), float(weight * slope)]
             for place, weight in zip(use, weights, strict=True) if weight > 1e-4}  # fmt: skip
    return {
        "sets": {one.name: {"licence": one.licence, "rows": len(one.rows)} for one in tables},
        "fitted": date.today().isoformat(),
        "version": 1,
        "offset": offset,
        "weights": {name: [round(value, 5) for value in values] for name, values in shown.items()},
        "spread": round(_spread(tables, use, weights, mean, spread, slope, offset), 3),
        "scores": {name: {key: round(value, 3) for key, value in values.items()} for name, values in scores.items()},
    }


def weigh(
    tables: list[Table], use: list[int], kept: dict[str, np.ndarray] | None = None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weights of the features, none below zero, with the mean and spread that they are scaled by."""
    chosen = [
        (one, np.ones(len(one.rows), bool) if kept is None or one.name not in kept else kept[one.name])
        for one in tables
    ]
    every = np.vstack([one.features[mask] for one, mask in chosen])
    mean, spread = every.mean(0), every.std(0) + 1e-9
    differences, blocks, targets = [], [], []
    for one, mask in chosen:
        scaled = (one.features / spread)[:, use]
        if one.name in PAIRED:
            pairs = one.pairs(mask)
            differences.append(
                (
                    np.array([scaled[hard] - scaled[easy] for hard, easy in pairs]),
                    SHARES.get(one.name, 1.0) / max(1, len(pairs)),
                )
            )
        else:
            part, labels = scaled[mask], one.labels[mask]
            share = SHARES.get(one.name, 1.0) / mask.sum()
            blocks.append((part - part.mean(0)) * np.sqrt(share))
            targets.append((labels - labels.mean()) / labels.std() * np.sqrt(share))
    if not differences:
        ridge = np.sqrt(RIDGE / sum(mask.sum() for _, mask in chosen)) * np.eye(len(use))
        weights, _ = nnls(np.vstack([*blocks, ridge]), np.concatenate([*targets, np.zeros(len(use))]))
        return weights, mean, spread
    rows = sum(len(part) for part, _ in differences)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = 0.5 * RIDGE / rows * weights @ weights, RIDGE / rows * weights
        for part, share in differences:
            margin = part @ weights
            value += share * np.logaddexp(0, -margin).sum()
            slope = slope - share * (part / (1 + np.exp(margin))[:, None]).sum(0)
        for part, target in zip(blocks, targets, strict=True):
            wrong = part @ weights - target
            value += 0.5 * wrong @ wrong
            slope = slope + part.T @ wrong
        return value, slope

    best = minimize(loss, np.full(len(use), 0.1), jac=True, bounds=[(0, None)] * len(use), method="L-BFGS-B")
    return best.x, mean, spread


def predicted(one: Table, use: list[int], weights: np.ndarray, mean: np.ndarray, spread: np.ndarray) -> np.ndarray:
    return ((one.features - mean) / spread)[:, use] @ weights


def cross_validated(tables: list[Table], one: Table, use: list[int], *, leveled: bool = True) -> dict[str, float]:
    """Figures of one set from models that did not see the groups that they judge."""
    part = folds(one.rows)
    out, levels = np.zeros(len(one.rows)), np.zeros(len(one.rows), int)
    for fold in range(FOLDS):
        kept = part != fold
        weights, mean, spread = weigh(tables, use, {one.name: kept})
        values = predicted(one, use, weights, mean, spread)
        out[~kept] = values[~kept]
        if leveled and one.cefr is not None and one.name not in PAIRED:
            levels[~kept] = level_of(values[kept], one.cefr[kept], values[~kept])
    return figures(one, out, levels if leveled else None)


def figures(one: Table, values: np.ndarray, levels: np.ndarray | None) -> dict[str, float]:
    found = {"rho": spearman(values, one.labels)}
    if one.name in PAIRED:
        found["pairs"] = pairs_right(one, values)
    if one.cefr is not None and levels is not None and one.name not in PAIRED:
        found["QWK"] = quadratic_kappa(one.cefr, levels)
    return found


def _chosen(tables: list[Table], names: list[str]) -> list[int]:
    """The features that are worth having: those whose loss costs least go, one by one."""
    use = list(range(len(names)))

    def worth(places: list[int]) -> float:
        total = 0.0
        for one in tables:
            found = cross_validated(tables, one, places, leveled=False)
            total += SHARES.get(one.name, 1.0) * (
                found["rho"] if one.name == "en_onestop" else found.get("pairs", found["rho"])
            )
        return total / sum(SHARES.get(one.name, 1.0) for one in tables)

    weights, _, _ = weigh(tables, use)
    use = [place for place, weight in zip(use, weights, strict=True) if weight > 0.005]
    best = worth(use)
    while len(use) > FEWEST:
        value, dropped = max((worth([other for other in use if other != place]), place) for place in use)
        if value < best - COST and len(use) <= MOST:
            break
        use.remove(dropped)
        best = max(best, value)
    return use


def _to_levels(tables: list[Table], use: list[int], weights: Any, mean: Any, spread: Any) -> tuple[float, float]:
    """Slope and offset that turn the sum into a level from 1 (A1) to 6 (C2)."""
    values, levels = [], []
    for one in tables:
        part = predicted(one, use, weights, mean, spread)
        if one.cefr is not None and one.name not in ("de_klexikon",):
            values.append(part)
            levels.append(one.cefr.astype(float) - (0.5 if one.name == "en_cefrsp" else 0.0))
        elif one.name in ANCHORS:
            low, high = ANCHORS[one.name]
            order = np.argsort(one.labels)
            if one.name in PAIRED:
                easy, hard = part[one.labels == 0], part[one.labels == 1]
            else:
                tenth = len(order) // 10
                easy, hard = part[order[:tenth]], part[order[-tenth:]]
            values.append(np.array([easy.mean(), hard.mean()]))
            levels.append(np.array([low, high]))
    x, y = np.concatenate(values), np.concatenate(levels)
    # Prediction flattens: the levels are spread as they are among the rows.
    slope = y.std() / x.std() if len(x) > 2 else (y[1] - y[0]) / (x[1] - x[0])
    return float(slope), float(y.mean() - slope * x.mean())


def _spread(
    tables: list[Table], use: list[int], weights: Any, mean: Any, spread: Any, slope: float, offset: float
) -> float:
    """How far the level of a row is from the estimate: standard deviation in levels; else UNMEASURED."""
    wrong = [
        one.cefr - (predicted(one, use, weights, mean, spread) * slope + offset)
        for one in tables
        if one.cefr is not None and one.name != "de_klexikon"
    ]
    return float(np.concatenate(wrong).std()) if wrong else UNMEASURED


if __name__ == "__main__":
    main()
