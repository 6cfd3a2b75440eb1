"""The rows of `make prove`: what is promised, and the tests that hand over its figure and control.

Rows of one turn run side by side, those of SQLite in one process and those of PostgreSQL in
another; what is measured by the clock or kills servers has a turn of its own.
"""

from dataclasses import dataclass

BOTH = ("SQLite", "PostgreSQL")
# The numbers of `make prove`; without them the tests take the small ones of `make test`.
WHOLE = {
    "KILLS": "20",
    "WRITERS": "50",
    "CASES": "2000",
    "HOSTILE": "50",
    "LOOKUPS": "1000",
    "WRITES": "5000",
    "RESIDENTS": "100000",
    "ONE_IN": "1",
    "KNOCKS": "everybody",
    "WINDOWS": "8",
}
SHORT = {
    "WRITERS": "50",
    "WINDOWS": "2",
    "RESIDENTS": "30000",
    "ONE_IN": "60",
    "KNOCKS": "everybody",
}


@dataclass(frozen=True)
class Row:
    """One promise: the turn in which its tests run, on which databases, and why it has no control
    if it has none."""

    name: str
    turn: str
    promise: str
    tests: tuple[str, ...]
    databases: tuple[str, ...] = BOTH
    uncontrolled: str = ""


def race(name: str, promise: str, *tests: str) -> Row:
    """Many threads at the same moment, each with a connection of its own."""
    return Row(name, "races", promise, tests)


