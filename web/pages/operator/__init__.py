"""Pages of who watches over the machine."""
