"""The public sets of dates are read as they are marked."""

from __future__ import annotations

import datetime
from pathlib import Path

from quality.date_texts import end_to_end, gum_dates, narrative

GUM = """\
# meta::dateCreated = 2023-04-18
1\tIn\t_\t_\t_\t_\t_\t_\t_\t_
2\t2019\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|XML=<date when:::"2019"></date>
3\t,\t_\t_\t_\t_\t_\t_\t_\t_
4\tthe\t_\t_\t_\t_\t_\t_\t_\tXML=<date from:::"2018-04-19" to:::"2023-04-18">
5\tlast\t_\t_\t_\t_\t_\t_\t_\t_
6\tyears\t_\t_\t_\t_\t_\t_\t_\tXML=</date>
7\tuntil\t_\t_\t_\t_\t_\t_\t_\t_
8\tMay\t_\t_\t_\t_\t_\t_\t_\tXML=<date when:::"--05"></date>
9\tlater\t_\t_\t_\t_\t_\t_\t_\tXML=<date notBefore:::"2020"></date>
"""

WIKIWARS = """\
<DOC><DATETIME><TIMEX3 tid="t0" type="DATE" value="2009-12-19">20091219T00:00</TIMEX3></DATETIME>
<TEXT>On <TIMEX3 tid="t1" type="DATE" value="1939-09-01">1 September 1939</TIMEX3> it began, and
the <TIMEX3 tid="t2" type="DATE" value="null">hour</TIMEX3> passed. By <TIMEX3 tid="t3"
type="DATE" value="1940-05">May 1940</TIMEX3> all had changed.</TEXT></DOC>
"""


def test_gum_gives_the_words_and_days_of_its_dates(tmp_path: Path) -> None:
    path = tmp_path / "GUM_x.conllu"
    path.write_text(GUM, encoding="utf-8")
    dates = list(gum_dates(path))
    assert {date.day for date in dates} == {datetime.date(2023, 4, 18)}
    assert [(date.text, date.days) for date in dates] == [
        ("2019", ("2019-01-01", "2019-12-31")),
        ("the last years", ("2018-04-19", "2023-04-18")),
        ("May", None),
        ("later", ("2020-01-01", None)),
    ]


def test_wikiwars_is_scored_from_its_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "x.tml"
    path.write_text(WIKIWARS, encoding="utf-8")
    dated = narrative(path)
    assert [dated.text[start:end] for start, end in dated.gold] == [
        "1 September 1939",
        "hour",
        "May 1940",
    ]
    assert end_to_end([dated]) == {"gold": 3, "found": 2, "overlap": 2, "value": 2}
