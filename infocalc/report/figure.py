"""A picture as a file: svg, png or pdf by Matplotlib, which the extra `plot` of the package brings."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from infocalc.errors import UsageError
from infocalc.report.picture import Picture

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
    panels = len(picture.curves) or 1
    whole = Figure(figsize=(7, 2.4 * panels + 0.8), layout="constrained")
    axes = whole.subplots(panels, sharex=True, squeeze=False)[:, 0]
    if picture.bars:
        _bars(axes[0], picture)
    else:
        _curves(axes, picture)
    return whole


def _curves(axes: Any, picture: Picture) -> None:
    for k, (panel, curve) in enumerate(zip(axes, picture.curves, strict=True)):
        for segment in curve.segments:
            xs, ys = zip(*segment, strict=True)
            panel.plot(xs, ys, color=f"C{k}", linewidth=1.6)
        margin = (curve.high - curve.low) / 20
        panel.set_ylim(curve.low - margin, curve.high + margin)
        panel.set_xlim(*picture.interval)
        panel.set_title(_plain(curve.name), loc="left", fontsize=10)
        panel.axhline(0, color="0.7", linewidth=0.8, zorder=0)
        panel.grid(color="0.93")
    axes[-1].set_xlabel(_plain(picture.variable))


def _bars(panel: Any, picture: Picture) -> None:
    width = 0.8 / len(picture.bars)
    for k, row in enumerate(picture.bars):
        places = [i + (k - (len(picture.bars) - 1) / 2) * width for i in range(len(row.heights))]
        panel.bar(places, row.heights, width, label=row.name, color=f"C{k}")
    panel.set_xticks(range(len(picture.labels)), [_plain(label) for label in picture.labels])
    panel.grid(axis="y", color="0.93")
    panel.set_axisbelow(True)
    if len(picture.bars) > 1:
        panel.legend()


def _plain(text: str) -> str:
    """Text without Matplotlib's mathematics."""
    return text.replace("$", r"\$")
