"""All settings in one file, read from the environment (docs/operations.md lists every variable)."""

import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from welcome_office.config.database_address import with_an_end
from welcome_office.config.store_address import s3_options
from welcome_office.core.languages import find_languages

# NAME_FILE names a file that holds the value: how containers and systemd hand over secrets.
env = environ.FileAwareEnv()
PACKAGE = Path(__file__).resolve().parent.parent

# --- which kind of run -------------------------------------------
# The demo invents an office's day and signs its staff in with passwords that everybody may read;
# everything it sends or prints says so. Without the flag this is a real office, and
# `config/readiness.py` refuses to start it half configured.
DEMO = env.bool("WELCOME_OFFICE_DEMO", default=False)
DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default=secrets.token_urlsafe(50) if DEMO else "")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEMO else []
)
VAR = Path(env.str("WELCOME_OFFICE_VAR", default="var"))
# The public address, used in links of mails, which no web request stands behind.
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")

# --- what the program consists of --------------------------------
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "welcome_office.core",
    "welcome_office.people",
    "welcome_office.partners",
    "welcome_office.cases",
    "welcome_office.visits",
    "welcome_office.recognition",
    "welcome_office.pathways",
    "welcome_office.employers",
    "welcome_office.accessibility",
    "welcome_office.web",
]
MIDDLEWARE = [
    "welcome_office.web.proxies.believe_named_proxies",
    "welcome_office.web.middleware.name_the_request",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "welcome_office.web.middleware.refuse_other_methods",
    "welcome_office.web.served_files.ServedFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "welcome_office.web.desk.sessions.end_old_sessions",
    "welcome_office.web.middleware.find_office",
    "welcome_office.web.middleware.keep_answers_private",
]
ROOT_URLCONF = "welcome_office.config.urls"
WSGI_APPLICATION = "welcome_office.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "welcome_office.web.context.every_page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "welcome_office.web.templatetags.office",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- database and background work --------------------------------
# Where DATABASE_URL leads to a pooler that gives each transaction another connection: the server.
DIRECT_DATABASE_URL = env.str("DIRECT_DATABASE_URL", default="")
DATABASES = {
    "default": {
        **with_an_end(env.db("DATABASE_URL", default="postgres:///welcome_office")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # Such a cursor outlives its transaction, and with it the pooler's connection.
        "DISABLE_SERVER_SIDE_CURSORS": bool(DIRECT_DATABASE_URL),
    }
}
# Numbers for display may come from a replica that is at most so many seconds behind.
if REPLICA_URL := env.str("REPLICA_URL", default=""):
    DATABASES["replica"] = {
        # Where it does not answer the first database does, before anybody notices.
        **with_an_end(env.db_url_config(REPLICA_URL), seconds=2),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
REPLICA_SECONDS = env.int("REPLICA_SECONDS", default=30)
# The role of web and worker, where another one owns the tables: each upgrade gives it its rights.
PROGRAMS_ROLE = env.str("PROGRAMS_ROLE", default="")
# Limits hold only if all web processes count together; `people` makes the table.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_counts",
        "KEY_FUNCTION": "welcome_office.core.cache.keep_key_secret",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

# --- languages and time ------------------------------------------
LANGUAGES_FOUND = find_languages(PACKAGE / "locale")
LANGUAGES = [(language.code, language.autonym) for language in LANGUAGES_FOUND.values()]
LANGUAGES_BIDI = [code for code, found in LANGUAGES_FOUND.items() if found.direction == "rtl"]
LANGUAGE_CODE = "de"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

# --- who signs in ------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "welcome_office.web.desk.accounts.StaffAccountAdapter"
ACCOUNT_FORMS = {
    "login": "welcome_office.web.desk.sign_in_forms.SignInForm",
    "reauthenticate": "welcome_office.web.desk.sign_in_forms.PasswordAgainForm",
    "reset_password": "welcome_office.web.desk.sign_in_forms.ForgottenPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - the name of a class
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Wrong passwords and codes: a house shares one address, a person has one account.
ACCOUNT_RATE_LIMITS = {"login_failed": "300/m/ip,5/5m/key"}
MFA_ADAPTER = "welcome_office.web.desk.second_factor.StaffFactorAdapter"
MFA_FORMS = {
    "authenticate": "welcome_office.web.desk.second_factor.SecondFactorForm",
    "reauthenticate": "welcome_office.web.desk.second_factor.SecondFactorAgainForm",
}
# An administrator typed the address when the account was made; nobody signs up.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Welcome Office"
# One step of thirty seconds to either side: telephones' clocks differ, and people type slowly.
MFA_TOTP_TOLERANCE = 1
# The demo runs without TLS on this machine; a real office is reached by HTTPS.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"

# Partners that sign their staff in themselves: OIDC_PROVIDERS=city,chamber, and for each of them
# OIDC_CITY_ISSUER and so on; `web/desk/provider/providers.py` reads and checks them.
OIDC_PROVIDERS = {
    name: {
        setting: env.str(f"OIDC_{name.upper().replace('-', '_')}_{setting}", default="")
        for setting in (
            "OFFICE",
            "PARTNER",
            "ISSUER",
            "CLIENT_ID",
            "CLIENT_SECRET",
            "ROLES",
            "GROUPS_CLAIM",
            "SECOND_FACTOR",
        )
    }
    for name in env.list("OIDC_PROVIDERS", default=[])
}

# --- sessions, cookies, headers ----------------------------------
SECURE_COOKIES = not DEMO
SESSION_ENGINE = "welcome_office.core.sessions"
SESSION_COOKIE_NAME = "__Host-session" if SECURE_COOKIES else "session"
SESSION_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_AGE = 12 * 60 * 60
STAFF_SESSION_HOURS = 12
STAFF_SESSION_IDLE_MINUTES = 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE_COOKIES else "csrf"
CSRF_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "welcome_office.web.failures.csrf_failed"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=not DEMO)
SECURE_HSTS_SECONDS = 0 if DEMO else 2 * 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# To our own pages only: with "no-referrer" browsers hide where a form comes from, even from us, and
# no form could be sent.
SECURE_REFERRER_POLICY = "same-origin"
# Addresses or networks of the operator's own proxies: they alone may say who the visitor is and
# that HTTPS brought them here (`web/proxies.py` forgets what others say).
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Machines inside the house ask without TLS.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        # KERN draws its icons as CSS masks with data: addresses.
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "media-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- files that we serve -----------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": env.str(
            "STATICFILES_STORAGE",
            default="welcome_office.config.served_storage.FilesOfThisVersion",
        )
    },
}
WHITENOISE_MAX_AGE = 60 * 60

