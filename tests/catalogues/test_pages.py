"""What is found in the wrong language on a page; tests/test_doors.py looks through every page."""

import pytest

from tests.catalogues.pages import chinese_in_english, english_in_chinese, in_the_wrong_language

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
        ("<p>核验码 <b>MD-YCHH-BWR5</b></p>", 0),
        ("<p>MD-YCHH-BWR5 is what nobody translated</p>", 1),
        ('<a lang="en" href="/en/">English is spoken here</a>', 0),
        ("<p data-words>Needs are what I have</p>", 0),
        ("<code>manage.py init town now</code>", 0),
    ],
)
def test_planted_english_is_found(body, found):
    assert len(english_in_chinese(ZH.format(body), frozenset({"Needs"}))) == found


def test_a_page_is_looked_through_in_its_language():
    assert in_the_wrong_language(ZH.format("<p>Needs</p>"), "zh-hans") == ("Needs",)
    assert in_the_wrong_language(EN.format("<p>诉求</p>"), "en") == ("诉求",)
    assert in_the_wrong_language("<p>诉求</p>", "zh-hans") == ()


def test_a_page_that_says_it_is_in_the_other_language_is_found():
    assert in_the_wrong_language(EN.format("诉求"), "zh-hans") == ('<html lang="en"',)
    assert in_the_wrong_language(ZH.format("诉求"), "en") == ('<html lang="zh-Hans"',)
