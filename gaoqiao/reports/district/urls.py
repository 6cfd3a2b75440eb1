"""The addresses of reports."""

from django.urls import path

from gaoqiao.reports.district.views import fills, templates

app_name = "forms"
urlpatterns = [
    # forms of others, filled each month
    path("reports/forms/", templates.form_list, name="list"),
    path("reports/forms/new/", templates.form_new, name="new"),
    path("reports/forms/lists/", templates.list_add, name="list_add"),
    path("reports/forms/<uuid:uuid>/", templates.form, name="form"),
    path("reports/forms/<uuid:uuid>/file/", templates.form_file, name="file"),
    path("reports/forms/<uuid:uuid>/cell/", templates.form_cell, name="cell"),
    path(
        "reports/forms/<uuid:uuid>/cell/<int:pk>/empty/",
        templates.form_cell_empty,
        name="cell_empty",
    ),
    path("reports/forms/<uuid:uuid>/fill/", fills.form_fill, name="ask_fill"),
    path("reports/forms/<uuid:uuid>/end/", templates.form_end, name="end"),
    path("reports/filled/<uuid:uuid>/", fills.fill, name="fill"),
    path("reports/filled/<uuid:uuid>/file/", fills.fill_file, name="fill_file"),
    path("reports/filled/<uuid:uuid>/rows/", fills.fill_rows, name="fill_rows"),
]
