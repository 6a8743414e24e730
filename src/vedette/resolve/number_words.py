"""Words and signs that numerals are made of: tables only."""

from __future__ import annotations


def each(words: str) -> tuple[str, ...]:
    """A table's column, written in one line."""
    return tuple(words.split())


UNITS = {
    word: value
    for value, word in enumerate(
        each(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen"
        )
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        each("twenty thirty forty fifty sixty seventy eighty ninety"), start=2
    )
}
SMALL = {**UNITS, **TENS, "a": 1, "an": 1, "no": 0, "none": 0}
SCALES = {
    "dozen": 12,
    "score": 20,
    "hundred": 100,
    "thousand": 10**3,
    "k": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "mln": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "bln": 10**9,
    "bn": 10**9,
    "b": 10**9,
    "trillion": 10**12,
    "trn": 10**12,
    "tn": 10**12,
}
FIXED = {"a couple": 2, "a couple of": 2, "a pair": 2, "both": 2, "a quarter of a million": 250_000}

SYMBOLS = {
    "us$": "USD",
    "c$": "CAD",
    "ca$": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "nz$": "NZD",
    "hk$": "HKD",
    "nt$": "TWD",
    "s$": "SGD",
    "r$": "BRL",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₴": "UAH",
    "₩": "KRW",
    "₺": "TRY",
    "₪": "ILS",
    "₦": "NGN",
    "₱": "PHP",
}
"""Signs before a number. A bare $ is taken for the US dollar, ¥ for the yen."""

CURRENCIES = {
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "sterling": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rouble": "RUB",
    "ruble": "RUB",
    "hryvnia": "UAH",
    "rupee": "INR",
    "rupiah": "IDR",
    "riyal": "SAR",
    "rial": "IRR",
    "dirham": "AED",
    "dinar": "IQD",
    "shekel": "ILS",
    "lira": "TRY",
    "won": "KRW",
    "baht": "THB",
    "dong": "VND",
    "ringgit": "MYR",
    "peso": "MXN",
    "real": "BRL",
    "reais": "BRL",
    "naira": "NGN",
    "cedi": "GHS",
    "rand": "ZAR",
    "birr": "ETB",
    "zloty": "PLN",
    "forint": "HUF",
    "franc": "CHF",
    "krona": "SEK",
    "kronor": "SEK",
    "krone": "DKK",
    "kroner": "DKK",
}
"""Names after a number, in the singular. A name that several states share gets the one most
often meant in the news; a qualified name ("Canadian dollars") goes before it."""

QUALIFIED = {
    "canadian dollar": "CAD",
    "australian dollar": "AUD",
    "new zealand dollar": "NZD",
    "hong kong dollar": "HKD",
    "taiwan dollar": "TWD",
    "singapore dollar": "SGD",
    "us dollar": "USD",
    "american dollar": "USD",
    "egyptian pound": "EGP",
    "sudanese pound": "SDG",
    "lebanese pound": "LBP",
    "syrian pound": "SYP",
    "cfa franc": "XOF",
    "swiss franc": "CHF",
    "norwegian krone": "NOK",
    "norwegian kroner": "NOK",
    "danish kroner": "DKK",
    "swedish kronor": "SEK",
    "pakistani rupee": "PKR",
    "sri lankan rupee": "LKR",
    "iranian rial": "IRR",
    "yemeni riyal": "YER",
    "philippine peso": "PHP",
    "colombian peso": "COP",
    "argentine peso": "ARS",
    "kenyan shilling": "KES",
    "ugandan shilling": "UGX",
}
CODES = frozenset(code.lower() for code in (*SYMBOLS.values(), *CURRENCIES.values(), "cny", "chf"))

MEASURES = {
    **{word: word for word in each("tonnes tons barrels kilometres miles metres hectares acres")},
    **{word: word for word in each("kilograms litres gallons megawatts gigawatts rounds")},
    "tonne": "tonnes",
    "ton": "tons",
    "barrel": "barrels",
    "kilometre": "kilometres",
    "kilometers": "kilometres",
    "km": "kilometres",
    "mile": "miles",
    "metre": "metres",
    "meters": "metres",
    "kg": "kilograms",
    "kilos": "kilograms",
    "litre": "litres",
    "liters": "litres",
    "hectare": "hectares",
    "acre": "acres",
    "mw": "megawatts",
    "gw": "gigawatts",
    "%": "%",
    "percent": "%",
    "per cent": "%",
    "pc": "%",
}

CUES = {
    ">": (
        "at least",
        "more than",
        "over",
        "well over",
        "upwards of",
        "no fewer than",
        "no less than",
        "not fewer than",
        "not less than",
        "in excess of",
        "exceeding",
        "a minimum of",
    ),
    "<": (
        "up to",
        "fewer than",
        "less than",
        "under",
        "just under",
        "below",
        "no more than",
        "not more than",
        "at most",
        "as many as",
        "a maximum of",
    ),
    "": (
        *each("about around some roughly approximately nearly almost estimated perhaps"),
        *each("another only just exactly all the other further additional extra overall"),
        "close to",
        "an estimated",
        "a further",
        "a total of",
        "an additional",
        "a mere",
        "the other",
    ),
}
"""Words before a number and the sign they give it; the empty sign leaves it plain."""

VAGUE = frozenset(
    each(
        "few several handful many numerous countless some couple couples dozens scores tens "
        "hundreds thousands millions billions trillions lots most plenty"
    )
)
"""Amounts without a number."""
