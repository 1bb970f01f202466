import factory
import wagtail_factories

from notices.enums import EventStatus
from notices.models import ReadySentence

#: A sentence in all five languages.
POSTPONED = {
    "text_ind": "{festival} pada {date} ditunda karena cuaca.",
    "text_en": "{festival} on {date} is postponed because of the weather.",
    "text_ms": "{festival} pada {date} ditangguhkan kerana cuaca.",
    "text_zh_hans": "因天气原因，原定于{date}举行的{festival}推迟。",
    "text_ar": "أُجّل {festival} المقرر {date} بسبب الطقس.",
}
MOVED = {
    "text_ind": "{festival} pindah ke {new_date} pukul {new_time}.",
    "text_en": "{festival} moves to {new_date} at {new_time}.",
    "text_ms": "{festival} berpindah ke {new_date} pada pukul {new_time}.",
    "text_zh_hans": "{festival}改为{new_date}{new_time}举行。",
    "text_ar": "نُقل {festival} إلى {new_date} الساعة {new_time}.",
}


class ReadySentenceFactory(factory.django.DjangoModelFactory):
    """A sentence that postpones, in every language."""

    site = factory.SubFactory(wagtail_factories.SiteFactory)
    slug = "postponed-weather"
    status = EventStatus.POSTPONED
    name_ind = "Ditunda: cuaca"
    name_en = "Postponed: weather"
    text_ind = POSTPONED["text_ind"]
    text_en = POSTPONED["text_en"]
    text_ms = POSTPONED["text_ms"]
    text_zh_hans = POSTPONED["text_zh_hans"]
    text_ar = POSTPONED["text_ar"]

    class Meta:
        model = ReadySentence
