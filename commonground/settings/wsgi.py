"""What the web server serves."""

import os

from django.core.wsgi import get_wsgi_application

from commonground.settings.web import follow_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonground.settings.base")
follow_parent()
application = get_wsgi_application()
