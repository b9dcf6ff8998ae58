"""Properties hold or not however busy the machine is: no test of Hypothesis is judged by the clock."""

from __future__ import annotations

from importlib.util import find_spec

if find_spec("hypothesis"):  # the packages are tried where nothing but pytest is installed
    from hypothesis import HealthCheck, settings

    settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("unhurried")
