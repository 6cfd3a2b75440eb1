"""docs/deploy.md as a script: its commands, and what stands in for root, DNS and Debian."""

import re
from pathlib import Path

GUIDE = Path(__file__).resolve().parents[2] / "docs/deploy.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Commands that a test may not or need not run: a program of this name that comes first in PATH.
# `$ROOT` is the folder that stands for `/`, `$WEB` is nginx, `$TLS` its port.
STANDS_IN = {
    "apt-get": ":",
    "adduser": ":",
    "chown": ":",
    "python3": ":",  # the .venv of our own files is used
    "git": 'ln -s "$ROOT/code" "$3"',
    "runuser": 'shift 3; exec "$@"',
    "systemctl": 'echo "$@" >> "$ROOT/systemctl"',
    "nginx": 'exec "$WEB" -c "$ROOT/etc/nginx/nginx.conf" "$@"',
    "curl": 'exec /usr/bin/curl --cacert "$ROOT/etc/ssl/portal/fullchain.pem"'
    ' --connect-to "portal.example:443:127.0.0.1:$TLS" "$@"',
}
# Words of a line that only root on a bare machine may use.
LEFT_OUT = {
    "install -d -o portal -g portal": "install -d",
    "/srv/portal/code/.venv/bin/pip install": ": pip install",
}
PATHS = re.compile(r"(?<![\w.])/(etc|srv|var)/")


def blocks() -> list[str]:
    """The commands of the guide, a text for each block."""
    return BLOCK.findall(GUIDE.read_text(encoding="utf-8"))


def settled(text: str, root: Path, ports: dict[str, int]) -> str:
    """A text of the guide, or a file that it copies, for a folder that stands for `/`, and with
    ports of this test."""
    for ours, theirs in LEFT_OUT.items():
        text = text.replace(ours, theirs)
    text = PATHS.sub(rf"{root}/\1/", text)
    text = re.sub(r"listen 443\b", f"listen 127.0.0.1:{ports['443']}", text)
    text = re.sub(r"listen 80\b", f"listen 127.0.0.1:{ports['80']}", text)
    return re.sub(r"\b(6379|8001|8002)\b", lambda found: str(ports[found[0]]), text)
