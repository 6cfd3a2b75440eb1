"""What the acts of the ground are called: in the record, done, refused or failed."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VERBS = {
    "account.logged_in": pgettext_lazy("act", "Log in"),
    "account.logged_out": pgettext_lazy("act", "Log out"),
    "account.login_failed": pgettext_lazy("act", "Try a wrong password"),
    "account.code_failed": pgettext_lazy("act", "Try a wrong code"),
    "account.open": pgettext_lazy("act", "Open an account"),
    "account.opened": pgettext_lazy("act", "Open an account"),
    "account.suspend": pgettext_lazy("act", "Suspend an account"),
    "account.suspended": pgettext_lazy("act", "Suspend an account"),
    "account.revive": pgettext_lazy("act", "Revive an account"),
    "account.revived": pgettext_lazy("act", "Revive an account"),
    "account.close": pgettext_lazy("act", "Close an account"),
    "account.closed": pgettext_lazy("act", "Close an account"),
    "account.change_password": pgettext_lazy("act", "Change one's password"),
    "account.password_changed": pgettext_lazy("act", "Change one's password"),
    "account.reset_password": pgettext_lazy("act", "Choose a new password by a link"),
    "account.password_reset": pgettext_lazy("act", "Choose a new password by a link"),
    "account.set_email": pgettext_lazy("act", "Change one's e-mail address"),
    "account.email_changed": pgettext_lazy("act", "Change one's e-mail address"),
    "account.confirm_email": pgettext_lazy("act", "Confirm an e-mail address"),
    "account.email_confirmed": pgettext_lazy("act", "Confirm an e-mail address"),
    "address_link.mail": pgettext_lazy("act", "Mail a link to confirm an address"),
    "address_link.made": pgettext_lazy("act", "Mail a link to confirm an address"),
    "address_link.withdrawn": pgettext_lazy("act", "Withdraw a link to confirm an address"),
    "address_link.accepted": pgettext_lazy("act", "Confirm an e-mail address"),
    "factor.add": pgettext_lazy("act", "Add a second factor"),
    "factor.added": pgettext_lazy("act", "Add a second factor"),
    "factor.renew_codes": pgettext_lazy("act", "Make new recovery codes"),
    "factor.codes_renewed": pgettext_lazy("act", "Make new recovery codes"),
    "factor.remove": pgettext_lazy("act", "Take a second factor off"),
    "factor.removed": pgettext_lazy("act", "Take a second factor off"),
    "factor.remove_other": pgettext_lazy("act", "Take a second factor off"),
    "invitation.make": pgettext_lazy("act", "Invite somebody to log in"),
    "invitation.made": pgettext_lazy("act", "Invite somebody to log in"),
    "invitation.accept": pgettext_lazy("act", "Use an invitation"),
    "invitation.accepted": pgettext_lazy("act", "Use an invitation"),
    "invitation.withdraw": pgettext_lazy("act", "Withdraw an invitation"),
    "invitation.withdrawn": pgettext_lazy("act", "Withdraw an invitation"),
    "reset_link.make": pgettext_lazy("act", "Make a link for a new password"),
    "reset_link.made": pgettext_lazy("act", "Make a link for a new password"),
    "reset_link.ask": pgettext_lazy("act", "Ask for a link for a new password"),
    "reset_link.mail": pgettext_lazy("act", "Mail a link for a new password"),
    "reset_link.accepted": pgettext_lazy("act", "Use a link for a new password"),
    "reset_link.withdrawn": pgettext_lazy("act", "Withdraw a link for a new password"),
    "holidays.seed": pgettext_lazy("act", "Load the public holidays"),
    "holidays.seeded": pgettext_lazy("act", "Load the public holidays"),
    "holidays.keep": pgettext_lazy("act", "Change a holiday or make-up day"),
    "holidays.set": pgettext_lazy("act", "Change a holiday or make-up day"),
    "holiday.set": pgettext_lazy("act", "Change a holiday or make-up day"),
    "synonyms.keep": pgettext_lazy("act", "Change a synonym"),
    "synonyms.set": pgettext_lazy("act", "Change a synonym"),
    "synonym.set": pgettext_lazy("act", "Change a synonym"),
    "sitetext.keep": pgettext_lazy("act", "Change a text of the site"),
    "sitetext.write": pgettext_lazy("act", "Change a text of the site"),
    "sitetext.written": pgettext_lazy("act", "Change a text of the site"),
    "lists.export": pgettext_lazy("act", "Take a list away as a file"),
    "list.exported": pgettext_lazy("act", "Take a list away as a file"),
    "figures.quote": pgettext_lazy("act", "Quote a figure"),
    "figure.quoted": pgettext_lazy("act", "Quote a figure"),
    "figures.keep": pgettext_lazy("act", "Quote a figure"),
    "figures.end": pgettext_lazy("act", "End a quoted figure"),
    "figures.drop": pgettext_lazy("act", "End a quoted figure"),
    "figure.ended": pgettext_lazy("act", "End a quoted figure"),
    "installation.mark": pgettext_lazy("act", "Mark what this installation is"),
    "installation.marked": pgettext_lazy("act", "Mark what this installation is"),
}

# What the record is looked through by: the first words of the verbs.
GROUPS = {
    "accounts": (
        _("Accounts and log-ins"),
        ("account", "factor", "invitation", "reset_link", "address_link"),
    ),
    "site": (
        _("The site"),
        (
            *("holiday", "holidays", "synonym", "synonyms", "sitetext", "figure", "figures"),
            *("installation", "list", "lists"),
        ),
    ),
}

# What the jobs of the ground are called.
JOBS = {
    "foundation.mail_address_link": pgettext_lazy("job", "Mail a link to confirm an address"),
    "foundation.mail_reset_link": pgettext_lazy("job", "Mail a link for a new password"),
    "foundation.refresh_search": pgettext_lazy("job", "Bring the search up to date"),
}
