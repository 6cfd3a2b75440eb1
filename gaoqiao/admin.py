"""The staff site: who may enter is asked of open holdings, and its first screen is a queue."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import update_wrapper
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from foundation.backoffice.admin import ScopedAdmin
from foundation.refusals import NotAllowed
from gaoqiao.portal.queries import backup_line, queue_lines
from gaoqiao.rooms import is_on
from residents.access.needs import may_raise_for_others
from residents.access.standing import has_right
from residents.roles import Right

# Accounts are kept at /accounts/; `view_on_site` would tell of rows that nobody asked about.
CLOSED = {"password_change", "password_change_done", "view_on_site"}
# The index grouped by work, not by app: models by their labels.
GROUPS = (
    (
        pgettext_lazy("model", "needs"),
        (
            "residents.Need",
            "residents.Referral",
            "residents.Notice",
            "residents.NeedCategory",
        ),
    ),
    (
        _("Deliberation"),
        (
            "committees.Minutes",
            "committees.Resolution",
            "committees.Meeting",
            "committees.Body",
            "committees.Seat",
        ),
    ),
    (
        _("Services and space"),
        ("services.Listing", "residents.Venue"),
    ),
    (
        _("Space for service"),
        (
            "services.Agreement",
            "services.Statement",
            "services.Delivery",
            "services.Reduction",
        ),
    ),
    (
        _("Workshops and work"),
        ("workshops.MonthReport", "workshops.Workshop", "workshops.Opening"),
    ),
    (
        _("Reports"),
        ("reports.ReportRun", "reports.ReportDefinition"),
    ),
    (
        _("People and posts"),
        ("residents.Post", "residents.Holding", "residents.Person", "foundation.User"),
    ),
    (
        _("The town"),
        ("residents.Place", "residents.Cluster", "residents.Organization"),
    ),
    (
        _("The site"),
        (
            "foundation.SiteText",
            "foundation.QuotedFigure",
            "foundation.Holiday",
            "foundation.Synonym",
        ),
    ),
    (
        _("The record"),
        ("foundation.Entry", "foundation.Reading"),
    ),
    (
        _("The system"),
        ("foundation.Job", "foundation.Installation"),
    ),
)


def raise_url(user: Any) -> str:
    """Where staff enter a need for somebody at the window."""
    return reverse("residents:need_new") if may_raise_for_others(user) else ""


def closed_to(request: HttpRequest, onward: dict[str, str]) -> HttpResponse:
    """Who is logged in and has no right is told so; others are led to the log-in, and from there
    onward."""
    if request.user.is_authenticated:
        raise NotAllowed(gettext("These pages are for staff of the town and its villages."))
    return redirect(reverse("account_login", query=onward or None))


class PortalAdminSite(admin.AdminSite):
    """The staff pages of the portal."""

    site_header = site_title = _("Staff pages")
    index_title = _("What waits")
    enable_nav_sidebar = False
    empty_value_display = "—"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only scoped pages of ours: a library's own would lead past access and actions.

        A room that is switched off has none.
        """
        models = (
            model_or_iterable if isinstance(model_or_iterable, Iterable) else [model_or_iterable]
        )
        rows = [model for model in models if is_on(model._meta.app_label)]
        if admin_class is not None and issubclass(admin_class, ScopedAdmin):
            super().register(rows, admin_class, **options)

    def get_urls(self) -> list[Any]:
        """Without the doors that the portal has elsewhere, or nowhere."""
        return [url for url in super().get_urls() if getattr(url, "name", None) not in CLOSED]

    def has_permission(self, request: HttpRequest) -> bool:
        return has_right(request.user, Right.ENTER_ADMIN)

    def admin_view(self, view: Any, cacheable: bool = False) -> Callable[..., HttpResponse]:
        """Who may not enter is answered at the address that was asked for, where Django would lead
        to another that says so. The way out is everybody's."""
        if view == self.logout:
            return view
        opened = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if self.has_permission(request):
                return opened(request, *args, **kwargs)
            return closed_to(request, {"next": request.get_full_path()})

        return update_wrapper(guarded, opened)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {
            **super().each_context(request),
            "site_url": reverse("home"),
        }

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one door in for everybody."""
        return closed_to(request, {"next": request.GET["next"]} if "next" in request.GET else {})

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one door out, too."""
        return redirect("account_logout")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The lists that the user may open, grouped by work."""
        models = {
            f"{app['app_label']}.{model['object_name']}": model
            for app in self._build_app_dict(request, app_label).values()
            for model in app["models"]
        }
        groups = []
        for name, labels in GROUPS:
            found = [models[label] for label in labels if label in models]
            if found:
                groups.append(
                    {
                        "name": name,
                        "app_label": "",
                        "app_url": "",
                        "models": found,
                        "has_module_perms": True,
                    }
                )
        return groups

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        """The queues, each count from the very query that its link opens."""
        lines = queue_lines(request.user)
        context = {
            "queues": lines,
            "raise_url": raise_url(request.user),
            "backup": backup_line(request.user, timezone.now()),
        }
        return super().index(request, context)

    def app_index(self, request: HttpRequest, app_label: str, extra: Any = None) -> HttpResponse:
        """Lists are grouped by work, on the first screen."""
        return redirect("admin:index")
