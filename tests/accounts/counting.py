"""A hasher that counts how often a password was hashed."""

from django.contrib.auth.hashers import MD5PasswordHasher


class CountingHasher(MD5PasswordHasher):
    """As cheap as the others of the tests."""

    algorithm = "counting"
    made = 0

    def encode(self, password, salt):
        """Count, then hash."""
        type(self).made += 1
        return super().encode(password, salt)
