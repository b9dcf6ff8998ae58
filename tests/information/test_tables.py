"""Tables as people have them: what is read, and what is refused by row, column and text."""

from __future__ import annotations

import io

import pytest

from infocalc.errors import InfocalcError
from infocalc.information.source import Source
from tests.information.asked import asked

LOG_2 = "0.693147180559945"
#: D((1/2, 1/2) ‖ (1/4, 3/4)) = log 2 − log(3)/2
DIVERGENCE = "0.143841036225890"


def source(table: str | bytes, name: str = "P") -> Source:
    return Source(stream=io.BytesIO(table.encode() if isinstance(table, str) else table), name=name)


def decimal(command: str, tables: list[str | bytes], **options) -> str:
    sources = [source(table) for table in tables]
    if command in ("xent", "kl", "jsd") and len(sources) == 1:
        sources.append(None)
    report = asked(command, *sources, **options)
    return report.rows[0].number.decimal


READ_ENTROPY = {
    "one column": ("0.5\n0.5\n", {}),
    "one column with its name": ("p\n0.5\n0.5\n", {}),
    "labels": ("label,p\na,0.5\nb,0.5\n", {}),
    "labels without a header": ("a,0.5\nb,0.5\n", {}),
    "numbers as labels": ("1,0.5\n2,0.5\n", {}),
    "years as labels": ("year,p\n1990,0.5\n1991,0.5\n", {}),
    "a header that looks like a label": ("x,prob\n1,0.5\n2,0.5\n", {}),
    "labels behind": ("p,name\n0.5,a\n0.5,b\n", {}),
    "tabs": ("label\tp\na\t0.5\nb\t0.5\n", {}),
    "semicolons": ("label;p\na;0.5\nb;0.5\n", {}),
    "decimal commas": ("label;p\na;0,5\nb;0,5\n", {"delimiter": ";", "decimal": ","}),
    "bars": ("a|0.5\nb|0.5\n", {"delimiter": "|"}),
    "a column by name": ("name,n,w\na,3,0.5\nb,4,0.5\n", {"column": "w", "label_column": "name"}),
    "a column by number": ("a,3,0.5\nb,4,0.5\n", {"column": "3", "label_column": "1"}),
    "byte order mark and CRLF": (b"\xef\xbb\xbflabel,p\r\na,0.5\r\nb,0.5\r\n", {}),
    "no line end": ("label,p\na,0.5\nb,0.5", {}),
    "blank lines and spaces": ("\n label , p \n\n a , 0.5 \n b , 0.5 \n\n", {}),
    "quotes": ('label,p\n"a,b",0.5\n"c""d\ne",0.5\n', {}),
    "fractions": ("1/2\n1/2\n", {}),
    "spellings of 1/2": ("+0.5\n.5e0\n", {}),
    "a JSON list": ("[0.5, 0.5]", {}),
    "a JSON object": (' {"a": 5e-1, "b": 0.5}\n', {}),
    "counts": ("a,3\nb,3\n", {"counts": True}),
    "weights": ("a,0.1\nb,0.1\n", {"normalize": True}),
    "samples": ("outcome\na\nb\nb\na\n", {"samples": True, "column": "outcome"}),
    "merged labels": ("a,0.25\nb,0.5\na,0.25\n", {"merge_duplicates": True}),
    "no header by option": ("a,0.5\nb,0.5\n", {"no_header": True}),
}


@pytest.mark.parametrize("name", READ_ENTROPY)
def test_read(name):
    table, options = READ_ENTROPY[name]
    assert decimal("entropy", [table], **options) == LOG_2


def test_decimals_sum_exactly():
    """Ten cells 0.1 are 1 in decimal, and not in doubles."""
    assert sum([0.1] * 10) != 1
    assert decimal("entropy", ["0.1\n" * 10]) == "2.30258509299405"


READ_PAIR = {
    "labels": ("label,p,q\na,0.5,0.25\nb,0.5,0.75\n", {}),
    "no header": ("a,0.5,0.25\nb,0.5,0.75\n", {}),
    "numbers as labels": ("1,0.5,0.25\n2,0.5,0.75\n", {}),
    "two columns": ("0.5,0.25\n0.5,0.75\n", {}),
    "decimal commas": ("0,5;0,25\n0,5;0,75\n", {"delimiter": ";", "decimal": ","}),
    "two columns with names": ("p\tq\n0.5\t0.25\n0.5\t0.75\n", {}),
    "by number": ("a,x,0.5,y,0.25\nb,x,0.5,y,0.75\n", {"label_column": "1", "column": "3", "q_column": "5"}),
    "by name": ("q,p,label\n0.25,0.5,a\n0.75,0.5,b\n", {"column": "p", "q_column": "q"}),
}


@pytest.mark.parametrize("name", READ_PAIR)
def test_two_columns(name):
    table, options = READ_PAIR[name]
    assert decimal("kl", [table], **options) == DIVERGENCE


def test_files_are_joined_by_label():
    p, q = "label,p\na,0.5\nb,0.5\n", "label,p\nb,0.75\na,0.25\n"
    assert decimal("kl", [p, q]) == DIVERGENCE
    assert decimal("kl", [p, "label,p\nb,0.5\na,0.5\n"]) == "0"


