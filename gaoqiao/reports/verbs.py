"""What the acts of reports are called in the record."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VERBS = {
    "reports.seed": pgettext_lazy("act", "Set up the reports"),
    "report.ask": pgettext_lazy("act", "Ask for a report"),
    "report.ask_due": pgettext_lazy("act", "Ask for a report"),
    "report.asked": pgettext_lazy("act", "Ask for a report"),
    "report.build_part": pgettext_lazy("act", "Count for a report"),
    "report.finish": pgettext_lazy("act", "Finish a report"),
    "report.finished": pgettext_lazy("act", "Finish a report"),
    "report.publish": pgettext_lazy("act", "Publish a report"),
    "report.published": pgettext_lazy("act", "Publish a report"),
    "report.keep_template": pgettext_lazy("act", "Change the template of a report"),
    "report.template_kept": pgettext_lazy("act", "Change the template of a report"),
    "report.drop_template": pgettext_lazy("act", "Use the portal's own template again"),
    "report.template_dropped": pgettext_lazy("act", "Use the portal's own template again"),
    "form.upload": pgettext_lazy("act", "Upload a form to fill"),
    "form.uploaded": pgettext_lazy("act", "Upload a form to fill"),
    "form.add_list": pgettext_lazy("act", "Keep a list"),
    "form.list_added": pgettext_lazy("act", "Keep a list"),
    "form.end": pgettext_lazy("act", "Fill a form no more"),
    "form.ended": pgettext_lazy("act", "Fill a form no more"),
    "form.bind": pgettext_lazy("act", "Say what goes into a cell"),
    "form.bound": pgettext_lazy("act", "Say what goes into a cell"),
    "form.unbind": pgettext_lazy("act", "Leave a cell empty"),
    "form.unbound": pgettext_lazy("act", "Leave a cell empty"),
    "form.ask_fill": pgettext_lazy("act", "Have a form filled"),
    "form.ask_due": pgettext_lazy("act", "Have a form filled"),
    "form.fill_asked": pgettext_lazy("act", "Have a form filled"),
    "form.finish_fill": pgettext_lazy("act", "Fill a form"),
    "form.filled": pgettext_lazy("act", "Fill a form"),
}

# What the record calls fields.
NAMES = {
    "measure": pgettext_lazy("record", "what is counted"),
    "which": pgettext_lazy("record", "cell or field"),
    "plain": pgettext_lazy("record", "template of the plain sheet"),
    "official": pgettext_lazy("record", "template of the official document"),
}

GROUPS = {"reports": (_("Reports"), ("report", "reports", "form"))}

# What the jobs are called.
JOBS = {
    "reports.build_part": pgettext_lazy("job", "Count a part of a report"),
    "reports.fill_form": pgettext_lazy("job", "Fill a form"),
    "reports.finish_run": pgettext_lazy("job", "Finish a report"),
}
