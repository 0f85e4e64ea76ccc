"""Rebuilding: all read models made anew beside the live ones, compared with them, and switched."""
