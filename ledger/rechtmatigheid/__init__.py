"""What makes a payment lawful: rules from facts to findings, each with its legal basis. Pure; nothing is decided."""
