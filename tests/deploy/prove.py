"""docs/deploy.md, followed to the letter; then every part is killed while partners write.

Not in `make test`. `WRITES=5000` (`make prove`) kills each part, and every node and worker; without
it (`.ci/run`) one of each kind, in a hundred writes, on a copied instead of a migrated database.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from threading import Event, Thread

import psycopg2
import pytest

from tests import migrated
from tests.deploy import guide
from tests.deploy.machine import BASE, Machine
from tests.deploy.writing import Phone, Writers, faults
from tests.town.small import small_profile

pytestmark = [pytest.mark.postgresql, pytest.mark.redis, pytest.mark.nginx]
WRITES = int(os.environ.get("WRITES", "100"))
SPARED = " portal-worker@2 portal-clock"  # each start takes seconds of work
CONTROL = 11  # of which the first and the last are sent twice
WHOLE = "WRITES" in os.environ
PROFILE = "profiles/gaoqiao/profile.toml"
RECOVERED = 15.0  # seconds until the site takes writes again; pages answer or say 503 meanwhile
BACK = 120.0  # seconds until the killed part itself is up, on a machine with other work
SECOND = ["portal-web@8002", "portal-worker@2", "portal-clock"] if WHOLE else []
KILLED = ["portal-web@8001", "portal-worker@1", "redis-server", "postgresql", "nginx", *SECOND]


@pytest.fixture(scope="module")
def machine():
    made = Machine(Path(tempfile.mkdtemp(prefix="portal-m-")))
    profile = small_profile("gaoqiao", made.root)
    try:
        for block in guide.blocks():
            block = block.replace(PROFILE, str(profile))
            made.do(block if WHOLE else block.replace(SPARED, ""))
            if "createdb" in block and not WHOLE:
                copy_migrated(made)
        yield made
    finally:
        made.stop()


def copy_migrated(machine):
    """The tables as the migrations left them in the database that the tests copy."""
    url = os.environ["TEST_DATABASE_URL"]
    server, _, _name = url.removeprefix("postgres://portal@/").rpartition("/")
    name = migrated.postgresql_name(url)
    dump = [machine.programs / "pg_dump", "-h", server, "-U", "portal", name]
    told = subprocess.run(dump, capture_output=True, check=True)
    load = [machine.programs / "psql", "-q", "-h", machine.socket, "-U", "portal", "portal"]
    subprocess.run(load, input=told.stdout, stdout=subprocess.DEVNULL, check=True)


@pytest.fixture(scope="module")
def scene(machine):
    """A partner who may write, on this machine."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.deploy.scene"],
        env=machine.environment | {"DATA_DIR": str(machine.root / "srv/portal/data")},
        cwd=BASE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def connected(machine):
    """A connection; a database that was killed may still be reading its own journal."""
    given_up = time.monotonic() + BACK
    while True:
        try:
            return psycopg2.connect(host=str(machine.socket), user="portal", dbname="portal")
        except psycopg2.OperationalError:
            if time.monotonic() > given_up:
                raise
            time.sleep(0.1)


def asked(machine, query):
    """Rows of the machine's database, which may be on its feet again a moment from now."""
    connection = connected(machine)
    try:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()
    finally:
        connection.close()


def rows(machine, prefix):
    """How many deliveries there are of each note."""
    query = f"SELECT note, count(*) FROM services_delivery WHERE note LIKE '{prefix}-%' GROUP BY 1"
    return Counter(dict(asked(machine, query)))


def writers(machine, scene, **options):
    cafile = str(machine.root / "etc/ssl/portal/fullchain.pem")
    return Writers(machine.ports["443"], scene, cafile, **options)


def kill_each(machine, journal, done):
    """Kill one part after the other, as far apart in the writes; when each was killed, how long
    until the part itself was up, and how much was acknowledged by then."""
    for turn, name in enumerate(KILLED, 1):
        while len(journal.acknowledged) < WRITES * turn // (len(KILLED) + 1):
            time.sleep(0.02)
        part = next(
            one for key, one in machine.supervisor.services.items() if key == settled(machine, name)
        )
        starts, killed, known = part.starts, time.monotonic(), len(journal.heard)
        part.kill()
        while part.starts == starts:
            assert time.monotonic() - killed < BACK, f"{name} stays down{machine.said()}"
            time.sleep(0.02)
        done.append((name, killed, time.monotonic() - killed, known))


def settled(machine, name):
    """A service's name with the port of this test."""
    return guide.settled(name, machine.root, machine.ports)


def read_on(machine, scene, over, seen):
    """Somebody who looks at the front page all the while."""
    phone = Phone(machine.ports["443"], scene, str(machine.root / "etc/ssl/portal/fullchain.pem"))
    while not over.wait(0.5):
        try:
            seen[phone.ask("GET", "/")] += 1
        except Exception:  # noqa: BLE001  nginx is killed, too: the writers say when
            phone.hang_up()
    phone.hang_up()


