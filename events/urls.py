from django.urls import path, re_path

from . import feeds

urlpatterns = [
    path("events.ics", feeds.calendar_feed, name="events_ics"),
    path("events.rss", feeds.news, name="events_rss"),
    path("events.json", feeds.data, name="events_json"),
    # Wagtail's own addresses have no dot.
    re_path(r"^(?P<path>(?:[\w\-]+/)+)event\.ics$", feeds.festival_calendar, name="festival_ics"),
]
