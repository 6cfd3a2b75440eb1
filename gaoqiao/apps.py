from django.apps import AppConfig


class GaoqiaoConfig(AppConfig):
    name = "gaoqiao"
