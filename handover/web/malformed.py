"""What no client of this protocol sends."""

from handover.domain.errors import LotseError


class MalformedError(LotseError):
    """Not what a client of this protocol sends."""

    code = "malformed"
    status = 400


class UnsupportedMediaTypeError(LotseError):
    """The body is not what is read here: JSON, or a form where a file is taken in."""

    code = "unsupported_media_type"
    status = 415
