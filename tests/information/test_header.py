"""Whether the first row names the columns: the table of decisions, the same for tables and for streams."""

from __future__ import annotations

import io

import pytest

from infocalc.errors import InfocalcError, TableError, UsageError
from infocalc.information.options import InformationOptions
from infocalc.information.reading import beginning
from infocalc.information.reading.header import decided
from infocalc.information.reading.tables import read_pmf
from infocalc.information.source import Source
from infocalc.information.streams.reading import summed

NAMES, DATA, NEITHER = "names", "data", "cannot be told"

#: rows, options, the verdict
DECISIONS = {
    "text over numbers": ("label,p|a,0.5|b,0.5", {}, NAMES),
    "one column with a name": ("p|0.5|0.5", {}, NAMES),
    "one column without": ("0.5|0.5", {}, DATA),
    "labels and numbers": ("a,0.5|b,0.5", {}, DATA),
    "numbers and labels": ("3,a|1,b|2,c", {}, DATA),
    "n over numbers, label over labels": ("n,label|3,a|1,b", {}, NAMES),
    "numbers as labels": ("1,0.5|2,0.5", {}, DATA),
    "a name over numbers as labels, a number beside": ("other,5|1,3|2,4", {}, NEITHER),
    "two years": ("label,2023,2024|a,5,6|b,7,9", {}, NEITHER),
    "one year": ("city,2024|Paris,2000|Rome,1000", {}, NEITHER),
    "a year named by an option": ("city,2024|Paris,2000", {"column": "2024"}, NAMES),
    "the number of a column is no name": ("a,2|b,5", {"column": "2"}, DATA),
    "0 … n − 1": ("x,0,1|a,5,6|b,7,9", {}, NEITHER),
    "0 under an empty corner": (",0|a,0.5|b,0.5", {}, NAMES),
    "0 beside an index": (",0|0,0.5|1,0.5", {}, NAMES),
    "a number under an empty corner": (",5|a,3|b,2", {}, NEITHER),
    "an empty label below as well": (",0|a,2|,1", {}, NEITHER),
    "a name beside an empty label below": (",count|a,2|,1", {}, NAMES),
    "consecutive numbers": ("x,3,4|a,5,6|b,7,9", {}, NEITHER),
    "numbers that are no names": ("x,3,5|a,5,6|b,7,9", {}, DATA),
    "the labels of the rows": ("3,5|3,1|5,2", {}, NEITHER),
    "a square table of counts": ("actual,3,5|3,50,2|5,3,40", {}, NAMES),
    "a corner named above numbers, numbers beside": ("actual,0,1|0,50,2|1,3,40", {}, NAMES),
    "a bare matrix": ("10,20|30,5", {}, DATA),
    "a bare matrix of consecutive numbers": ("0,1|1,3", {}, NEITHER),
    "decimals": ("0.1,0.2|0.3,0.4", {}, DATA),
    "no number at all is no name": ("nan|1|2", {}, DATA),
    "asked for": ("a,0.5|b,0.5", {"header": True}, NAMES),
    "refused": ("label,p|a,0.5", {"no_header": True}, DATA),
    "samples of text": ("color|red|blue|red", {"samples": True}, DATA),
    "samples of text, named": ("color|red|blue", {"samples": True, "column": "color"}, NAMES),
    "samples of numbers": ("0|1|0", {"samples": True}, DATA),
    "samples of numbers with a name": ("x|1|0", {"samples": True}, NAMES),
    "pairs of texts that are new": ("x,y|a,c|a,d|b,d", {"samples": True}, NEITHER),
    "pairs of texts that stand again": ("a,c|a,d|b,c", {"samples": True}, DATA),
    "pairs of a text and a number": ("x,y|a,0|b,1", {"samples": True}, NAMES),
    "pairs of codes": ("1,1|0,0|1,0", {"samples": True}, DATA),
    "pairs of codes 0, 1 that stand again": ("0,1|0,1|1,0", {"samples": True}, DATA),
    "pairs under 0, 1": ("0,1|5,6|7,6", {"samples": True}, NEITHER),
}


@pytest.mark.parametrize("name", DECISIONS)
def test_decisions(name):
    table, options, verdict = DECISIONS[name]
    rows = [row.split(",") for row in table.split("|")]
    if verdict is NEITHER:
        with pytest.raises(TableError, match="row 1 may be names or data") as refusal:
            decided(rows, InformationOptions(**options))
        assert "--header" in refusal.value.hint
        assert "--no-header" in refusal.value.hint
        return
    found = decided(rows, InformationOptions(**options))
    assert (found.names is not None) == (verdict is NAMES)
    assert found.note.startswith("header: " if verdict is NAMES else "no header")
    if verdict is NAMES:
        assert found.names == tuple(rows[0])


def test_both_options():
    with pytest.raises(UsageError, match="contradict"):
        decided([["a", "1"]], InformationOptions(header=True, no_header=True))


@pytest.mark.parametrize("second", ["sex,,", "sex,m,f"])
def test_two_rows_of_names(second):
    rows = [row.split(",") for row in ("vote,no,yes", second, "a,1,2", "b,3,5")]
    with pytest.raises(TableError, match="rows 1 and 2 are both names: vote, no, yes; sex"):
        decided(rows, InformationOptions())


def test_an_observation_that_may_be_a_name_is_told():
    found = decided([["color"], ["red"]], InformationOptions(samples=True))
    assert found.note == "no header: line 1, color, is an observation (--header makes it a name)"


WIDE = {name: case for name, case in DECISIONS.items() if "samples" not in case[1]}


@pytest.mark.parametrize("name", WIDE)
def test_streams_decide_alike(name):
    """The same table, held in memory and read in one pass: the same note, or the same refusal."""
    table, options, _ = WIDE[name]
    text = table.replace("|", "\n") + "\n"
    asked = InformationOptions(**options, weights=True)
    assert told(lambda: read_pmf(Source(stream=io.BytesIO(text.encode())), asked).notes) == told(
        lambda: summed(beginning.peeked(Source(stream=io.BytesIO(text.encode()))), asked, ("own",), 1, 0)[1]
    )


def told(ask):
    """The note on the header, or what is said instead."""
    try:
        return [note for note in ask() if "header" in note]
    except InfocalcError as problem:
        return problem.message, problem.hint
