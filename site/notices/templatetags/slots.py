from django import template

from notices.slots import Slot

register = template.Library()


@register.simple_tag
def all_slots() -> list[tuple[str, str]]:
    """Return every slot of ready sentences, and what it stands for in the active language."""
    return [(slot.value, str(slot.label)) for slot in Slot]
