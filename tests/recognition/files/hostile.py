"""Files as people send them, good and bad, made on the spot."""

import io
import zipfile
import zlib

import pikepdf
from PIL import Image


def picture(kind: str = "JPEG", *, width: int = 60, height: int = 40) -> bytes:
    """A photo with something in its margin that must not travel along."""
    drawn = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Secret place"
    options = {} if kind == "PNG" else {"exif": exif}
    Image.new("RGB", (width, height), (200, 30, 30)).save(drawn, kind, **options)
    return drawn.getvalue()


def pdf(*, pages: int = 1, **root: object) -> bytes:
    """A plain PDF; `root` adds entries to its catalogue."""
    written = io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        for name, value in root.items():
            made.Root[f"/{name}"] = value
        made.save(written)
    return written.getvalue()


def script() -> pikepdf.Dictionary:
    """A program inside a PDF."""
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def locked_pdf() -> bytes:
    """A PDF that wants a password."""
    written = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(written, encryption=pikepdf.Encryption(owner="a", user="b"))
    return written.getvalue()


def pdf_with_hidden_script() -> bytes:
    """A program on a button of a page, without a number of its own."""
    written = io.BytesIO()
    with pikepdf.new() as made:
        page = made.add_blank_page()
        button = pikepdf.Dictionary(Type=pikepdf.Name.Annot, A=script())
        page.Annots = pikepdf.Array([button])
        made.save(written)
    return written.getvalue()


def _packed(*, megabytes: int) -> bytes:
    """Blanks, packed to about a thousandth."""
    packer, blanks = zlib.compressobj(1), b" " * 1_000_000
    return b"".join(packer.compress(blanks) for _ in range(megabytes)) + packer.flush()


def pdf_with_page(*, megabytes: int) -> bytes:
    """A PDF whose page says nothing at great length."""
    written = io.BytesIO()
    with pikepdf.new() as made:
        page = made.add_blank_page()
        page.Contents = pikepdf.Stream(made, b"")
        page.Contents.write(_packed(megabytes=megabytes), filter=pikepdf.Name.FlateDecode)
        made.save(written)
    return written.getvalue()


def pdf_with_picture(*, width: int, height: int) -> bytes:
    """A PDF whose picture claims a size."""
    written = io.BytesIO()
    with pikepdf.new() as made:
        page = made.add_blank_page()
        shown = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=width, Height=height,
            ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
        )  # fmt: skip
        drawn = pikepdf.Stream(made, picture())
        drawn.stream_dict = shown
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=drawn))
        made.save(written)
    return written.getvalue()


def pdf_bomb() -> bytes:
    """A small PDF whose object stream unpacks to more than the inspector may use."""
    body = _packed(megabytes=1500)
    head = b"%PDF-1.5\n"
    stream = (
        b"1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length "
        + str(len(body)).encode() + b">>\nstream\n" + body + b"\nendstream\nendobj\n"
    )  # fmt: skip
    rest = b"2 0 obj\n<</Type/Catalog/Pages 3 0 R>>\nendobj\ntrailer\n<</Root 2 0 R>>\n%%EOF\n"
    return head + stream + rest


def picture_bomb() -> bytes:
    """A tiny picture that claims to be as large as a town."""
    small = picture("PNG")
    begin = small.index(b"IHDR")
    claim = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + small[begin + 12 : begin + 17]
    checked = claim + zlib.crc32(claim).to_bytes(4, "big")
    return small[:begin] + checked + small[begin + 21 :]


def zip_bomb() -> bytes:
    """An archive that unpacks to a hundred times its size."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("paper.pdf", b"0" * 5_000_000)
    return packed.getvalue()
