"""The services of the demo: alive, and nothing invented about places that exist."""

import re

from django.conf import settings

from services.models import HoursRule, Listing, OpenSpan

REAL = {"银龄食堂": "长乐社区", "一米小院": "高桥社区", "小芒果": "蒲馨社区"}


def links(html):
    """(words, address) of every link of a page."""
    found = re.findall(r'<a\b[^>]*href="([^"]+)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return [(re.sub(r"<[^>]+>|\s+", "", words), address) for address, words in found]


def test_the_canteens_hours_and_telephone_are_two_taps_away(demo, client):
    canteen = Listing.objects.get(name="示范村老年食堂")
    home = client.get("/").content.decode()
    first = next(address for words, address in links(home) if words.startswith("吃饭"))
    meals = client.get(first).content.decode()
    assert f"tel:{canteen.telephone.replace('-', '')}" in meals, "the number after one tap"
    second = next(address for words, address in links(meals) if words == canteen.name)
    page = client.get(second).content.decode()
    assert canteen.telephone in page
    assert page.count("10:30–12:30") >= 6
    assert page.count("16:30–18:00") >= 6
    for said in ("吃饭", "饭堂", "shitang", "st", "食"):
        assert canteen.name in client.get("/services/", {"q": said}).content.decode(), said


def test_thirty_services_and_nothing_invented_of_those_that_exist(demo, client):
    assert Listing.objects.count() == 30
    assert OpenSpan.objects.exists()
    for listing in Listing.objects.select_related("place"):
        if listing.place.code is None:
            assert listing.place.name == "示范村"
            assert "演示" in listing.name or "示范村" in listing.name
            continue
        assert REAL[listing.name] == listing.place.name
        assert listing.telephone == settings.TOWN["help"]["telephone"]
        told = (listing.price, listing.reductions, listing.eligibility, listing.documents)
        assert not any(told)
        assert listing.provider is None
        assert listing.venue is None
        assert not HoursRule.objects.filter(listing=listing).exists()
        words = client.get(f"/services/{listing.slug}/").content.decode()
        assert "时间请电话询问" in words
        assert "价格请电话询问" in words
