"""Every need that still waits is promised a day, also one that nobody has accepted yet."""

from django.db import migrations
from django.utils import timezone

from foundation.calendar.workdays import add_workdays

OPEN = ["raised", "accepted", "assigned", "tabled", "under_way"]
UNSORTED_WORKDAYS = 5


def promise(apps, schema_editor):
    """Count from the day the need was raised, by its kind."""
    using = schema_editor.connection.alias
    holidays = apps.get_model("foundation", "Holiday").objects.using(using)
    days = dict(holidays.values_list("day", "is_workday"))
    needs = apps.get_model("residents", "Need").objects.using(using)
    waiting = needs.filter(state__in=OPEN, promised_on__isnull=True)
    for key, raised, workdays in list(waiting.values_list("pk", "created_at", "category__workdays")):
        due = add_workdays(timezone.localdate(raised), workdays or UNSORTED_WORKDAYS, days)
        needs.filter(pk=key).update(promised_on=due.day, promise_provisional=due.provisional)


class Migration(migrations.Migration):
    dependencies = [("foundation", "0003_search"), ("residents", "0001_initial")]
    operations = [migrations.RunPython(promise, migrations.RunPython.noop)]
