"""Whether a file of zstd is whole: DuckDB reads what there is of one that ends early, and says nothing.

RFC 8878, 3.1: frames of blocks, each with its length before it, so nothing is unpacked for it.
"""

from __future__ import annotations

import os
from typing import BinaryIO

from infocalc.errors import TableError

_FRAME, _SKIPPED = 0xFD2FB528, 0x184D2A50
#: the bytes of the number of a dictionary and of the size of the content, by their two bits
_DICTIONARY, _CONTENT = (0, 1, 2, 4), (0, 2, 4, 8)
_REPEATED, _RESERVED = 1, 3


def check_whole(path: str) -> None:
    """Refuse a file that ends within a frame, or has something else behind one."""
    with open(path, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        while file.tell() < size:
            magic = _number(file, 4)
            if magic == _FRAME:
                _skip_frame(file)
            elif magic & ~15 == _SKIPPED:
                file.seek(_number(file, 4), os.SEEK_CUR)
            else:
                raise TableError(f"{path}: the zstd data is damaged: what follows is no zstd").in_file(path)
        if file.tell() > size:
            raise TableError(f"{path}: the zstd data is damaged: it ends early").in_file(path)


def _skip_frame(file: BinaryIO) -> None:
    """Go behind a frame, or beyond the end of the file."""
    descriptor = _number(file, 1)
    single, checked = descriptor >> 5 & 1, descriptor >> 2 & 1
    content = _CONTENT[descriptor >> 6] or single
    file.seek(1 - single + _DICTIONARY[descriptor & 3] + content, os.SEEK_CUR)
    last = False
    while not last:
        header = _number(file, 3)
        last, kind, size = bool(header & 1), header >> 1 & 3, header >> 3
        if kind == _RESERVED:  # nor is what stands beyond the end of the file a block
            file.seek(1, os.SEEK_END)
            return
        file.seek(1 if kind == _REPEATED else size, os.SEEK_CUR)
    file.seek(4 * checked, os.SEEK_CUR)


def _number(file: BinaryIO, size: int) -> int:
    """The next bytes as a number, the lowest first; all bits where the file ends before."""
    found = file.read(size)
    return int.from_bytes(found, "little") if len(found) == size else (1 << 8 * size) - 1
