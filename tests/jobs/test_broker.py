"""A message in the folder is whole or is not there."""

import os

import pytest
from kombu import Connection
from kombu.transport import filesystem

from foundation.jobs.broker import Transport


class Killed(BaseException):
    """The process ended here."""


def connection(folder, transport=Transport):
    """A queue in this folder."""
    options = {"data_folder_in": str(folder), "data_folder_out": str(folder)}
    options["control_folder"] = str(folder / "control")
    return Connection("filesystem://", transport=transport, transport_options=options)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "control").mkdir()
    return tmp_path


def test_the_portal_uses_it_where_there_is_no_redis(settings):
    assert settings.CELERY_BROKER_TRANSPORT == "foundation.jobs.broker:Transport"


def test_a_message_comes_out_as_it_went_in(folder):
    with connection(folder) as made:
        queue = made.SimpleQueue("work")
        queue.put({"job": 1})
        message = queue.get(timeout=2)
        assert message.payload == {"job": 1}
        message.ack()
        queue.close()


@pytest.mark.parametrize(
    ("transport", "at", "left"),
    [(Transport, "os.replace", 0), (filesystem.Transport, "kombu.utils.json.dumps", 1)],
    ids=["ours", "control"],
)
def test_a_writer_killed_in_between_leaves_no_half_message(
    folder, monkeypatch, transport, at, left
):
    def killed(*args, **kwargs):
        raise Killed

    with connection(folder, transport) as made:
        channel = made.default_channel
        where = "kombu.transport.filesystem.dumps" if left else at
        monkeypatch.setattr(where, killed)
        with pytest.raises(Killed):
            channel._put("work", {"job": 1})
        monkeypatch.undo()
        assert sum(name.endswith(".msg") for name in os.listdir(folder)) == left
