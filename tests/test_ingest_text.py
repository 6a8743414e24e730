"""What one text says of itself: its title, date, dateline, byline, credit and kind."""

from __future__ import annotations

import io
import json

import pytest

from vedette.ingest import LONGEST, Defaults, day, ingest, report_of
from vedette.ingest.language import foreign
from vedette.records import Problem, Report

BODY = "The two sides met on Monday and agreed to meet again, the ministry said in a note."


def read(text: str, **given: str) -> Report:
    found = report_of(text, **given)
    assert isinstance(found, Report), found
    return found


DATELINES = [
    ("KYIV, Oct 28 (Reuters) - ", "KYIV, Oct 28 (Reuters)", "(Reuters)"),
    ("SEOUL — ", "SEOUL", None),
    ("WASHINGTON—", "WASHINGTON", None),
    ("BRUSSELS, 28 October 2024 – ", "BRUSSELS, 28 October 2024", None),
    ("NAIROBI (AP) — ", "NAIROBI (AP)", "(AP)"),
    ("NAIROBI, Kenya (AP) — ", "NAIROBI, Kenya (AP)", "(AP)"),
    ("WASHINGTON, D.C. - ", "WASHINGTON, D.C.", None),
    ("MANSA, Sunday - ", "MANSA, Sunday", None),
    ("PORT-AU-PRINCE - ", "PORT-AU-PRINCE", None),
    ("GAZA/JERUSALEM, Oct 28 (Reuters) - ", "GAZA/JERUSALEM, Oct 28 (Reuters)", "(Reuters)"),
    ("ŁÓDŹ, 28 Oct (PAP) – ", "ŁÓDŹ, 28 Oct (PAP)", "(PAP)"),
    ("MOSCOW, October 28. /TASS/. ", "MOSCOW, October 28. /TASS/", "/TASS/"),
    ("MOSCOW. Oct 28 (Interfax) - ", "MOSCOW. Oct 28 (Interfax)", "(Interfax)"),
    ("BEIJING, Oct. 28 (Xinhua) -- ", "BEIJING, Oct. 28 (Xinhua)", "(Xinhua)"),
    ("Berlin (dpa) - ", "Berlin (dpa)", "(dpa)"),
    ("Madrid, 28 oct (EFE).- ", "Madrid, 28 oct (EFE)", "(EFE)"),
    ("New Delhi, Oct 28 (PTI) ", "New Delhi, Oct 28 (PTI)", "(PTI)"),
    ("(ANSA) - ROME, OCT 28 - ", "ROME, OCT 28", "(ANSA)"),
    ("FOR IMMEDIATE RELEASE TENOSIQUE, Tabasco - ", "TENOSIQUE, Tabasco", None),
    ("BREAKING - ", None, None),
    ("NATO - ", None, None),
    ("Berlin - ", None, None),
    ("On Monday, 28 October 2024 - ", None, None),
    ("Talks (which nobody wanted) - ", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("opening", "dateline", "credit"), DATELINES)
def test_a_dateline_is_the_place_day_and_credit_before_the_dash(
    opening: str, dateline: str | None, credit: str | None
) -> None:
    report = read(f"Talks resume\n\n{opening}{BODY}")
    assert (report.dateline and report.quote(report.dateline)) == dateline
    assert (report.credit and report.quote(report.credit)) == credit
    assert report.kind == ("wire" if credit else "statement" if "RELEASE" in opening else None)


SIGNS = [
    ("byline", "By Jane Roe", f"Talks resume\n\nBy Jane Roe\n\n{BODY}"),
    ("byline", "By Jane Roe and Ján Novák in Kyiv", f"By Jane Roe and Ján Novák in Kyiv\n{BODY}"),
    ("byline", "(Reporting by Jane Roe; Editing by John Doe)",
     f"{BODY}\n\n(Reporting by Jane Roe; Editing by John Doe)\n"),
    ("byline", None, f"By Monday the square was empty.\n{BODY}"),
    ("byline", None, f"By noon the square was empty\n{BODY}"),
    ("credit", "— Reuters", f"{BODY}\n\n— Reuters"),
    ("credit", "(AFP)", f"{BODY} (AFP)"),
    ("credit", "Source: Ministry of Defence", f"{BODY}\nSource: Ministry of Defence\n"),
    ("credit", "Agencies", f"Talks resume\n\nAgencies\n\n{BODY}"),
    ("credit", "With inputs from AP, AFP", f"{BODY}\nWith inputs from AP, AFP"),
    ("credit", None, f"{'word ' * 700}by the AP\n{'x' * 797}"),
    ("credit", None, f"Reuters reported this on Monday.\n{BODY}"),
]  # fmt: skip


@pytest.mark.parametrize(("sign", "words", "text"), SIGNS)
def test_bylines_and_credits_stand_on_their_own_line(
    sign: str, words: str | None, text: str
) -> None:
    report = read(text)
    span = report.byline if sign == "byline" else report.credit
    assert (span and report.quote(span)) == words


KINDS = [
    ("wire", f"{BODY}\n\n— Reuters", None),
    ("wire", f"By Jane Roe, Associated Press\n{BODY}", None),
    ("wire", BODY, "Agence France-Presse"),
    ("statement", f"FOR IMMEDIATE RELEASE\n\n{BODY}", None),
    ("statement", f"Press statement by the Foreign Ministry\n\n{BODY}", None),
    (None, f"Statement of intent\n\n{BODY}", None),
    (None, f"{BODY}\nSource: Ministry of Defence", "The Euxine Courier"),
    (None, f"Reuters reported this on Monday.\n{BODY}", None),
]


@pytest.mark.parametrize(("kind", "text", "outlet"), KINDS)
def test_the_kind_is_told_by_credit_or_heading(
    kind: str | None, text: str, outlet: str | None
) -> None:
    assert read(text, **({} if outlet is None else {"outlet": outlet})).kind == kind


TITLES = [
    ("Talks resume", f"Talks resume\n\n{BODY}"),
    ("Talks resume", f"Talks resume\r\n\r\n{BODY}"),
    ("Talks resume", f"# Talks resume\n\n{BODY}"),
    ("Talks resume", f"FOR IMMEDIATE RELEASE\n\nTalks resume\n\n{BODY}"),
    ("Talks resume", f"28 October 2024\nTalks resume\n \n{BODY}"),
    (None, f"Talks resume\n{BODY}"),
    (None, f"Talks resume.\n\n{BODY}"),
    (None, f"{'Talks ' * 26}\n\n{BODY}"),
    (None, "Talks resume\n\n"),
    (None, "Talks resume"),
]


@pytest.mark.parametrize(("title", "text"), TITLES)
def test_a_title_is_a_short_first_line_with_a_blank_line_after_it(
    title: str | None, text: str
) -> None:
    assert read(text).title == title


DATES = [
    # in the text, given, default → date
    ("KYIV, 28 October 2024 - ", None, None, "2024-10-28"),
    ("KYIV, Oct. 28th, 2024 (AP) - ", None, None, "2024-10-28"),
    ("KYIV, Oct 28 (Reuters) - ", None, None, None),
    ("KYIV, Oct 28 (Reuters) - ", None, "2024-11-02", "2024-10-28"),
    ("KYIV, Dec 31 (Reuters) - ", None, "2025-01-02", "2024-12-31"),
    ("KYIV, Feb 29 (Reuters) - ", None, "2023-03-01", "2024-02-29"),
    ("KYIV, Feb 30 (Reuters) - ", None, "2023-03-01", "2023-03-01"),
    ("KYIV, 28 October 2024 - ", "2024-10-29", None, "2024-10-29"),
    ("KYIV, 28 October 2024 - ", None, "2020-01-01", "2024-10-28"),
    ("Published: 28 October 2024\n", None, None, "2024-10-28"),
    ("Published on Monday, 28 Oct 2024 at 10:15 GMT\n", None, None, "2024-10-28"),
    ("28 Oct 2024\n", None, None, "2024-10-28"),
    ("2024-10-28\n", None, None, "2024-10-28"),
    ("28 Oct 3024\n", None, None, "3024-10-28"),
    ("Read on 28 October 2024 in the house\n", None, None, None),
    ("", None, "2020-01-01", "2020-01-01"),
    ("", None, None, None),
]


@pytest.mark.parametrize(("opening", "given", "default", "date"), DATES)
def test_the_record_beats_the_text_and_the_text_beats_the_default(
    opening: str, given: str | None, default: str | None, date: str | None
) -> None:
    text = f"Talks resume\n\n{opening}{BODY}"
    record = json.dumps({"text": text, "date": given})
    (found,) = ingest(["-"], Defaults(date=default), stdin=io.BytesIO(record.encode()))
    assert isinstance(found, Report)
    assert found.date == date


DAYS = [
    ("2024-10-28", "2024-10-28"),
    ("2024-10-29T08:00:00Z", "2024-10-29"),
    ("2024-10-29T23:30:00-05:00", "2024-10-29"),
    ("20241028", "2024-10-28"),
    ("Mon, 28 Oct 2024 08:00:00 GMT", "2024-10-28"),
    ("28 October 2024", "2024-10-28"),
    ("Sept. 3, 2024", "2024-09-03"),
    ("9999-12-31", "9999-12-31"),
    ("yesterdayish", None),
    ("2024", None),
    ("10/11/2024", None),
    ("2024-02-30", None),
    ("28 October", None),
    ("Mon, 28 Oct 2024 08:00:00 +99999999999999", None),
    ("28 Oct 99999999999999999999 08:00:00 GMT", None),
    ("", None),
]


@pytest.mark.parametrize(("words", "expected"), DAYS)
def test_a_date_field_is_a_day_or_nothing(words: str, expected: str | None) -> None:
    assert day(words) == expected


LANGUAGES = [
    ("German (de)", "Der Bundeskanzler sagte am Montag in Berlin, die Regierung werde ihre Hilfe "
     "für die Ukraine ausweiten und weitere Systeme zur Luftverteidigung noch in diesem Jahr "
     "liefern, wie ein Sprecher des Ministeriums bestätigte."),
    ("French (fr)", "Le président a déclaré lundi que la France ne reconnaîtrait pas les résultats "
     "du scrutin, après une réunion avec les ministres des affaires étrangères de plusieurs pays "
     "européens qui s'est tenue à Bruxelles."),
    ("Spanish (es)", "El presidente dijo el lunes que el gobierno no reconocerá los resultados de "
     "las elecciones, después de una reunión con los ministros de varios países de la región que "
     "se celebró en Bogotá."),
    ("Indonesian (id)", "Presiden mengatakan pada hari Senin bahwa pemerintah tidak akan mengakui "
     "hasil pemilihan umum setelah pertemuan dengan para menteri luar negeri dari beberapa negara "
     "di kawasan itu yang berlangsung di Jakarta."),
    ("Russian (ru)", "Президент заявил в понедельник, что правительство не признает результаты."),
    ("Arabic (ar)", "قال الرئيس يوم الاثنين إن الحكومة لن تعترف بنتائج الانتخابات"),
    (None, "TROOPS ENTER KHARKIV"),
    (None, "Der Spiegel: Merz fordert Taurus"),
    (None, "KYIV SAYS 10,000 NORTH KOREAN SOLDIERS NOW STAND IN KURSK OBLAST AND THAT MORE ARE ON "
     "THE WAY, WHILE MOSCOW DENIES IT AND SEOUL CALLS FOR A MEETING OF ITS ALLIES"),
    (None, "Nguyễn Văn Thiệu, Trần Thiện Khiêm, Lê Đức Thọ, Phạm Văn Đồng and Hoàng Văn Hoan met "
     "at the Rạch Giá office of the Việt Nam Thông tấn xã to sign the Cần Thơ agreement, aides "
     "said"),
    (None, "Der Bundeskanzler sagte am Montag, die Regierung werde die Hilfe ausweiten"),
    (None, "12 345"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), LANGUAGES)
def test_another_language_is_named_and_english_full_of_foreign_names_is_not(
    language: str | None, text: str
) -> None:
    assert foreign(text) == language
    found = report_of(text)
    assert isinstance(found, Report) == (language is None)
    if isinstance(found, Problem):
        assert found.what == f"the report is in {language}; Vedette reads English"


REFUSED = [
    ("", "the report is empty"),
    (" \n\t ", "the report is blank"),
    ("a" * (LONGEST + 1), "the report has 500,001 characters; the limit is 500,000"),
    ("bad \ud800 half", "character 4 is half a character (a lone surrogate)"),
]


@pytest.mark.parametrize(("text", "what"), REFUSED, ids=range(len(REFUSED)))
def test_a_text_that_cannot_be_read_is_a_problem(text: str, what: str) -> None:
    assert report_of(text, url="t") == Problem(where="t", what=what, why="it was not read")


def test_a_caller_that_gives_no_day_is_told_so() -> None:
    with pytest.raises(ValueError, match="yesterdayish"):
        report_of(BODY, date="yesterdayish")
    with pytest.raises(ValueError, match="yesterdayish"):
        Defaults(date="yesterdayish")


def test_what_the_caller_gives_is_used_where_the_text_does_not_say() -> None:
    given = {
        "title": "Another",
        "outlet": "X",
        "date": "2024-10-30T01:00Z",
        "url": "https://x.example",
    }
    silent, telling = read(BODY, **given), read(f"Talks resume\n\nKYIV, Oct 28 - {BODY}", **given)
    assert (silent.title, silent.outlet, silent.date) == ("Another", "X", "2024-10-30")
    assert (silent.id, silent.url, silent.language) == ("https://x.example",) * 2 + ("en",)
    assert (telling.title, telling.outlet, telling.date) == ("Talks resume", "X", "2024-10-28")
    assert read(BODY).id == "text"
