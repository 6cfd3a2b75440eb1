"""`make run`: keys made once, everything brought up to date, then the site and one worker.

Environment: `PORT` (8000), `BIND` (127.0.0.1), `DATA_DIR` (data). Ctrl-C or SIGTERM stops all.
"""

import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foundation import catalogue
from gaoqiao import keys

BASE = Path(__file__).resolve().parent.parent
LOCAL = "http://127.0.0.1:"
READY_SECONDS = 60
STOP_SECONDS = 10

Children = dict[str, subprocess.Popen[bytes]]


def main() -> None:
    """Run until a signal comes or a child ends. Exit status 0 after a signal, 1 otherwise."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(0))
    os.umask(0o077)
    data_dir = Path(os.environ.get("DATA_DIR") or BASE / "data").resolve()
    host, port = os.environ.get("BIND") or "127.0.0.1", port_wanted()
    data_dir.mkdir(parents=True, exist_ok=True)
    with only_one(data_dir):
        refuse_taken(host, port)
        stored = settings_of(data_dir, port)
        environment = os.environ | {"DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": "1"}
        if "SITE_URL" not in os.environ and stored.get("SITE_URL", "").startswith(LOCAL):
            environment["SITE_URL"] = f"{LOCAL}{port}"
        prepare(environment)
        children: Children = {}
        try:
            children["the site"] = child(site_command(host, port), environment)
            children["the worker"] = child(worker_command(data_dir), environment)
            accounts = demo_accounts(environment)  # while the site starts
            wait_until_ready(children, host, port)
            print(f"{accounts}\nThe portal is at {LOCAL}{port}/ (Ctrl-C stops it)", flush=True)
            watch(children)
        finally:
            stop(children)


def port_wanted() -> int:
    """`PORT` as a number, or the end of the start."""
    raw = os.environ.get("PORT") or "8000"
    if not raw.isdigit() or not 0 < int(raw) < 65536:
        sys.exit(f"PORT is {raw}: it must be a number from 1 to 65535.")
    return int(raw)


@contextmanager
def only_one(data_dir: Path) -> Iterator[None]:
    """Hold the data folder: two clocks on one queue would do everything twice."""
    with (data_dir / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit("This portal is running already: its data folder is in use.")
        yield


def refuse_taken(host: str, port: int) -> None:
    """Say plainly that the port is taken, before anything is done."""
    try:
        with socket.create_server((host, port)):
            return
    except OSError as error:
        sys.exit(
            f"Port {port} on {host} cannot be used ({error.strerror}): stop the program "
            f"that has it, or choose another, as in: make run PORT={port + 1}"
        )


def settings_of(data_dir: Path, port: int) -> dict[str, str]:
    """What `DATA_DIR/env` holds; it is made, readable by its owner only, if it is not there."""
    path = data_dir / "env"
    if not path.exists():
        first = keys.first_settings(f"{LOCAL}{port}", keys.TOWN_PROFILE)
        told = {name: os.environ[name] for name in keys.CHOSEN if name in os.environ}
        text = keys.as_lines(first | told)
        unfinished = path.with_suffix(".new")
        unfinished.unlink(missing_ok=True)
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
        unfinished.rename(path)
    return keys.from_lines(path.read_text(encoding="utf-8"))


def prepare(environment: dict[str, str]) -> None:
    """Catalogues, database, static files; a failure has already said its sentence."""
    catalogue.compile_all(BASE)  # before Django reads them
    command = [sys.executable, "manage.py", "prepare"]
    if subprocess.run(command, cwd=BASE, env=environment, check=False).returncode:
        sys.exit(1)


def demo_accounts(environment: dict[str, str]) -> str:
    """The accounts of the demo with their password; nothing where there is no demo."""
    command = [sys.executable, "manage.py", "demo_code", "--list"]
    listed = subprocess.run(
        command, cwd=BASE, env=environment, check=False, capture_output=True, text=True
    )
    return "" if listed.returncode else f"\n{listed.stdout}"


def site_command(host: str, port: int) -> list[str]:
    """gunicorn with a few threads, saying only what goes wrong; what is loaded is loaded once."""
    options = f"--bind={host}:{port} --workers=2 --threads=4 --graceful-timeout=5 --preload"
    options += " --log-level=warning --no-control-socket"
    return [sys.executable, "-m", "gunicorn", "gaoqiao.wsgi", *options.split()]


def worker_command(data_dir: Path) -> list[str]:
    """One Celery worker that carries the clock, too."""
    options = "--app=gaoqiao --quiet worker --beat --concurrency=1 --loglevel=ERROR"
    options += " --without-gossip --without-mingle"
    # To look at the portal as root is all right; a deployment has a user for it.
    python = [sys.executable, "-W", "ignore:You're running the worker with superuser"]
    return [*python, "-m", "celery", *options.split(), f"--schedule={data_dir / 'clock'}"]


def child(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """A process group of its own, so that Ctrl-C reaches it through us and none is left over."""
    return subprocess.Popen(
        command, cwd=BASE, env=environment, stdin=subprocess.DEVNULL, start_new_session=True
    )


def wait_until_ready(children: Children, host: str, port: int) -> None:
    """Ask the site until it answers; whatever it answers, it is up."""
    target = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104  compared, not bound
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        refuse_dead(children)
        connection = http.client.HTTPConnection(target, port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    sys.exit(f"The site did not answer within {READY_SECONDS} seconds.")


def watch(children: Children) -> None:
    """Wait for ever; a child that ends takes the rest with it."""
    while True:
        refuse_dead(children)
        time.sleep(0.3)


def refuse_dead(children: Children) -> None:
    """End everything with a sentence if one child has ended."""
    for name, process in children.items():
        if process.poll() is not None:
            sys.exit(f"Stopping: {name} ended by itself (status {process.returncode}).")


def stop(children: Children) -> None:
    """Ask all to finish what they do, wait a little, then end whatever is left of them."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for process in children.values():
        process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for name, process in children.items():
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            print(f"Stopping: {name} did not finish in time and is ended.", flush=True)
        end_group(process)


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Nothing of the child's process group outlives it."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


if __name__ == "__main__":
    main()
