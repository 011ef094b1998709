"""The same text once more for programs that show HTML: tidy on a phone, nothing loaded from anywhere."""

import re
from html import escape

from actions.backend.model import Language

_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")
_CODE = re.compile(r"\d{4,8}")

# Mail programs drop style sheets, so every element carries its own style. No colour but the accent: a program in dark
# mode chooses its own.
_BODY = "margin:0;padding:24px 16px;font:16px/1.5 'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
_CODE_STYLE = "margin:24px 0;font-size:32px;font-weight:700;letter-spacing:6px"


def as_html(text: str, language: Language) -> str:
    """A page with the text in it: every sign of the text is text, addresses of pages become links."""
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"></head>'
        f'<body style="{_BODY}"><div style="max-width:560px;margin:0 auto">'
        '<p style="margin:0 0 24px;font-size:20px;font-weight:700">Bergwerk</p>'
        f"{''.join(_paragraph(each) for each in paragraphs)}</div></body></html>\n"
    )


def _paragraph(text: str) -> str:
    if _CODE.fullmatch(text):
        return f'<p style="{_CODE_STYLE}">{text}</p>'
    return f'<p style="margin:0 0 16px;overflow-wrap:anywhere">{_linked(text)}</p>'


def _linked(text: str) -> str:
    parts, end = [], 0
    for found in _LINK.finditer(text):
        address = escape(found[0])
        parts += [escape(text[end : found.start()]), f'<a href="{address}">{address}</a>']
        end = found.end()
    return "".join([*parts, escape(text[end:])]).replace("\n", "<br>")
