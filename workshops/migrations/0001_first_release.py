import django.db.models.deletion
import django.utils.timezone
import foundation.crypto.fields
import residents.lookup_codes
from django.conf import settings
from django.db import migrations, models
from foundation.migrations._together import CreateModels


class Migration(migrations.Migration):

    replaces = [('workshops', '0001_initial'), ('workshops', '0002_application_reopened')]

    initial = True

    dependencies = [
        ('foundation', '0001_first_release'),
        ('residents', '0001_first_release'),
    ]

    operations = [CreateModels([
        migrations.CreateModel(
            name='Workshop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=100, verbose_name='name in English')),
                ('kind', models.CharField(choices=[('processing', 'Piece work'), ('recruiting', 'Recruiting for one employer'), ('streaming', 'Selling by live stream'), ('farm_tourism', 'Farming and tourism'), ('industry', 'Backed by an industry'), ('brand', 'Under a brand'), ('studio', 'Studio')], max_length=12, verbose_name='kind')),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='workshops', to='residents.organization', verbose_name='run by')),
                ('namesake', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.organization', verbose_name='named after')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='workshops', to='residents.place', verbose_name='place')),
                ('venue', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='workshops', to='residents.venue', verbose_name='venue')),
                ('mode', models.CharField(choices=[('aggregate', "The host's sums of the month"), ('individual', 'Rows of each person')], default='aggregate', max_length=10, verbose_name='figures from')),
                ('baseline_period', models.CharField(blank=True, max_length=60, verbose_name='earlier pay of which time')),
                ('baseline_method', models.CharField(blank=True, max_length=120, verbose_name='how it was found out')),
                ('summary', models.CharField(blank=True, max_length=200, verbose_name='summary')),
                ('summary_en', models.CharField(blank=True, max_length=300, verbose_name='summary in English')),
                ('telephone', models.CharField(max_length=40, verbose_name='telephone')),
                ('need', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.need')),
                ('since', models.DateField(verbose_name='since')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('short_link', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.shortlink')),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'workshop',
                'verbose_name_plural': 'workshops',
                'ordering': ['place__path', 'slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(('telephone', ''), _negated=True), name='workshop_has_telephone'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('since')), _connector='OR'), name='workshop_forward')],
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='workshops.workshop', verbose_name='workshop')),
                ('title', models.CharField(max_length=60, verbose_name='what work')),
                ('title_en', models.CharField(blank=True, max_length=100, verbose_name='what work, in English')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='what it is about')),
                ('pay', models.CharField(max_length=100, verbose_name='pay')),
                ('wanted', models.PositiveSmallIntegerField(verbose_name='people wanted')),
                ('hired', models.PositiveSmallIntegerField(default=0, verbose_name='hired')),
                ('closes_on', models.DateField(verbose_name='apply until')),
                ('telephone', models.CharField(max_length=40, verbose_name='telephone')),
                ('state', models.CharField(choices=[('open', 'Open'), ('filled', 'All places taken'), ('closed', 'Closed')], default='open', max_length=8, verbose_name='state')),
                ('why_closed', models.CharField(blank=True, max_length=120)),
                ('created_at', models.DateTimeField(verbose_name='since')),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'opening',
                'verbose_name_plural': 'openings',
                'ordering': ['closes_on', 'pk'],
                'indexes': [models.Index(fields=['state', 'closes_on'], name='workshops_o_state_76f5d6_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('wanted__gte', 1), ('hired__gte', 0), ('hired__lte', models.F('wanted'))), name='opening_never_over'), models.CheckConstraint(condition=models.Q(('telephone', ''), _negated=True), name='opening_has_telephone')],
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opening', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='workshops.opening')),
                ('number', models.CharField(max_length=12, unique=True, verbose_name='number')),
                ('code', foundation.crypto.fields.EncryptedTextField(label='application.code')),
                ('code_index', foundation.crypto.fields.BlindIndexField(label='application.code', normal=residents.lookup_codes.normal_code, source='code', unique=True)),
                ('name', foundation.crypto.fields.EncryptedTextField(label='application.name')),
                ('phone', foundation.crypto.fields.EncryptedTextField(label='application.phone')),
                ('words', foundation.crypto.fields.EncryptedTextField(blank=True, default='', label='application.words')),
                ('consented_at', models.DateTimeField()),
                ('client_key', models.CharField(blank=True, max_length=32, null=True, unique=True)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.person')),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.holding')),
                ('state', models.CharField(choices=[('received', 'Received'), ('invited', 'Invited to come and talk'), ('hired', 'Hired'), ('reopened', 'Not decided: the hire was a mistake'), ('declined', 'Not this time'), ('withdrawn', 'Withdrawn')], default='received', max_length=10, verbose_name='state')),
                ('sentence', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'application',
                'verbose_name_plural': 'applications',
                'ordering': ['created_at', 'pk'],
                'indexes': [models.Index(fields=['opening', 'state'], name='workshops_a_opening_30760c_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'declined'), _negated=True), models.Q(('sentence', ''), _negated=True), _connector='OR'), name='application_declined_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'reopened'), _negated=True), models.Q(('sentence', ''), _negated=True), _connector='OR'), name='application_reopened_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Employment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='employments', to='workshops.workshop')),
                ('worker', foundation.crypto.fields.EncryptedTextField(label='employment.worker')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.person')),
                ('from_application', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='employment', to='workshops.application')),
                ('baseline', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, verbose_name='earlier pay a month')),
                ('since', models.DateField(verbose_name='since')),
                ('until', models.DateField(blank=True, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['workshop', 'since', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='employment_forward'), models.CheckConstraint(condition=models.Q(('baseline__isnull', True), models.Q(('baseline__gte', 0), ('baseline__isnull', False)), _connector='OR'), name='employment_baseline_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='Pay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('employment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pays', to='workshops.employment')),
                ('month', models.DateField(verbose_name='month')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=9, verbose_name='pay of the month')),
                ('corrects', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='workshops.pay')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['employment', '-month', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('corrects__isnull', True)), fields=('employment', 'month'), name='pay_once_a_month'), models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='pay_not_negative'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='pay_first_day')],
            },
        ),
        migrations.CreateModel(
            name='MonthReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workshop', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='workshops.workshop', verbose_name='workshop')),
                ('month', models.DateField(verbose_name='month')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('corrects', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='workshops.monthreport')),
                ('mode', models.CharField(choices=[('aggregate', "The host's sums of the month"), ('individual', 'Rows of each person')], max_length=10, verbose_name='figures from')),
                ('headcount', models.PositiveIntegerField(verbose_name='people')),
                ('total_pay', models.DecimalField(decimal_places=2, max_digits=12, verbose_name='total pay')),
                ('baseline_mean', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='earlier pay on average')),
                ('baseline_period', models.CharField(blank=True, max_length=60, verbose_name='earlier pay of which time')),
                ('baseline_method', models.CharField(blank=True, max_length=120, verbose_name='how it was found out')),
                ('members', models.JSONField(blank=True, null=True)),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='why corrected')),
                ('submitted_at', models.DateTimeField(verbose_name='handed in')),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('state', models.CharField(choices=[('submitted', 'Handed in'), ('signed', 'Signed'), ('returned', 'Sent back'), ('replaced', 'Replaced by a newer one')], default='submitted', max_length=10, verbose_name='state')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='why sent back')),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('withheld', models.CharField(blank=True, choices=[('few', 'Fewer than five people'), ('difference', 'Fewer than five people more or less than in a figure already published'), ('no_mode', 'It is not said where the figures come from'), ('no_baseline', 'It is not said what people earned before'), ('no_period', 'It is not said of which time the earlier pay is'), ('no_method', 'It is not said how the earlier pay was found out')], max_length=12, verbose_name='not published')),
            ],
            options={
                'verbose_name': "month's report",
                'verbose_name_plural': "months' reports",
                'ordering': ['-month', '-version', '-pk'],
                'indexes': [models.Index(fields=['state', 'submitted_at'], name='workshops_m_state_ca4e64_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'signed')), fields=('workshop', 'month'), name='report_one_signed'), models.UniqueConstraint(condition=models.Q(('state', 'submitted')), fields=('workshop', 'month'), name='report_one_waiting'), models.UniqueConstraint(fields=('workshop', 'month', 'version'), name='report_version_once'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='report_first_day'), models.CheckConstraint(condition=models.Q(('total_pay__gte', 0), models.Q(('headcount__gt', 0), ('total_pay', 0), _connector='OR')), name='report_pay_of_people'), models.CheckConstraint(condition=models.Q(('baseline_mean__isnull', True), models.Q(('baseline_mean__gte', 0), ('baseline_mean__isnull', False)), _connector='OR'), name='report_baseline_not_negative'), models.CheckConstraint(condition=models.Q(('published_at__isnull', True), models.Q(('headcount__gte', 5), ('published_at__isnull', False), ('withheld', '')), _connector='OR'), name='report_published_is_enough'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='report_returned_says_why')],
            },
        ),
    ])]
