"""What rules find, told as stories in the language of the journal."""
