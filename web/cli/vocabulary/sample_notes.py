"""What the fields of a sample mean: a part of the notes in `field_notes`."""

from web.cli.vocabulary.note import CENTS, Note

SHARE = "hundredths of a percent"
_SAMPLE = Note("Number of the sample.")
_ITEM = Note("The line: its declaration, a slash, its number.")

SAMPLE_NOTES = {
    **{f"{owner}.sample": _SAMPLE for owner in ("draw_sample", "judge_item", "evaluate_sample")},
    **{f"{owner}.sample": _SAMPLE for owner in ("sample.drawn", "sample.item-judged", "sample.evaluated")},
    "method": Note("`mus`: every cent has the same chance (monetary-unit sampling). `random`: every line has."),
    "drawing": Note("How the items follow from the seed: the name and version of the procedure, in docs/sampling.md."),
    "seed": Note("What every random number is made from. Who has it draws the same items again."),
    "draw_sample.period": Note("First and last day: a line is in when its care began on one of these days."),
    "confidence": Note("How sure the sample should make us. Absent: 95.00.", "percent"),
    "tolerable": Note("The most that may be wrong. Absent: 1.00, of formal control; material: 5.00.", "percent"),
    "expected": Note("What is expected to be wrong; less than what is tolerable. Absent: 0.00.", "percent"),
    "draw_sample.region": Note("Only lines of this region. Absent: of every region within the mandate."),
    "draw_sample.provider": Note("Only lines of this provider. Absent: of each."),
    "draw_sample.client": Note("Only lines for this client, under a pseudonym. Absent: for each."),
    "rules": Note("Only lines that one of these rules found fault with. Absent: all lines."),
    "draw_sample.as_of": Note("The last event that counts. Absent: the last one that is recorded."),
    "draw_sample.purpose": Note("What the sample is for. Readable: name no person."),
    "sample.drawn.purpose": Note("What the sample is for."),
    "sample.drawn.region": Note("Only lines of this region. Absent: of every region."),
    "sample.drawn.provider": Note("Only lines of this provider. Absent: of each."),
    "sample.drawn.client": Note("Only lines for this client, under a pseudonym. Absent: for each."),
    "sample.drawn.as_of": Note("The last event that counts."),
    "confidence_basispoint": Note("How sure the sample should make us.", SHARE),
    "tolerable_basispoint": Note("The most that may be wrong.", SHARE),
    "expected_basispoint": Note("What was expected to be wrong.", SHARE),
    "error_limit_basispoint": Note("How much likely error the judgement tolerates.", SHARE),
    "uncertainty_limit_basispoint": Note("How much uncertainty the judgement tolerates.", SHARE),
    "population_count": Note("How many lines there were to draw from.", "lines"),
    "population_eurocent": Note("What those lines add up to.", CENTS),
    "sample.drawn.digest": Note(
        "SHA-256 in hex of all those lines by their keys: of each the key, a tab, the cents, a newline."
    ),
    "size": Note("How many items the plan asks for; a line that is hit twice, or is in for sure, makes it fewer."),
    "interval_eurocent": Note("One cent of so many is hit; a line this large is always in. Only of `mus`.", CENTS),
    "items": Note("The lines that were drawn, in the order of their keys."),
    "Item.key": _ITEM,
    "Item.eurocent": Note("What was approved.", CENTS),
    "hits": Note("How many of its cents were hit.", "number"),
    "judge_item.item": _ITEM,
    "sample.item-judged.item": _ITEM,
    "judge_item.audited": Note("What was right of it; more than was approved when too little was paid.", "EUR"),
    "uncertain": Note("Of how much it cannot be established whether it was right. Absent: nothing.", "EUR"),
    "judge_item.ground": Note("The rule or the law that it was judged by. Readable: name no person."),
    "sample.item-judged.ground": Note("The rule or the law that it was judged by."),
    "judge_item.reason": Note("Why it was judged so. Stored sealed."),
    "sample.item-judged.reason": Note("Why it was judged so, sealed."),
    "sample.item-judged.eurocent": Note("What was approved.", CENTS),
    "audited_eurocent": Note("What was right of it.", CENTS),
    "sample.item-judged.uncertain_eurocent": Note("Of how much it cannot be established. Absent: nothing.", CENTS),
    "judged_count": Note("How many lines were judged.", "lines"),
    "wrong_count": Note("Of how many of them too much was paid.", "lines"),
    "found_eurocent": Note("What was paid too much for the lines that were judged.", CENTS),
    "projected_eurocent": Note("What was likely paid too much for the whole population.", CENTS),
    "bound_eurocent": Note("The most that was paid too much, with the confidence of the plan. Only of `mus`.", CENTS),
    "sample.evaluated.uncertain_eurocent": Note("What likely cannot be established, of the whole population.", CENTS),
    "understated_eurocent": Note("What was likely paid too little for the whole population; it lowers nothing.", CENTS),
    "sample.evaluated.error_basispoint": Note("The likely error, of the money (mus) or the lines (random).", SHARE),
    "bound_basispoint": Note("The most that the error can be, with the confidence of the plan.", SHARE),
    "sample.evaluated.uncertainty_basispoint": Note(
        "How far the most is above what is likely, with what cannot be established.", SHARE
    ),
    "verdict": Note("Whether the likely error, and then the uncertainty, is within what the plan tolerates."),
}