ROWS = (
    race(
        "places",
        "The last places of an opening go to as many as there are places",
        "tests/workshops/test_races.py",
    ),
    race(
        "numbers",
        "Numbers have no gap and no double, also where writers fail",
        "tests/numbering/test_next_number.py",
    ),
    race(
        "support",
        "One person supports a need once, by account or by slip",
        "tests/needs/test_support.py::test_twenty_taps_are_one",
        "tests/needs/test_support.py::test_control_without_the_guard_they_are_more",
        "tests/needs/test_support_by_slip.py::test_twenty_taps_with_one_slip_are_one",
        "tests/needs/test_support_by_slip.py::test_control_without_the_guard_they_are_more",
    ),
    race(
        "sending",
        "One form sent several times at once raises one need",
        "tests/needs/test_sending_twice.py",
    ),
    race(
        "referrals",
        "A need waits at a department once",
        "tests/needs/test_referral_races.py",
    ),
    Row(
        "needs together",
        "races",
        "Of two buttons that write the same needs one is done, and the other told that it is stale",
        ("tests/needs/test_merging_at_once.py",),
        databases=("PostgreSQL",),
    ),
    race(
        "posts",
        "Nobody holds one post twice at once",
        "tests/accounts/test_holdings_apart.py",
    ),
    race(
        "chairs",
        "A body has one chair",
        "tests/committees/test_seats.py::test_of_two_chairs_at_once_the_body_gets_one",
        "tests/committees/test_seats.py"
        "::test_without_the_action_the_database_alone_still_allows_one_chair",
        "tests/committees/test_seats.py::test_control_without_its_rule_each_is_chair",
    ),
    race(
        "papers",
        "A paper goes one way once, whoever approves; of two editors the second is told",
        "tests/committees/test_races.py",
    ),
    race(
        "revisions",
        "Of many who save over one version one writes, and the others are told both texts",
        "tests/revision/test_update_revised.py",
        "tests/drafts/test_save.py"
        "::test_of_windows_at_once_one_wins_and_the_others_keep_their_words",
        "tests/committees_pages/test_hand_over.py::test_of_two_who_hand_it_over_at_once_one_does",
        "tests/committees_pages/test_hand_over.py::test_without_the_revision_both_would",
    ),
    race(
        "calls",
        "A call is written down once, taken back once, and never back beside newer word",
        "tests/notices/test_calls_at_once.py",
    ),
    race(
        "jobs",
        "What is asked for or delivered many times at once is done once",
        "tests/jobs/test_enqueue.py::test_asking_twice_is_asking_once_also_at_the_same_moment",
        "tests/jobs/test_lease.py::test_the_same_message_five_times_is_one_run",
        "tests/jobs/test_lease.py::test_control_without_the_lease_it_runs_each_time",
        "tests/reports/test_run_races.py",
    ),
    race(
        "ledgers",
        "Deliveries, reductions, quarters, waived rent and changes of services count once",
        "tests/services/test_counts_at_once.py",
        "tests/space/test_races.py",
        "tests/space/test_amendment_guards.py",
    ),
    race(
        "tries",
        "However many try at once, no more pass than the limit",
        "tests/throttle/test_at_once.py",
    ),
    race(
        "chain",
        "Many writers and several sealers leave one chain without a gap",
        "tests/seals/test_many_writers.py::test_many_writers_and_several_sealers_leave_one_chain",
        "tests/seals/test_many_writers.py"
        "::test_of_two_sealers_with_one_end_the_database_refuses_one",
        "tests/seals/test_many_writers.py::test_control_without_its_guard_the_chain_forks",
    ),
    Row(
        "record",
        "doors",
        "What is changed in the sealed record by raw SQL is found and named",
        ("tests/seals/test_verify_record.py",),
    ),
    Row(
        "doors",
        "doors",
        "Every address answers every kind of person as the tables say, and shows nothing planted",
        ("tests/test_doors.py",),
    ),
    Row(
        "other town",
        "doors",
        "So do the doors of another town, with rooms off, and its demo names no other town",
        ("tests/town/prove.py", "tests/town/test_another_town.py"),
        databases=("SQLite",),
    ),
    Row(
        "open data",
        "doors",
        "No question to the open data breaks it or is answered as the description does not say",
        ("tests/open_data/test_fuzz.py",),
    ),
    Row(
        "forms",
        "doors",
        "No form breaks, writes when it refuses, or loses what was typed, whatever is sent",
        ("tests/hostile/prove.py", "tests/hostile/test_forms.py"),
    ),
    Row(
        "scripts",
        "doors",
        "No page runs a script that somebody has typed as words, nor is one stopped by the policy",
        ("tests/hostile/test_scripts.py",),
        databases=("SQLite",),
    ),
    Row(
        "look-ups",
        "sealing",
        "What is asked for by name, number or address is refused in the same time, there or not",
        ("tests/hostile/prove_lookups.py",),
    ),
    Row(
        "reports and forms",
        "kills",
        "Reports and filled forms that are killed in the middle end once, with whole files",
        ("tests/reports/prove.py",),
    ),
    Row(
        "worker",
        "kills",
        "A job whose process is killed is done by another, once",
        ("tests/jobs/test_worker.py",),
    ),
    Row(
        "backup, killed",
        "kills",
        "A backup that is killed stands under no name; a restore that is killed leaves no row",
        (
            "tests/backup/test_kills.py",
            "tests/backup/prove.py::test_a_restore_that_is_killed_leaves_the_database_empty",
        ),
        databases=("SQLite",),
    ),
    Row(
        "backup, one moment",
        "kills",
        "A backup made while people write holds one moment and keeps nobody waiting",
        ("tests/backup/test_moment.py",),
    ),
    Row(
        "backup, there and back",
        "kills",
        "From PostgreSQL to SQLite and back comes out what went in, and so between two of SQLite",
        ("tests/backup/test_round_trip.py",),
    ),
    Row(
        "backup, older",
        "kills",
        "A backup of an older release is restored and brought up to date",
        (
            "tests/backup/prove.py"
            "::test_a_backup_of_an_older_release_is_restored_and_brought_up_to_date",
        ),
        databases=("SQLite",),
        uncontrolled="none: the columns of that release are named one by one",
    ),
    Row(
        "backup, large",
        "large",
        "A large town's backup takes no more memory than a small one's, and stands again in time",
        (
            "tests/backup/prove.py"
            "::test_memory_does_not_grow_with_the_town_and_it_stands_again_in_time",
        ),
    ),
    Row(
        "sealing",
        "sealing",
        "Sealing beside fifty writers costs hardly any speed",
        ("tests/seals/test_many_writers.py::test_fifty_writers_lose_hardly_any_speed",),
        databases=("PostgreSQL",),
    ),
    Row(
        "deployment",
        "deployment",
        "Of the machine of docs/deploy.md each part is killed: nothing acknowledged is lost or"
        " doubled, and the site takes writes again",
        ("tests/deploy/prove.py",),
        databases=("PostgreSQL",),
    ),
)
