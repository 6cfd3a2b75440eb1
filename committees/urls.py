"""The addresses of this room."""

from django.urls import path

from committees import feeds
from committees.api import bodies, lists
from committees.views import (
    attending,
    calling,
    changing,
    checking,
    offline,
    outcomes,
    public,
    telling,
    writing,
)

app_name = "committees"
urlpatterns = [
    # bodies, in public
    path("committees/", public.bodies, name="body_list"),
    path("committees/<slug:slug>/", public.body, name="body"),
    # meetings, papers and what was agreed, in public
    path("meetings/", public.meetings, name="meeting_list"),
    path("meetings/<int:pk>/", public.meeting, name="meeting"),
    path("minutes/", public.papers, name="minutes_list"),
    path("minutes/<int:pk>/", public.paper, name="minutes"),
    path("minutes/photos/<int:pk>/", checking.photo, name="photo"),
    path("decisions/", public.outcomes, name="outcome_list"),
    # the desk: meetings and their agenda
    path("desk/meetings/", calling.meeting_rows, name="desk_meetings"),
    path("desk/meetings/new/", calling.call, name="meeting_call"),
    path("desk/needs/<int:pk>/", calling.take, name="tabling_take"),
    path("desk/meetings/offline/", offline.page, name="offline"),
    path("desk/meetings/offline.js", offline.worker, name="offline_worker"),
    path("desk/meetings/<int:pk>/", calling.meeting, name="desk_meeting"),
    path("desk/meetings/<int:pk>/agenda/", calling.add_item, name="item_add"),
    path("desk/meetings/<int:pk>/agenda/<int:item>/drop/", calling.drop_item, name="item_drop"),
    path("desk/meetings/<int:pk>/change/", changing.change, name="meeting_change"),
    path("desk/meetings/<int:pk>/notice/", changing.excuse, name="meeting_excuse"),
    path("desk/meetings/<int:pk>/told/<int:word>/", telling.tell, name="word_told"),
    path("desk/meetings/<int:pk>/number/<int:word>/", telling.show_number, name="word_number"),
    path("desk/meetings/<int:pk>/cancel/", calling.cancel, name="meeting_cancel"),
    # the desk: minutes, the short form and the five parts of the full one
    path("desk/meetings/<int:pk>/quick/", writing.quick, name="quick"),
    path("desk/meetings/<int:pk>/minutes/", checking.tasks, name="minutes_tasks"),
    path("desk/meetings/<int:pk>/minutes/when/", checking.when, name="minutes_when"),
    path("desk/meetings/<int:pk>/minutes/people/", attending.attendance, name="minutes_people"),
    path("desk/meetings/<int:pk>/minutes/items/", writing.items, name="minutes_items"),
    path("desk/meetings/<int:pk>/minutes/photos/", checking.photos, name="minutes_photos"),
    path(
        "desk/meetings/<int:pk>/minutes/photos/<int:photo>/",
        checking.change_photo,
        name="photo_change",
    ),
    path("desk/meetings/<int:pk>/minutes/check/", checking.check, name="minutes_check"),
    path("desk/meetings/<int:pk>/minutes/correct/", checking.correct, name="minutes_correct"),
    # the desk: how an outcome goes
    path("desk/decisions/<int:pk>/", outcomes.progress, name="outcome_progress"),
    path("desk/decisions/<int:pk>/hand-over/", outcomes.hand, name="outcome_hand_over"),
    # for feed readers and calendars
    path("minutes.atom", feeds.minutes, name="minutes_feed"),
    path("decisions.atom", feeds.outcomes, name="outcome_feed"),
    path("meetings.ics", feeds.meetings, name="calendar"),
    path("meetings/<int:pk>.ics", feeds.meeting, name="meeting_file"),
    # open data
    path("api/v1/bodies/", bodies.Bodies.as_view(), name="api_bodies"),
    path("api/v1/bodies/<slug:slug>/", bodies.OneBody.as_view(), name="api_body"),
    path("api/v1/meetings/", lists.Meetings.as_view(), name="api_meetings"),
    path("api/v1/meetings/<int:pk>/", lists.OneMeeting.as_view(), name="api_meeting"),
    path("api/v1/minutes/", lists.Papers.as_view(), name="api_papers"),
    path("api/v1/minutes/<int:pk>/", lists.OnePaper.as_view(), name="api_paper"),
    path("api/v1/outcomes/", lists.Outcomes.as_view(), name="api_outcomes"),
    path("api/v1/outcomes/<int:pk>/", lists.OneOutcome.as_view(), name="api_outcome"),
]
