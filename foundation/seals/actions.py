"""Sealing: rows that are committed, in batches, beside the writers and never inside their acts."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor, ActorKind
from foundation.jobs import actions as jobs
from foundation.jobs.models import Job
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import require
from foundation.seals.chains import Chain, chains
from foundation.seals.models import Seal
from foundation.seals.queries import heads
from foundation.seals.spelling import FIRST, digest_of, seal_of

BATCH = 1_000
SALT_BYTES = 16


def seal_all(*, now: datetime | None = None) -> int:
    """Seal what waits in every chain, and keep the new ends beside the database. Returns how many
    rows were sealed."""
    sealed = {chain.key: seal_chain(chain, now=now) for chain in chains()}
    if any(sealed.values()):
        keep_heads()
    return sum(sealed.values())


def seal_chain(chain: Chain, *, now: datetime | None = None) -> int:
    """Seal what waits in one chain. Where another sealer is at it, what it sealed is left to it."""
    number = 0
    while True:
        made = next_batch(chain, now or timezone.now())
        if not made or not store(made):
            return number
        number += len(made)
        if len(made) < BATCH:
            return number


def next_batch(chain: Chain, now: datetime) -> list[Seal]:
    """The seals of the next rows, not stored yet: read and reckoned without holding anything."""
    last = heads.newest(chain)
    keys = list(heads.waiting(chain).values_list("pk", flat=True)[:BATCH])
    contents = heads.source_of(chain).contents(keys) if keys else {}
    number, previous = (last.number, last.seal) if last else (0, FIRST)
    made = []
    for key in keys:
        if key not in contents:
            continue  # gone since it was listed: only an attacker takes rows away
        number, salt = number + 1, secrets.token_hex(SALT_BYTES)
        digest = digest_of(salt, contents[key])
        seal = seal_of(chain.key, number, key, now, digest, previous)
        made.append(
            Seal(
                chain=chain.key,
                number=number,
                subject=key,
                at=now,
                salt=salt,
                digest=digest,
                previous=previous,
                seal=seal,
            )
        )
        previous = seal
    return made


def store(made: list[Seal]) -> bool:
    """Store a batch whole; False where another sealer was first, which the database finds out."""
    try:
        with transaction.atomic():
            Seal.objects.bulk_create(made)
    except IntegrityError:
        first = made[0]
        if Seal.objects.filter(chain=first.chain, number=first.number).exists():
            return False
        raise
    return True


def keep_heads() -> None:
    """Write the last seal of each chain into `DATA_DIR/seals.json`, whole or not at all. A kept one
    that the chain does not hold any more stays: the check names it until somebody has looked."""
    kept = heads.kept_heads()
    ends = {
        chain.key: heads.Head(seal.number, seal.seal)
        for chain, seal in heads.newest_seals()
        if chain.key not in kept or heads.stands(chain.key, kept[chain.key])
    }
    file = heads.heads_file()
    beside = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    whole = {key: asdict(head) for key, head in (kept | ends).items()}
    beside.write_text(json.dumps(whole, indent=1), encoding="utf-8")
    os.replace(beside, file)


def ask_for_check(*, by: Actor, now: datetime | None = None) -> Job:
    """Have everything checked against its seals; once a day."""
    day = timezone.localdate(now)
    return jobs.enqueue("foundation.verify_record", key=f"verify_record:{day}", by=by)


@action("record.check")
def report_findings(*, by: Actor, job: Job, found: int) -> None:
    """Note in the record that a check found so many things not as they were sealed."""
    require(by.kind == ActorKind.CLOCK, _("Only the clock reports what a check found."))
    record.note(by, "record.altered", job, values={"found": found})
