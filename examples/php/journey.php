<?php
// A whole journey with PHP 8 and no extension: token, sign-in, report. Usage: php journey.php [tel]

$url = getenv('XIANGDAN_URL') ?: 'http://127.0.0.1:8080';
$sandbox = getenv('SANDBOX_URL') ?: 'http://127.0.0.1:8090';
$tel = $argv[1] ?? '13001000012';

/** POSTs a form; returns the whole envelope. */
function call(string $path, array $params): array
{
    global $url;
    $options = ['method' => 'POST', 'timeout' => 60, 'content' => http_build_query($params),
        'header' => 'Content-Type: application/x-www-form-urlencoded'];
    $reply = file_get_contents($url . $path, false, stream_context_create(['http' => $options]));
    return json_decode($reply, true, 512, JSON_THROW_ON_ERROR);
}

/** Ends with the words of the service when it refuses. */
function expect(array $reply): array
{
    if ($reply['status'] !== 0) {
        fwrite(STDERR, "{$reply['status']} {$reply['msg']}\n");
        exit(1);
    }
    return $reply;
}

/** What the last reply asked for. A person knows their password and reads their phone; here the sandbox tells. */
function answers(string $tel, array $asked): array
{
    global $sandbox;
    $person = json_decode(file_get_contents("$sandbox/inspect/subscribers/$tel"), true);
    $given = [];
    if (($asked['need_pin_pwd'] ?? 0) === 1) {
        $given['pin_pwd'] = $person['pin'];
    }
    if (($asked['need_full_name'] ?? 0) === 1) {
        $given['full_name'] = $person['name'];
    }
    if (($asked['need_id_card'] ?? 0) === 1) {
        $given['id_card'] = $person['id_card'];
    }
    if ($asked['sms_duration'] !== '') {
        $given['sms_code'] = end($person['sms'])['code'];
    }
    if ($asked['captcha_image'] !== '') {
        $given['captcha_code'] = $person['captcha']['text'];
    }
    return $given;
}

$appid = getenv('APPID');
$time = (string) time();
$sign = md5($appid . getenv('APPSECRET') . $time);
$token = expect(call('/token', compact('appid', 'time', 'sign')))['data']['token'];

$step = expect(call('/calls/flow', ['token' => $token, 'tel' => $tel, 'uid' => 'order-1']));
$sid = $step['data']['sid'];
$path = '/calls/login';
while ($step['action'] === 'processing') {
    $step = expect(call($path, compact('token', 'sid', 'tel') + answers($tel, $step['data'])));
    $path = '/calls/verify';
}

$report = call('/calls/report', compact('token', 'sid'));
while ($report['action'] === 'processing') {
    sleep(1);
    $report = call('/calls/report', compact('token', 'sid'));
}
$data = expect($report)['data'];
echo "$tel calls {$data['calls_overview']['call_times_sum']} risk {$data['cuishou_risk_detection']['detection_result']}\n";
