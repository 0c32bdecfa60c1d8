import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseJournalLine} from '../../source/systemd/journal-line.ts';

function read(entry: unknown) {
	const line = parseJournalLine(JSON.stringify(entry));
	return line && [new TextDecoder().decode(line.bytes), line.time, line.stream];
}

test('an entry becomes a line with who wrote it, when and how bad it is', () => {
	const entry = {
		MESSAGE: 'started', PRIORITY: '6', SYSLOG_IDENTIFIER: 'nginx', _PID: '42', __REALTIME_TIMESTAMP: '1795769825123456',
	};
	assert.deepEqual(read(entry), ['nginx[42]: started', 1_795_769_825_123.456, 'stdout']);
	assert.equal(read({...entry, PRIORITY: '3'})?.[2], 'stderr');
	assert.equal(read({...entry, PRIORITY: '4'})?.[2], 'stdout');
	assert.equal(read({...entry, PRIORITY: undefined})?.[2], 'stdout');
});

test('a message may be bytes, nothing or several, and other fields may be absent', () => {
	assert.deepEqual([...parseJournalLine('{"MESSAGE":[255,0,65]}')!.bytes], [255, 0, 65]);
	assert.deepEqual(read({MESSAGE: null, SYSLOG_IDENTIFIER: 'a'}), ['a: ', undefined, 'stdout']);
	assert.deepEqual(read({MESSAGE: ['first', 'second'], _PID: '1'}), ['[1]: first', undefined, 'stdout']);
	assert.deepEqual(read({}), ['', undefined, 'stdout']);
});

test('what is no entry is none', () => {
	for (const text of ['', 'x', '[]', 'null', '{']) {
		assert.equal(parseJournalLine(text), undefined);
	}
});
