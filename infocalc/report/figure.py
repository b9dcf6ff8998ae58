"""A picture as a file: svg, png or pdf by Matplotlib, which the extra `plot` of the package brings."""

from __future__ import annotations

import math
from io import BytesIO
from typing import Any

from infocalc.errors import UsageError
from infocalc.report.picture import Heat, Picture, Surface, heights

KINDS = (".svg", ".png", ".pdf")


def figure(picture: Picture, kind: str) -> bytes:
    """The bytes of the file; the same picture gives the same bytes."""
    whole = drawn(picture)
    out = BytesIO()
    undated: dict[str, Any] = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(kind, {})
    whole.savefig(out, format=kind[1:], dpi=150, metadata=undated)
    return out.getvalue()


def drawn(picture: Picture) -> Any:
    """The picture as a figure of Matplotlib."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        hint = "pip install matplotlib brings it; --plot without a file draws in the terminal"
        raise UsageError("--plot FILE needs Matplotlib, which is not installed", hint) from None
    import matplotlib

    matplotlib.rcParams["svg.hashsalt"] = "infocalc"
    parts = [picture, *picture.below]
    panels = [(part, k) for part in parts for k in range(_panels(part))]
    whole = Figure(figsize=(7, sum(_height(part) for part, _ in panels) + 0.8), layout="constrained")
    axes = whole.subplots(len(panels), sharex=len(parts) == 1, squeeze=False)[:, 0]
    for (part, k), panel in zip(panels, axes, strict=True):
        _panel(panel, part, k)
    return whole


def _panels(picture: Picture) -> int:
    empty = bool(picture.below) and not picture.bars
    return len(picture.panels) or int(not empty)


def _height(picture: Picture) -> float:
    return 4.4 if picture.field is not None else 3.2 if picture.heat is not None else 2.4


def _panel(panel: Any, picture: Picture, k: int) -> None:
    """The k-th panel of a picture."""
    if picture.title and k == 0:
        panel.set_title(_plain(picture.title), loc="left", fontsize=10)
    if picture.bars:
        _bars(panel, picture)
    elif picture.heat is not None:
        _heat(panel, picture.heat)
    elif picture.field is not None:
        _field(panel, picture, picture.field)
    else:
        _curves(panel, picture, k)


def _curves(panel: Any, picture: Picture, k: int) -> None:
    curves = picture.panels[k]
    for i, curve in enumerate(curves):
        color = f"C{k + i}"
        for n, segment in enumerate(curve.segments):
            xs, ys = zip(*segment, strict=True)
            panel.plot(xs, ys, color=color, linewidth=1.6, label=_plain(curve.name) if n == 0 else None)
        if curve.tangent:
            panel.plot(*zip(*curve.tangent, strict=True), color="0.4", linewidth=1.0, linestyle="--")
        for x, y in curve.marks:
            panel.plot([x], [y], "o", color=color)
    low, high = heights(curves)
    margin = (high - low) / 20
    panel.set_ylim(low - margin, high + margin)
    panel.set_xlim(*picture.interval)
    if len(curves) == 1:
        above = f"{picture.title}\n" if picture.title and k == 0 else ""
        panel.set_title(_plain(above + curves[0].name), loc="left", fontsize=10)
    else:
        panel.legend()
    panel.axhline(0, color="0.7", linewidth=0.8, zorder=0)
    panel.grid(color="0.93")
    if k == len(picture.panels) - 1:
        panel.set_xlabel(_plain(picture.variable))


def _bars(panel: Any, picture: Picture) -> None:
    width = 0.8 / len(picture.bars)
    for k, row in enumerate(picture.bars):
        places = [i + (k - (len(picture.bars) - 1) / 2) * width for i in range(len(row.heights))]
        panel.bar(places, row.heights, width, label=row.name, color=f"C{k}")
    turned = max(map(len, picture.labels)) * len(picture.labels) > 80
    panel.set_xticks(
        range(len(picture.labels)), [_plain(x) for x in picture.labels], rotation=45 if turned else 0
    )
    panel.grid(axis="y", color="0.93")
    panel.set_axisbelow(True)
    if picture.top:
        panel.set_ylim(0, picture.top * 1.05)
    if len(picture.bars) > 1:
        panel.legend()


def _heat(panel: Any, heat: Heat) -> None:
    most = max((abs(v) for row in heat.values for v in row), default=0.0) or 1.0
    signed = any(v < 0 for row in heat.values for v in row)
    low, colors = (-most, "RdBu_r") if signed else (0.0, "Blues")
    panel.imshow(heat.values, cmap=colors, vmin=low, vmax=most, aspect="auto")
    panel.set_xticks(range(len(heat.columns)), [_plain(name) for name in heat.columns])
    panel.set_yticks(range(len(heat.rows)), [_plain(name) for name in heat.rows])
    for i, row in enumerate(heat.values):
        for j, v in enumerate(row):
            panel.text(j, i, f"{v:.4g}", ha="center", va="center", color="w" if abs(v) > most * 0.6 else "k")


def _field(panel: Any, picture: Picture, field: Surface) -> None:
    (left, right), (bottom, top) = picture.interval, field.interval
    n, m = len(field.heights[0]), len(field.heights)
    xs = [left + (right - left) * j / (n - 1) for j in range(n)]
    ys = [bottom + (top - bottom) * i / (m - 1) for i in range(m)]
    lines = panel.contour(xs, ys, field.heights, levels=12, linewidths=0.9)
    panel.clabel(lines, fontsize=7)
    # directions; lengths would hide all but the steepest
    units = [
        (x, y, u / h, v / h)
        for x, y, u, v in field.arrows
        if (h := math.hypot(u, v)) > 0 and math.isfinite(h)
    ]
    if units:
        panel.quiver(*zip(*units, strict=True), color="0.4", width=0.003, scale=40)
    panel.set_xlabel(_plain(picture.variable))
    panel.set_ylabel(_plain(field.upwards))


def _plain(text: str) -> str:
    """Text without Matplotlib's mathematics."""
    return text.replace("$", r"\$")
