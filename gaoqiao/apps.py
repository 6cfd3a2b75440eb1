from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig

from foundation.record.verbs import name_verbs
from gaoqiao.verbs import GROUPS, VERBS


class GaoqiaoConfig(AppConfig):
    name = "gaoqiao"

    def ready(self) -> None:
        name_verbs(VERBS, GROUPS)


class StaffConfig(AdminConfig):
    """Django's staff pages, on our site class."""

    default_site = "gaoqiao.admin.PortalAdminSite"
