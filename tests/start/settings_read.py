"""Reads the settings in each environment of a list (JSON on stdin), and writes how each read ended:
run by the tests. Every one is read by a process that has read none; what they have in common is
loaded once, before these processes part.
"""

import importlib
import json
import os
import sys

importlib.import_module("gaoqiao.environment")


def ended(environment: dict[str, str]) -> tuple[int, str]:
    """The exit status of a process that reads the settings, and what it says on stderr."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(writer, sys.stderr.fileno())
        os.environ.clear()
        os.environ.update(environment)
        importlib.import_module("gaoqiao.settings")
        sys.exit()
    os.close(writer)
    with os.fdopen(reader) as said:
        words = said.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), words


if __name__ == "__main__":
    json.dump([ended(environment) for environment in json.load(sys.stdin)], sys.stdout)
