"""The WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

from foundation import pinyin

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gaoqiao.settings")

application = get_wsgi_application()
# Now, so that nobody who searches waits for it.
pinyin.dictionary()
