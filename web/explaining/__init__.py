"""Where a figure comes from: a tree from what is shown to events, rules, rates and who recorded them."""
