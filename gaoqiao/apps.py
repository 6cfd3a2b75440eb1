from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class GaoqiaoConfig(AppConfig):
    name = "gaoqiao"


class StaffConfig(AdminConfig):
    """Django's staff pages, on our site class."""

    default_site = "gaoqiao.admin.PortalAdminSite"
