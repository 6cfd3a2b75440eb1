"""What a backup leaves out, and why: every other model is in it."""

from __future__ import annotations

LEFT_OUT = {
    "admin.logentry": "nothing writes it: staff acts stand in the record",
    "auth.group": "nobody is in one: rights come from posts",
    "auth.group_permissions": "nobody is in a group",
    "auth.permission": "migrate writes it",
    "contenttypes.contenttype": "migrate writes it",
    "foundation.throttle": "counts of tries, void within the hour",
    "services.counted": "the clock writes it from the services within six hours",
    "services.countstep": "the clock writes it from the services within six hours",
    "sessions.session": "a session is a key to an account: everybody logs in anew",
}
