"""Requests that no browser sends: broken, oversized, contradictory, down to the single byte."""

from collections.abc import Mapping

HOST = b"Host: localhost\r\n"
# As long as a real one: without it nobody reads the form at all.
COOKIE = b"Cookie: csrf=" + b"a" * 32


def get(path: bytes = b"/de/", *headers: bytes, host: bytes = HOST) -> bytes:
    """A request for a page."""
    return _request(b"GET " + path + b" HTTP/1.1", host, *headers)


def post(body: bytes, *headers: bytes, path: bytes = b"/de/accessibility/report/") -> bytes:
    """A form that is sent, with the right length unless the headers name another."""
    if not any(each.lower().startswith((b"content-length", b"transfer")) for each in headers):
        headers = (*headers, b"Content-Length: %d" % len(body))
    return _request(b"POST " + path + b" HTTP/1.1", HOST, COOKIE, *headers) + body


def _request(line: bytes, host: bytes, *headers: bytes) -> bytes:
    lines = b"".join(each + b"\r\n" for each in headers)
    return line + b"\r\n" + host + b"Connection: close\r\n" + lines + b"\r\n"


MULTIPART = b"Content-Type: multipart/form-data; boundary=x"
PLAIN = b"Content-Type: application/x-www-form-urlencoded"
REQUESTS: Mapping[str, bytes] = {
    # -- the first line
    "nothing": b"\r\n\r\n",
    "zero bytes": b"\x00\xff\x00\r\n\r\n",
    "no path": b"GET\r\n\r\n",
    "a space in the path": get(b"/de /x"),
    "raw bytes in the path": get(b"/de/\xff\xfe\x00/"),
    "a long path": get(b"/de/" + b"a" * 100_000),
    "a long query": get(b"/de/recognition/?name=" + b"%41" * 30_000),
    "no such version": b"GET / HTTP/9.9\r\n" + HOST + b"\r\n",
    "the oldest version": b"GET /\r\n\r\n",
    "another protocol": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "encryption": bytes.fromhex("1603010200010001fc0303") + b"\x00" * 64,
    "an unknown method": b"BREW /de/ HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n",
    "a broken method": b"G\x00T /de/ HTTP/1.1\r\n" + HOST + b"\r\n",
    "a tunnel": b"CONNECT localhost:443 HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n",
    "a star": b"OPTIONS * HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n",
    "trace": b"TRACE /de/ HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n",
    "a proxy's request": get(b"http://evil.example/de/"),
    # -- the path
    "half an escape": get(b"/de/%"),
    "no escape": get(b"/de/%zz/"),
    "no letter": get(b"/de/%ff%fe/"),
    "an escaped zero": get(b"/de/%00/"),
    "a folder above": get(b"/static/../../../../etc/passwd"),
    "an escaped folder above": get(b"/static/%2e%2e/%2e%2e/etc/passwd"),
    "a surrogate": get(b"/de/recognition/?name=%ed%a0%80"),
    # -- headers
    "a header too large": get(b"/de/", b"X-Much: " + b"a" * 900_000),
    "too many headers": get(b"/de/", *(b"X-%d: 1" % number for number in range(5_000))),
    "a header without a name": get(b"/de/", b": nothing"),
    "a folded header": get(b"/de/", b"X-Folded: a\r\n b"),
    "a zero in a header": get(b"/de/", b"X-Zero: a\x00b"),
    "raw bytes in a header": get(b"/de/", b"User-Agent: \xff\xfe"),
    "no host": get(host=b""),
    "two hosts": get(host=HOST + b"Host: evil.example\r\n"),
    "a foreign host": get(host=b"Host: evil.example\r\n"),
    "a broken host": get(host=b"Host: [::1\r\n"),
    "a host with a path": get(host=b"Host: localhost/evil\r\n"),
    "a host in other letters": get(host="Host: ü.example\r\n".encode()),
    "a forwarded host": get(b"/de/", b"X-Forwarded-Host: evil.example"),
    "forwarded rubbish": get(b"/de/", b"X-Forwarded-For: \xff, ::::, 1.2.3"),
    "an unknown language": get(b"/", b"Accept-Language: xx-YY;q=abc,*;q=9,../../etc"),
    "many languages": get(b"/", b"Accept-Language: " + b"a-b;q=0.1," * 2_000),
    "a broken cookie": get(b"/de/", b"Cookie: session=\xff\x00; csrf=;;;=; language=../.."),
    "many cookies": get(b"/de/", b"Cookie: " + b"a=b; " * 3_000),
    "a foreign session": get(b"/de/visit/errands/", b"Cookie: session=" + b"z" * 3_000),
    "an impossible date": get(b"/static/x.css", b"If-Modified-Since: Sun, 99 Nov 9999 99:99:99"),
    "an impossible range": get(b"/robots.txt", b"Range: bytes=9-1,-,a-b"),
    "an unknown encoding": get(b"/de/", b"Accept-Encoding: \xff, br;q=x"),
    "an upgrade": get(b"/de/", b"Upgrade: websocket", b"Sec-WebSocket-Key: x"),
    "something expected": get(b"/de/", b"Expect: the unexpected"),
    # -- bodies
    "no token": post(b"what=x", PLAIN),
    "a broken token": post(b"what=x&csrfmiddlewaretoken=%ff", PLAIN),
    "no length": post(b"what=x", PLAIN, b"Content-Length:"),
    "a negative length": post(b"what=x", PLAIN, b"Content-Length: -1"),
    "a length in words": post(b"what=x", PLAIN, b"Content-Length: six"),
    "a length without end": post(b"what=x", PLAIN, b"Content-Length: " + b"9" * 40),
    "too short a length": post(b"what=x&place=y", PLAIN, b"Content-Length: 3"),
    "two lengths": post(b"what=x", PLAIN, b"Content-Length: 6", b"Content-Length: 60"),
    "length and chunks": post(
        b"0\r\n\r\n", PLAIN, b"Content-Length: 5", b"Transfer-Encoding: chunked"
    ),
    "a broken chunk": post(b"zz\r\nwhat=x\r\n0\r\n\r\n", PLAIN, b"Transfer-Encoding: chunked"),
    "a chunk too large": post(b"f" * 20 + b"\r\nx", PLAIN, b"Transfer-Encoding: chunked"),
    "an unknown transfer": post(b"what=x", PLAIN, b"Transfer-Encoding: gzip, nothing"),
    "zeros in a field": post(b"what=a%00b&email=%00", PLAIN),
    "no letters in a field": post(b"what=%ff%fe&%ff=%C0%AF", PLAIN),
    "an unknown charset": post(b"what=x", PLAIN + b"; charset=no-such"),
    "many fields": post(b"&".join(b"a%d=1" % number for number in range(20_000)), PLAIN),
    "a body too large": post(b"what=" + b"x" * 3_000_000, PLAIN),
    "an unknown kind": post(b"x" * 1000, b"Content-Type: \xff/\x00"),
    "parts without an edge": post(b"x", b"Content-Type: multipart/form-data"),
    "parts that never end": post(b'--x\r\nContent-Disposition: form-data; name="a"', MULTIPART),
    "rubbish for parts": post(bytes(range(256)) * 20, MULTIPART),
    "many parts": post(
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' * 3_000 + b"--x--",
        MULTIPART,
    ),
    "a file nobody asked for": post(
        b'--x\r\nContent-Disposition: form-data; name="f"; filename="../../x"\r\n\r\n1\r\n--x--',
        MULTIPART,
    ),
    "an edge with zeros": post(b"--\x00", b"Content-Type: multipart/form-data; boundary=\x00"),
    "base64 that is none": post(
        b'--x\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n%%%\r\n--x--",
        MULTIPART,
    ),
    "json": post(b'{"what": [[[[', b"Content-Type: application/json"),
    "packed": post(b"\x1f\x8b\x00", PLAIN, b"Content-Encoding: gzip"),
}
