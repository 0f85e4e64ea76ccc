"""Codecs of the messages of Dutch long-term care, bytes ↔ typed message: no domain logic, no clock.

iWlz 2.2, public names (`from ledger.messages import iwlz`):

* `read(data) -> Reading`: an AW33, AW35 or AW39 as a typed message, or every problem of its structure;
* `check(message) -> list[Finding]`: the rules that can be decided from the message alone;
* `finding(rule, path, sentence) -> Finding`: for rules that are decided elsewhere, with the right retourcode;
* `write(message) -> bytes`: the message as XML;
* `write_return(message, findings, dagtekening=…, identificatie=…) -> bytes`: its AW34, AW36 or AW310;
* `write_rejection(header, soort, …) -> bytes`: the answer to a message whose structure is wrong;
* `zorgprofiel`, `zzp_code`, `leveringsvorm`, `leveringsvorm_code`: the journal's words for codes, and back.

AW319 v1.4, the declaration in fixed positions, is a room of its own: `from ledger.messages import aw319`.

Types: `aw33`, `aw35`, `aw39` and what they share in `model`. The standard itself is data, in `iwlz_2_2`.
"""
