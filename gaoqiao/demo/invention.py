"""Invented people: names that say they are, numbers that nobody has. The same at every run."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
from dataclasses import dataclass
from itertools import product

SURNAMES = "张王李赵陈林周吴徐孙胡朱高何郭马罗梁宋郑谢韩唐冯于董萧程曹袁"
LAST = "甲乙丙丁戊"
MARK = "演示"
TOTP_SECONDS = 30
TOTP_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Persona:
    """A demo account: its user name, the role of its post, and who it is in a few words."""

    username: str
    role: str
    who: str
    staff: bool = False


PERSONAS = (
    Persona("town", "town_clerk", "镇便民服务窗口", staff=True),
    Persona("village", "village_clerk", "示范村办事员", staff=True),
    Persona("office", "office", "城镇建设办公室", staff=True),
    Persona("department", "department", "演示市政管养站经办人", staff=True),
    Persona("chair", "chair", "示范村区域共治委员会主任"),
    Persona("secretary", "secretary", "示范村区域共治委员会记录员"),
    Persona("member", "member", "示范村区域共治委员会委员"),
    Persona("grid", "grid_worker", "示范村第一网格网格员"),
    Persona("partner", "partner", "演示餐饮服务社经办人"),
    Persona("supervisor", "supervisor", "镇监督员", staff=True),
    Persona("system", "system_admin", "系统管理员", staff=True),
    Persona("security", "security_admin", "安全管理员", staff=True),
    Persona("audit", "audit_admin", "审计管理员", staff=True),
    Persona("resident", "", "示范村居民"),
)


def names(number: int) -> list[str]:
    """As many different names as asked (at most 150): a surname, the mark, a cyclic sign."""
    every = [f"{surname}{MARK}{sign}" for sign, surname in product(LAST, SURNAMES)]
    return every[:number]


def phone(number: int) -> str:
    """The telephone of the person with this number (1 to 9999).

    A local number never begins with 0 behind its area code, so none of these can be assigned;
    they have the form of a fixed line, so every form takes them.
    """
    return f"05740000{number:04d}"


def totp_secret(key: str, username: str) -> str:
    """The second factor's secret of a demo account: of this installation's key, in base 32."""
    digest = hmac.new(key.encode(), f"demo-totp:{username}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:20]).decode()


def totp_code(secret: str, at: float) -> str:
    """The six digits that an app would show at a time (seconds since 1970; RFC 6238, SHA-1)."""
    counter = struct.pack(">Q", int(at) // TOTP_SECONDS)
    mac = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = mac[-1] & 15
    number = struct.unpack(">I", mac[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**TOTP_DIGITS:0{TOTP_DIGITS}d}"
