"""Message ↔ commands: what a message of iWlz 2.2 says becomes commands; what became of it becomes a receipt.

`receiving.receive(ledger, data) -> Receipt` is the way in; `receipt.Receipt` holds the bytes of the return message too.

One message is one transaction. Every client in it is all or nothing: the rules within the message
(`ledger.messages`), then the rules against the ledger, then the commands, all on the same transaction. A client with
a finding is left out: the transaction is thrown away and decided anew without that client, so that no half state can
stay. Then follows one event, `message.received`, that names every client with the retourcodes. A process that is
killed has therefore read the message or not read it; reading it (again) is always right.

A message is known by kind, sender and identification. The same content again records nothing and gives the first
receipt; other content under that name is refused (TR056) and leaves no trace. Content is compared as the standard
writes it, so white space does not count.

Decisions that may change later:

* a provider is the one that was registered with the AGB code, and the code itself where none was;
* an unknown BSN becomes a client with a random pseudonym, in the region of the zorgkantoor that sent the AW33;
  who is known keeps name and region: an AW33 from a zorgkantoor of another region, or with another birth date, is
  refused for that client, so a move to another zorgkantoor (dossieroverdracht) is not read here;
* of two besluiten the one that starts later is the new one (at the same day: the higher number); it ends the other on
  the day before (OP021), whatever the order in which they come in (OP080);
* a death is never concluded from a RedenIntrekking: the message does not say on what day it was.
"""
