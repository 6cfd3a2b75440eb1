"""Every address of the portal: Chinese without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from foundation.site.views import short_link
from gaoqiao import api, rooms
from gaoqiao.portal.views import (
    about,
    data,
    desk,
    home,
    me,
    search,
    sitemaps,
    styleguide,
    text_size,
    verify,
)
from gaoqiao.reports import api as reports_api
from residents.views import joining

ROOMS = ("workshops.urls", "services.urls", "committees.urls")
urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", home.healthz, name="healthz"),
    path("robots.txt", data.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap-section"),
    path("verify/seals.json", verify.seals, name="seals"),
    path(".well-known/security.txt", data.security, name="security"),
    path("p/<slug:code>", short_link, name="short-link"),
]
if rooms.is_on("services"):
    urlpatterns.append(path("hsds/", include("gaoqiao.hsds.urls")))
urlpatterns += i18n_patterns(
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("verify/", verify.verify, name="verify"),
    path("about/", about.about, name="about"),
    path("about/data/", about.open_data, name="open-data"),
    path("about/privacy/", about.privacy, name="privacy"),
    path("about/accessibility/", about.accessibility, name="accessibility"),
    path("api/v1/", api.Root.as_view(), name="api"),
    path("api/v1/reports/", reports_api.Reports.as_view(), name="api_reports"),
    path("api/v1/reports/<uuid:uuid>/", reports_api.OneReport.as_view(), name="api_report"),
    path("api/schema/", api.Schema.as_view(), name="api_schema"),
    path("feedback/", about.feedback, name="feedback"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("text-size/", text_size.set_size, name="text-size"),
    path("admin/", admin.site.urls),
    path("accounts/", include("foundation.accounts.urls")),
    path("join/<str:token>/", joining.join, name="join"),
    path("me/", me.me, name="me"),
    path("me/data/", me.data, name="me-data"),
    path("me/start/", me.start, name="start"),
    path("me/read/", me.read, name="notices-read"),
    path("", include("residents.urls")),
    path("desk/", desk.desk, name="desk"),
    path("", include("gaoqiao.reports.district.urls")),
    path("reports/", include("gaoqiao.reports.urls")),
    *[path("", include(urls)) for urls in rooms.open_ones(ROOMS)],
    prefix_default_language=False,
)

handler400 = "gaoqiao.portal.errors.bad_request"
handler403 = "gaoqiao.portal.errors.forbidden"
handler404 = "gaoqiao.portal.errors.not_found"
handler500 = "gaoqiao.portal.errors.broken"
