"""Settings shared by all tests: the same examples on every run, and many more of them under ``make fuzz``."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile(
    "test", deadline=None, max_examples=50, derandomize=True, print_blob=True, suppress_health_check=SLOW
)
settings.register_profile("fuzz", deadline=None, max_examples=2000, print_blob=True, suppress_health_check=SLOW)
settings.load_profile("test")
