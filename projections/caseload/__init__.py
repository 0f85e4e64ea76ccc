"""Which clients a provider has, or had: by a toewijzing, modules, a zorgplan, an enrolment, or care that was given."""
