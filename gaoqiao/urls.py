"""Every address of the portal: Chinese without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path

from gaoqiao.portal import views

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
]
urlpatterns += i18n_patterns(
    path("", views.home, name="home"),
    prefix_default_language=False,
)
