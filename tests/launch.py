"""The launcher as a process of the tests' own: started in a folder, watched, ended."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 60


def launcher(data_dir: Path, port: int, **told: str) -> subprocess.Popen[str]:
    """A launcher with nothing of the tests' environment but what it is told."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(data_dir), "LANG": "C.UTF-8"}
    environment |= {"DATA_DIR": str(data_dir), "PORT": str(port), **told}
    return subprocess.Popen(
        [sys.executable, "-m", "gaoqiao.start"],
        cwd=BASE,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def running(
    data_dir: Path, port: int, **told: str
) -> Iterator[tuple[subprocess.Popen[str], dict[str, int], str]]:
    """The launcher once it has said its address, with the groups of its children."""
    process = launcher(data_dir, port, **told)
    assert process.stdout
    groups: dict[str, int] = {}
    said = ""
    try:
        while "Ctrl-C stops it" not in said:
            line = process.stdout.readline()
            assert line, f"it ended: {said}"
            said += line
        groups = children_of(process.pid)
        yield process, groups, said
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(PATIENCE_SECONDS)
        process.stdout.close()
        for group in groups.values():
            assert not members(group), "a process was left behind"


def processes() -> list[tuple[int, int, int, str]]:
    """pid, parent, group and command of every live process."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            command = (folder / "cmdline").read_text().replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if fields[0] != "Z":
            found.append((int(folder.name), int(fields[1]), int(fields[2]), command))
    return found


def children_of(pid: int) -> dict[str, int]:
    """The process group of the site and of the worker."""
    names = {"gunicorn": "site", "celery": "worker"}
    return {
        name: group
        for _, parent, group, command in processes()
        for word, name in names.items()
        if parent == pid and f"-m {word}" in command
    }


def members(group: int) -> list[str]:
    """The commands of the live processes of a group."""
    return [command for _, _, its_group, command in processes() if its_group == group]
