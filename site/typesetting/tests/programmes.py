"""Year programmes of a realistic size, in every language, for tests and for looking at."""

import datetime
from typing import Any

from babel.dates import format_date, format_interval

from typesetting import qr

LANGUAGES = ("id", "en", "ms", "zh-hans", "ar")
LOCALES = {"id": "id", "en": "en_GB", "ms": "ms", "zh-hans": "zh_Hans_CN", "ar": "ar_AE"}
PALETTE = {
    "night": "#14142B",
    "indigo": "#2B2A5E",
    "plum": "#6B2D5C",
    "coral": "#E8583A",
    "gold": "#F6AE2D",
    "cream": "#FFF6E5",
    "lake": "#127C8A",
    "leaf": "#2F6B4F",
    "ink": "#1C1B22",
}
MOTIF = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 120"><g id="u">'
    '<path fill="#F6AE2D" d="M0 110A70 70 0 0 1 140 70A35 35 0 0 1 70 70Q105 95 120 70'
    'A50 50 0 0 0 20 110Z"/><circle cx="150" cy="60" r="9" fill="#E8583A"/></g>'
    '<use href="#u" transform="matrix(1 0 0 -1 160 120)"/></svg>'
)

_WORDS: dict[str, dict[str, Any]] = {
    "id": {
        "title": "Program 2027",
        "intro": "Setahun penuh ritual, tari, arak-arakan, musik, dan olahraga. Yang sudah "
        "diumumkan bertanggal; yang belum, baru bulannya.",
        "flagship": "Festival utama",
        "estimated": "Perkiraan: para tetua yang menentukan, kantor pariwisata mengumumkan",
        "month_only": "Harinya belum diketahui",
        "postponed": "Ditunda",
        "rescheduled": "Dipindah ke tanggal lain",
        "cancelled": "Dibatalkan",
        "labels": {
            "estimated": "Perkiraan",
            "month_only": "Harinya belum diketahui",
            "postponed": "Ditunda",
            "rescheduled": "Pindah tanggal",
            "cancelled": "Dibatalkan",
        },
        "sunrise": "Matahari terbit",
        "empty": "Belum ada tanggal yang diketahui",
        "footer": "Dicetak dari https://banyuwangi.example/id/events/2027/ pada 24 November 2026. "
        "Tanggal dapat berubah: halaman itu tahu yang terbaru.",
        "page": "Halaman",
        "categories": ["Ritual", "Budaya", "Musik", "Olahraga", "Kuliner", "Alam"],
        "line": "setiap Sabtu · 19.00 WIB",
    },
    "en": {
        "title": "Programme 2027",
        "intro": "A year of rituals, dances, parades, music and sport. What has been announced "
        "has a date; of the rest we say the month.",
        "flagship": "A flagship festival",
        "estimated": "Estimated: the elders decide, the tourism office announces",
        "month_only": "The day is not known yet",
        "postponed": "Postponed",
        "rescheduled": "Moved to another day",
        "cancelled": "Cancelled",
        "labels": {
            "estimated": "Estimated",
            "month_only": "The day is not known yet",
            "postponed": "Postponed",
            "rescheduled": "Moved",
            "cancelled": "Cancelled",
        },
        "sunrise": "Sunrise",
        "empty": "No date known yet",
        "footer": "Printed from https://banyuwangi.example/en/events/2027/ on 24 November 2026. "
        "Dates may change: the page tells the latest.",
        "page": "Page",
        "categories": ["Rituals", "Culture", "Music", "Sport", "Food and drink", "Nature"],
        "line": "every Saturday · 19:00 WIB",
    },
    "ms": {
        "title": "Atur cara 2027",
        "intro": "Setahun ritual, tarian, perarakan, muzik dan sukan. Yang sudah diumumkan ada "
        "tarikhnya; yang lain kami sebut bulannya.",
        "flagship": "Festival utama",
        "estimated": "Anggaran: orang tua-tua yang menentukan, pejabat pelancongan mengumumkan",
        "month_only": "Harinya belum diketahui",
        "postponed": "Ditangguhkan",
        "rescheduled": "Dipindahkan ke hari lain",
        "cancelled": "Dibatalkan",
        "labels": {
            "estimated": "Anggaran",
            "month_only": "Harinya belum diketahui",
            "postponed": "Ditangguhkan",
            "rescheduled": "Dipindahkan",
            "cancelled": "Dibatalkan",
        },
        "sunrise": "Matahari terbit",
        "empty": "Belum ada tarikh yang diketahui",
        "footer": "Dicetak daripada https://banyuwangi.example/ms/events/2027/ pada 24 November "
        "2026. Tarikh boleh berubah: halaman itu tahu yang terkini.",
        "page": "Halaman",
        "categories": ["Ritual", "Budaya", "Muzik", "Sukan", "Makanan", "Alam semula jadi"],
        "line": "setiap Sabtu · 19:00 WIB",
    },
    "zh-hans": {
        "title": "2027年节庆",
        "intro": "一年到头的仪式、舞蹈、巡游、音乐和赛事。已经公布的写明日期，还没公布的只写月份。",
        "flagship": "重点节庆",
        "estimated": "预计：日子由长者决定，旅游局公布",
        "month_only": "具体日期未定",
        "postponed": "推迟",
        "rescheduled": "改期",
        "cancelled": "取消",
        "labels": {
            "estimated": "预计",
            "month_only": "具体日期未定",
            "postponed": "推迟",
            "rescheduled": "改期",
            "cancelled": "取消",
        },
        "sunrise": "日出",
        "empty": "还没有已知的日期",
        "footer": "2026年11月24日印自 https://banyuwangi.example/zh-hans/events/2027/。"
        "日期可能变动，以网页为准。",
        "page": "第{page}页，共{pages}页",
        "categories": ["仪式", "文化", "音乐", "体育", "美食", "自然"],
        "line": "每逢星期六 · 19:00（WIB）",
    },
    "ar": {
        "title": "برنامج 2027",
        "intro": "سنة كاملة من المراسم والرقص والمواكب والموسيقى والرياضة. ما أُعلن منها فله "
        "تاريخ، وما لم يُعلن نذكر شهره.",
        "flagship": "مهرجان رئيسي",
        "estimated": "تقديري: الكبار يقررون ومكتب السياحة يعلن",
        "month_only": "لم يُعرف اليوم بعد",
        "postponed": "مؤجل",
        "rescheduled": "نُقل إلى يوم آخر",
        "cancelled": "أُلغي",
        "labels": {
            "estimated": "تقديري",
            "month_only": "لم يُعرف اليوم بعد",
            "postponed": "مؤجل",
            "rescheduled": "نُقل",
            "cancelled": "أُلغي",
        },
        "sunrise": "شروق الشمس",
        "empty": "لا تاريخ معروف بعد",
        "footer": "طُبع من https://banyuwangi.example/ar/events/2027/ في 24 نوفمبر 2026. "
        "قد تتغير التواريخ، وفي الصفحة أحدثها.",
        "page": "صفحة",
        "categories": ["المراسم", "الثقافة", "الموسيقى", "الرياضة", "المأكولات", "الطبيعة"],
        "line": "كل سبت · 19:00 WIB",
    },
}

