"""Registers a device the way the original system's tool did in 2016.

The resource is signed as the plain address host:port/devices/id and percent-encoded only
afterwards, for the token. Standard library only.

usage: register_device.py HOST:PORT POLICY KEY DEVICE CA_FILE
prints the HTTP status on one line and the answer's body on the next
"""

import base64
import hashlib
import hmac
import http.client
import ssl
import sys
import time
from urllib.parse import quote, quote_plus, urlencode

VALID_SECONDS = 60


def token(resource, policy, key):
    expiry = str(int(time.time()) + VALID_SECONDS)
    signed = (resource + "\n" + expiry).encode("utf-8")
    digest = hmac.new(base64.b64decode(key), signed, hashlib.sha256).digest()
    fields = {
        "sr": resource,
        "sig": base64.b64encode(digest).decode("ascii"),
        "se": expiry,
        "skn": policy,
    }
    return "SharedAccessSignature " + urlencode(fields, quote_via=quote_plus)


def main(address, policy, key, device, ca_file):
    resource = address + "/devices/" + device
    connection = http.client.HTTPSConnection(
        address, timeout=20, context=ssl.create_default_context(cafile=ca_file)
    )
    connection.request(
        "PUT",
        "/devices/" + quote(device, safe="") + "?api-version=2016-02-03",
        body='{deviceId: "%s"}' % device,
        headers={
            "Content-Type": "application/json",
            "Authorization": token(resource, policy, key),
        },
    )
    answer = connection.getresponse()
    print(answer.status)
    print(answer.read().decode("utf-8"))


if __name__ == "__main__":
    main(*sys.argv[1:])
