"""What Oracle and its driver say, as what an accountant can act on: Refused, or Unavailable where time heals it."""

from __future__ import annotations

import re

import oracledb

from services.common.errors import Unavailable
from services.ledger.errors import Refused

LOGIN_REASON = "roa_login_refused"

_LOGIN = frozenset({"ORA-01017", "ORA-01005", "ORA-28000", "ORA-28001", "ORA-01045", "ORA-28009"})
_REASONS = {
    **dict.fromkeys(_LOGIN, LOGIN_REASON),
    "ORA-00942": "roa_object_missing",
    "ORA-00904": "roa_object_missing",
    "ORA-04043": "roa_object_missing",
    "ORA-02289": "roa_object_missing",
    "ORA-06550": "roa_object_missing",
    "ORA-01031": "roa_right_missing",
    "ORA-01400": "roa_value_missing",
    "ORA-02290": "roa_value_refused",
    "ORA-02291": "roa_id_unknown",
    "ORA-12899": "roa_text_too_long",
    "ORA-01401": "roa_text_too_long",
    "ORA-01438": "roa_number_too_large",
    "DPY-3010": "roa_version_too_old",
    "DPY-4000": "roa_address_wrong",
    "DPY-4001": LOGIN_REASON,
    "DPY-4026": "roa_address_wrong",
    "DPY-4027": "roa_address_wrong",
}
_PASSING = re.compile(
    # The session or the way to it is gone: by the driver's codes, then by the database's.
    r"DPY-(?:1001|4005|4011|4024|6000|6001|6002|6003|6005)|"
    r"ORA-(?:00028|03113|03114|03135|01012|02396|12[0-9]{3})|"
    # The database is starting, stopping, full of sessions, or somebody was quicker or holds what is needed.
    r"ORA-(?:00001|00018|00020|00054|00060|01013|01033|01034|01089|01090|08177|30006|04021)|"
    # A package was compiled anew, or space is short for now.
    r"ORA-(?:04061|04065|04068|01555|0165[0-9]|30036|04031)"
)
_MONTH = re.compile(
    r"\blun[aăii](?:le)?\b.*\b(?:[iî]nchis|blocat)|\b(?:[iî]nchis|blocat)\w*\b.*\blun[aăi]", re.IGNORECASE
)
_LONGEST_MESSAGE = 300
_ROLLED_BACK = "ORA-02091"


def told(error: oracledb.Error) -> Refused | Unavailable:
    """What a driver's error means for the note; what nobody foresaw is for a person to look at."""
    code, message = code_of(error), message_of(error)
    if code in _REASONS:
        return Refused(_REASONS[code], message, {"code": code, "message": message})
    if _PASSING.fullmatch(code) or _recoverable(error):
        return Unavailable("roa_unavailable", message, {"code": code})
    if code.startswith("ORA-20"):
        return refused_by_roa(message)
    return Refused("roa_failed", message, {"code": code, "message": message})


def told_of_commit(error: oracledb.Error) -> Refused | Unavailable:
    """The same for a commit: unless Oracle says that it rolled back, the note may be in the books, and must not go
    back to a person as refused; the next try finds out."""
    if code_of(error) == _ROLLED_BACK:
        return told(error)
    return Unavailable("roa_unavailable", message_of(error), {"code": code_of(error)})


def refused_by_roa(message: str) -> Refused:
    """A refusal in ROA's own words: raised by its packages, or left in the message of the last step."""
    text = shortened(message)
    reason = "roa_month_closed" if _MONTH.search(text) else "roa_refused"
    return Refused(reason, text, {"message": text})


def code_of(error: oracledb.Error) -> str:
    """Such as ORA-01017 or DPY-4011; empty where the driver gives none."""
    return str(getattr(error.args[0], "full_code", "")) if error.args else ""


def message_of(error: oracledb.Error) -> str:
    """The first line without its code: what follows is a stack of PL/SQL and links."""
    lines = str(error).splitlines() or [""]
    return shortened(re.sub(r"^[A-Z]{3}-[0-9]{4,5}: ?", "", lines[0]))


def shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_MESSAGE else f"{text[: _LONGEST_MESSAGE - 1]}…"


def _recoverable(error: oracledb.Error) -> bool:
    return bool(error.args) and getattr(error.args[0], "isrecoverable", False) is True
