"""Text messages: never counted as sent without a receipt, and a call where there is none."""

from __future__ import annotations

import json
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.utils import timezone

from foundation.jobs.models import Job
from residents.actions import answering, raising, sorting
from residents.models import Notice
from residents.tasks import check_texts, send_text
from tests.factories import by, make_category, make_clerk, make_place, make_town

pytestmark = pytest.mark.django_db
MOBILE, WORDS = "13800000000", "灯坏了，我叫王示范"


class Gateway(BaseHTTPRequestHandler):
    """A gateway that remembers what it was asked and answers as the test says."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.answer({"id": "m/1", "delivered": False})

    def do_GET(self):
        self.server.asked.append(self.path)
        self.answer({"delivered": self.server.delivered})

    def answer(self, body):
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *args):
        """Quiet."""


@pytest.fixture
def gateway(settings):
    """A running gateway; `settings.SMS_URL` names it."""
    server = HTTPServer(("127.0.0.1", 0), Gateway)
    server.asked, server.status, server.delivered = [], 200, False
    Thread(target=server.serve_forever, daemon=True).start()
    settings.SMS_URL = f"http://127.0.0.1:{server.server_port}/send"
    yield server
    server.shutdown()
    server.server_close()


def accepted(phone=MOBILE):
    """A need whose reporter is to be told that it was accepted."""
    village = make_place(parent=make_town())
    clerk = by(make_clerk(place=village)[0])
    need = raising.raise_need(by=by(), words=WORDS, place=village, phone=phone)
    sorting.accept_need(
        by=clerk, need=need, category=make_category(), title="路灯", sentence="不亮。"
    )
    return need, clerk


def channels():
    return list(Notice.objects.order_by("pk").values_list("channel", "state"))


def carry():
    """What the worker does with the waiting job."""
    send_text(Job.objects.get(kind="residents.send_text").pk)


def test_without_a_gateway_it_is_a_call_at_once():
    accepted()
    assert channels() == [("call", "waiting")]


def test_a_fixed_line_gets_no_text(gateway):
    accepted("0574-00000001")
    assert channels() == [("call", "waiting")]


def test_a_message_carries_number_step_and_telephone_and_nobodys_words(gateway):
    need, _clerk = accepted()
    assert channels() == [("sms", "waiting")]
    carry()
    assert channels() == [("sms", "sent")]
    message = gateway.asked[0]
    assert message["phone"] == MOBILE
    assert need.number in message["text"]
    assert "已受理" in message["text"]
    for secret in (WORDS, "王示范", "路灯", need.code):
        assert secret not in message["text"]


def test_what_the_gateway_refuses_is_on_the_call_list(gateway):
    gateway.status = 422
    accepted()
    carry()
    assert channels() == [("sms", "failed"), ("call", "waiting")]


def test_a_gateway_that_was_taken_away_leaves_calls_at_once(gateway, settings):
    accepted()
    settings.SMS_URL = ""
    carry()
    assert channels() == [("sms", "failed"), ("call", "waiting")]
    assert Job.objects.get(kind="residents.send_text").state == "done"


def test_a_gateway_that_is_down_is_tried_again(gateway):
    gateway.status = 503
    accepted()
    carry()
    assert channels() == [("sms", "waiting")]
    assert Job.objects.get(kind="residents.send_text").state == "waiting"


def test_a_receipt_ends_it(gateway):
    accepted()
    carry()
    gateway.delivered = True
    check_texts()
    assert channels() == [("sms", "delivered")]
    assert gateway.asked[-1] == "/send/m%2F1"


def test_a_day_without_a_receipt_makes_it_a_call(gateway):
    accepted()
    carry()
    check_texts()
    assert channels() == [("sms", "sent")]
    Notice.objects.update(created_at=timezone.now() - timedelta(hours=25))
    check_texts()
    check_texts()
    assert channels() == [("sms", "failed"), ("call", "waiting")]


def test_a_call_about_older_news_is_not_put_over_newer_news(gateway, settings):
    need, clerk = accepted()
    settings.SMS_URL = ""
    answering.answer_need(by=clerk, need=need, sentence="已修好。")
    Notice.objects.filter(channel="sms").update(created_at=timezone.now() - timedelta(hours=25))
    check_texts()
    assert channels() == [("sms", "failed"), ("call", "waiting"), ("call", "overtaken")]
