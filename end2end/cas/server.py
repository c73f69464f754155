"""A CAS 3.0 server that no one here wrote (django-cas-server), with two people and one application that may use it.

    server.py PORT FOLDER ORIGIN

serves http://127.0.0.1:PORT/cas with its database in FOLDER; the pages under ORIGIN may use it, nobody else.
"""

import re
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

NAMES = ("mail", "sn", "givenName", "supannEtuId", "eduPersonAffiliation")


def main(port: str, folder: str, origin: str) -> None:
    settings.configure(
        DEBUG=False,
        SECRET_KEY="only for tests",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="people",
        USE_TZ=True,
        LANGUAGE_CODE="fr",
        STATIC_URL="/static/",
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(Path(folder) / "cas.db")}},
        INSTALLED_APPS=[
            "django.contrib.admin",
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
            "cas_server",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        CAS_AUTH_CLASS="people.People",
        # Beside the application's address it would look for news of itself.
        CAS_NEW_VERSION_HTML_WARNING=False,
        CAS_NEW_VERSION_EMAIL_WARNING=False,
    )
    django.setup()
    call_command("migrate", verbosity=0)
    from cas_server.models import ReplaceAttributName, ServicePattern

    service = ServicePattern.objects.create(
        pos=1, name="guichet", pattern=f"^{re.escape(origin)}/cas/retour$", single_log_out=True
    )
    for name in NAMES:
        ReplaceAttributName.objects.create(service_pattern=service, name=name, replace=name)
    call_command("runserver", f"127.0.0.1:{port}", use_reloader=False)


if __name__ == "__main__":
    main(*sys.argv[1:4])
