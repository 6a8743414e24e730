"""Settings of all tests."""

from __future__ import annotations

from hypothesis import settings

# Speed is measured in bench/, not asserted: a busy machine is no fault of the code.
settings.register_profile("vedette", deadline=None)
settings.load_profile("vedette")
