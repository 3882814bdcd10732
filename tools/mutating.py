"""Try faults of one module in one run of pytest. Started by tools/mutate.py, in a copy of the program.

Everything is read once. Every test runs once, while it is noted which functions of the module it comes by; then each fault is
put in a fork of this process, in which the tests that come by it run, the quickest first, until one fails. A fault that works
when the module is read (a number at the top) needs a process of its own, with the broken file.
"""

from __future__ import annotations

import functools
import gc
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest

from tools.faults import Fault, broken, find_faults

MOST_SECONDS = 120.0  # then a fault counts as noticed: it made something wait. Less where all tests together take less
_FAILED, _PASSED = 1, 0


class Trying:
    """The plugin: takes the place of pytest's own loop."""

    def __init__(self, file: Path, faults: list[Fault], tests: list[str]) -> None:
        self.file, self.faults, self.tests = file, faults, tests
        self.source = file.read_text(encoding="utf-8")
        self.inside = False
        self.most = MOST_SECONDS
        self.outcomes: list[bool] = []
        self.broken_before: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Stop a fork at its first failure; before that, a failure means that the tests say nothing."""
        if report.failed and self.inside:
            os._exit(_FAILED)
        if report.failed:
            self.broken_before.append(report.nodeid)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run every test once and then the faults."""
        items = list(session.items)
        came_by, seconds = self._walk(items)
        self.most = min(MOST_SECONDS, 20 + 3 * sum(seconds.values()))
        for fault in self.faults:
            began = time.monotonic()
            if self.broken_before:
                self.outcomes.append(False)
            elif fault.owner:
                lines = _first_lines(self.source, fault.owner)
                direct = [item for item in items if came_by[item.nodeid] & lines]
                files = {item.path for item in direct if "functools.cache" in item.path.read_text(encoding="utf-8")}
                shared = [item for item in items if item.path in files and item not in direct]  # what another test kept for it
                ordered = sorted(direct, key=lambda item: seconds[item.nodeid]) + sorted(shared, key=lambda item: seconds[item.nodeid])
                self.outcomes.append(self._in_fork(fault, ordered))
            else:
                self.outcomes.append(self._in_process(fault))
            print(f"    {fault.line}: {fault.what}: {'noticed' if self.outcomes[-1] else 'survived'} ({time.monotonic() - began:.1f} s)", file=sys.stderr, flush=True)
        return True

    def _walk(self, items: list[pytest.Item]) -> tuple[dict[str, set[int]], dict[str, float]]:
        came_by: dict[str, set[int]] = {}
        seconds: dict[str, float] = {}
        name, here = str(self.file), set[int]()

        def look(frame: FrameType, event: str, value: object) -> None:
            if frame.f_code.co_filename == name:
                here.add(frame.f_code.co_firstlineno)

        for item, following in zip(items, [*items[1:], None], strict=True):
            here.clear()
            _forget_own(name)
            began = time.perf_counter()
            sys.settrace(look)
            try:
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            finally:
                sys.settrace(None)
            came_by[item.nodeid], seconds[item.nodeid] = set(here), time.perf_counter() - began
        return came_by, seconds

    def _in_fork(self, fault: Fault, items: list[pytest.Item]) -> bool:
        if not items:
            return False
        child = os.fork()
        if child == 0:
            self._try(fault, items)
        ends = time.monotonic() + self.most
        while time.monotonic() < ends:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status) != _PASSED
            time.sleep(0.01)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return True

    def _try(self, fault: Fault, items: list[pytest.Item]) -> None:
        """In the fork: break the function, forget what was kept, run the tests. Does not return."""
        self.inside = True
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        try:
            _put(self.file, fault, compile(broken(self.source, fault), str(self.file), "exec"))
            _forget(keep_content="/content/" not in self.file.as_posix())
            for item, following in zip(items, [*items[1:], None], strict=True):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        except BaseException:
            os._exit(_FAILED)
        os._exit(_PASSED)

    def _in_process(self, fault: Fault) -> bool:
        import ast

        self.file.write_text(ast.unparse(broken(self.source, fault)), encoding="utf-8")
        try:
            done = subprocess.run([sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *self.tests], capture_output=True, timeout=MOST_SECONDS, check=False)
            return done.returncode != 0
        except subprocess.TimeoutExpired:
            return True
        finally:
            self.file.write_text(self.source, encoding="utf-8")


def _codes(code: CodeType) -> dict[str, CodeType]:
    """Return every function of a module by its qualified name, those in functions not."""
    found: dict[str, CodeType] = {}
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            found[inner.co_qualname] = inner
            found.update({name: deeper for name, deeper in _codes(inner).items() if "<locals>" not in name})
    return found


def _first_lines(source: str, owner: str) -> set[int]:
    return {code.co_firstlineno for name, code in _codes(compile(source, "module", "exec")).items() if name == owner}


def _put(file: Path, fault: Fault, module: CodeType) -> None:
    """Give every function with this name, wherever it is held, the broken code."""
    new = _codes(module)[fault.owner]
    found = [thing for thing in gc.get_objects() if isinstance(thing, FunctionType)
             and thing.__code__.co_filename == str(file) and thing.__code__.co_qualname == fault.owner]
    if not found:
        raise LookupError(fault.owner)
    for function in found:
        function.__code__ = new


def _forget(*, keep_content: bool) -> None:
    """Empty what the program and its tests keep between calls; the content too where the fault may change how it is read."""
    for kept in [thing for thing in gc.get_objects() if isinstance(thing, functools._lru_cache_wrapper)]:
        where = getattr(kept, "__module__", "") or ""
        reads = where.startswith("site_build.content") or kept.__name__ in ("content", "example")
        if where.startswith(("site_build", "tests")) and not (keep_content and reads):
            kept.cache_clear()


def _forget_own(file: str) -> None:
    """Empty what the module itself keeps, so that every test that needs a function is seen to come by it, and not only the first."""
    module = next((module for module in list(sys.modules.values()) if getattr(module, "__file__", None) == file), None)
    for kept in list(vars(module).values()) if module else ():
        if isinstance(kept, functools._lru_cache_wrapper):
            kept.cache_clear()


def main(arguments: list[str]) -> int:
    """Module, faults and tests as JSON on the command line; prints as JSON which faults were noticed."""
    wish: dict[str, Any] = json.loads(arguments[0])
    file = Path.cwd() / "site_build" / wish["module"]
    wanted = set(wish["faults"])
    plugin = Trying(file, [fault for fault in find_faults(file.read_text(encoding="utf-8")) if fault.node in wanted], wish["tests"])
    began = time.monotonic()
    quiet: Callable[..., Any] = pytest.main
    quiet(["-q", "-o", "addopts=", "--import-mode=importlib", "--strict-markers", "-m", "not audit", "-p", "no:cacheprovider", "--basetemp", wish["temp"],
           *wish["tests"]], plugins=[plugin])
    Path(wish["report"]).write_text(json.dumps({"noticed": plugin.outcomes, "broken": plugin.broken_before, "seconds": time.monotonic() - began}), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
