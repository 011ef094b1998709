"""What may be sent as a file, and under which name it is kept."""

import codecs
import re
import unicodedata

LARGEST = 10 * 1024 * 1024
MOST_IN_A_MESSAGE = 5
LONGEST_NAME = 120

# Each type with what its files begin with; the first ending is the one that is added where none fits.
_BEGINNINGS = {
    "application/pdf": re.compile(rb"%PDF-\d"),
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/gif": re.compile(rb"GIF8[79]a"),
    "image/webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
}
_ENDINGS = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "text/plain": (".txt", ".log", ".csv", ".md"),
}
TYPES = tuple(_ENDINGS)

_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_NOT_IN_A_NAME = re.compile(r'[<>:"|?*]')


def type_of(content: bytes) -> str | None:
    """The type of a file by what is in it, or None when it is none of TYPES.

    Threat: whoever sends a file also says which type it has, and which ending. Neither is asked: a page or a program
    under the name of an invoice stays what it is.
    """
    found = (kind for kind, begins in _BEGINNINGS.items() if begins.match(content))
    return next(found, None) or ("text/plain" if _is_plain_text(content) else None)


def _is_plain_text(content: bytes) -> bool:
    try:
        text = content.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError:
        return False
    # Pages and drawings (HTML, SVG) are text too, with scripts in it.
    return not _NO_TEXT.search(text) and not text.lstrip().startswith("<")


def clean_name(name: str, kind: str) -> str:
    """The name of a file without anything that could lead elsewhere or show it as what it is not.

    Args:
        name: As somebody sent it, perhaps with a path, perhaps empty.
        kind: One of TYPES; the name gets its ending unless it has it.
    """
    own = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    # Controls and formats; among those are the signs that turn the direction of writing: "txt.exe" from right to left.
    seen = "".join(sign for sign in own if unicodedata.category(sign)[0] != "C")
    stem = " ".join(_NOT_IN_A_NAME.sub("_", seen).split()).rstrip(". ")
    ending = next((ending for ending in _ENDINGS[kind] if stem.lower().endswith(ending)), None)
    if ending is not None:
        stem, ending = stem[: -len(ending)], stem[-len(ending) :]
    return (stem.strip(". ")[:LONGEST_NAME] or "file") + (ending or _ENDINGS[kind][0])
