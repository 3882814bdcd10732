"""Libraries that are an extra of the package, imported only when a command needs them."""

from __future__ import annotations

import importlib
import os
from types import ModuleType

from site_build.errors import MissingExtraError


def need(module: str) -> ModuleType:
    """Import a library of the extra 'export'; raises MissingExtraError with what to install."""
    os.environ.setdefault("OPENPYXL_LXML", "False")  # with lxml a workbook has other bytes than in a browser, which has none
    try:
        return importlib.import_module(module)
    except ImportError:
        raise MissingExtraError('Dit vraagt een extra: pip install "handreiking[export]"') from None
