"""What the acts of reports are called in the record."""

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
}
