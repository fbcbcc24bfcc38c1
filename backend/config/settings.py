# SPDX-License-Identifier: EUPL-1.2
"""Settings, read from the environment and checked at start; docs/settings.md lists every name."""

import base64
import hashlib
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from backend.common.outside import require_https
from backend.region.accounts.issuers import read_issuers

ROOT = Path(__file__).resolve().parents[2]
env = environ.Env()

# --- which environment -------------------------------------------------------------------------
ENVIRONMENT = env.str("PARVI_ENV", default="production")
if ENVIRONMENT not in {"development", "test", "production"}:
    raise ImproperlyConfigured("PARVI_ENV is development, test or production.")
PRODUCTION = ENVIRONMENT == "production"
DEBUG = False
STATE_DIR = Path(env.str("STATE", default=str(ROOT / ".state"))).resolve()


def secret(name: str) -> str:
    """A secret of at least 32 characters; outside production a fixed one stands in."""
    value: str = env.str(
        name, default="" if PRODUCTION else hashlib.sha256(f"{name} of development".encode()).hexdigest()
    )
    if len(value) < 32:
        raise ImproperlyConfigured(f"{name} must be set to a secret of at least 32 characters.")
    return value


SECRET_KEY = secret("SECRET_KEY")
# Under this key a person becomes a campaign's pseudonym; it never lies in the database.
PARTICIPANT_KEY = base64.b64encode(secret("PARTICIPANT_KEY").encode())
# Under this key the pseudonyms of exported files are made.
EXPORT_KEY = base64.b64encode(secret("EXPORT_KEY").encode())
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUCTION else ["*"])
if PRODUCTION and (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts that are served.")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# The address under which people know this service: in letters and feeds, which no request makes.
SITE_URL = env.str(
    "SITE_URL",
    default=f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
    if PRODUCTION
    else f"http://127.0.0.1:{env.str('PORT', default='8000')}",
).rstrip("/")
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
NUM_PROXIES = 1 if BEHIND_PROXY else 0

# --- apps --------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.headless",
    "channels",
    "csp",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pgtrigger",
    "rest_framework",
    "backend.ledger.events",
    "backend.ledger.audit",
    "backend.region.places",
    "backend.region.accounts",
    "backend.region.municipalities",
    "backend.region.programme",
    "backend.participation.campaigns",
    "backend.participation.participants",
    "backend.participation.ideas",
    "backend.participation.handling",
    "backend.participation.supports",
    "backend.participation.discussion",
    "backend.participation.initiatives",
    "backend.participation.assistance",
    "backend.participation.moderation",
    "backend.participation.notifications",
    "backend.participation.duties",
    "backend.insight.engagement",
    "backend.insight.evaluation",
    "backend.records.importers",
    "backend.records.exports",
    "backend.records.archives",
    "backend.records.privacy",
    "backend.faces.api",
    "backend.faces.pages",
    "backend.faces.live",
    "backend.config",
]
# The one table of side effects; the ledger's relay and `catch_up` read it.
FOLLOW_UPS = "backend.config.follow_ups"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "backend.config.requests.RequestIdMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "backend.faces.pages.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "backend.faces.pages.second_factor.FactorsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "backend.faces.pages.devices.DeviceMiddleware",
    "backend.faces.pages.kiosk.KioskMiddleware",
    "backend.faces.pages.errors.RefusedMiddleware",
]

ROOT_URLCONF = "backend.config.urls"
ASGI_APPLICATION = "backend.config.asgi.application"
WSGI_APPLICATION = "backend.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "frontend" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    },
]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- database, cache, broker -------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default="postgresql:///parvi")}
DATABASES["default"]["CONN_MAX_AGE"] = 0
DATABASES["default"].setdefault("OPTIONS", {})
# Connections a process keeps at most; 0 opens one per request.
DATABASE_POOL = env.int("DATABASE_POOL", default=0 if ENVIRONMENT == "test" else 8)
if DATABASE_POOL:
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": DATABASE_POOL, "timeout": 5}
REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
# Each role may have a Redis of its own.
CACHE_URL = env.str("CACHE_URL", default=REDIS_URL)
BROKER_URL = env.str("BROKER_URL", default=REDIS_URL)
LIVE_URL = env.str("LIVE_URL", default=REDIS_URL)
CACHES = {
    "default": {
        "BACKEND": "backend.common.cache.ForgivingRedisCache",
        "LOCATION": CACHE_URL,
        "KEY_PREFIX": "parvi",
        "OPTIONS": {"socket_timeout": 0.1, "socket_connect_timeout": 0.1},
    }
}