def test_a_label_on_one_side_has_probability_0_and_is_named():
    p, q = source("a,0.5\nb,0.5\n"), source("a,0.5\nc,0.5\n")
    report = asked("kl", p, q)
    assert report.rows[0].number.decimal == "inf"
    assert "not in q, so of probability 0 there: b" in report.notes
    assert "not in p, so of probability 0 there: c" in report.notes


#: table, what the message says
REFUSED = {
    "": "no rows",
    "label,p\n": "no rows",
    "label,p\na,0.5\na,0.5\n": "label a appears twice (rows 2 and 3)",
    "label,p\na,0.5,junk\nb,0.5\n": "row 2 has 3 fields, the header has 2",
    "label,p\na,0.5\nb\n": "row 3 has 1 field, the header has 2",
    "a,0.5\nb,0.5,1\n": "row 2 has 3 fields, the first row has 2",
    "label,p\na,1.5\nb,-0.5\n": "row 3: negative probability -0.5",
    'label,p\n"a,0.5\nb,0.5\n': "row 2: unexpected end of data",
    'label,p\n"a\nb",0.5\nc,x\n': "row 4, column p: not a number: 'x'",
    "nan\n1\n": "row 1, column p: not a number: 'nan'",
    "TRUE\n1\n": "row 1, column p: not a number: 'TRUE'",
    "a,0.5\nb,0.5\0\n": "NUL byte in row 2",
    b"label,p\na,0.5\n\xffb,0.5\n": "row 3: not UTF-8: byte 0xFF at offset 14",
    b"\x1f\x8b\x08\x00": "gzip",
    "\ufefflabel,p\n".encode("utf-16"): "UTF-16",
    "label;p\na;0,5\nb;0,5\n": "decimal commas",
    "label,u,w\na,0.5,1\nb,0.5,1\n": "2 columns of numbers, one is wanted",
    "p\n0\n0\n": "all probabilities are 0",
    "label,p\na,0.333333\nb,0.333333\nc,0.333333\n": "probabilities sum to 0.999999, not 1",
    '{"a": 0.5, "a": 0.5}': "label a appears twice",
    "[0.5, null]": "a list or an object of numbers",
    "[0.5, true]": "a list or an object of numbers",
    "[0.5, NaN]": "a list or an object of numbers",
    "[[0.5, 0.5], [0.5, 0.5]]": "a list or an object of numbers",
    "[0.5, 0.5": "not JSON",
    '\n{"a": 0.5}\nhello\n': "row 3: not JSON",
}


@pytest.mark.parametrize(("table", "said"), REFUSED.items(), ids=repr)
def test_refused(table, said):
    with pytest.raises(InfocalcError) as refusal:
        decimal("entropy", [table])
    assert said in refusal.value.message + (refusal.value.hint or "")
    assert refusal.value.exit_code == 2


NO_NUMBERS = (
    "1_0 0x1 TRUE NaN inf Infinity -- 1e 1e5.5 e5 . %% $5 1,00 1'00 1,000,00 01,000 1/0 1//2 "
    "½ ٠٫٥ ０.５ 0b1 1j None #N/A"
).split()


@pytest.mark.parametrize("cell", ["", "1 00", "−0.5", *NO_NUMBERS])
def test_a_cell_that_is_no_number_is_named(cell):
    with pytest.raises(InfocalcError) as refusal:
        decimal("entropy", [f'label,p\na,0.5\nb,"{cell}"\n'])
    assert refusal.value.message == f"row 3, column p: not a number: '{cell}'"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"column": "w"}, "there is no column w"),
        ({"label_column": "3"}, "there is no column 3"),
        ({"delimiter": "ab"}, "one character is wanted"),
        ({"no_header": True}, "row 1, column p: not a number: 'p'"),
        ({"sum_tolerance": "x"}, "--sum-tolerance x"),
        ({"smooth": "-1"}, "--smooth -1"),
    ],
)
def test_wrong_options(options, said):
    with pytest.raises(InfocalcError) as refusal:
        decimal("entropy", ["label,p\na,0.4\nb,0.5\n"], **options)
    assert said in refusal.value.message


def test_the_lengths_of_two_tables():
    with pytest.raises(InfocalcError, match="2 outcomes in p, 1 in q"):
        decimal("kl", ["0.5\n0.5\n", "1\n"])
    with pytest.raises(InfocalcError, match="only one of the two has labels"):
        decimal("kl", ["0.5\n0.5\n", "a,0.5\nb,0.5\n"])
    with pytest.raises(InfocalcError, match="label,p,q or p,q"):
        decimal("kl", ["0.5\n0.5\n"])


def test_sums_of_rounded_cells():
    """Cells of 15 or more digits may miss 1 by their rounding; the answer says so, --strict refuses."""
    third = "0.3333333333333333\n" * 3
    report = asked("entropy", source(third))
    assert report.rows[0].number.decimal == "1.09861228866811"
    assert any("rescaled" in note for note in report.notes)
    with pytest.raises(InfocalcError, match="sum to"):
        decimal("entropy", [third], strict=True)
    assert decimal("entropy", ["0.333\n" * 3], sum_tolerance="0.001") == "1.09861228866811"
