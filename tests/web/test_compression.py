"""Pages go packed to whoever can unpack them."""

import gzip

PACKED = {"Accept-Encoding": "br, gzip"}


def test_a_page_is_packed_and_says_so(client, make):
    client.sign_in(make.person(hr=True))
    plain = client.get("/requisitions")
    packed = client.get("/requisitions", headers=PACKED)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 2
    assert b"<h1" in gzip.decompress(packed.data)


def test_whoever_refuses_gzip_gets_it_plain(client, make):
    client.sign_in(make.person(hr=True))
    refusing = client.get("/requisitions", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refusing.headers


def test_files_and_pages_of_a_secret_address_go_as_they_are(client, make):
    requisition = make.requisition()
    client.sign_in(make.member(requisition, "recruiter"))
    for path in (f"/requisitions/{requisition.id}/exports/candidates.csv", "/o/no-such-token"):
        assert "Content-Encoding" not in client.get(path, headers=PACKED).headers