# Name in Latin, Chinese and Arabic; venue; category; flagship; status.
_FESTIVALS = [
    (
        "Seblang Olehsari",
        "塞布朗·奥莱萨里",
        "سيبلانغ أوليهساري",
        "Desa Olehsari",
        0,
        True,
        "estimated",
    ),
    (
        "Pekan Film Ujung Timur",
        "东端电影周",
        "أسبوع أفلام الطرف الشرقي",
        "Kota Banyuwangi",
        1,
        False,
        "month_only",
    ),
    (
        "Jazz Gunung Ijen",
        "伊真山爵士音乐节",
        "جاز غونونغ إيجين",
        "Jiwa Jawa Ijen",
        2,
        False,
        "scheduled",
    ),
    (
        "Banyuwangi Ethno Carnival",
        "外南梦民族嘉年华",
        "كرنفال بانيووانغي التراثي",
        "Taman Blambangan",
        1,
        True,
        "scheduled",
    ),
    (
        "Tour de Banyuwangi Ijen",
        "环外南梦伊真自行车赛",
        "طواف بانيووانغي إيجين",
        "Pantai Boom",
        3,
        True,
        "rescheduled",
    ),
    (
        "Festival Kopi Lereng",
        "山坡咖啡节",
        "مهرجان قهوة السفوح",
        "Kecamatan Licin",
        4,
        False,
        "scheduled",
    ),
    ("Lomba Perahu Selat", "海峡划船赛", "سباق قوارب المضيق", "Pantai Boom", 3, False, "cancelled"),
    (
        "Kebo-keboan Alasmalang",
        "克博克博安·阿拉斯马朗",
        "كيبو كيبوان ألاسمالانغ",
        "Alasmalang",
        0,
        True,
        "estimated",
    ),
    (
        "Parade Layang-Layang Pesisir",
        "海岸风筝巡游",
        "موكب الطائرات الورقية الساحلي",
        "Pantai Boom",
        1,
        False,
        "postponed",
    ),
    ("Pekan Jaga Terumbu", "护礁周", "أسبوع حماية الشعاب", "Bangsring", 5, False, "scheduled"),
    ("Gandrung Sewu", "甘德龙瑟武", "غاندرونغ سيوو", "Pantai Boom", 1, True, "scheduled"),
    (
        "Malam Angklung Kampung",
        "乡村昂格隆之夜",
        "ليلة الأنغكلونغ في القرية",
        "Kecamatan Songgon",
        2,
        False,
        "month_only",
    ),
]


