"""ZIP archives as they are met, and as an enemy would make them."""

import io
import zipfile
from collections.abc import Mapping


class _Named(zipfile.ZipInfo):
    """A member whose name is written in an encoding of its own, without the UTF-8 mark."""

    raw_name: bytes

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
        return self.raw_name, self.flag_bits & ~0x800


def zipped(files: Mapping[str, bytes], encoding: str = "utf-8") -> bytes:
    """An archive with names in an encoding."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = _Named(name)
            info.raw_name = name.encode(encoding)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return target.getvalue()
