"""The doors of accounts; the shell mounts them under /accounts/. Nobody signs up here."""

from django.urls import path

from foundation.accounts.views import factors, links, login, own

urlpatterns = [
    # log in and out
    path("login/", login.LoginView.as_view(), name="account_login"),
    path("login/code/", login.CheckCodeView.as_view(), name="mfa_authenticate"),
    path("logout/", login.LogoutView.as_view(), name="account_logout"),
    # one's own account
    path("password/", own.password, name="account_password"),
    path("email/", own.email, name="account_email_address"),
    path("email/<str:token>/", own.confirm_email, name="account_confirm_email"),
    path("second-factor/", factors.second_factor, name="account_second_factor"),
    path("second-factor/keep/", factors.keep, name="account_keep_factor"),
    # a new password without the old one
    path("reset/", links.forgot, name="account_reset"),
    path("reset/asked/", links.asked, name="account_reset_asked"),
    path("reset/done/", links.done, name="account_reset_done"),
    path("reset/<str:token>/", links.reset, name="account_reset_link"),
]
