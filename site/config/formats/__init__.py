"""How dates, times and numbers are written in each language (FORMAT_MODULE_PATH).

Django's own writes months short ("1 Nov. 2026") and is American in English; a visitor who plans a
journey should not have to wonder which number is the day. What a language does not define here
is Django's.
"""
