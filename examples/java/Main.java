// A whole journey with Java 17 and nothing else: token, sign-in, report. Usage: java Main.java [tel]
// JSON is read with patterns to need no library; use yours.

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

public class Main {
    static final String URL = env("XIANGDAN_URL", "http://127.0.0.1:8080");
    static final String SANDBOX = env("SANDBOX_URL", "http://127.0.0.1:8090");
    static final HttpClient http = HttpClient.newHttpClient();

    public static void main(String[] args) throws Exception {
        String tel = args.length > 0 ? args[0] : "13001000012";
        String appid = env("APPID", ""), now = String.valueOf(System.currentTimeMillis() / 1000);
        byte[] signed = (appid + env("APPSECRET", "") + now).getBytes(StandardCharsets.UTF_8);
        String sign = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(signed));
        String token = text(expect(call("/token", Map.of("appid", appid, "time", now, "sign", sign))), "token");

        String step = expect(call("/calls/flow", Map.of("token", token, "tel", tel, "uid", "order-1")));
        String sid = text(step, "sid"), path = "/calls/login";
        while (!text(step, "action").equals("done")) {
            Map<String, String> params = answers(tel, step);
            params.putAll(Map.of("token", token, "sid", sid, "tel", tel));
            step = expect(call(path, params));
            path = "/calls/verify";
        }

        String report = call("/calls/report", Map.of("token", token, "sid", sid));
        while (text(report, "action").equals("processing")) {
            Thread.sleep(1000);
            report = call("/calls/report", Map.of("token", token, "sid", sid));
        }
        String calls = text(expect(report), "call_times_sum"), risk = text(report, "detection_result");
        System.out.println(tel + " calls " + calls + " risk " + risk);
    }

    /** What the last reply asked for. A person knows their password and reads their phone; here the sandbox tells. */
    static Map<String, String> answers(String tel, String asked) throws Exception {
        String person = send(HttpRequest.newBuilder(URI.create(SANDBOX + "/inspect/subscribers/" + tel)).build());
        Map<String, String> given = new LinkedHashMap<>();
        if (text(asked, "need_pin_pwd").equals("1")) given.put("pin_pwd", text(person, "pin"));
        if (text(asked, "need_full_name").equals("1")) given.put("full_name", text(person, "name"));
        if (text(asked, "need_id_card").equals("1")) given.put("id_card", text(person, "id_card"));
        if (!text(asked, "sms_duration").isEmpty()) given.put("sms_code", last(person, "\"code\":\"(\\w+)\""));
        if (!text(asked, "captcha_image").isEmpty()) {
            given.put("captcha_code", last(person, "\"captcha\":\\{[^}]*\"text\":\"(\\w+)\""));
        }
        return given;
    }

    static String call(String path, Map<String, String> params) throws Exception {
        String form = params.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(URL + path)).POST(HttpRequest.BodyPublishers.ofString(form)).build());
    }

    static String send(HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)).body();
    }

    static String expect(String reply) {
        if (text(reply, "status").equals("0")) return reply;
        throw new IllegalStateException(text(reply, "status") + " " + text(reply, "msg"));
    }

    /** The first value of a key, text or number; empty when it is not there. */
    static String text(String json, String key) {
        Matcher found = Pattern.compile("\"" + key + "\":\"?([^\",}]*)").matcher(json);
        return found.find() ? found.group(1) : "";
    }

    static String last(String json, String pattern) {
        return Pattern.compile(pattern).matcher(json).results().reduce((a, b) -> b).orElseThrow().group(1);
    }

    static String env(String name, String fallback) {
        return System.getenv().getOrDefault(name, fallback);
    }
}
