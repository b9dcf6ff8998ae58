"""Two long tables joined by label: the numbers, notes and refusals of small tables."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest

from infocalc.information.reading import beginning
from infocalc.information.streams import words
from tests.tables.conftest import ask  # noqa: F401

LABELS = [
    "a",
    "b",
    "x,y",
    'say "x"',
    "é",
    "007",
    "7",
    "long " * 30,
    "long " * 29 + "lonG ",
    "q" * 64,
    "q" * 65,
]
LABELS += [f"item {i}" for i in range(60)]


def written(labels, seed, form, shares=False):
    r = random.Random(seed)
    chosen = r.sample(labels, len(labels))
    cells = {label: r.randint(1, 500) for label in chosen}
    total = sum(cells.values())
    rows = ["label,n"]
    for label, n in cells.items():
        quoted = '"' + label.replace('"', '""') + '"' if set(label) & set(',"') else label
        rows.append(f"{quoted},{f'{n}/{total}' if shares else form(n)}")
    return "\n".join(rows) + "\n"


FORMS = {
    "whole numbers": str,
    "decimals": lambda n: f"{n / 1000:.3f}",
    "fractions": lambda n: f"{n}/7" if n % 3 else str(n),
    "powers of ten": lambda n: f"{n}e-3" if n % 2 else f"{n / 100:.2f}",
}


@pytest.fixture
def both(ask, tmp_path, monkeypatch):  # noqa: F811
    """The same question of small tables, and of the same tables as long ones."""

    def asked(p, q, *argv):
        (tmp_path / "p.csv").write_text(p, encoding="utf-8")
        (tmp_path / "q.csv").write_text(q, encoding="utf-8")
        line = (argv[0], "@p.csv", "@q.csv", *argv[1:], "--json")
        small = ask(*line)
        monkeypatch.setattr(beginning, "SHORT", 0)
        long = ask(*line)
        monkeypatch.undo()
        monkeypatch.chdir(tmp_path)
        return small, long

    return asked


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("command", ["kl", "jsd", "xent"])
def test_the_numbers_are_those_of_small_tables(command, form, both):
    options = {"kl": ("--normalize", "--both"), "xent": ("--normalize",), "jsd": ()}[command]
    p, q = (written(LABELS, seed, FORMS[form], command == "jsd") for seed in (1, 2))
    small, long = both(p, q, command, *options)
    assert small.code == long.code == 0, long.out
    assert (small.document["route"], long.document["route"]) == ("exact", "numeric")
    for row, expected in zip(long.document["results"], small.document["results"], strict=True):
        assert row["name"] == expected["name"]
        assert abs(row["value"] - expected["value"]) <= 1e-13 * abs(expected["value"])


def test_labels_of_one_side_have_probability_0_on_the_other(both):
    p, q = written(LABELS[2:], 3, str), written(LABELS[:-2], 4, str)
    small, long = both(p, q, "kl", "--normalize", "--both")
    assert [r["decimal"] for r in long.document["results"][:3]] == ["inf", "inf", "inf"]
    said = [note for note in small.document["notes"] if "infinite" in note or "not in" in note]
    found = [note for note in long.document["notes"] if "infinite" in note or "not in" in note]
    assert [s.split(":")[0] for s in found] == [s.split(":")[0] for s in said]
    assert any("not in p, so of probability 0 there: " in note for note in found)


def test_a_label_twice_is_named_with_its_rows(both):
    p = "label,n\na,1\nb,2\nc,4\nb,3\n"
    small, long = both(p, "label,n\na,1\nb,2\n", "kl", "--normalize")
    assert small.code == long.code == 2
    assert "label b appears twice (rows 3 and 5)" in long.document["error"]["message"]


def test_a_cell_that_is_no_number_is_named(both):
    small, long = both("label,n\na,1\nb,x\n" + "c,3\n", "label,n\na,1\n", "kl", "--normalize")
    assert small.code == long.code == 2
    assert "row 3" in long.document["error"]["message"]
    assert "x" in long.document["error"]["message"]


def test_tables_without_labels_are_joined_by_place(both):
    p, q = ("p\n" + "".join(f"{n}\n" for n in (seed, 2, 3, 5 - seed)) for seed in (1, 2))
    small, long = both(p, q, "kl", "--normalize")
    assert abs(small.document["results"][0]["value"] - long.document["results"][0]["value"]) < 1e-14
    uneven = both(p, q + "1\n", "kl", "--normalize")
    assert [answer.code for answer in uneven] == [2, 2]


@pytest.mark.parametrize("kept", [0, 1, 60])
def test_outcomes_of_one_mixture_are_told_apart(kept, monkeypatch):
    """Whatever bits of the mixture the outcomes share, equal ones stand together, in rising order; and each
    is told the next that is equal."""
    draw = np.random.default_rng(kept)
    first, second = (draw.integers(0, 9, 2000).astype(np.uint64) << np.uint64(56) for _ in "ab")
    monkeypatch.setattr(words, "mixture", lambda found, rows: sum(found.values()) >> np.uint64(kept))
    stack = words.stacked(
        [({0: first[:900], 1: second[:900]}, 900), ({1: second[900:], 0: first[900:]}, 1100)]
    )
    order, fresh = words.ordered(stack)
    pairs = list(zip(first[order].tolist(), second[order].tolist(), strict=True))
    assert sorted(order.tolist()) == list(range(2000))
    assert int(fresh.sum()) == len(set(pairs)) == len([k for k, _ in itertools.groupby(pairs)])
    assert [i for i, new in enumerate(fresh) if new] == [
        i for i in range(2000) if i == 0 or pairs[i] != pairs[i - 1]
    ]
    equal = {(int(order[i - 1]), int(order[i])) for i in range(1, 2000) if not fresh[i]}
    told = [zip(a.tolist(), b.tolist(), strict=True) for a, b in words.twins(stack)]
    assert set(itertools.chain.from_iterable(told)) == equal
