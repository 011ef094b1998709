"""Confusions as a picture. Runs in Rasa's environment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

_MOST_SHOWN = 40


def draw_confusion(labels: NDArray[np.str_], read: NDArray[np.str_], path: Path, *, title: str) -> None:
    """Draw what was meant (rows) and how it was read (columns) for the intents that are mixed up most."""
    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415  (after the way of drawing was chosen)

    names = np.union1d(labels, read)
    place = {name: number for number, name in enumerate(names)}
    counts = np.zeros((len(names), len(names)))
    np.add.at(counts, ([place[each] for each in labels], [place[each] for each in read]), 1)
    wrong = counts.sum(axis=0) + counts.sum(axis=1) - 2 * counts.diagonal()
    shown = np.sort(np.argsort(-wrong)[:_MOST_SHOWN])
    shares = (counts / np.maximum(counts.sum(axis=1, keepdims=True), 1))[np.ix_(shown, shown)]
    figure, axes = plt.subplots(figsize=(4 + len(shown) * 0.27, 3 + len(shown) * 0.27), layout="constrained")
    image = axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(shown)), names[shown], rotation=90, fontsize=7)
    axes.set_yticks(range(len(shown)), names[shown], fontsize=7)
    for row, column in zip(*np.nonzero(shares >= 0.01), strict=True):
        dark = shares[row, column] > 0.5
        text = f"{shares[row, column] * 100:.0f}"
        axes.text(column, row, text, ha="center", va="center", fontsize=5.5, color="white" if dark else "black")
    axes.set(xlabel="read as", ylabel="meant", title=f"{title}: of 100 messages of each intent")
    figure.colorbar(image, shrink=0.6)
    figure.savefig(path, dpi=130)
    plt.close(figure)
