"""The demo region, built from the tests' factories and the data files beside this module."""
