import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models
from foundation.migrations._together import CreateModels


class Migration(migrations.Migration):

    replaces = [('reports', '0001_initial'), ('reports', '0002_form_templates'), ('reports', '0003_columns_of_lists')]

    initial = True

    dependencies = [
        ('foundation', '0001_first_release'),
        ('residents', '0001_first_release'),
    ]

    operations = [CreateModels([
        migrations.CreateModel(
            name='FormTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('preset', models.CharField(blank=True, max_length=20)),
                ('file', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.attachment')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forms', to='residents.place', verbose_name='place')),
                ('period', models.CharField(choices=[('month', 'Month'), ('quarter', 'Quarter')], default='month', max_length=8, verbose_name='period')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'form to fill',
                'verbose_name_plural': 'forms to fill',
                'ordering': ['place__path', 'name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('file__isnull', False), ('preset', '')), models.Q(models.Q(('preset', ''), _negated=True), ('file__isnull', True)), _connector='OR'), name='form_has_file_or_preset'), models.UniqueConstraint(condition=models.Q(models.Q(('preset', ''), _negated=True), ('ended_at__isnull', True)), fields=('place', 'preset', 'period'), name='form_preset_once')],
            },
        ),
        migrations.CreateModel(
            name='FormFill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fills', to='reports.formtemplate')),
                ('since', models.DateField(verbose_name='from')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked for')),
                ('state', models.CharField(choices=[('making', 'Being made'), ('done', 'Finished'), ('failed', 'Did not work')], default='making', max_length=8, verbose_name='state')),
                ('values', models.JSONField(default=dict)),
                ('rows', models.JSONField(default=dict)),
                ('changes', models.JSONField(default=dict)),
                ('blanks', models.JSONField(default=list)),
                ('file', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.attachment')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished')),
            ],
            options={
                'verbose_name': 'filled form',
                'verbose_name_plural': 'filled forms',
                'ordering': ['-since', '-version'],
                'constraints': [models.UniqueConstraint(fields=('form', 'since', 'version'), name='form_fill_version_once'), models.UniqueConstraint(condition=models.Q(('state', 'making')), fields=('form', 'since'), name='form_fill_one_in_hand'), models.CheckConstraint(condition=models.Q(models.Q(('file__isnull', False), ('finished_at__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('file__isnull', True), ('finished_at__isnull', True)), _connector='OR'), name='form_fill_done_is_whole')],
            },
        ),
        migrations.CreateModel(
            name='FormBinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bindings', to='reports.formtemplate')),
                ('target', models.CharField(max_length=120)),
                ('measure', models.SlugField(max_length=60, verbose_name='figure')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.place', verbose_name='place')),
                ('column', models.SlugField(blank=True, default='', max_length=40, verbose_name='column')),
                ('which', models.CharField(choices=[('now', "Of the form's own period"), ('before', 'Of the period before'), ('difference', 'The difference of the two')], default='now', max_length=12, verbose_name='which period')),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'cell of a form',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('form', 'target'), name='form_cell_bound_once')],
            },
        ),
        migrations.CreateModel(
            name='ReportDefinition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, editable=False)),
                ('key', models.SlugField(max_length=40, unique=True)),
                ('period', models.CharField(choices=[('month', 'Month'), ('quarter', 'Quarter')], max_length=8, verbose_name='period')),
                ('plain', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.attachment')),
                ('official', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.attachment')),
            ],
            options={
                'verbose_name': 'kind of report',
                'verbose_name_plural': 'kinds of report',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ReportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('definition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='reports.reportdefinition', verbose_name='report')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='residents.place', verbose_name='place')),
                ('since', models.DateField(verbose_name='from')),
                ('until', models.DateField()),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
                ('layout', models.CharField(choices=[('plain', 'Plain sheet'), ('official', 'Official document (GB/T 9704)')], default='plain', max_length=8, verbose_name='layout')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked for')),
                ('state', models.CharField(choices=[('making', 'Being made'), ('done', 'Finished'), ('failed', 'Did not work')], default='making', max_length=8, verbose_name='state')),
                ('values', models.JSONField(default=dict)),
                ('paper', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.attachment')),
                ('book', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.attachment')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished')),
            ],
            options={
                'verbose_name': 'report',
                'verbose_name_plural': 'reports',
                'ordering': ['-since', 'place__path', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('definition', 'place', 'since', 'version'), name='report_run_version_once'), models.UniqueConstraint(condition=models.Q(('state', 'making')), fields=('definition', 'place', 'since'), name='report_run_one_in_hand'), models.CheckConstraint(condition=models.Q(models.Q(('book__isnull', False), ('finished_at__isnull', False), ('paper__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('book__isnull', True), ('finished_at__isnull', True), ('paper__isnull', True)), _connector='OR'), name='report_run_done_is_whole'), models.CheckConstraint(condition=models.Q(('until__gt', models.F('since'))), name='report_run_forward')],
            },
        ),
        migrations.CreateModel(
            name='ReportPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='reports.reportrun')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='residents.place')),
                ('values', models.JSONField(default=dict)),
                ('rows', models.JSONField(default=dict)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'part of a report',
                'ordering': ['run', 'place__path'],
                'constraints': [models.UniqueConstraint(fields=('run', 'place'), name='report_part_once')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='publication', to='reports.reportrun')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='published')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'publication of a report',
                'ordering': ['-at', '-pk'],
            },
        ),
    ])]
