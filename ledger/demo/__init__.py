"""Invented lives, played through the commands: nobody in here exists, every figure that is not real says so."""
