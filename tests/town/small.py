"""The profiles with a short list: the two towns' places only, so that tests need not load 3,215."""

from pathlib import Path

from django.conf import settings

PROFILES = settings.BASE_DIR / "profiles"
KEPT = ("330200,", "330203,", "330203100", "330203101", "code,")


def small_profile(name: str, folder: Path) -> Path:
    """A copy of a town's profile in `folder`, beside a list of the two towns."""
    rows = (PROFILES / "divisions_ningbo.csv").read_text(encoding="utf-8").splitlines(True)
    (folder / "places.csv").write_text(
        "".join(row for row in rows if row.startswith(KEPT)), encoding="utf-8"
    )
    text = (PROFILES / name / "profile.toml").read_text(encoding="utf-8")
    profile = folder / f"{name}.toml"
    profile.write_text(text.replace('"../divisions_ningbo.csv"', '"places.csv"'), encoding="utf-8")
    return profile
