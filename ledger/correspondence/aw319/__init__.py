"""AW319 ↔ ledger: a file of declared lines comes in and is answered line by line; a declaration goes out as a file.

`receiving.take_in(ledger, file, data) -> Answer` is the way in, after `receiving.readable`; `exporting.export(…)` is
the way out.

One file is one transaction (`lines`). A file with a fault in its form is answered with every problem and leaves no
trace. Of a good file the debit lines become one declaration, named after AGB code and factuurnummer. Each is held
against the log (`judging`, by what a client has a right to: `rights`) and gets the contract that allows its price
(`prices`). One that does not hold is recorded and refused at once with its retourcodes. A credit takes back the
approved line that it names (`earlier`). Every line that is not accepted is told in an event `message.line-refused`: of
a person who is not known here, or of a credit that takes nothing back, that is all there is; nothing that came in
disappears.
The same content again records nothing and gives the same answer; other content under that factuurnummer is refused.

The same care is not paid twice. What `declare` declared under the contract of a line is refused in a file; and
`declare` sees by `bestand.taken-in` what came in as a file, and counts it (`ledger/dossier/by_file.py`).

Retourcodes are those of COD954-VEKT that we have (`retourcodes.csv`); none is made up. The layout of the answer of the
standard (AW320) is not public here, so the answer has a form of our own.

Decisions that may change later:

* what is accepted waits for the judgement of the payer, as any declaration does: accepted here is "formally right";
* a credit of a line that is not approved yet is refused (0631): there is nothing to take back;
* a test file (0105 = T) is judged and answered, and not recorded;
* a number with the BSN of a client in it is a fault: numbers are kept in the log, where no BSN may stand;
* a reference number that an earlier file used too is not noticed until a credit asks for it.
"""
