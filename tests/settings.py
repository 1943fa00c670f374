"""The service's own settings, in a data folder of the tests', as the demo."""

import os
import tempfile
from pathlib import Path

FOLDER = Path(os.environ.setdefault("COMMONGROUND_TEST_DIR", tempfile.mkdtemp(prefix="cg-")))
os.environ.update(
    {
        "COMMONGROUND_DATA_DIR": str(FOLDER),
        "DEMO": "yes",
        "SITE_URL": "http://localhost:8000",
        "DATABASE_URL": "",
        "SMTP_URL": "",
        "LOG_LEVEL": "ERROR",
    }
)

from commonground.settings.base import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
