"""The portal's own settings, and beside them only which addresses answer."""

from gaoqiao.settings import *  # noqa: F403, TID251
from gaoqiao.settings import TEMPLATES  # noqa: TID251

ROOT_URLCONF = "bench.plain.urls"
TEMPLATES[0]["DIRS"] = [BASE_DIR / "bench" / "plain" / "templates"]  # noqa: F405
