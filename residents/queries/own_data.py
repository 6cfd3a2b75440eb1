"""All that is held about somebody, as they are handed it: words and values, no keys of ours."""

from __future__ import annotations

from django.db.models import Model
from django.utils.translation import gettext as _

from foundation.accounts.models import User
from foundation.consent.queries import consents_to
from foundation.handed import Facts
from residents.bilingual import local
from residents.channels import CHANNELS
from residents.models import Holding, Need, Notice, Person, Residence
from residents.queries.reporters import person_of


def need_data(need: Need) -> Facts:
    """What is held with a need. A fixed number of queries."""
    notices = Notice.objects.filter(step__need=need, user=None, person=None).order_by("pk")
    return {
        _("Number"): need.number,
        _("Raised"): need.created_at,
        _("Place"): local(need.place),
        _("Where exactly"): need.spot,
        _("What you wrote"): need.words,
        _("Name"): need.reporter_name,
        _("Telephone number"): need.reporter_phone,
        _("How it came"): str(CHANNELS.get(need.channel, need.channel)),
        _("Photos"): need.photos.count(),
        _("Public title"): need.public_title,
        _("Public sentence"): need.public_sentence,
        _("Where it is"): need.get_state_display(),
        _("What happened"): [
            {_("Day"): step.at, _("Step"): step.get_kind_display(), _("Sentence"): step.sentence}
            for step in need.steps.all()
        ],
        _("Your ratings"): [
            {
                _("Day"): rating.created_at,
                _("Rating"): rating.get_verdict_display(),
                _("Words"): rating.words,
            }
            for rating in need.ratings.filter(rater=None)
        ],
        _("How you were told"): [told(notice) for notice in notices],
        _("What you agreed to"): agreed(need),
    }


def told(notice: Notice) -> Facts:
    """One notice."""
    return {
        _("Day"): notice.created_at,
        _("How"): notice.get_channel_display(),
        _("Telephone number"): notice.phone,
        _("State"): notice.state_words,
    }


def agreed(subject: Model) -> list[Facts]:
    """What was agreed to with a thing, by which wording, and whether it still stands."""
    return [
        {
            _("What for"): consent.get_purpose_display(),
            _("Day"): consent.given_at,
            _("Version"): _("version %(n)s") % {"n": consent.text.revision}
            if consent.text
            else None,
            _("Taken back"): consent.withdrawn_at,
        }
        for consent in consents_to(subject)
    ]


def account_data(user: User) -> Facts:
    """What is held about whoever has the account: itself, the person, what they raised."""
    person = person_of(user)
    notices = Notice.objects.filter(user=user).select_related("organization", "step__need")
    return {
        _("User name"): user.username,
        _("Account opened"): user.created_at,
        _("Telephone number of the account"): user.phone,
        _("E-mail address"): user.email,
        _("What you agreed to"): agreed(user),
        _("Person"): person_data(person) if person else {},
        _("Needs you raised"): [need_data(need) for need in raised_by(person)],
        _("Notices"): [
            {_("Day"): one.created_at, _("What"): one.line, _("Read"): one.read_at}
            for one in notices.order_by("pk")
        ],
    }


def raised_by(person: Person | None) -> list[Need]:
    """The needs of a person, under any entry, with what their data reads."""
    if person is None:
        return []
    entries = Person.objects.filter(pk=person.pk) | Person.objects.filter(merged_into=person)
    rows = Need.objects.filter(reporter__in=entries).select_related("place")
    return list(rows.order_by("pk"))


def person_data(person: Person) -> Facts:
    """The entry of a person, where they live, the posts they hold or held."""
    homes = Residence.objects.filter(person=person).select_related("place")
    posts = Holding.objects.filter(person=person).select_related("post")
    return {
        _("Name"): person.name,
        _("Telephone number"): person.phone,
        _("Address"): person.address,
        _("Entered"): person.created_at,
        _("Lives at"): [
            {
                _("Place"): local(home.place),
                _("Since"): home.since,
                _("Until"): home.until,
                _("Known by"): home.get_proof_display(),
            }
            for home in homes
        ],
        _("Posts"): [
            {_("Post"): str(one.post), _("Since"): one.since, _("Until"): one.until}
            for one in posts
        ],
    }
