"""What others call the fields of a report, in the columns of a table or the keys of an object."""

from __future__ import annotations

NAMES = {
    "text": "text body content article story fulltext articletext articlebody maintext bodytext"
    " contenttext",
    "title": "title headline headlines articletitle heading",
    "date": "date published publicationdate publisheddate datepublished datepublish pubdate"
    " publishedat publishdate articledate day",
    "outlet": "outlet source publication publisher newspaper sourcename medium media outletname"
    " newssource medianame sitename",
    "url": "url link permalink canonicalurl articleurl sourceurl weburl",
    "id": "id uid guid articleid docid documentid storyid",
    "language": "language lang",
    "modified": "modified updated lastmodified datemodified dateupdated modifiedat updatedat",
}
"""Our names → those found in the headers of others, the likeliest first, without case and signs."""
