import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models
from foundation.migrations._together import CreateModels


class Migration(migrations.Migration):

    replaces = [('committees', '0001_initial'), ('committees', '0002_meetings_that_change'), ('committees', '0003_words_into_notices'), ('committees', '0004_no_words_of_its_own'), ('committees', '0005_name_what_is_recorded'), ('committees', '0006_outcomes_handed_over'), ('committees', '0007_who_bodies_are_made_of')]

    initial = True

    dependencies = [
        ('foundation', '0001_first_release'),
        ('residents', '0001_first_release'),
    ]

    operations = [CreateModels([
        migrations.CreateModel(
            name='Body',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organization', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='body', to='residents.organization')),
                ('kind', models.CharField(choices=[('party_committee', 'Party committee'), ('party_branch', 'Party branch'), ('functional_branch', 'Functional Party branch'), ('committee', 'Co-governance committee'), ('village_committee', "Villagers' committee"), ('residents_committee', "Residents' committee"), ('village_assembly', "Villagers' assembly"), ('village_representatives', "Villagers' representatives"), ('residents_assembly', "Residents' assembly"), ('residents_representatives', "Residents' representatives"), ('collective', 'Collective-economy organisation'), ('owners', "Owners' assembly"), ('supervision', 'Supervision committee')], max_length=30, verbose_name='kind')),
                ('area', models.CharField(blank=True, choices=[('apartments', 'Apartment buildings'), ('enterprises', 'Enterprises'), ('shops', 'Shops'), ('roads', 'Roads'), ('hamlets', 'Natural villages')], max_length=12, verbose_name='area')),
                ('led_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='leads', to='committees.body')),
                ('answers_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='overseen', to='committees.body')),
                ('approved_by', models.CharField(blank=True, max_length=120, verbose_name='approved by')),
                ('member_count', models.PositiveIntegerField(blank=True, null=True, verbose_name='number of members')),
                ('representatives', models.PositiveIntegerField(blank=True, null=True, verbose_name='elected representatives among them')),
                ('women_representatives', models.PositiveIntegerField(blank=True, null=True, verbose_name='women among the representatives')),
                ('secretary_public', models.BooleanField(default=False)),
                ('decides', models.TextField(blank=True, verbose_name='what it may decide')),
                ('preset', models.CharField(blank=True, max_length=40)),
                ('reference_share', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('revision', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'body',
                'verbose_name_plural': 'bodies',
                'ordering': ['organization__place__path', 'kind', 'area', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'functional_branch'), models.Q(('area', ''), _negated=True)), models.Q(models.Q(('kind', 'functional_branch'), _negated=True), ('area', '')), _connector='OR'), name='body_area_of_functional_branch'), models.CheckConstraint(condition=models.Q(('reference_share__isnull', True), ('reference_share__lte', 100), _connector='OR'), name='body_reference_share_percent')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings_led', to='committees.body', verbose_name='body')),
                ('kind', models.CharField(choices=[('regular', 'Meeting'), ('assembly', 'Assembly'), ('open_space', 'Open-space meeting')], default='regular', max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('called_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.post')),
                ('notice_at', models.DateTimeField(blank=True, null=True)),
                ('short_notice_because', models.CharField(blank=True, max_length=200)),
                ('starts_at', models.DateTimeField(verbose_name='begins')),
                ('where', models.CharField(max_length=120, verbose_name='where')),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
                ('moved_from', models.DateTimeField(blank=True, null=True)),
                ('where_before', models.CharField(blank=True, max_length=120)),
                ('open_to_all', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('held', 'Held'), ('cancelled', 'Cancelled')], default='planned', max_length=10, verbose_name='state')),
                ('entitled', models.PositiveIntegerField(blank=True, null=True, verbose_name='entitled to take part')),
                ('present', models.PositiveIntegerField(blank=True, null=True, verbose_name='took part')),
                ('entitled_households', models.PositiveIntegerField(blank=True, null=True)),
                ('present_households', models.PositiveIntegerField(blank=True, null=True)),
                ('source', models.CharField(blank=True, choices=[('seats', 'counted from seats'), ('typed', 'stated by the secretary')], max_length=6)),
                ('judgement', models.JSONField(blank=True, default=dict)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('bodies', models.ManyToManyField(related_name='meetings', to='committees.body')),
            ],
            options={
                'verbose_name': 'meeting',
                'verbose_name_plural': 'meetings',
                'ordering': ['-starts_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='committees.meeting')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='residents.person')),
                ('guest', models.CharField(blank=True, max_length=60)),
                ('kind', models.CharField(choices=[('present', 'Present'), ('online', 'Online'), ('proxy', 'By proxy'), ('excused', 'Excused'), ('absent', 'Absent')], max_length=8)),
            ],
            options={
                'ordering': ['meeting', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('meeting', 'person'), name='attendance_once'), models.CheckConstraint(condition=models.Q(models.Q(('guest', ''), ('person__isnull', False)), models.Q(('person__isnull', True), models.Q(('guest', ''), _negated=True)), _connector='OR'), name='attendance_person_or_guest')],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='committees.meeting')),
                ('order', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=120)),
                ('tabling', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='residents.tabling')),
                ('discussion', models.TextField(blank=True)),
                ('result', models.CharField(choices=[('open', 'Not yet discussed'), ('passed', 'Passed'), ('not_passed', 'Not passed'), ('postponed', 'Put off'), ('noted', 'Noted')], default='open', max_length=12)),
                ('votes_for', models.PositiveIntegerField(blank=True, null=True)),
                ('votes_against', models.PositiveIntegerField(blank=True, null=True)),
                ('abstained', models.PositiveIntegerField(blank=True, null=True)),
                ('withdrew', models.PositiveIntegerField(default=0)),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'agenda item',
                'ordering': ['meeting', 'order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'order'), name='agenda_order_once'), models.UniqueConstraint(condition=models.Q(('tabling__isnull', False)), fields=('meeting', 'tabling'), name='agenda_tabling_once')],
            },
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='committees.meeting')),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('form', models.CharField(choices=[('short', 'Short form'), ('full', 'Full form')], max_length=6, verbose_name='form')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('approved', 'Approved'), ('published', 'Published')], default='draft', max_length=10, verbose_name='state')),
                ('sentence', models.CharField(blank=True, max_length=300)),
                ('full_text', models.TextField(blank=True)),
                ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='committees.minutes')),
                ('why_corrected', models.CharField(blank=True, max_length=300)),
                ('returned_because', models.CharField(blank=True, max_length=300)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='handed in')),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published')),
                ('revision', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'minutes',
                'verbose_name_plural': 'minutes',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'version'), name='minutes_version_once'), models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('state', 'published')), models.Q(models.Q(('state', 'published'), _negated=True), ('published_at__isnull', True)), _connector='OR'), name='minutes_published_dated')],
            },
        ),
        migrations.CreateModel(
            name='MinutesPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='committees.minutes')),
                ('attachment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.attachment')),
                ('public', models.BooleanField(default=False)),
                ('order', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'photo of minutes',
                'ordering': ['minutes', 'order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Resolution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='resolution', to='committees.agendaitem')),
                ('kind', models.CharField(choices=[('resolution', 'Resolution'), ('outcome', 'Agreed outcome')], max_length=10, verbose_name='kind')),
                ('text', models.CharField(max_length=300, verbose_name='what was agreed')),
                ('owner_post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resolutions', to='residents.post', verbose_name='who carries it out')),
                ('carried_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resolutions_taken_over', to='residents.post')),
                ('due_on', models.DateField(verbose_name='due')),
                ('state', models.CharField(choices=[('open', 'Being carried out'), ('done', 'Carried out'), ('dropped', 'Not carried out, with the reason')], default='open', max_length=8, verbose_name='state')),
                ('rule', models.JSONField(blank=True, default=dict)),
                ('numbers', models.JSONField(blank=True, default=dict)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='binding_for', to='committees.resolution')),
                ('public_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('how_ended', models.CharField(blank=True, max_length=300, verbose_name='how it ended')),
                ('revision', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'agreed outcome',
                'verbose_name_plural': 'agreed outcomes',
                'ordering': ['due_on', 'pk'],
                'indexes': [models.Index(fields=['state', 'due_on'], name='committees__state_08659c_idx')],
            },
        ),
        migrations.CreateModel(
            name='Progress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('resolution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='progress', to='committees.resolution')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('sentence', models.CharField(max_length=300)),
                ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.post')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['resolution', 'at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='committees.body', verbose_name='body')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='residents.person')),
                ('role', models.CharField(choices=[('chair', 'Chair'), ('secretary', 'Secretary'), ('member', 'Member')], default='member', max_length=10, verbose_name='role')),
                ('group', models.CharField(choices=[('party', 'Party organisation'), ('enterprise', 'Enterprises'), ('shop', 'Shops'), ('landlord', 'Landlords'), ('tenant', 'Tenants'), ('villager', 'Villagers')], max_length=12, verbose_name='group')),
                ('substitute', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='substitute_seats', to='residents.person')),
                ('since', models.DateField(verbose_name='since')),
                ('ended', models.DateField(blank=True, null=True, verbose_name='until')),
                ('why_ended', models.CharField(blank=True, max_length=120, verbose_name='why it ended')),
                ('holding', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seat', to='residents.holding')),
            ],
            options={
                'verbose_name': 'seat',
                'verbose_name_plural': 'seats',
                'ordering': ['body', 'role', 'since', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended__isnull', True), ('role', 'chair')), fields=('body',), name='seat_one_open_chair'), models.UniqueConstraint(condition=models.Q(('ended__isnull', True)), fields=('body', 'person'), name='seat_one_open_per_person'), models.CheckConstraint(condition=models.Q(('ended__isnull', True), ('ended__gt', models.F('since')), _connector='OR'), name='seat_forward')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='committees.body')),
                ('since', models.DateField()),
                ('until', models.DateField()),
            ],
            options={
                'ordering': ['body', '-since'],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('since'))), name='term_forward')],
            },
        ),
    ])]
