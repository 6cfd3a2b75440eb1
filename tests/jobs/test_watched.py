"""A page that waits for a job: in words, moving by itself, and still once the job has ended."""

import pytest
from django.utils import translation
from playwright.sync_api import expect

from foundation.actor import visitor
from foundation.jobs import actions
from foundation.jobs.models import Job
from foundation.jobs.shown import Shown
from foundation.jobs.views import shown

KIND = "tests.watch"


@pytest.fixture
def job(settings):
    settings.ROOT_URLCONF = "tests.jobs.watched_page"
    return actions.enqueue(KIND, key="watched", by=visitor())


def ask(client, job, **headers):
    return client.get(f"/job/{job.pk}/?a=1", headers=headers)


@pytest.mark.parametrize(
    ("state", "label", "words"),
    [
        (Shown("waiting"), "Waiting its turn", "in a moment"),
        (Shown("waiting", 30, tried=True), "Waiting its turn", "Nothing is lost"),
        (Shown("running", 40), "40% done", "being made"),
        (Shown("done", 100), "Ready", "complete"),
        (Shown("failed", 70), "Did not work", "Nothing half done"),
    ],
)
def test_each_state_has_its_words(state, label, words):
    with translation.override("en"):
        assert state.label == label
        assert words in state.words
    assert state.ended == (state.state in ("done", "failed"))


@pytest.mark.django_db
class TestPage:
    def test_a_running_job_is_looked_at_again_with_scripts_and_without(self, client, job):
        actions.progress(actions.take(job.pk, kind=KIND), 40)
        page = ask(client, job).content.decode()
        assert f'hx-get="/job/{job.pk}/?a=1"' in page
        assert f'<noscript><p><a href="/job/{job.pk}/?a=1"' in page
        assert 'width="40%"' in page

    @pytest.mark.parametrize("end", ["done", "failed"])
    def test_an_ended_job_is_looked_at_no_more(self, client, job, end):
        taken = actions.take(job.pk, kind=KIND)
        if end == "done":
            actions.finish(taken)
        else:
            actions.fail(taken, ValueError(), final=True)
        page = ask(client, job).content.decode()
        for again in ("hx-get", "<noscript>", "<a "):
            assert again not in page
        answer = ask(client, job, hx_request="true", hx_target="job")
        assert (answer["HX-Refresh"], answer.content) == ("true", b"")

    def test_the_component_is_answered_with_itself_alone(self, client, job):
        answer = ask(client, job, hx_request="true", hx_target="job")
        page = answer.content.decode()
        assert "<html" not in page
        assert "hx-get" in page
        assert answer["Cache-Control"] == "no-store"
        assert "HX-Target" in answer["Vary"]
        other = ask(client, job, hx_request="true", hx_target="somewhere")
        assert "<html" in other.content.decode()

    def test_a_job_tried_before_says_that_it_goes_on(self, job):
        taken = actions.take(job.pk, kind=KIND)
        assert not shown(Job(state="waiting")).tried
        actions.fail(taken, ValueError())
        job.refresh_from_db()
        assert shown(job) == Shown("waiting", 0, tried=True)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_bar_moves_by_itself_and_the_page_is_loaded_once_at_the_end(page, job):
    asked = []
    page.goto(f"/job/{job.pk}/")
    page.on("request", lambda request: asked.append(request.headers.get("hx-target")))
    taken = actions.take(job.pk, kind=KIND)
    actions.progress(taken, 40)
    expect(page.locator(".job .tag")).to_contain_text("40%")
    first = page.locator("h1").inner_text()
    actions.finish(taken)
    expect(page.locator("h1")).not_to_have_text(first)
    expect(page.locator(".bar")).to_have_count(0)
    assert "job" in asked
    asked.clear()
    page.wait_for_timeout(2500)
    assert asked == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_scripts_a_link_looks_again(page_without_js, job):
    page = page_without_js
    page.goto(f"/job/{job.pk}/")
    taken = actions.take(job.pk, kind=KIND)
    actions.progress(taken, 40)
    page.locator(".job a").click()
    expect(page.locator(".job .tag")).to_contain_text("40%")
    actions.finish(taken)
    page.locator(".job a").click()
    expect(page.locator(".bar, .job a")).to_have_count(0)
