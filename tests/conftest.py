"""Settings for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ.setdefault("OPENPYXL_LXML", "False")  # as `extras.need` does, for the tests that import it first

# A shared machine is slow at times: speed is the benchmarks' subject. In CI the same examples every time.
settings.register_profile("calm", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "calm")
