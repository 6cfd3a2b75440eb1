"""The newest seal of each chain, what waits for its seal, and the heads kept outside."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.module_loading import import_string

from foundation.seals.chains import Chain, Source, chains
from foundation.seals.models import Seal

# A row may be committed after rows with greater keys. One that comes later than so many others is
# not sealed any more, and named by the check.
OVERLAP = 5_000
CHECK = "foundation.verify_record"  # the kind of the job that checks


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain as it was at some moment."""

    number: int
    seal: str


def source_of(chain: Chain) -> Source:
    """How the room of a chain reads it."""
    source: Source = import_string(chain.source)
    return source


def newest(chain: Chain) -> Seal | None:
    """The last seal of a chain."""
    return Seal.objects.filter(chain=chain.key).order_by("-number").first()


def newest_seals() -> list[tuple[Chain, Seal]]:
    """The last seal of every chain that has one; a query each."""
    found = ((chain, newest(chain)) for chain in chains())
    return [(chain, seal) for chain, seal in found if seal is not None]


def seal_on(chain: Chain, subject: int) -> Seal | None:
    """The seal of one row."""
    return Seal.objects.filter(chain=chain.key, subject=subject).first()


def unsealed(chain: Chain, after: int | None = None) -> QuerySet[Any]:
    """The rows of a chain without a seal, by key; of those `after` a key only, seals after it are
    all that is looked at."""
    newer = {} if after is None else {"pk__gt": after}
    seals = {} if after is None else {"subject__gt": after}
    sealed = Seal.objects.filter(chain=chain.key, subject=OuterRef("pk"), **seals)
    return source_of(chain).rows().filter(~Exists(sealed), **newer).order_by("pk")


def waiting(chain: Chain) -> QuerySet[Any]:
    """The rows that the sealer takes next: of a growing chain the newest only."""
    return unsealed(chain, settled(chain) if chain.growing else None)


def settled(chain: Chain) -> int:
    """The key up to which nothing of a growing chain is sealed any more."""
    last = Seal.objects.filter(chain=chain.key).aggregate(last=Max("subject"))["last"]
    return (last or 0) - OVERLAP


def heads_file() -> Path:
    """Where the last seals are kept beside the database."""
    return Path(settings.DATA_DIR, "seals.json")


def kept_heads() -> dict[str, Head]:
    """The last seals by chain as the file has them; none where there is no file."""
    try:
        return heads_in(heads_file())
    except FileNotFoundError:
        return {}


def heads_in(file: Path) -> dict[str, Head]:
    """The last seals by chain that a file keeps: `seals.json`, or what `/verify/seals.json` told.
    Raises ValueError where it is another file."""
    kept = json.loads(file.read_text(encoding="utf-8"))
    try:
        heads = {key: Head(int(head["number"]), str(head["seal"])) for key, head in kept.items()}
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(file.name) from error
    return heads


def told_heads() -> dict[str, dict[str, Any]]:
    """The last seals by chain for who keeps them elsewhere."""
    return {
        chain.key: {"number": seal.number, "seal": seal.seal, "at": seal.at}
        for chain, seal in newest_seals()
    }


def ahead() -> list[Chain]:
    """The chains of which a later seal was kept beside the database than they hold now."""
    kept = kept_heads()
    return [
        chain for chain in chains() if chain.key in kept and not stands(chain.key, kept[chain.key])
    ]


def stands(chain: str, head: Head) -> bool:
    """Whether the chain still holds a head that was kept."""
    return Seal.objects.filter(chain=chain, number=head.number, seal=head.seal).exists()