# --- the audit log, sent on by the worker (docs/audit.md) ------------------------------------------
AUDIT_URL = require_https("AUDIT_URL", env.str("AUDIT_URL", default=""), production=PRODUCTION)
AUDIT_TOKEN = env.str("AUDIT_TOKEN", default="")

# --- lists -------------------------------------------------------------------------------------
# How often a process stores which ideas it has shown; 0: when it is told to.
IMPRESSION_SECONDS = env.float("IMPRESSION_SECONDS", default=0 if ENVIRONMENT == "test" else 5)

# --- people ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if ENVIRONMENT == "test":  # hashing slowly on purpose is not what tests are about
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Whom municipalities and the region let people sign in with: a JSON file, checked here (docs/settings.md).
ISSUERS_FILE = env.str("ISSUERS_FILE", default="")
ISSUERS = (
    read_issuers(
        Path(ISSUERS_FILE).read_text("utf-8"),
        secret_of=lambda name: str(env.str(name, default="")),
        production=PRODUCTION,
    )
    if ISSUERS_FILE
    else ()
)
# Staff roles hold only beside a second factor: a passkey, a code app, or an issuer that says `mfa`.
STAFF_MFA = env.bool("STAFF_MFA", default=PRODUCTION)
if PRODUCTION and not STAFF_MFA:
    raise ImproperlyConfigured("STAFF_MFA cannot be switched off in production.")
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "backend.config.sign_in.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# Three tries a letter and 15 letters an hour: of a million codes, at most 45 an hour are guessed.
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,3/m/key,15/h/key"}
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Parvi: "
SOCIALACCOUNT_ADAPTER = "backend.config.sign_in.adapters.IssuerAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"provider_class": "backend.config.sign_in.provider.IssuerProvider"}}
SOCIALACCOUNT_FORMS = {"disconnect": "backend.config.sign_in.forms.DisconnectIssuerForm"}
SOCIALACCOUNT_EMAIL_REQUIRED = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
MFA_ADAPTER = "backend.config.sign_in.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Parvi"
MFA_TOTP_TOLERANCE = 1
# Browsers know passkeys over http on localhost only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_FORMS = {
    "add_webauthn": "backend.config.sign_in.factors.AddKeyForm",
    "authenticate_webauthn": "backend.config.sign_in.factors.AuthenticateKeyForm",
    "login_webauthn": "backend.config.sign_in.factors.LoginKeyForm",
    "reauthenticate_webauthn": "backend.config.sign_in.factors.ReauthenticateKeyForm",
}
HEADLESS_ONLY = False
# How many of our own proxies write X-Forwarded-For; limits by address believe no other entry.
ALLAUTH_TRUSTED_PROXY_COUNT = NUM_PROXIES
SESSION_ENGINE = "backend.config.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("COOKIES_SECURE", default=PRODUCTION)
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

# How long an act waits for its person, and how long a kiosk remembers somebody who does nothing.
KEPT_ACT_SECONDS = env.int("KEPT_ACT_SECONDS", default=30 * 60)
KIOSK_SECONDS = env.int("KIOSK_SECONDS", default=60)
# How many browsers of one address may begin in a campaign within an hour where nobody has to sign in.
DEVICES_AN_HOUR = env.int("DEVICES_AN_HOUR", default=30)

# How many months after its end a campaign's personal data is kept, where its organisers chose nothing else.
RETENTION_MONTHS = env.int("RETENTION_MONTHS", default=24)

# How many months after its closing who wrote to a pilot, and what, is kept.
CONTACT_MONTHS = env.int("CONTACT_MONTHS", default=6)

# --- mail: without EMAIL_URL, letters lie in STATE/mail ---------------------------------------------
MAIL_DIR = STATE_DIR / "mail"
EMAIL_URL = env.str("EMAIL_URL", default="")
if EMAIL_URL:
    globals().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(MAIL_DIR)
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="Parvi <no-reply@parvi.invalid>")

