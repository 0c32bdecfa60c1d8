import assert from 'node:assert/strict';
import process from 'node:process';
import {test} from 'node:test';
import {levelOf} from '../../source/logs/level.ts';
import {isAtLeast, logLevels, type LogLevel} from '../../source/logs/levels.ts';

const lines: ReadonlyArray<readonly [level: LogLevel | undefined, line: string]> = [
	// Nginx, Apache, HAProxy
	['error', '2024/08/06 14:55:55 [error] 29#29: *1 open() "/usr/share/nginx/html/x" failed (2: No such file or directory)'],
	['info', '2024/08/06 14:55:55 [notice] 1#1: start worker processes'],
	['warn', '2024/08/06 14:55:55 [warn] 1#1: the "user" directive makes sense only if the master process runs with super-user privileges'],
	['fatal', '2024/08/06 14:55:55 [emerg] 1#1: host not found in upstream "api"'],
	['error', '[Tue Aug 06 14:55:55.980915 2024] [core:error] [pid 9:tid 7] (13)Permission denied: AH00035: access to / denied'],
	['info', '[Tue Aug 06 14:55:55.980915 2024] [mpm_event:notice] [pid 1:tid 1] AH00489: Apache/2.4.62 (Unix) configured'],
	['info', '[NOTICE]   (1) : New worker (8) forked'],
	['fatal', '[ALERT]    (1) : config : parsing [/etc/haproxy.cfg:3] : unknown keyword'],
	[undefined, '172.17.0.1 - - [06/Aug/2024:14:55:55 +0000] "GET /error HTTP/1.1" 500 157 "-" "curl/7.88.1" "-"'],
	[undefined, '172.17.0.1 - - [06/Aug/2024:14:55:55 +0000] "GET /info/warning: HTTP/1.1" 200 157'],
	// PostgreSQL, MySQL, MongoDB, Redis
	['info', '2024-08-06 14:55:55.980 UTC [1] LOG:  database system is ready to accept connections'],
	['error', '2024-08-06 14:55:55.980 UTC [77] ERROR:  relation "users" does not exist at character 15'],
	['fatal', '2024-08-06 14:55:55.980 UTC [78] FATAL:  password authentication failed for user "x"'],
	['warn', '2024-08-06 14:55:55.980 UTC [78] WARNING:  there is no transaction in progress'],
	['warn', '2024-08-06T14:55:55.980915Z 0 [Warning] [MY-010068] [Server] CA certificate ca.pem is self signed.'],
	['error', '2024-08-06T14:55:55.980915Z 0 [ERROR] [MY-010457] [Server] --initialize specified but the data directory has files in it.'],
	[undefined, '2024-08-06T14:55:55.980915Z 0 [System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections.'],
	['info', '{"t":{"$date":"2024-08-06T14:55:55.980+00:00"},"s":"I",  "c":"NETWORK",  "id":23015,"ctx":"listener","msg":"Listening on"}'],
	['error', '{"t":{"$date":"2024-08-06T14:55:55.980+00:00"},"s":"E",  "c":"STORAGE",  "id":20557,"ctx":"init","msg":"DBException"}'],
	['info', '1:M 06 Aug 2024 14:55:55.980 * Ready to accept connections tcp'],
	['warn', '1:M 06 Aug 2024 14:55:55.980 # WARNING Memory overcommit must be enabled!'],
	['debug', '1:M 06 Aug 2024 14:55:55.980 - Accepted 127.0.0.1:49910'],
	// Klog, zap, logrus, slog, Go
	['error', 'E0806 14:55:55.980915       1 reflector.go:138] Failed to watch *v1.Pod: unknown'],
	['info', 'I0806 14:55:55.980915       1 leaderelection.go:248] attempting to acquire leader lease; no error'],
	['warn', 'W0806 14:55:55.980915       1 warnings.go:70] v1 ComponentStatus is deprecated'],
	['fatal', 'F0806 14:55:55.980915       1 main.go:3] cannot start'],
	['info', '{"level":"info","ts":1722956155.98,"caller":"app/main.go:12","msg":"no errors found, level: error"}'],
	['fatal', '{"level":"dpanic","ts":1722956155.98,"msg":"x"}'],
	['error', String.raw`{"ts":"2024-08-06T14:55:55Z","msg":"a \"level\":\"info\" in it","level":"error"}`],
	['info', '2024-08-06T14:55:55.980Z        info    app/main.go:12  started'],
	['error', '2024-08-06T14:55:55.980Z\terror\tapp/main.go:12\tfailed'],
	['info', 'time="2024-08-06T14:55:55Z" level=info msg="starting containerd" revision=abc'],
	['warn', 'time="2024-08-06T14:55:55Z" level=warning msg="[error] of another"'],
	['error', 'ERRO[0012] cannot open file                              path=/x'],
	['warn', 'WARN[0000] deprecated'],
	['debug', 'ts=2024-08-06T14:55:55.980Z caller=main.go:1 level=debug component=tsdb msg="x"'],
	['info', '2024/08/06 14:55:55 INFO hello count=3'],
	['fatal', 'panic: runtime error: index out of range [3] with length 3'],
	[undefined, '2024/08/06 14:55:55 http: Server closed'],
	['info', '2024-08-06T14:55:55Z INF Starting server addr=:8080'],
	['error', '2024-08-06T14:55:55Z ERR cannot bind error="x"'],
	// Python
	['warn', 'WARNING:root:disk nearly full'],
	['error', 'ERROR:django.request:Internal Server Error: /'],
	['error', '2024-08-06 14:55:55,980 - app.db - ERROR - cannot connect'],
	['info', '[2024-08-06 14:55:55 +0000] [1] [INFO] Starting gunicorn 22.0.0'],
	['warn', '[2024-08-06 14:55:55,980: WARNING/MainProcess] No hostname was supplied.'],
	['info', 'INFO:     Started server process [1]'],
	['info', '2024-08-06 14:55:55.980 | INFO     | app.main:run:12 - started'],
	['info', '2024-08-06 14:55:55,980 INFO success: app entered RUNNING state'],
	// Java
	['error', '2024-08-06 14:55:55,980 ERROR [main] c.e.App - cannot start'],
	['info', '2024-08-06T14:55:55.980Z  INFO 1 --- [main] c.e.App : Started App in 2.1 seconds'],
	['warn', '2024-08-06 14:55:55.980 [main] WARN  c.e.App - slow'],
	['debug', '14:55:55.980 [main] DEBUG o.s.web.Servlet - GET "/"'],
	['info', '[2024-08-06T14:55:55,980][INFO ][o.e.n.Node               ] [es01] initialized'],
	['info', '[2024-08-06 14:55:55,980] INFO [KafkaServer id=0] started (kafka.server.KafkaServer)'],
	['error', '06-Aug-2024 14:55:55.980 SEVERE [main] org.apache.catalina.startup.HostConfig.deployWAR Error'],
	['info', 'INFO  [main] 2024-08-06 14:55:55,980 CassandraDaemon.java:633 - Startup complete'],
	['trace', '2024-08-06 14:55:55,980 TRACE [pool-1] c.e.App - enter'],
	// Bunyan, pino, winston, npm, .NET, Ruby, PHP, Rust, Erlang
	['info', '{"name":"app","hostname":"x","pid":1,"level":30,"msg":"listening","time":"2024-08-06T14:55:55.980Z","v":0}'],
	['warn', '{"level":40,"time":1722956155980,"pid":1,"hostname":"x","msg":"slow"}'],
	['error', '{"level":50,"time":1722956155980,"pid":1,"err":{"type":"Error","message":"x"},"msg":"failed"}'],
	['fatal', '{"level":60,"time":1722956155980,"msg":"gone"}'],
	['trace', '{"level":10,"time":1722956155980,"msg":"x"}'],
	['error', 'error: connection refused {"service":"api"}'],
	['error', 'npm ERR! code ELIFECYCLE'],
	['warn', 'npm WARN deprecated har-validator@5.1.5: this library is no longer supported'],
	['info', 'info: Microsoft.Hosting.Lifetime[14]'],
	['error', 'fail: Microsoft.AspNetCore.Server.Kestrel[13]'],
	['info', '[14:55:55 INF] Now listening on: http://[::]:80'],
	['error', 'E, [2024-08-06T14:55:55.980915 #1] ERROR -- : boom'],
	['error', '[2024-08-06 14:55:55] production.ERROR: SQLSTATE[HY000] [2002] Connection refused'],
	['info', '[2024-08-06T14:55:55Z INFO  app::server] listening on 0.0.0.0:80'],
	['info', '2024-08-06 14:55:55.980915+00:00 [info] <0.9.0> Server startup complete; 0 plugins started.'],
	['fatal', 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'],
	// A record after something else
	['info', 'web-1  | {"level":"info","msg":"[error] of another"}'],
	['warn', 'web-1  | WARN slow {"ms":12,"msg":"ERROR: x"}'],
	[undefined, 'web-1  | {"msg":"ERROR: x"}'],
	// Syslog and systemd
	['error', '<11>Aug  6 14:55:55 host app[12]: failed'],
	['info', '<34>1 2003-10-11T22:14:15.003Z host su - ID47 - x'.replace('<34>', '<38>')],
	['fatal', '<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - \'su root\' failed'],
	['error', '<3>cannot open socket'],
	['debug', '<7>polling'],
	['error', 'Aug  6 14:55:55 host app[12]: error: cannot open'],
	[undefined, 'Aug  6 14:55:55 host systemd[1]: Started app.service - An app that logs errors.'],
	['error', '/src/main.c:3:5: error: expected expression before \'}\' token'],
	['fatal', 'fatal: not a git repository (or any of the parent directories): .git'],
	// CoreDNS, Vault, ZooKeeper, gin
	['error', '[ERROR] plugin/errors: 2 example.com. A: read udp: i/o timeout'],
	['info', '2024-08-06T14:55:55.980Z [INFO]  agent: started state syncer'],
	['info', '2024-08-06 14:55:55,980 [myid:1] - INFO  [main:QuorumPeerMain@12] - Starting'],
	['warn', '[GIN-debug] [WARNING] Running in "debug" mode. Switch to "release" mode in production.'],
	// Levels only mentioned, or two of them
	...[
		'',
		'no errors found',
		'error_count=0',
		'0 failed',
		'info@example.com',
		'mail from info@example.com: delivered',
		'Error handling was improved',
		'errors: 0',
		'ERROR: 0 WARNING: 0 OK: 12',
		'last error: none',
		'the debugger listens on port 5858',
		'ERROR_CODE=5 was set',
		'debug=true',
		'--log-level=error',
		'Information about the warranty',
		'GET /api/errors 200',
		'https://example.com/error: see there',
		'retry [error] or [warn]?',
		'2024/08/06 14:55:55 app [info] then [error]',
		'level=3 reached',
		'{"msg":"ERROR: x"}',
		'{"battery":{"level":"warn"},"level":"info"}',
		'{"level":7}',
		'<999>text',
		'Fine: 3 EUR',
		'errorless',
	].map(line => [undefined, line] as const),
];

test('the level of a line is shown by the shape in which it stands, and never guessed', () => {
	assert.ok(lines.length > 100);
	assert.deepEqual(lines.map(([, line]) => [levelOf(line), line]), lines.map(pair => [...pair]));
});

test('levels are in order', () => {
	assert.deepEqual(logLevels.filter(level => isAtLeast(level, 'warn')), ['warn', 'error', 'fatal']);
});

test('no line is too long or too strange to be looked at', () => {
	const before = process.cpuUsage();
	for (const line of [' ', '[', '[a:', '] ', '2024-', 'INFO', 'level=', '"level":', '- - ', 'A, [', '1:M '].map(part => part.repeat(100_000))) {
		levelOf(line);
	}

	assert.ok(process.cpuUsage(before).user < 2_000_000);
});
