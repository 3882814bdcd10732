"""How long something takes, in processor time, so that a busy machine does not count."""

import time
from collections.abc import Callable


def best(run: Callable[[], object], times: int = 5) -> float:
    """Return the shortest of a few runs, in seconds."""
    results = []
    for _ in range(times):
        start = time.process_time()
        run()
        results.append(time.process_time() - start)
    return min(results)
