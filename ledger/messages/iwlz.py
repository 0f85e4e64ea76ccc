"""The public names of the iWlz 2.2 codecs in one place; see the docstring of `ledger.messages`."""

from ledger.messages.aw33 import AW33
from ledger.messages.aw35 import AW35
from ledger.messages.aw39 import AW39
from ledger.messages.findings import Finding, StructureProblem, finding
from ledger.messages.model import Header, Message
from ledger.messages.reading import Reading, read
from ledger.messages.returns import write_rejection, write_return
from ledger.messages.rules import check
from ledger.messages.standard import (
    INCOMING,
    leveringsvorm,
    leveringsvorm_code,
    retourcode_of,
    retourcodes,
    rule_texts,
    zorgprofiel,
    zzp_code,
)
from ledger.messages.writing import UnwritableMessage, write

__all__ = [
    "AW33",
    "AW35",
    "AW39",
    "INCOMING",
    "Finding",
    "Header",
    "Message",
    "Reading",
    "StructureProblem",
    "UnwritableMessage",
    "check",
    "finding",
    "leveringsvorm",
    "leveringsvorm_code",
    "read",
    "retourcode_of",
    "retourcodes",
    "rule_texts",
    "write",
    "write_rejection",
    "write_return",
    "zorgprofiel",
    "zzp_code",
]
