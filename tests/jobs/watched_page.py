"""A page that watches a job, as a room would have one."""

from django.http import HttpResponse
from django.template import engines
from django.urls import path

from foundation.jobs.models import Job
from foundation.jobs.views import shown, watched

PAGE = """{% load ui static %}<!DOCTYPE html><html lang="en"><head><title>Job</title>
<meta name="htmx-config" content='{"allowEval": false, "includeIndicatorStyles": false}'>
<link rel="icon" href="data:,">
<script src="{% static "django_htmx/htmx-2.min.js" %}" defer></script></head>
<body><h1>{{ drawn }}</h1>{% job job request.get_full_path %}</body></html>"""
drawn = []


def page(request, pk):
    """The whole page, or what its component asks for."""
    job = Job.objects.get(pk=pk)
    answer = watched(request, job)
    if answer is None:
        drawn.append(pk)
        context = {"job": shown(job), "drawn": f"drawn {drawn.count(pk)}"}
        answer = HttpResponse(engines["django"].from_string(PAGE).render(context, request))
    return answer


urlpatterns = [path("job/<int:pk>/", page)]
