"""What the buttons that keep the town's own rows ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.forms import DateInput, ManyField
from residents.access.people import visible_posts
from residents.access.standing import places_with
from residents.actions.categories import LONGEST
from residents.bilingual import named
from residents.forms.moves import MoveForm, words
from residents.forms.picks import pick_place, pick_post
from residents.models import Organization, Place, Venue
from residents.models.place import in_force
from residents.queries.categories import like_post
from residents.roles import ROLES, Right, Scope

NOT_HERE = {"system_admin", "security_admin", "audit_admin"}  # made by init_town
GRIDS = [(level.value, level.label) for level in (Place.Level.GRID, Place.Level.MICRO_GRID)]


def line(label: Any, length: int, *, required: bool = True, hint: Any = "") -> forms.CharField:
    """One line of text."""
    return forms.CharField(label=label, max_length=length, required=required, help_text=hint)


def degrees(label: Any, most: int, hint: Any) -> forms.DecimalField:
    """A coordinate in degrees, to six places (a tenth of a metre)."""
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=-most,
        max_value=most,
        decimal_places=6,
        help_text=hint,
    )


class PlacedForm(MoveForm):
    """Something in a place that the user keeps."""

    name = line(pgettext_lazy("of a thing", "Name"), 120)
    name_en = line(_("English name"), 160, required=False)
    place = pick_place(label=_("Place"), help_text=_("Part of the name, or how it sounds."))

    def offer(self) -> None:
        kept = places_with(self.user, Right.KEEP_TOWN)
        self.fields["place"].rows = kept.filter(in_force("ended_on"))


class OrganizationForm(PlacedForm):
    """A new organisation."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Organization.Kind)
    credit_code = forms.RegexField(
        r"^[0-9A-HJ-NPQRTUWXY]{18}$",
        label=_("Unified social credit code"),
        required=False,
        empty_value=None,
        help_text=_("18 characters, as on the licence."),
    )
    telephone = line(_("Telephone"), 40, required=False)
    field_order = ("name", "name_en", "kind", "place", "telephone", "credit_code")


class VenueForm(PlacedForm):
    """A new venue."""

    owner_type = forms.ChoiceField(label=_("Owner"), choices=Venue.OwnerType)
    address = line(_("Address"), 200, required=False)
    capacity = forms.IntegerField(
        label=_("How many people fit in"), required=False, min_value=1, max_value=100_000
    )
    latitude = degrees(_("Latitude (WGS-84)"), 90, _("For example 29.861234; with the longitude."))
    longitude = degrees(_("Longitude (WGS-84)"), 180, _("For example 121.456789."))

    def clean(self) -> dict[str, Any]:
        """Both degrees, or neither."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        given = [data.get("latitude") is not None, data.get("longitude") is not None]
        wrong = {"latitude", "longitude"} & self.errors.keys()
        if any(given) and not all(given) and not wrong:
            self.add_error("longitude", _("Give latitude and longitude, or neither."))
        return data


class ClusterForm(MoveForm):
    """A new cluster of villages."""

    name = line(pgettext_lazy("of a thing", "Name"), 60)
    name_en = line(_("English name"), 80, required=False)
    places = ManyField(
        None, label=_("Villages and communities"), widget=forms.CheckboxSelectMultiple
    )

    def offer(self) -> None:
        kept = places_with(self.user, Right.KEEP_TOWN)
        self.fields["places"].label_from_instance = named
        self.fields["places"].queryset = kept.filter(in_force(), level=Place.Level.VILLAGE)


class GridForm(MoveForm):
    """A new grid inside a place."""

    name = line(pgettext_lazy("of a thing", "Name"), 60)
    name_en = line(_("English name"), 80, required=False)
    level = forms.ChoiceField(
        label=_("Level"), choices=GRIDS, widget=forms.RadioSelect, initial=GRIDS[0][0]
    )


class PostForm(MoveForm):
    """A new post in a place, an organisation or a cluster, which reaches as places do."""

    title = line(_("Title, as everybody reads it"), 80)
    title_en = line(_("English title"), 120, required=False)
    role = forms.ChoiceField(label=_("Role"))
    telephone = line(_("Office telephone"), 40, required=False)

    def offer(self) -> None:
        scope = Scope.ORGANIZATION if isinstance(self.row, Organization) else Scope.PLACE
        self.fields["role"].choices = [
            (key, role.name)
            for key, role in ROLES.items()
            if role.scope is scope and key not in NOT_HERE
        ]


class CategoryForm(MoveForm):
    """Another deadline, another post."""

    workdays = forms.IntegerField(label=_("Working days"), min_value=1, max_value=LONGEST)
    route = pick_post(
        label=_("Goes to"),
        required=False,
        help_text=_(
            "Part of the post's title. Nothing: the clerk of the place. Each town's needs go to"
            " its own post of the same subject."
        ),
    )

    def offer(self) -> None:
        self.fields["workdays"].initial = self.row.workdays
        posts = visible_posts(self.user).filter(in_force("abolished_on"))
        routes = posts.filter(role__in=["office", "town_clerk"])
        self.fields["route"].rows = routes.select_related("place", "organization", "cluster")
        self.fields["route"].initial = self.row.route and like_post(self.row.route, routes)


class DayForm(MoveForm):
    """A date that differs from the week."""

    day = forms.DateField(label=_("Date"), widget=DateInput)
    is_workday = forms.TypedChoiceField(
        label=_("On this date"),
        choices=[("0", _("people do not work")), ("1", _("people work (a make-up day)"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    name = line(pgettext_lazy("of a thing", "Name"), 40)
    source = line(_("Announced by, and when"), 120, required=False)

    def offer(self) -> None:
        if self.row is not None:
            self.fields["day"].initial = self.row.day
            self.fields["is_workday"].initial = str(int(self.row.is_workday))
            self.fields["name"].initial = self.row.shown_name
            self.fields["source"].initial = self.row.source

    def clean_name(self) -> str:
        """The name as it is stored, where the one in the page's language was left as it was."""
        name: str = self.cleaned_data["name"]
        same = self.row is not None and name == self.row.shown_name
        return self.row.name if same else name


class SynonymForm(MoveForm):
    """A word that people say, and what we write."""

    said = line(_("What people say"), 12)
    means = line(_("The words that we write"), 200, required=False, hint=_("Separated by spaces."))

    def offer(self) -> None:
        if self.row is not None:
            self.fields["said"].initial = self.row.said
            self.fields["means"].initial = self.row.means


class TextForm(MoveForm):
    """A text of the site."""

    text = forms.CharField(
        label=pgettext_lazy("of the site", "Text"), max_length=20_000, widget=words(14)
    )

    def offer(self) -> None:
        self.fields["text"].initial = self.row.text
