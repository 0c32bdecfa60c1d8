/**
Makes dist/: one production bundle in few files, split so that the first screen loads neither Ink nor the engine's client.
*/
import {chmod, rm} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {build, type Plugin} from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
Ink's devtools are loaded in development alone. The engine's client brings a way to send requests, an ssh library and gRPC for what
nstop does otherwise or not at all, and packs the folders that images are built from; all that would double what has to be loaded.
*/
const leaveOut: Plugin = {
	name: 'leave-out',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^react-devtools-core$|^ssh2$|^docker-modem$|^@grpc\/|^protobufjs/}, ({path}) => ({path, namespace: 'left-out'}));
		onResolve(
			{filter: /^tar-fs$|^@balena\/dockerignore$|^zlib$|^crypto$/},
			({path, importer}) => importer.includes('/dockerode/') ? {path, namespace: 'left-out'} : undefined,
		);
		onLoad({filter: /.*/, namespace: 'left-out'}, () => ({contents: 'export default undefined', loader: 'js'}));
	},
};

/**
An import statement of a built-in module makes Node.js read every export of it at once: of node:process the three standard streams, of
node:fs and node:util what they would load later. Asked for as a module object instead, each export is made when it is used. The bundler's
own code looks at every export that an object itself has, and so makes it: those with costly ones are given as an object that only inherits
them. What is seldom used is loaded with its first use.
*/
const inherited = new Set(['node:fs', 'node:util']);
const seldom = new Set(['node:child_process']);

function exportsOf(path: string): string {
	const builtin = `process.getBuiltinModule('${path}')`;
	if (seldom.has(path)) {
		return `Object.create(new Proxy({}, {get: (_, name) => ${builtin}[name]}))`;
	}

	return inherited.has(path) ? `Object.create(${builtin})` : builtin;
}

const builtinsOnDemand: Plugin = {
	name: 'builtins-on-demand',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^node:/}, ({path, kind}) => kind === 'import-statement' ? {path, namespace: 'builtin'} : undefined);
		onLoad({filter: /.*/, namespace: 'builtin'}, ({path}) => ({contents: `module.exports = ${exportsOf(path)}`, loader: 'js'}));
	},
};

/**
One pattern of string-width, of all emoji sequences, takes V8 as long to read as the rest of the first screen. It is loaded with the first
character that is not simple, and its patterns are written as calls, which are not read before they run.
*/
const measureOnDemand: Plugin = {
	name: 'measure-on-demand',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^string-width$/}, ({path, namespace}) => (namespace === 'on-demand' ? undefined : {path, namespace: 'on-demand'}));
		onLoad({filter: /.*/, namespace: 'on-demand'}, ({path}) => ({
			contents: `let load; export default (...text) => (load ??= require('${path}').default)(...text)`,
			loader: 'js',
			resolveDir: root,
		}));
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
	supported: {'regexp-set-notation': false},
	legalComments: 'none',
	define: {
		'process.env.NODE_ENV': '"production"',
		'process.env.DEV': '"false"',
		// The layout engine would read the WebAssembly that it carries by fetch, for which Node.js loads an HTTP client of a megabyte.
		fetch: 'undefined',
		// There is one in Node.js too, which is made when it is looked at; nobody wants to know it.
		'globalThis.navigator': 'undefined',
	},
	banner: {
		js: 'import {createRequire as __createRequire} from "module";const require=__createRequire(import.meta.url);const '
			+ '__dirname=import.meta.dirname;const __filename=import.meta.filename;',
	},
	plugins: [leaveOut, builtinsOnDemand, measureOnDemand],
	logLevel: 'warning',
});
await chmod(`${root}/dist/cli.js`, 0o755);
