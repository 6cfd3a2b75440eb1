"""The portal's own catalogue is complete, and English never falls back to Chinese."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext

from foundation import catalogue


def test_no_message_is_missing_untranslated_fuzzy_or_obsolete():
    assert catalogue.problems(settings.BASE_DIR) == []


def test_english_is_the_message_id_though_the_default_language_is_chinese():
    with translation.override("zh-hans"):
        assert gettext("Yes") == "是", "Django's own Chinese is there"
    with translation.override("en"):
        assert gettext("Yes") == "Yes"
        assert gettext("A sentence that no catalogue holds") == "A sentence that no catalogue holds"
        assert ngettext("%(n)d need", "%(n)d needs", 2) == "%(n)d needs"
        assert ngettext("%(n)d need", "%(n)d needs", 1) == "%(n)d need"
    for message in catalogue.read(settings.BASE_DIR):
        if isinstance(message.id, str) and message.id and not message.context:
            with translation.override("en"):
                assert gettext(message.id) == message.id
            with translation.override("zh-hans"):
                assert gettext(message.id) == message.string
