"""Say in Thai and English why the operating system, the database or a library refused something.

Takes the exception; returns (Thai, English). Works on values only.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from types import MappingProxyType

_BY_ERRNO: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        errno.EACCES: ("ไม่มีสิทธิ์", "permission denied"),
        errno.EPERM: ("ระบบไม่อนุญาต", "the system does not allow it"),
        errno.EROFS: ("ดิสก์หรือโฟลเดอร์อ่านได้อย่างเดียว", "the disk or folder is read-only"),
        errno.ENOENT: ("ไม่พบไฟล์หรือโฟลเดอร์", "no such file or folder"),
        errno.ENOTDIR: ("มีไฟล์อยู่ในตำแหน่งที่ต้องเป็นโฟลเดอร์", "a file stands where a folder is needed"),
        errno.EISDIR: ("ชื่อนี้เป็นโฟลเดอร์", "this is a folder"),
        errno.EEXIST: ("มีชื่อนี้อยู่แล้ว", "the name exists already"),
        errno.EIO: ("ดิสก์หรือเครือข่ายขัดข้อง", "the disk or network failed"),
        errno.EBUSY: ("โปรแกรมอื่นกำลังใช้อยู่", "another program uses it"),
        errno.ENOMEM: ("หน่วยความจำไม่พอ", "not enough memory"),
        errno.EAGAIN: ("เครื่องเปิดโปรเซสเพิ่มไม่ได้ในขณะนี้", "no further process can be started now"),
        errno.EMFILE: ("เปิดไฟล์พร้อมกันเกินจำนวนที่ระบบรับได้", "too many open files"),
        errno.ENFILE: ("เปิดไฟล์พร้อมกันเกินจำนวนที่ระบบรับได้", "too many open files"),
        errno.EINVAL: ("ชื่อหรือตำแหน่งนี้ใช้ไม่ได้", "the name or place cannot be used"),
        errno.ELOOP: ("ทางลัดชี้วนกลับมาที่เดิม", "links that lead in a circle"),
        errno.ENOSPC: ("ดิสก์เต็ม", "the disk is full"),
        errno.EBADF: ("ช่องทางนี้ถูกปิดแล้ว", "it is closed"),
        errno.EPIPE: ("โปรแกรมที่รับผลปิดไปแล้ว", "the program that takes the output has ended"),
        errno.ENAMETOOLONG: ("ชื่อยาวเกินไป", "the name is too long"),
    }
)
_NOT_UTF8 = ("ไม่ได้บันทึกเป็น UTF-8", "it is not saved as UTF-8")


def reason_of(error: BaseException) -> tuple[str, str]:
    """Return the reason in a few words; the name or the code of the error where no words are known."""
    if isinstance(error, OSError):
        words = _BY_ERRNO.get(error.errno or 0)
        number = error.errno or getattr(error, "winerror", None) or type(error).__name__
        return words or (f"รหัสข้อผิดพลาดของระบบ {number}", error.strerror or type(error).__name__)
    if any(kind.__module__ == "sqlite3" for kind in type(error).__mro__):
        return _reason_of_database(error)
    if isinstance(error, UnicodeError):
        return _NOT_UTF8
    return (type(error).__name__, type(error).__name__)


def _reason_of_database(error: BaseException) -> tuple[str, str]:
    # Most runs touch no database, and every run loads this module.
    import sqlite3

    # By the first byte of the code; the other bytes tell kinds of the same fault.
    by_code = {
        sqlite3.SQLITE_PERM: _BY_ERRNO[errno.EACCES],
        sqlite3.SQLITE_READONLY: ("ฐานข้อมูลอ่านได้อย่างเดียว", "the database is read-only"),
        sqlite3.SQLITE_CANTOPEN: ("เปิดฐานข้อมูลไม่ได้", "the database cannot be opened"),
        sqlite3.SQLITE_IOERR: _BY_ERRNO[errno.EIO],
        sqlite3.SQLITE_FULL: _BY_ERRNO[errno.ENOSPC],
        sqlite3.SQLITE_NOMEM: _BY_ERRNO[errno.ENOMEM],
        sqlite3.SQLITE_TOOBIG: ("ข้อความยาวเกินไป", "a text is too long"),
    }
    words = by_code.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    return words or ("ฐานข้อมูลแจ้งข้อผิดพลาด", str(error))
