"""Texts by their characters and bytes; logits, log-probabilities, and those of a sequence."""

from __future__ import annotations

import io
import math

import pytest

from infocalc.errors import DistributionError, InfocalcError
from infocalc.information.source import Source

from .asked import asked


def number(report, row=0):
    return float(report.rows[row].number.decimal)


def entropy_of(values):
    return -sum(p * math.log(p) for p in values if p)


def softmax(scores):
    weights = [math.exp(x - max(scores)) for x in scores]
    return [w / sum(weights) for w in weights]


@pytest.mark.parametrize("text", ["abracadabra", "a", "a b\tc\n", "héé", "1/2,1/2", "@x"])
def test_characters_and_bytes_of_a_text(text):
    for option, signs in (("characters", text), ("bytes", text.encode())):
        expected = entropy_of([signs.count(s) / len(signs) for s in set(signs)])
        for source in (Source(text), Source(stream=io.BytesIO(text.encode()))):
            found = asked("entropy", source, **{option: True})
            assert number(found) == pytest.approx(expected, abs=1e-14)
            assert f"{len(signs)} of {len(set(signs))} kinds" in found.notes[0]


def test_bytes_of_any_file_and_characters_of_utf_8_only():
    data = b"\xff\xfe\x00a\n"
    assert number(asked("entropy", Source(stream=io.BytesIO(data)), bytes=True)) == pytest.approx(math.log(5))
    with pytest.raises(DistributionError, match="no UTF-8"):
        asked("entropy", Source(stream=io.BytesIO(data)), characters=True)


def test_a_character_across_two_blocks_is_one():
    text = "a" * ((1 << 20) - 1) + "é"
    found = asked("entropy", Source(stream=io.BytesIO(text.encode())), characters=True)
    assert f"{len(text)} of 2 kinds" in found.notes[0]


@pytest.mark.parametrize("scores", [[2, 1, 0.1], [2.5, -1, 0], [1, 1, 1], [1000, 999], [-3], [0, 0, -20]])
def test_logits_are_the_softmax(scores):
    text = ",".join(map(str, scores))
    expected = entropy_of(softmax(scores))
    for operand in (text, f"[{text}]", text.replace(",", " "), Source(stream=io.BytesIO(text.encode()))):
        assert number(asked("entropy", operand, logits=True)) == pytest.approx(expected, abs=1e-14)
    if max(scores) <= 0:
        found = asked("entropy", text, logprobs=True, normalize=True)
        assert number(found) == pytest.approx(expected, abs=1e-14)


def test_logits_that_differ_by_a_constant_are_one_law():
    assert number(asked("kl", "1,2,5", "2,3,6", logits=True)) == 0
    p, q = softmax([1, 2]), softmax([2, 4])
    expected = sum(a * math.log(a / b) for a, b in zip(p, q, strict=True))
    assert number(asked("kl", "1,2", "2,4", logits=True)) == pytest.approx(expected, abs=1e-15)
    assert number(asked("kl", "a:1,b:2", "b:4,a:2", logits=True)) == pytest.approx(expected, abs=1e-15)


def test_the_log_loss_and_the_perplexity_of_a_sequence():
    found = asked("entropy", "-0.1,-2.5,-0.7", tokens=True)
    assert [row.name for row in found.rows] == ["log loss", "perplexity"]
    assert number(found) == pytest.approx(1.1, abs=1e-15)
    assert number(found, 1) == pytest.approx(math.exp(1.1), rel=1e-14)
    bits = asked("entropy", "-0.1,-2.5,-0.7", tokens=True, unit="bits")
    assert number(bits) == pytest.approx(1.1 / math.log(2), rel=1e-14)
    assert number(bits, 1) == number(found, 1)


@pytest.mark.parametrize(
    ("measure", "operands", "options"),
    [
        ("entropy", [""], {"characters": True}),
        ("entropy", ["-0.1,-2.5"], {"logprobs": True}),
        ("entropy", ["0.1,-2"], {"logprobs": True, "normalize": True}),
        ("entropy", ["1,x"], {"logits": True}),
        ("entropy", ["1e9,0"], {"logits": True}),
        ("entropy", ["1,2"], {"logits": True, "column": "2"}),
        ("entropy", ["abc"], {"characters": True, "normalize": True}),
        ("kl", ["1,2", "a:1,b:2"], {"logits": True}),
        ("xent", ["-1,-2"], {"tokens": True}),
        ("xent", ["-1,-2", "-1,-2"], {"tokens": True}),
        ("entropy", ["0.5,-2"], {"tokens": True}),
    ],
)
def test_what_is_none_of_these_is_refused(measure, operands, options):
    with pytest.raises(InfocalcError) as problem:
        asked(measure, *operands, **options)
    assert problem.value.exit_code == 2
