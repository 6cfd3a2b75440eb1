"""Referrals that ended without an answer say when: their clocks stop there."""

from django.db import migrations, models

ENDS = ["referral_undone", "answered", "refused", "merged"]


def stop(apps, schema_editor):
    """At the first step of the need that can have ended them; where there is none, as asked."""
    using = schema_editor.connection.alias
    referrals = apps.get_model("residents", "Referral").objects.using(using)
    steps = apps.get_model("residents", "NeedStep").objects.using(using)
    ended = referrals.filter(state="ended")
    for key, need, asked in list(ended.values_list("pk", "need", "asked_at")):
        ends = steps.filter(need=need, kind__in=ENDS, at__gte=asked).order_by("at")
        moment = ends.values_list("at", flat=True).first()
        referrals.filter(pk=key).update(ended_at=moment or asked)


class Migration(migrations.Migration):

    dependencies = [
        ('residents', '0013_organizations_and_venues_end'),
    ]

    operations = [
        migrations.AddField(
            model_name='referral',
            name='ended_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(stop, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state', 'ended')), models.Q(models.Q(('state', 'ended'), _negated=True), ('ended_at__isnull', True)), _connector='OR'), name='referral_ended_has_time'),
        ),
    ]
