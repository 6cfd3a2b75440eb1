"""The keys and first settings of an installation, made once at random for `DATA_DIR/env`."""

import base64
import secrets

# No letters or figures that are mistaken for one another when read out or typed on a phone.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
TOWN_PROFILE = "profiles/gaoqiao/profile.toml"  # unless another is set
CHOSEN = ("TOWN_PROFILE", "DEMO_PASSWORD")  # what the first start is told about them stays


def key() -> str:
    """32 random bytes, URL-safe base64."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def password() -> str:
    """Twelve readable characters in three groups: 59 bits."""
    groups = ("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(3))
    return "-".join(groups)


def first_settings(site_url: str, town_profile: str) -> dict[str, str]:
    """What a new installation needs in order to start with DEBUG off."""
    return {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "FIELD_KEYS": f"k1:{key()}",
        "INDEX_KEY": key(),
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "SITE_URL": site_url,
        "TOWN_PROFILE": town_profile,
        "DEMO_PASSWORD": password(),
    }


def as_lines(settings: dict[str, str]) -> str:
    """The text of the file, one NAME=value a line."""
    head = "# Made by `make run`. Keep it: what was encrypted cannot be read without these keys.\n"
    return head + "".join(f"{name}={value}\n" for name, value in settings.items())


def from_lines(text: str) -> dict[str, str]:
    """The file read back; comments and empty lines are passed over."""
    lines = (line.strip() for line in text.splitlines())
    return dict(line.split("=", 1) for line in lines if "=" in line and line[0] != "#")
