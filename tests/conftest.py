"""Properties hold or not however busy the machine is: no test of Hypothesis is judged by the clock.

What is collected lives as long as the run, so the collector of garbage does not look through it again and
again: a fifth of the processor time.
"""

from __future__ import annotations

import gc
from importlib.util import find_spec

gc.set_threshold(100_000, 10, 10)

if find_spec("hypothesis"):  # the packages are tried where nothing but pytest is installed
    from hypothesis import HealthCheck, settings

    settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("unhurried")


def pytest_collection_finish() -> None:
    gc.freeze()
