import django.db.models.deletion
import django.utils.timezone
import foundation.crypto.fields
import foundation.files.models
import foundation.phones
import uuid
from django.conf import settings
from django.db import migrations, models
from foundation.migrations._together import CreateModels


class Migration(migrations.Migration):

    replaces = [('foundation', '0001_initial'), ('foundation', '0003_search'), ('foundation', '0004_text_versions'), ('foundation', '0005_first_versions'), ('foundation', '0006_figure_rows'), ('foundation', '0007_office_files'), ('foundation', '0008_confirmed_addresses'), ('foundation', '0009_name_what_is_recorded'), ('foundation', '0010_no_receipts')]

    initial = True

    dependencies = [
    ]

    operations = [CreateModels([
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('username', models.CharField(max_length=60, unique=True, verbose_name='user name')),
                ('phone', foundation.crypto.fields.EncryptedTextField(blank=True, default='', label='user.phone')),
                ('phone_index', foundation.crypto.fields.BlindIndexField(label='user.phone', normal=foundation.phones.normal_phone, source='phone', unique=True)),
                ('phone_verified', models.BooleanField(default=False)),
                ('email', models.EmailField(blank=True, default='', max_length=254)),
                ('email_verified', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True, verbose_name='open')),
                ('suspended_at', models.DateTimeField(blank=True, null=True, verbose_name='suspended')),
                ('session_round', models.PositiveIntegerField(default=0, editable=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='opened')),
            ],
            options={
                'verbose_name': 'account',
                'verbose_name_plural': 'accounts',
                'ordering': ['username'],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('image', 'Image'), ('pdf', 'Pdf'), ('xlsx', 'Xlsx'), ('docx', 'Docx')], max_length=10)),
                ('media_type', models.CharField(max_length=80)),
                ('file', models.FileField(max_length=120, storage=foundation.files.models.private_storage, upload_to='')),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True, verbose_name='date')),
                ('is_workday', models.BooleanField(default=False, verbose_name='make-up day')),
                ('name', models.CharField(max_length=40)),
                ('source', models.CharField(blank=True, max_length=120, verbose_name='source')),
            ],
            options={
                'verbose_name': 'special day',
                'verbose_name_plural': 'holidays and make-up days',
                'ordering': ['day'],
            },
        ),
        migrations.CreateModel(
            name='ShortLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, unique=True)),
                ('address', models.CharField(max_length=200, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Synonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said', models.CharField(max_length=40, unique=True, verbose_name='what people say')),
                ('means', models.CharField(max_length=200, verbose_name='what we write')),
            ],
            options={
                'verbose_name': 'search word',
                'verbose_name_plural': 'search words',
                'ordering': ['said'],
            },
        ),
        migrations.CreateModel(
            name='Installation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('empty', 'Empty'), ('demo', 'Demonstration'), ('real', 'In earnest')], default='empty', max_length=10, verbose_name='kind')),
                ('town_code', models.CharField(blank=True, max_length=12, verbose_name='code of the town')),
                ('only', models.BooleanField(default=True, editable=False, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
            ],
            options={
                'verbose_name': 'installation',
                'verbose_name_plural': 'the installation',
                'constraints': [models.CheckConstraint(condition=models.Q(('only', True)), name='installation_only_one')],
            },
        ),
        migrations.CreateModel(
            name='QuotedFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60, verbose_name='what it counts')),
                ('value', models.DecimalField(decimal_places=2, max_digits=16, verbose_name='number')),
                ('bound', models.CharField(choices=[('exactly', 'Exactly'), ('over', 'More than')], default='exactly', max_length=10, verbose_name='exactly, or more than')),
                ('unit', models.CharField(max_length=20, verbose_name='unit')),
                ('source', models.CharField(max_length=200, verbose_name='source')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='published on')),
                ('not_stated', models.CharField(blank=True, max_length=200, verbose_name='what the source does not say')),
                ('quoted_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='entered')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='no longer quoted since')),
            ],
            options={
                'verbose_name': 'quoted figure',
                'verbose_name_plural': 'quoted figures',
                'ordering': ['key', '-quoted_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('key',), name='quotedfigure_one_open')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='time')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('holding', models.BigIntegerField(blank=True, null=True)),
                ('subject_label', models.CharField(max_length=60)),
                ('subject_key', models.CharField(max_length=60)),
                ('field', models.CharField(max_length=60, verbose_name='field')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('address_digest', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'verbose_name': 'look at personal data',
                'verbose_name_plural': 'looks at personal data',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='SearchDoc',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('key', models.CharField(max_length=60)),
                ('title', models.CharField(max_length=200)),
                ('summary', models.CharField(blank=True, max_length=300)),
                ('place_path', models.CharField(blank=True, max_length=40)),
                ('address', models.CharField(max_length=200)),
                ('title_words', models.TextField(editable=False)),
                ('other_words', models.TextField(editable=False)),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['kind', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='searchdoc_once')],
            },
        ),
        migrations.CreateModel(
            name='SiteText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60, verbose_name='key')),
                ('language', models.CharField(max_length=10, verbose_name='language')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('revision', models.PositiveIntegerField(default=0)),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='since')),
            ],
            options={
                'verbose_name': 'text of the site',
                'verbose_name_plural': 'texts of the site',
                'ordering': ['key', 'language'],
                'constraints': [models.UniqueConstraint(fields=('key', 'language'), name='sitetext_once')],
            },
        ),
        migrations.CreateModel(
            name='Throttle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('digest', models.CharField(max_length=64)),
                ('since', models.DateTimeField(db_index=True)),
                ('tries', models.PositiveIntegerField(default=0)),
            ],
            options={
                'ordering': ['kind', 'digest'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'digest'), name='throttle_once')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL)),
                ('visitor_digest', models.CharField(blank=True, max_length=64)),
                ('form', models.CharField(max_length=60)),
                ('subject', models.CharField(blank=True, max_length=80)),
                ('payload', foundation.crypto.fields.EncryptedTextField(label='draft.payload')),
                ('base_revision', models.PositiveIntegerField(default=0)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('expires_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'ordering': ['-saved_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('author__isnull', False)), fields=('author', 'form', 'subject'), name='draft_one_per_author'), models.UniqueConstraint(condition=models.Q(('author__isnull', True)), fields=('visitor_digest', 'form', 'subject'), name='draft_one_per_visitor'), models.CheckConstraint(condition=models.Q(models.Q(('author__isnull', False), ('visitor_digest', '')), models.Q(('author__isnull', True), models.Q(('visitor_digest', ''), _negated=True)), _connector='OR'), name='draft_has_one_owner')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='time')),
                ('actor_kind', models.CharField(max_length=10)),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('holding', models.BigIntegerField(blank=True, null=True)),
                ('channel', models.CharField(max_length=20, verbose_name='channel')),
                ('address_digest', models.CharField(blank=True, max_length=64)),
                ('job', models.CharField(blank=True, max_length=60)),
                ('verb', models.CharField(max_length=60)),
                ('subject_label', models.CharField(max_length=60)),
                ('subject_key', models.CharField(max_length=60)),
                ('place_path', models.CharField(blank=True, max_length=40)),
                ('fields', models.JSONField(default=list)),
                ('values', models.JSONField(default=dict)),
                ('result', models.CharField(choices=[('done', 'Done'), ('refused', 'Refused'), ('failed', 'Failed')], default='done', max_length=10, verbose_name='result')),
            ],
            options={
                'verbose_name': 'entry of the record',
                'verbose_name_plural': 'the record',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['subject_label', 'subject_key'], name='foundation__subject_7d35fc_idx')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('join', 'First log-in'), ('reset', 'New password'), ('email', 'E-mail address')], default='join', max_length=8)),
                ('token_digest', models.CharField(max_length=64, unique=True)),
                ('subject', models.CharField(max_length=80)),
                ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations_made', to=settings.AUTH_USER_MODEL)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations_used', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'invitation',
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(fields=['subject', 'kind'], name='foundation__subject_a3783c_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', True), ('accepted_by__isnull', True)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='invitation_accepted_paired')],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60, verbose_name='kind')),
                ('key', models.CharField(max_length=120, unique=True, verbose_name='key')),
                ('arguments', models.JSONField(default=dict)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed')], default='waiting', max_length=10, verbose_name='state')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('not_before', models.DateTimeField(default=django.utils.timezone.now)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('lease_token', models.CharField(blank=True, max_length=32)),
                ('progress', models.PositiveSmallIntegerField(default=0, verbose_name='progress (per cent)')),
                ('result', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='asked for')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
            ],
            options={
                'verbose_name': 'job',
                'verbose_name_plural': 'jobs',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['state', 'lease_until'], name='foundation__state_97e1ec_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('progress__lte', 100)), name='job_progress_percent')],
            },
        ),
        migrations.CreateModel(
            name='TextVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='foundation.sitetext')),
                ('revision', models.PositiveIntegerField()),
                ('text', models.TextField(blank=True)),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['of', '-revision'],
                'constraints': [models.UniqueConstraint(fields=('of', 'revision'), name='textversion_once')],
            },
        ),
    ])]
