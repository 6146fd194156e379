"""A whole journey with Python's standard library: token, sign-in, report. Usage: python3 journey.py [tel]"""

import hashlib
import json
import os
import sys
import time
import urllib.parse
import urllib.request

URL = os.environ.get("XIANGDAN_URL", "http://127.0.0.1:8080")
SANDBOX = os.environ.get("SANDBOX_URL", "http://127.0.0.1:8090")
APPID, SECRET = os.environ["APPID"], os.environ["APPSECRET"]


def call(path, **params):
    """POSTs a form; returns the whole envelope."""
    body = urllib.parse.urlencode(params).encode()
    with urllib.request.urlopen(URL + path, body, timeout=60) as reply:
        return json.load(reply)


def expect(reply):
    """Ends with the words of the service when it refuses."""
    if reply["status"] != 0:
        sys.exit(f"{reply['status']} {reply['msg']}")
    return reply


def subscriber(tel):
    """A person knows their password and reads their phone; here the sandbox tells."""
    with urllib.request.urlopen(f"{SANDBOX}/inspect/subscribers/{tel}") as reply:
        return json.load(reply)


def answers(tel, asked):
    """What the last reply asked for."""
    person = subscriber(tel)
    given = {}
    if asked.get("need_pin_pwd"):
        given["pin_pwd"] = person["pin"]
    if asked.get("need_full_name"):
        given["full_name"] = person["name"]
    if asked.get("need_id_card"):
        given["id_card"] = person["id_card"]
    if asked["sms_duration"] != "":
        given["sms_code"] = person["sms"][-1]["code"]
    if asked["captcha_image"] != "":
        given["captcha_code"] = person["captcha"]["text"]
    return given


def main(tel):
    now = str(int(time.time()))
    sign = hashlib.md5((APPID + SECRET + now).encode()).hexdigest()
    token = expect(call("/token", appid=APPID, time=now, sign=sign))["data"]["token"]

    flow = expect(call("/calls/flow", token=token, tel=tel, uid="order-1"))
    sid = flow["data"]["sid"]
    step = expect(call("/calls/login", token=token, sid=sid, tel=tel, **answers(tel, flow["data"])))
    while step["action"] == "processing":
        step = expect(call("/calls/verify", token=token, sid=sid, **answers(tel, step["data"])))

    report = call("/calls/report", token=token, sid=sid)
    while report["action"] == "processing":
        time.sleep(1)
        report = call("/calls/report", token=token, sid=sid)
    data = expect(report)["data"]
    print(f"{tel} calls {data['calls_overview']['call_times_sum']} risk {data['cuishou_risk_detection']['detection_result']}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "13001000012")
