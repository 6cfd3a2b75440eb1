"""Reports: what is public; for staff the rows behind a number, and the files."""

from django.urls import path

from gaoqiao.reports import views

app_name = "reports"

urlpatterns = [
    path("", views.report_list, name="list"),
    path("templates/<slug:key>/<slug:layout>/", views.template, name="template"),
    path("<uuid:run>/", views.report, name="report"),
    path("<uuid:run>/paper/", views.paper, name="paper"),
    path("<uuid:run>/book/", views.book, name="book"),
    path("<uuid:run>/rows/<str:key>/", views.rows, name="rows"),
]
