/**
Makes dist/: one production bundle in few files, split so that the first screen loads neither Ink nor the engine's client.
*/
import {chmod, rm} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {build, type Plugin} from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
Ink's devtools are loaded in development alone. The engine's client brings a way to send requests, an ssh library and gRPC for what
nstop does otherwise or not at all; they would double what has to be loaded.
*/
const leaveOut: Plugin = {
	name: 'leave-out',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^react-devtools-core$|^ssh2$|^docker-modem$|^@grpc\/|^protobufjs/}, ({path}) => ({path, namespace: 'left-out'}));
		onLoad({filter: /.*/, namespace: 'left-out'}, () => ({contents: 'export default undefined', loader: 'js'}));
	},
};

await rm(`${root}/dist`, {recursive: true, force: true});
await build({
	absWorkingDir: root,
	entryPoints: {cli: 'source/cli.ts'},
	outdir: 'dist',
	bundle: true,
	splitting: true,
	minify: true,
	keepNames: false,
	format: 'esm',
	platform: 'node',
	target: 'node22',
	// Node.js knows these patterns since version 20; written as a call instead, one of a library would be compiled at each start.
	supported: {'regexp-set-notation': true},
	legalComments: 'none',
	define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
	banner: {
		js: 'import {createRequire as __createRequire} from "node:module";const require=__createRequire(import.meta.url);const __dirname=import.meta.dirname;const __filename=import.meta.filename;',
	},
	plugins: [leaveOut],
	logLevel: 'warning',
});
await chmod(`${root}/dist/cli.js`, 0o755);
