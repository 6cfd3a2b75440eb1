"""How long personal values of needs and notices are kept."""

from django.utils.translation import gettext_lazy as _

from foundation.retention.kinds import Kind

ACTS = "residents.actions.forgetting"
QUERIES = "residents.queries.outdated"
DAYS = {"reporters": 365, "words": 3 * 365, "numbers": 180}

KINDS = (
    Kind(
        key="numbers",
        label=_("Numbers in calls and text messages"),
        days=DAYS["numbers"],
        since=_("the call or message ended, the need being over"),
        then=_("The number goes; that there was a call, and how it ended, stays."),
        due=f"{QUERIES}.numbers_over",
        forget="residents.actions.texts.forget_numbers",
    ),
    Kind(
        key="reporters",
        label=_("Who raised a need"),
        days=DAYS["reporters"],
        since=_("the need was answered or closed"),
        then=_("Name and number go; the need and what was done stay."),
        due=f"{QUERIES}.reporters_over",
        forget=f"{ACTS}.forget_reporters",
    ),
    Kind(
        key="words",
        label=_("The own words and photos of a need"),
        days=DAYS["words"],
        since=_("the need was answered or closed"),
        then=_(
            "Words, spot, photos and the words of ratings go; the checked title and sentence and"
            " what was done stay."
        ),
        due=f"{QUERIES}.words_over",
        forget=f"{ACTS}.forget_words",
    ),
)
