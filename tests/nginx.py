"""Where nginx is, if it is installed."""

import os
import shutil


def path() -> str | None:
    """Debian keeps it where only root looks."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
