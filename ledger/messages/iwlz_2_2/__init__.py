"""The iWlz 2.2 standard as data, in a compact form of our own; nothing else is read at run time.

`AW33.csv` … `AW310.csv`: one element a row, in the order of the message: path below Bericht, type, least and
most occurrences, extra pattern. `datatypes.csv`: base type and facets. `codes.csv`: code lists with their meaning.
`retourcodes.csv`: the codes a return message may carry. `zorgprofielen.csv`: ZzpCode and zorgprofiel.
`rules.csv`: the rules that concern these messages, their retourcode, where they are checked, a label of our own.

Source: XSD release 2.2 (1.0.0) and the rule texts of iStandaarden, through the tables of facts beside this
project.
All but `rules.csv` are derived by `python -m tests.messages.derived`; a test holds them to their source.
"""
