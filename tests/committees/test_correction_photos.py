"""A correction says where the photos of the earlier papers are; it neither shows nor hides them."""

import pytest

from committees.actions import approving, minutes
from committees.models import MinutesPhoto
from committees.papers import MinutesText
from tests.factories.committees import make_minutes, make_minutes_photo

pytestmark = pytest.mark.django_db


def publish(scene, paper):
    """Hand a paper in and publish it."""
    approving.submit_minutes(by=scene.secretary, minutes=paper)
    approving.publish_minutes(by=scene.approver, minutes=paper)
    return paper


def correct(scene, old):
    """A correction of a published paper, saved once."""
    new = minutes.correct_minutes(by=scene.secretary, minutes=old, why="人数有误")
    text = MinutesText(form="short", sentence="大家同意换新灯，共九人。")
    return minutes.save_minutes(
        by=scene.secretary, meeting=scene.meeting, revision=new.revision, text=text
    )


@pytest.fixture
def old(scene):
    """A published paper with two photos for everybody and one for the town."""
    paper = make_minutes(scene.secretary, scene.meeting, post=scene.post)
    for public in (True, True, False):
        make_minutes_photo(paper, public=public)
    return publish(scene, paper)


def pages(client, paper):
    """The page of a paper in both languages."""
    return [client.get(f"{at}/minutes/{paper.pk}/").content.decode() for at in ("", "/en")]


def test_a_correction_leads_to_the_photos_of_the_paper_it_corrects(client, scene, old):
    first = pages(client, old)
    assert all(page.count("<img") == 2 for page in first)
    assert all('id="photos"' in page for page in first)
    assert "见原件" not in first[0]
    new = correct(scene, old)
    client.force_login(scene.secretary.user)
    check = client.get(f"/desk/meetings/{scene.meeting.pk}/minutes/check/").content.decode()
    assert "2 张照片见原件" in check
    client.logout()
    chinese, english = pages(client, publish(scene, new))
    for page in (chinese, english):
        assert f"/minutes/{old.pk}/#photos" in page
        assert "<img" not in page
    assert "2 张照片见原件" in chinese
    assert "2 photos are with the paper of" in english


def test_a_correction_of_a_correction_names_each_paper_with_photos(client, scene, old):
    second = correct(scene, old)
    make_minutes_photo(second, public=True)
    third = publish(scene, correct(scene, publish(scene, second)))
    page = pages(client, third)[0]
    assert "2 张照片见原件" in page
    assert "1 张照片见原件" in page
    assert page.index(f"/minutes/{old.pk}/#photos") < page.index(f"/minutes/{second.pk}/#photos")


def test_where_everybody_saw_no_photo_nothing_is_said(client, scene):
    paper = make_minutes(scene.secretary, scene.meeting, post=scene.post)
    make_minutes_photo(paper, public=False)
    page = pages(client, publish(scene, correct(scene, publish(scene, paper))))[0]
    assert MinutesPhoto.objects.count() == 1
    assert "见原件" not in page
