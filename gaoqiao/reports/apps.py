from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from foundation.jobs.kinds import name_kinds
from foundation.record import guards
from foundation.record.verbs import name_verbs
from foundation.seals import chains
from gaoqiao.reports.verbs import GROUPS, JOBS, NAMES, VERBS

REPORTS = chains.Chain("reports", _("Reports"), "gaoqiao.reports.queries.sealed.SOURCE", letter="r")


class ReportsConfig(AppConfig):
    name = "gaoqiao.reports"
    label = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        """What was counted, made and published is read-only in the database from then on."""
        guards.register("reports_reportrun", when="{row}.state = 'done'")
        guards.register(
            "reports_reportpart",
            when="{row}.done_at IS NOT NULL",
        )
        guards.register("reports_publication")
        guards.register("reports_formbinding", free=("ended_at",))
        guards.register("reports_formfill", when="{row}.state = 'done'")
        chains.register(REPORTS)
        name_verbs(VERBS, GROUPS, NAMES)
        name_kinds(JOBS)
