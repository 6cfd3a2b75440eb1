"""Papers carry a code; /verify/ says whether one is as the archive has it, by code or by file."""

import re
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from committees.kinds import MinutesState
from foundation.files.content import MOST_BYTES
from foundation.record import guards
from foundation.seals import actions as seals
from foundation.seals.chains import chains
from foundation.seals.models import Seal
from foundation.seals.queries.checking import findings_of_all
from foundation.seals.queries.heads import source_of
from tests.reports.test_papers import opened, words_of
from tests.seals.conftest import tamper

pytestmark = pytest.mark.django_db
SAME, DIFFERENT, UNKNOWN = "与本站存档一致", "与本站存档不一致", "查无此件"
ALL = {SAME, DIFFERENT, UNKNOWN}


EDITS = {
    "minutes": "UPDATE committees_minutes SET sentence = '别的' WHERE id = %s",
    "statements": "UPDATE services_statement SET answer = '别的', answered_at = frozen_at"
    " WHERE id = %s",
    "reports": "UPDATE reports_reportrun SET \"values\" = '{}' WHERE id = %s",
}


def code_on(page):
    """The code that a page prints."""
    return re.search(r'核验码 <b class="keep">([^<]+)<', page.content.decode())[1]


def verdict(page, status=200):
    """What /verify/ answers; exactly one of the three, and that it is no original."""
    assert page.status_code == status
    words = page.content.decode()
    titles = re.findall(r"<h3>([^<]+)</h3>", words)
    (said,) = ALL & set(titles)
    assert "不代替签章原件" in words
    return said


def asked(client, code):
    return client.get("/verify/", {"code": code})


def sent(client, data):
    return client.post("/verify/", {"file": SimpleUploadedFile("x.docx", data)})


@pytest.mark.parametrize("chain", EDITS)
def test_the_code_of_a_paper_fits_and_no_longer_where_the_archive_was_changed(
    client, kept, chain, heads_folder
):
    row, address = kept[chain]
    page = client.get(address)
    code = code_on(page)
    assert f'href="/verify/?code={code}"' in page.content.decode()
    assert verdict(asked(client, code)) == SAME
    seals.seal_all()
    found = asked(client, code)
    assert verdict(found) == SAME
    assert address in found.content.decode()
    assert "封记第 1 号" in found.content.decode()
    assert list(findings_of_all()) == []
    tamper(EDITS[chain] % row.pk)
    assert verdict(asked(client, code)) == DIFFERENT
    assert [(one.chain.key, one.subject) for one in findings_of_all()] == [(chain, row.pk)]
    # Made anew, all seals fit again: the paper in somebody's hands tells all the same.
    tamper("DELETE FROM foundation_seal")
    (heads_folder / "seals.json").unlink()
    seals.seal_all()
    assert list(findings_of_all()) == []
    assert verdict(asked(client, code)) == DIFFERENT


def test_an_altered_paper_is_told_by_a_code_made_after_it_too(client, kept):
    row, address = kept["minutes"]
    seals.seal_all()
    tamper(EDITS["minutes"] % row.pk)
    answer = asked(client, code_on(client.get(address)))
    assert verdict(answer) == DIFFERENT
    assert "存档内容与封存时已不一致" in answer.content.decode()


def test_a_code_of_no_published_paper_is_unknown_and_a_typed_slip_is_an_error(client, kept):
    row, address = kept["minutes"]
    code = code_on(client.get(address))
    with guards.lifted(connection):
        type(row).objects.update(state=MinutesState.APPROVED, published_at=None)
    assert verdict(asked(client, code)) == UNKNOWN
    page = asked(client, code[:-1] + ("2" if code[-1] != "2" else "3"))
    assert page.status_code == 422
    assert not any(title in page.content.decode() for title in ALL)


@pytest.mark.parametrize("typed", ["", "\x00", "𠮷" * 999, "M42", "m2-2222-2222'--", "\ud800"])
def test_what_is_no_code_is_an_error_beside_the_field(client, typed):
    page = client.get("/verify/?" + urlencode({"code": typed}, errors="surrogatepass"))
    assert page.status_code == 422
    assert 'href="#id_code"' in page.content.decode()


def test_the_file_of_a_report_is_known_sign_by_sign(client, kept):
    run, address = kept["reports"]
    data = opened(run.paper)
    assert verdict(sent(client, data)) == SAME
    assert verdict(sent(client, data[:-1] + b"x")) == UNKNOWN
    assert verdict(sent(client, opened(run.book))) == UNKNOWN  # never published
    assert any(code_on(client.get(address)) in words for words in words_of(data))
    seals.seal_all()
    tamper(EDITS["reports"] % run.pk)
    assert verdict(sent(client, data)) == DIFFERENT


def test_a_file_before_publication_is_unknown(client, kept):
    run, _address = kept["reports"]
    with guards.lifted(connection):
        run.publication.delete()
    assert verdict(sent(client, opened(run.paper))) == UNKNOWN


def test_too_large_a_file_and_none_are_errors(client):
    assert sent(client, b"x" * (MOST_BYTES + 1)).status_code == 422
    assert client.post("/verify/").status_code == 422
    assert verdict(sent(client, b"")) == UNKNOWN


def test_the_last_seals_are_published_in_both_languages(client, kept):
    seals.seal_all()
    for address in ("/verify/", "/en/verify/"):
        page = client.get(address).content.decode()
        for chain in ("minutes", "statements", "reports", "record"):
            assert Seal.objects.filter(chain=chain).latest("number").seal in page


def test_the_page_asks_a_fixed_number_of_times(client, kept, django_assert_num_queries):
    seals.seal_all()
    codes = {chain: code_on(client.get(address)) for chain, (_row, address) in kept.items()}
    with django_assert_num_queries(6):
        client.get("/verify/")
    for chain, queries in {"minutes": 14, "statements": 9, "reports": 9}.items():
        with django_assert_num_queries(queries):
            asked(client, codes[chain])


@pytest.mark.parametrize("chain", chains(), ids=lambda chain: chain.key)
def test_contents_are_read_in_as_many_queries_for_any_number(
    kept, chain, django_assert_max_num_queries
):
    source = source_of(chain)
    keys = list(source.rows().values_list("pk", flat=True))
    with django_assert_max_num_queries(6):
        assert set(source.contents(keys)) == set(keys)
