"""Labels under which the values of accounts are sealed."""

FACTOR_LABEL = "mfa.secret"
