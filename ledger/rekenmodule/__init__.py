"""The rekenmodule: does a zorgplan fit in the indicatiewaarde of this person? Pure, with the steps that lead there."""
