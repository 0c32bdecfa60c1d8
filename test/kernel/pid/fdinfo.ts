import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {parseFdinfo} from '../../../source/kernel/pid/fdinfo.ts';
import {unsupported} from '../../../source/known.ts';

const parse = (flags: string) => parseFdinfo(Buffer.from(`pos:\t120\nflags:\t${flags}\nmnt_id:\t112\nino:\t5\n`));

test('the last digit of the flags is the mode, and others say that it appends or only stands for the file', () => {
	const rest = {isAppending: false, positionBytes: 120, mountId: 112};
	assert.deepEqual(parse('0100000'), {...rest, mode: 'read'});
	assert.deepEqual(parse('01'), {...rest, mode: 'write'});
	assert.deepEqual(parse('0100002'), {...rest, mode: 'read-write'});
	assert.deepEqual(parse('0102001'), {...rest, mode: 'write', isAppending: true});
	assert.deepEqual(parse('012000000'), {...rest, mode: 'path'});
	assert.deepEqual([parseFdinfo(Buffer.from('')), parseFdinfo(Buffer.from('pos:\t0\n'))], [unsupported, unsupported]);
	assert.deepEqual(parseFdinfo(Buffer.from('pos:\t0\nflags:\t02\n')), {
		mode: 'read-write', isAppending: false, positionBytes: 0, mountId: unsupported,
	});
});
