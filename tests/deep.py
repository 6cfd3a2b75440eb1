"""Room for deep calls (a pytest `-p` plugin): a ninth of a run went to asking for it again.

CPython 3.11 keeps frames in chunks of 16 KB that it takes from the system and gives back as calls
come and go. Under pytest and Django a test stands so deep that some loop always crosses from one
chunk to the next and back, thousands of times a test. A frame that says it needs half a megabyte
makes the first chunk that big, and all calls of a run fit beside it.
"""

import sys
from collections.abc import Callable

import pytest

SLOTS = 70_000  # of 8 bytes: the chunk is the power of two above, and half of it stays free


def whole_run(run: Callable[..., object], config: pytest.Config) -> object:
    """All of pytest is called from here."""
    return run(config=config)


whole_run.__code__ = whole_run.__code__.replace(co_stacksize=SLOTS)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> object:
    """What the other plugins do at this point, from within a frame with room."""
    this = sys.modules[__name__]
    rest = config.pluginmanager.subset_hook_caller("pytest_cmdline_main", remove_plugins=[this])
    return whole_run(rest, config)
