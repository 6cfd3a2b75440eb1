"""All settings, in one file, from the environment only (`gaoqiao/environment.py` reads it)."""

import gc
from pathlib import Path
from typing import Any

from gaoqiao import environment, open_data

# What is loaded from here on stays: to look through it for garbage at every 700 new things was a
# tenth of each start.
gc.set_threshold(50_000)

BASE_DIR = Path(__file__).resolve().parent.parent
env, DATA_DIR = environment.load(BASE_DIR)

DEBUG = environment.flag(env, "DEBUG")
SECRET_KEY = environment.secret(env, "SECRET_KEY", "the key that signs sessions", debug=DEBUG)
FIELD_KEYS = environment.field_keys(env)
INDEX_KEY = environment.decoded_key(
    "INDEX_KEY", environment.required(env, "INDEX_KEY", "the key of the blind indexes")
)
ALLOWED_HOSTS = environment.hosts(env, debug=DEBUG)
SITE_URL = environment.site_url(env)
SECURE = SITE_URL.startswith("https://")
PROXIES = environment.number(
    env, "PROXIES"
)  # our own proxies in front; their last words are believed
BACKUPS_KEPT = environment.number(env, "BACKUPS_KEPT", 7)  # of those that the clock makes
SMS_URL = environment.web_address(env, "SMS_URL")
DEMO_PASSWORD = env.str("DEMO_PASSWORD", default="")

TOWN_PROFILE = Path(
    environment.required(env, "TOWN_PROFILE", "the path of the town's profile.toml")
)
if not TOWN_PROFILE.is_absolute():
    TOWN_PROFILE = BASE_DIR / TOWN_PROFILE
TOWN = environment.town(TOWN_PROFILE)
ROOMS_OFF = environment.rooms_off(TOWN)  # gaoqiao/rooms.py is asked; their tables stay

INSTALLED_APPS = [
    "gaoqiao.apps.GaoqiaoConfig",
    "workshops.apps.WorkshopsConfig",
    "gaoqiao.reports.apps.ReportsConfig",
    "services.apps.ServicesConfig",
    "committees.apps.CommitteesConfig",
    "residents.apps.ResidentsConfig",
    "foundation.apps.FoundationConfig",
    "gaoqiao.apps.StaffConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
]
AUTH_USER_MODEL = "foundation.User"
AUTHENTICATION_BACKENDS = ["gaoqiao.backends.PortalBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator", "OPTIONS": options}
    for name, options in (
        ("MinimumLength", {"min_length": 10}),
        ("CommonPassword", {}),
        ("UserAttributeSimilarity", {"user_attributes": ["username", "email", "phone"]}),
    )
]
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "account_login", "start", "home"
ACCOUNT_ADAPTER = "foundation.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS, ACCOUNT_SIGNUP_FIELDS = {"username"}, ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # tries are counted in rows: foundation.throttle
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "foundation.accounts.adapters.FactorAdapter"
MFA_TOTP_TOLERANCE = 1  # half a minute, for phones whose clock is off
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "gaoqiao.middleware.NulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "gaoqiao.middleware.UnseenMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "residents.middleware.remember_footings",
    "residents.middleware.SecondFactorGate",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "gaoqiao.middleware.TextSizeMiddleware",
    "gaoqiao.middleware.RefusalMiddleware",
]
CSRF_FAILURE_VIEW = "gaoqiao.portal.errors.csrf_failure"
FORM_RENDERER = "foundation.forms.Renderer"
ROOT_URLCONF = "gaoqiao.urls"
WSGI_APPLICATION = "gaoqiao.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gaoqiao.context.portal",
            ],
            "libraries": dict.fromkeys(("i18n", "static"), "foundation.templatetags.constant"),
        },
    }
]

DATABASES = {"default": environment.database(env, DATA_DIR)}
# Each thread keeps its connection: to open one is a quarter of a page, on SQLite as well, which
# reads every table's definition, and on leaving writes the whole journal back.
DATABASES["default"]["CONN_MAX_AGE"] = 600
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a write transaction waits for its turn instead of failing when it upgrades.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # recursive_triggers: INSERT OR REPLACE fires the DELETE guards of what it replaces.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        " PRAGMA recursive_triggers=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

REDIS_URL = environment.redis_url(env)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Pieces of pages under the number of the newest act: the same for all, and at hand whatever
    # becomes of Redis.
    "near": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "near"},
}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "public": {
        "BACKEND": "foundation.files.storage.WholeFileStorage",
        "OPTIONS": {"location": DATA_DIR / "files" / "public"},
    },
    "private": {
        "BACKEND": "foundation.files.storage.WholeFileStorage",
        "OPTIONS": {"location": DATA_DIR / "files" / "private"},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "gaoqiao.formats"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_ENGINE = "foundation.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE else "csrf"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
X_FRAME_OPTIONS = "DENY"
# The domain's other names, and browsers' preload lists, are its owner's affair; two libraries of
# Django's tags are ours on purpose (TEMPLATES).
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021", "templates.W003"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

REST_FRAMEWORK, SPECTACULAR_SETTINGS = open_data.REST_FRAMEWORK, open_data.SPECTACULAR

CELERY_BROKER_URL = REDIS_URL or "filesystem://"
if not REDIS_URL:
    CELERY_BROKER_TRANSPORT = "foundation.jobs.broker:Transport"
if REDIS_URL:
    # A write whose job cannot be sent waits no longer than this; the reaper sends it later.
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
        "socket_connect_timeout": 1,
        "connect_retries_timeout": 1,
        "max_retries": 0,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(DATA_DIR / "queue" / "messages"),
        "data_folder_out": str(DATA_DIR / "queue" / "messages"),
        "control_folder": str(DATA_DIR / "queue" / "control"),
        "polling_interval": 0.3,
    }
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "queue" / "clock")
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

vars().update(environment.email(env))

# What goes wrong is said on stderr, where the operator's own log keeper reads it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "gaoqiao.log_lines.LineFormatter",
            "fmt": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}
