from .entries import Severities
from dataclasses import dataclass
@dataclass
class Seen:
    occasions: list
    severities: Severities
class ToldClash: pass
def seen(site, first, last, bookings): return Seen([], {})
def clashes_after(draft, to, site): return None, []
