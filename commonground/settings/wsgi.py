"""What the web server serves."""

import os
from threading import Timer

from django.core.wsgi import get_wsgi_application

from commonground.settings.web import follow_parent, warm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonground.settings.base")
follow_parent()
application = get_wsgi_application()
# A moment after the first pages are answered, so that nobody waits for what they will need next.
later = Timer(3, warm)
later.daemon = True
later.start()