def test_nothing_acknowledged_is_lost_or_doubled_by_kills(machine, scene, tell, figure, control):
    control(without_keys_it_doubles(machine, scene))
    kill_while_they_write(machine, scene, tell, figure)
    if WHOLE:
        everything_is_sealed(machine)
        nginx_answers_for_nodes_that_are_gone(machine, scene)


def kill_while_they_write(machine, scene, tell, figure):
    """Each part in turn; what the partners were told stands in the database, once."""
    writing, kills, seen, over = writers(machine, scene), [], Counter(), Event()
    journal = writing.journal
    reader = Thread(target=read_on, args=(machine, scene, over, seen), daemon=True)
    killer = Thread(target=kill_each, args=(machine, journal, kills), daemon=True)
    threads = writing.write("w", WRITES)
    for thread in (reader, killer):
        thread.start()
    for thread in threads:
        thread.join()
    killer.join(BACK)
    over.set()
    tell(["", *table(journal, kills, seen)])
    assert [name for name, *_rest in kills] == KILLED, machine.said()
    assert journal.answers.keys() <= {302, 503}, journal.answers
    assert seen.keys() <= {200, 503}, seen
    assert len(journal.acknowledged) == WRITES
    wrong = faults(journal.acknowledged, rows(machine, "w"))
    assert wrong == {"lost": [], "doubled": []}
    assert max(journal.waits) < RECOVERED
    cut = [killed for name, killed, *_rest in kills if name == "nginx"]
    for moment in journal.unreached:  # nobody answers only while nginx itself is gone
        assert any(0 <= moment - killed < RECOVERED for killed in cut), table(journal, kills, seen)
    entries = asked(
        machine, "SELECT count(*) FROM foundation_entry WHERE verb = 'delivery.entered'"
    )
    assert entries == [(WRITES + CONTROL + 2,)]
    figure(
        f"{len(journal.acknowledged)} writes, {len(kills)} kills: {len(wrong['lost'])} lost,"
        f" {len(wrong['doubled'])} doubled; pages answered"
        f" {', '.join(f'{number} times {status}' for status, number in sorted(seen.items()))}",
        bound="none lost, none doubled; 200 or 503",
    )
    figure(
        f"the longest wait of a write {max(journal.waits):.1f} s",
        bound=f"less than {RECOVERED:.0f} s",
    )


def without_keys_it_doubles(machine, scene):
    """The control: what is sent again stands twice, and the check names it. In words."""
    writing = writers(machine, scene, keyed=False)
    for thread in writing.write("c", CONTROL):
        thread.join()
    wrong = faults(writing.journal.acknowledged, rows(machine, "c"))
    assert wrong == {"lost": [], "doubled": ["c-0", "c-10"]}
    assert faults(["c-11"], rows(machine, "c"))["lost"] == ["c-11"]
    return f"2 of {CONTROL} sent again without a key: {len(wrong['doubled'])} doubled"


def everything_is_sealed(machine):
    """The record of every write is sealed by jobs that the clock asks for and a worker does."""
    deadline = time.monotonic() + BACK
    left = "SELECT count(*) FROM foundation_entry e WHERE NOT EXISTS (SELECT 1 FROM foundation_seal"
    left += " s WHERE s.chain = 'record' AND s.subject = e.id)"
    while asked(machine, left) != [(0,)]:
        assert time.monotonic() < deadline, machine.said()
        time.sleep(1)


def nginx_answers_for_nodes_that_are_gone(machine, scene):
    """Both at once: 503, whose page nginx has of its own, until the first is back."""
    for name in ("portal-web@8001", "portal-web@8002"):
        machine.supervisor.services[settled(machine, name)].kill()
    phone = Phone(machine.ports["443"], scene, str(machine.root / "etc/ssl/portal/fullchain.pem"))
    deadline, said = time.monotonic() + BACK, []
    while 200 not in said:
        assert time.monotonic() < deadline, machine.said()
        said.append(phone.ask("GET", "/"))
        time.sleep(0.2)
    phone.hang_up()
    assert set(said) == {503, 200}


def table(journal, kills, seen):
    """What was killed, and when the next acknowledgement came, also of a write on its way."""
    lines = [f"{len(journal.acknowledged)} writes, answers {dict(journal.answers)}, pages {seen}"]
    for name, killed, back, known in kills:
        again = [moment - killed for moment in journal.heard[known:]]
        taken = f"{min(again):.1f}" if again else "-"
        lines.append(
            f"{name}: next acknowledgement after {taken} s, started again after {back:.1f} s"
        )
    lines.append(f"longest wait of a write: {max(journal.waits, default=0):.1f} s")
    return lines
