"""The log as a bookkeeper would have it: a chart of accounts, a journal entry per event, a year as an auditfile."""