def programme(language: str, *, festivals: int = 24, **changes: Any) -> dict[str, Any]:
    """Return the data of a year with that many festivals, in a language.

    Every fifth name falls back to Indonesian. `changes` replace what stands at the first level.
    """
    words = _WORDS[language]
    direction = "rtl" if language == "ar" else "ltr"
    url = f"https://banyuwangi.example/{language}/events/2027/"
    return {
        "language": language,
        "direction": direction,
        "title": words["title"],
        "region": {"ar": "بانيووانغي", "zh-hans": "外南梦"}.get(language, "Banyuwangi"),
        "tagline": "The Sunrise of Java",
        "tagline_lang": "en",
        "tagline_dir": "ltr",
        "year": 2027,
        "palette": PALETTE,
        "motif_svg": MOTIF,
        "intro": words["intro"],
        "legend": {
            key: words[key]
            for key in (
                "flagship",
                "estimated",
                "month_only",
                "postponed",
                "rescheduled",
                "cancelled",
            )
        },
        "months": [
            {
                "name": format_date(datetime.date(2027, month, 1), "MMMM", LOCALES[language]),
                "sunrise": f"05:{(month * 7) % 31:02}",
                "sunrise_label": words["sunrise"],
                "empty": words["empty"],
                "entries": [
                    entry(language, index, month)
                    for index in range(festivals)
                    if index * 12 // max(festivals, 1) == month - 1
                ],
            }
            for month in range(1, 13)
        ],
        "footer": words["footer"],
        "url": url,
        "qr_svg": qr.svg(url),
        "page_label": words["page"],
        **changes,
    }


def entry(language: str, index: int, month: int) -> dict[str, Any]:
    """Return one festival of the year, the same for the same number."""
    words = _WORDS[language]
    latin, chinese, arabic, venue, category, is_flagship, status = _FESTIVALS[
        index % len(_FESTIVALS)
    ]
    translated = {"zh-hans": f"{chinese}（{latin}）", "ar": f"{arabic} ({latin})"}
    falls_back = index % 5 == 4
    first = datetime.date(2027, month, 1 + index % 24)
    last = first + datetime.timedelta(days=index % 4)
    locale = LOCALES[language]
    if status == "month_only":
        days = ""
    elif first == last:
        days = format_date(first, "d MMM" if language != "zh-hans" else "M月d日", locale)
    else:
        days = format_interval(first, last, "MMMd", locale=locale)
    return {
        "days": days,
        "name": latin if falls_back else translated.get(language, latin),
        "lang": "id" if falls_back else language,
        "dir": "ltr" if falls_back or language != "ar" else "rtl",
        "venue": venue,
        "line": words["line"] if index % 3 == 0 else "",
        "status": status,
        "status_label": words["labels"].get(status, ""),
        "is_flagship": is_flagship,
        "category": words["categories"][category],
    }
