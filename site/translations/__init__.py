"""Languages on our own fields: registration, tabs, completeness, who may write what.

The lowest layer: it knows Wagtail and modeltranslation and no other app of this project.
"""
