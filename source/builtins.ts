/**
Parts of Node.js that are expensive to load. An import statement would make all their exports at once: that of node:http loads WebSocket and
fetch with it, 40 ms and 6 MB for nothing.
*/
import type * as ChildProcess from 'node:child_process';
import type * as Crypto from 'node:crypto';
import type * as Http from 'node:http';
import type * as Https from 'node:https';
import process from 'node:process';

/**
For programs that are started seldom.
*/
export const childProcess = (): typeof ChildProcess => process.getBuiltinModule('node:child_process');

/**
For a checksum now and then.
*/
export const crypto = (): typeof Crypto => process.getBuiltinModule('node:crypto');

/**
For engines, once the first screen is there.
*/
export const http = (): typeof Http => process.getBuiltinModule('node:http');

/**
The same for engines reached through TLS.
*/
export const https = (): typeof Https => process.getBuiltinModule('node:https');