# --- language and time -------------------------------------------------------------------------
LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [ROOT / "frontend" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"

# --- files -------------------------------------------------------------------------------------
FRONTEND_DIST = ROOT / "frontend" / "dist"
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(STATE_DIR / "static")))
STATICFILES_DIRS = [FRONTEND_DIST] if FRONTEND_DIST.is_dir() else []
WHITENOISE_USE_FINDERS = not PRODUCTION
# Vite's file names carry a hash, so they may be kept for ever.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+-[0-9A-Za-z_-]{8}\..+$"
# Photos and share cards, under random names; web and worker see the same folder.
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(STATE_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EXPORTS_DIR = Path(env.str("EXPORTS_DIR", default=str(STATE_DIR / "exports")))
EXPORT_LINK_SECONDS = env.int("EXPORT_LINK_SECONDS", default=60 * 60 * 24)

# --- map: without tiles, the region's coastline alone -------------------------------------------------
# An address with {z}, {x} and {y}, of a server that may be asked for it, and whom its licence wants named.
MAP_TILES = env.str("MAP_TILES", default="")
MAP_ATTRIBUTION = env.str("MAP_ATTRIBUTION", default="")
_tiles = urlsplit(MAP_TILES)
if MAP_TILES and (_tiles.scheme not in {"https", ""} or not MAP_ATTRIBUTION):
    raise ImproperlyConfigured("MAP_TILES is an https address or a path, and MAP_ATTRIBUTION says whose map it is.")

# --- security ----------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, *([f"https://{_tiles.netloc}"] if _tiles.netloc else [])],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "backend.config.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- API ---------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "backend.faces.api.bearer.IssuerToken",
        "backend.faces.api.authentication.BrowserSession",
        "backend.faces.api.authentication.ProgramSession",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticatedOrReadOnly"],
    "DEFAULT_PARSER_CLASSES": ["backend.faces.api.parsers.BoundedJson"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "backend.faces.api.errors.answer_refusal",
    "DEFAULT_THROTTLE_CLASSES": ["backend.faces.api.throttles.ActsPerPerson"],
    "DEFAULT_THROTTLE_RATES": {
        "acts": env.str("THROTTLE_ACTS", default="600/min"),
        "anonymous": env.str("THROTTLE_ANONYMOUS", default="1200/min"),
        "contacts": env.str("THROTTLE_CONTACTS", default="10/hour"),
        "reports": env.str("THROTTLE_REPORTS", default="30/hour"),
    },
    "NUM_PROXIES": NUM_PROXIES,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Parvi API",
    "DESCRIPTION": "Campaigns, ideas, support, discussion, statistics and exports of the Helsinki-Uusimaa region.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "backend.faces.api.schema.describe_refusals",
    ],
    "ENUM_NAME_OVERRIDES": {
        "Language": "backend.common.text.LANGUAGES",
        "PhaseKind": "backend.faces.api.shapes.campaigns.PHASE_KINDS",
        "AmendmentKind": "backend.faces.api.shapes.amendments.AMENDMENTS",
        "GatheringKind": "backend.faces.api.shapes.gatherings.GATHERINGS",
        "Influence": "backend.faces.api.shapes.campaigns.INFLUENCES",
        "Kept": "backend.faces.api.shapes.campaigns.KEPT",
        "Identifier": "backend.faces.api.shapes.campaigns.IDENTIFIERS",
        "IdeaState": "backend.faces.api.shapes.ideas.STATES",
        "AnswerStatus": "backend.faces.api.shapes.ideas.STATUSES",
        "LetterFrequency": "backend.faces.api.shapes.notices.FREQUENCIES",
        "Stance": "backend.faces.api.shapes.discussion.STANCES",
        "ModerationOutcome": "backend.faces.api.shapes.moderation.OUTCOMES",
        "ModerationGround": "backend.faces.api.shapes.moderation.GROUNDS",
        "ActorKind": "backend.faces.api.shapes.actors.KINDS",
        "RoleKind": "backend.faces.api.shapes.staff.KINDS",
        "DeputyKind": "backend.faces.api.shapes.deputies.KINDS",
        "DutyKind": "backend.faces.api.shapes.deputies.DUTIES",
        "ContactWish": "backend.faces.api.shapes.contacts.WISHES",
        "ClaimState": "backend.faces.api.shapes.actors.STATES",
        "PilotState": "backend.faces.api.shapes.pilots.STATES",
        "PilotRole": "backend.faces.api.shapes.pilots.PILOT_ROLES",
        "PilotPartState": "backend.faces.api.shapes.pilots.PART_STATES",
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# --- worker ------------------------------------------------------------------------------------
WORKER_CONCURRENCY = env.int("WORKER_CONCURRENCY", default=3)
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOGGING_CONFIG = "backend.config.logs.set_up"
LOGGING = {"level": LOG_LEVEL, "json": PRODUCTION}
