"""Turn a municipality's answers into its own handbook. The door for programs is `site_build.api`; its names are here too."""

from __future__ import annotations

TYPE_CHECKING = False  # as typing's, without the price of importing it: a bare start must be quick
if TYPE_CHECKING:
    from site_build.api import *  # noqa: F403


def __getattr__(name: str) -> object:
    """Bring the door in when somebody uses it, not before."""
    if not name.startswith("_"):
        import importlib

        api = importlib.import_module("site_build.api")
        if name in api.__all__:
            return getattr(api, name)
    raise AttributeError(f"module 'site_build' has no attribute {name!r}")
