"""`make check`: everything that can be said about the code without running it, each step in turn.

    python -m tests.check [name of a step …]

All steps run even when one fails; the last line names those that failed.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests import environment

# As a deployment has it: the deploy check reads the settings that hang on HTTPS.
DEPLOYED = {"SITE_URL": "https://portal.example", "ALLOWED_HOSTS": "portal.example"}
BIN = Path(sys.executable).parent
MANAGE = [sys.executable, "manage.py"]
STEPS: dict[str, tuple[list[str | Path], dict[str, str]]] = {
    "format": ([BIN / "ruff", "format", "--check", "."], {}),
    "lint": ([BIN / "ruff", "check", "."], {}),
    "templates": ([BIN / "djlint", "--lint", "--quiet", "templates"], {}),
    "imports": ([BIN / "lint-imports"], {}),
    "types": ([BIN / "mypy"], {}),
    "migrations": ([*MANAGE, "makemigrations", "--check", "--dry-run"], {}),
    "catalogues": ([*MANAGE, "messages", "--check"], {}),
    "deploy": ([*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], DEPLOYED),
}


def main(names: list[str]) -> int:
    """Run the steps named, or all; 0 only if none failed."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gaoqiao.settings"
    failed = [name for name in names or STEPS if not passes(name)]
    print(f"FAILED: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


def passes(name: str) -> bool:
    """Run one step; print what it says only if it fails."""
    command, extra = STEPS[name]
    began = time.monotonic()
    done = subprocess.run(
        command,
        cwd=environment.BASE,
        env=os.environ | extra,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout.rstrip())
    verdict = "FAILED" if done.returncode else "ok"
    print(f"{name}: {verdict} ({time.monotonic() - began:.0f} s)", flush=True)
    return not done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
