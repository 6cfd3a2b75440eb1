"""Every page that the door tables open is in one language, in Chinese and in English."""

import pytest
from django.conf import settings
from django.utils import translation

from foundation import catalogue
from tests.catalogues.pages import chinese_in_english, english_in_chinese
from tests.doors import table
from tests.doors.knock import address_of
from tests.doors.objects import with_reports
from tests.personas import make_world

# The words of a page come from templates and catalogues, whatever the database; that each of these
# doors opens to these readers on PostgreSQL too is shown by tests/test_doors.py.
pytestmark = pytest.mark.sqlite
READ = [door for door in table.doors() if door.method != "POST" and "200" in door.answers]


@pytest.fixture(scope="module")
def kept_world(keep):
    """The world with reports in it."""
    return keep(lambda: with_reports(make_world()))


@pytest.fixture(scope="module")
def ids():
    """Message ids of more than one character whose Chinese is another text."""
    stored = catalogue.read(settings.BASE_DIR)
    return {m.id for m in stored if isinstance(m.id, str) and len(m.id) > 1 and m.id != m.string}


def readers(door):
    """The visitor, where the door opens to her, and the last persona that it opens to."""
    able = [p for p, answer in zip(door.personas, door.answers, strict=True) if answer == "200"]
    return {able[0], able[-1]}


def html(door, world, persona, language):
    """The page as one persona sees it; nothing for what is no HTML."""
    with translation.override(language):
        address = address_of(door, world)
    response = world.client(persona).get(address)
    kind = response.get("Content-Type", "")
    list(response if response.streaming else ())  # a file is read, so that it is closed
    if not kind.startswith("text/html") or response.streaming:
        return ""
    return response.content.decode()


@pytest.mark.parametrize("door", READ, ids=str)
def test_a_chinese_page_has_no_english(door, world, ids):
    for persona in readers(door):
        assert english_in_chinese(html(door, world, persona, "zh-hans"), ids) == []


@pytest.mark.parametrize("door", READ, ids=str)
def test_an_english_page_has_chinese_only_in_words_and_names(door, world):
    for persona in readers(door):
        assert chinese_in_english(html(door, world, persona, "en")) == []


EN = '<html lang="en"><title>Needs</title><body>{}</body></html>'
ZH = '<html lang="zh-Hans"><title>诉求</title><body>{}</body></html>'


@pytest.mark.parametrize(
    "body",
    [
        "<p>诉求</p>",
        '<img alt="照片">',
        '<input type="submit" value="提交">',
        '<button aria-label="关闭">×</button>',
        '<p lang="zh-Hans">路灯</p><p>灯坏了</p>',
        "<p><br>诉求</p>",
        '<div lang="zh-Hans"><p>路灯</p></div>后面',
    ],
)
def test_planted_chinese_is_found(body):
    assert len(chinese_in_english(EN.format(body))) == 1


@pytest.mark.parametrize(
    "body",
    [
        "<p>Needs</p>",
        '<p lang="zh-Hans">路灯<br>不亮</p>',
        "<blockquote data-words><p>路灯</p></blockquote>",
        '<a lang="zh-Hans" aria-label="中文">中文</a>',
        '<h1 lang="zh-Hans">示范村</h1><nav aria-label="In 示范村">x</nav>',
        "<script>x = '灯'</script>",
    ],
)
def test_words_and_names_pass(body):
    assert chinese_in_english(EN.format(body)) == []


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>Needs</p>", 1),
        ("<p>Something that nobody translated</p>", 1),
        ('<input placeholder="Your own words please">', 1),
        ("<p>HSDS</p>", 0),
        ('<a lang="en" href="/en/">English is spoken here</a>', 0),
        ("<p data-words>Needs are what I have</p>", 0),
        ("<code>manage.py init town now</code>", 0),
    ],
)
def test_planted_english_is_found(body, found):
    assert len(english_in_chinese(ZH.format(body), {"Needs"})) == found
