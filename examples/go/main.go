// A whole journey with Go's standard library: token, sign-in, report. Usage: go run main.go TEL
package main

import (
	"crypto/md5"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"time"
)

type envelope struct {
	Status int
	Action string
	Msg    string
	Data   map[string]any
}

type person struct {
	Pin     string
	Name    string
	IDCard  string `json:"id_card"`
	SMS     []struct{ Code string }
	Captcha struct{ Text string }
}

func call(path string, params map[string]string) envelope {
	form := url.Values{}
	for name, value := range params {
		form.Set(name, value)
	}
	reply, err := http.PostForm(os.Getenv("XIANGDAN_URL")+path, form)
	var read envelope
	decode(reply, err, &read)
	return read
}

func expect(reply envelope) envelope {
	if reply.Status != 0 {
		log.Fatalf("%d %s", reply.Status, reply.Msg)
	}
	return reply
}

// What the last reply asked for. A person knows their password and reads their phone; here the sandbox tells.
func answers(tel string, asked map[string]any) map[string]string {
	reply, err := http.Get(os.Getenv("SANDBOX_URL") + "/inspect/subscribers/" + tel)
	var who person
	decode(reply, err, &who)
	given := map[string]string{}
	for name, value := range map[string]string{"pin_pwd": who.Pin, "full_name": who.Name, "id_card": who.IDCard} {
		if asked["need_"+name] == float64(1) {
			given[name] = value
		}
	}
	if asked["sms_duration"] != "" {
		given["sms_code"] = who.SMS[len(who.SMS)-1].Code
	}
	if asked["captcha_image"] != "" {
		given["captcha_code"] = who.Captcha.Text
	}
	return given
}

func main() {
	tel, appid := os.Args[1], os.Getenv("APPID")
	now := strconv.FormatInt(time.Now().Unix(), 10)
	sign := fmt.Sprintf("%x", md5.Sum([]byte(appid+os.Getenv("APPSECRET")+now)))
	token := expect(call("/token", map[string]string{"appid": appid, "time": now, "sign": sign})).Data["token"].(string)

	step := expect(call("/calls/flow", map[string]string{"token": token, "tel": tel, "uid": "order-1"}))
	sid := step.Data["sid"].(string)
	for path := "/calls/login"; step.Action == "processing"; path = "/calls/verify" {
		params := answers(tel, step.Data)
		params["token"], params["sid"], params["tel"] = token, sid, tel
		step = expect(call(path, params))
	}

	report := call("/calls/report", map[string]string{"token": token, "sid": sid})
	for ; report.Action == "processing"; report = call("/calls/report", map[string]string{"token": token, "sid": sid}) {
		time.Sleep(time.Second)
	}
	data := expect(report).Data
	calls := data["calls_overview"].(map[string]any)["call_times_sum"]
	fmt.Println(tel, "calls", calls, "risk", data["cuishou_risk_detection"].(map[string]any)["detection_result"])
}

func decode(reply *http.Response, err error, into any) {
	if err == nil {
		defer reply.Body.Close()
		err = json.NewDecoder(reply.Body).Decode(into)
	}
	if err != nil {
		log.Fatal(err)
	}
}
