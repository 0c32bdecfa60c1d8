#!/usr/bin/env node
/**
The entry: refuses a Node.js that is too old, sets the runtime up, and only then loads the program. Nothing here, and nothing that is
imported here, may need a newer Node.js than the one it refuses.
*/
import {isNewEnough, oldestNode, tuneRuntime} from './runtime.ts';

/* eslint-disable n/prefer-global/process -- the bundle turns an import into a call that an old Node.js does not know */
if (isNewEnough(process.versions.node)) {
	tuneRuntime();

	void import('./main.ts').then(async ({main}) => main(process.argv.slice(2))).then(code => {
		process.exitCode = code;
		// Connections that hang, such as to a stopped engine, must not keep a finished program alive.
		process.exit();
	});
} else {
	process.stderr.write(`nstop: Node.js ${oldestNode} or later is needed, and this is ${process.versions.node}.\n`);
	process.exitCode = 1;
}
/* eslint-enable n/prefer-global/process */
