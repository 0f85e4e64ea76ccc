"""Tests of the rekenmodule: does a plan fit, to the cent?"""
