"""The doors of accounts; the shell mounts them under /accounts/. Nobody signs up here."""

from django.urls import path

from foundation.accounts import views

urlpatterns = [
    # log in and out
    path("login/", views.LoginView.as_view(), name="account_login"),
    path("login/code/", views.CheckCodeView.as_view(), name="mfa_authenticate"),
    path("logout/", views.LogoutView.as_view(), name="account_logout"),
]