# --- where backups may lie ---------------------------------------
# Where the nightly unit puts them; read to tell how old the newest one is.
BACKUP_FOLDER = Path(folder) if (folder := env.str("BACKUP_FOLDER", default="")) else None
# s3://key:secret@host/bucket/folder; without it they are written to files.
if BACKUP_STORE := env.str("BACKUP_STORE", default=""):
    STORAGES["backups"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": s3_options(BACKUP_STORE),
    }

# --- messages to people ------------------------------------------
vars().update(
    env.email_url("EMAIL_URL", default="smtp://localhost:8025" if DEMO else "dummymail://")
)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="Welcome Office <welcome-office@example.org>")
# Where the demo's mail catcher keeps what was sent; empty where real mail leaves the house.
MAIL_FOLDER = VAR / "mail" if DEMO else None
# An HTTP gateway for text messages (POST of {"to", "text"}); empty = we send none and offer none.
TEXT_MESSAGE_URL = env.str("TEXT_MESSAGE_URL", default="")
TEXT_MESSAGE_TOKEN = env.str("TEXT_MESSAGE_TOKEN", default="")

# --- finding an occupation ---------------------------------------
# More names of occupations, from `welcome-office import-esco`.
OCCUPATION_LABELS = VAR / "labels"

# --- papers that people send ------------------------------------
# Fernet keys: the first one encrypts, all of them decrypt. No key: nobody can send papers.
UPLOAD_KEYS = env.list("UPLOAD_KEYS", default=[])
UPLOAD_DAYS = env.int("UPLOAD_DAYS", default=30)
# A ClamAV daemon, "host:port" or "unix:/path"; where it is named, nothing is taken without it.
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", default="")

# --- for machines that watch us ---------------------------------
# Who knows the token gets the numbers at /health/metrics; no token, no page.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")

# --- limits ------------------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
# From how many forms of one kind in ten minutes on a proof is asked for: sent from one address, and
# sent by all. Nobody should be asked at a demonstration.
FAIR_USE_PER_ADDRESS = env.int("FAIR_USE_PER_ADDRESS", default=10_000 if DEMO else 30)
FAIR_USE_OVERALL = env.int("FAIR_USE_OVERALL", default=100_000 if DEMO else 1_000)
# For one mail address or phone number: visits that are still ahead, messages that others can ask
# for. A desk that books for somebody is not limited.
MOST_OPEN_VISITS = env.int("MOST_OPEN_VISITS", default=100 if DEMO else 4)
MESSAGES_PER_HOUR = env.int("MESSAGES_PER_HOUR", default=100 if DEMO else 5)
MESSAGES_PER_DAY = env.int("MESSAGES_PER_DAY", default=1_000 if DEMO else 12)
# An opened form can be sent for so long.
FORM_HOURS = env.int("FORM_HOURS", default=3)

# --- log lines ---------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "request_id": {"()": "welcome_office.core.logs.RequestId"},
        "without_addresses": {"()": "welcome_office.core.logs.WithoutAddresses"},
    },
    "formatters": {
        "json": {
            "()": "welcome_office.core.logs.JsonLines",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s %(request_id)s",
            "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
        }
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["request_id", "without_addresses"],
        }
    },
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    # Addresses of pages may carry a person's link, so requests are logged by our own middleware.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.server": {"level": "ERROR"},
        # They would tell each task at the start of every command.
        "procrastinate.blueprints": {"level": "WARNING"},
        "procrastinate.periodic": {"level": "WARNING"},
    },
}
