"""Chinese pages: no nought before a month, and sums by thousands (Django's own groups by four)."""

from django.conf.locale.zh_Hans import formats

MONTH_DAY_FORMAT = formats.MONTH_DAY_FORMAT.replace("m", "n")
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
