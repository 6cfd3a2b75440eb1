"""The last seals for who keeps them on another machine, and what the check makes of them."""

import json

import pytest
from django.core.management import CommandError, call_command

from foundation.seals import actions as seals
from foundation.seals.models import Seal
from tests.seals.conftest import tamper, write

pytestmark = pytest.mark.django_db
TOLD = "/verify/seals.json"


@pytest.fixture
def elsewhere(client, tmp_path):
    """What another machine fetched and keeps, after nine entries."""
    write(9)
    seals.seal_all()
    file = tmp_path / "elsewhere.json"
    file.write_bytes(client.get(TOLD).content)
    return file


def checked(file, capsys):
    """The exit status of a check against a kept file, and its lines."""
    status = 0
    try:
        call_command("verify_record", kept=file)
    except SystemExit as ended:
        status = ended.code
    return status, capsys.readouterr().out.splitlines()


def test_the_last_seals_are_told_for_programs(client, elsewhere):
    last = Seal.objects.latest("number")
    told = json.loads(elsewhere.read_text())
    assert {key: (head["number"], head["seal"]) for key, head in told.items()} == {
        "record": (9, last.seal)
    }
    assert told["record"]["at"].startswith(str(last.at.year))
    assert client.get(TOLD, HTTP_IF_NONE_MATCH=client.get(TOLD)["ETag"]).status_code == 304
    assert f'href="{TOLD}"' in client.get("/verify/").content.decode()


def test_what_was_made_anew_on_the_whole_machine_is_told_by_them(elsewhere, capsys, heads_folder):
    write(3, first=20)
    seals.seal_all()
    assert checked(elsewhere, capsys)[0] == 0
    tamper("DELETE FROM foundation_seal")
    (heads_folder / "seals.json").unlink()
    seals.seal_all()
    call_command("verify_record")  # everything fits again
    capsys.readouterr()
    status, lines = checked(elsewhere, capsys)
    assert (status, len(lines)) == (1, 1)
    assert "操作记录" in lines[0]


def test_what_two_machines_kept_alike_is_said_once(elsewhere, capsys):
    tamper("DELETE FROM foundation_seal WHERE number > 5")
    tamper("DELETE FROM foundation_entry WHERE id NOT IN (SELECT subject FROM foundation_seal)")
    assert (checked(elsewhere, capsys)[0], len(checked(elsewhere, capsys)[1])) == (1, 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "没有本系统的封记"),
        ("[]", "没有本系统的封记"),
        ('{"record": 9}', "没有本系统的封记"),
        ('{"record": {"number": "x", "seal": ""}}', "没有本系统的封记"),
        ('{"other": {"number": 9, "seal": "a"}}', "other"),
    ],
)
def test_another_file_is_refused_in_a_sentence(tmp_path, words, said):
    file = tmp_path / "kept.json"
    file.write_text(words)
    with pytest.raises(CommandError, match=said):
        call_command("verify_record", kept=file)


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="读不出来"):
        call_command("verify_record", kept=tmp_path / "nothing.json")
