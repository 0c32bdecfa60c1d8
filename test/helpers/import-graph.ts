/**
Who imports what in source/, according to TypeScript's own parser.
*/
import {globSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import ts from 'typescript';

/**
- `type`: gone when the program runs.
- `static`: loaded before the importing file runs.
- `dynamic`: loaded when it is called for.
*/
type ImportKind = 'type' | 'static' | 'dynamic';

/**
One import. `to` is a path below source/ for a file of ours (`kernel/files.ts`), else the name of the package or of Node's module
(`ink`, `node:fs`), without a path inside it.
*/
export type Import = {readonly to: string; readonly isOurs: boolean; readonly kind: ImportKind};

/**
The imports of each file, by its path below source/.
*/
export type ImportGraph = ReadonlyMap<string, readonly Import[]>;

const sourceFolder = fileURLToPath(new URL('../../source', import.meta.url));

/**
The graph of all of source/ as it is on disk.
*/
export function readImportGraph(): ImportGraph {
	const files = globSync('**/*.{ts,tsx}', {cwd: sourceFolder}).toSorted();
	return new Map(files.map(file => [file, importsOf(file, readFileSync(path.join(sourceFolder, file), 'utf8'))]));
}

/**
The imports in the text of a file that stands at this path below source/.
*/
export function importsOf(file: string, text: string): readonly Import[] {
	const imports: Import[] = [];
	const visit = (node: ts.Node): void => {
		const found = importAt(node);
		if (found) {
			imports.push({...resolve(file, found.name), kind: found.kind});
		}

		ts.forEachChild(node, visit);
	};

	visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS));
	return imports;
}

/**
The files of ours and the packages that running this file loads before its own first line, itself included.
*/
export function loadedBy(
	graph: ImportGraph,
	start: string,
): {readonly files: ReadonlySet<string>; readonly packages: ReadonlySet<string>} {
	const files = new Set<string>();
	const packages = new Set<string>();
	const waiting = [start];
	for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
		if (files.has(file)) {
			continue;
		}

		files.add(file);
		for (const {to, isOurs, kind} of graph.get(file) ?? []) {
			if (kind === 'static' && isOurs) {
				waiting.push(to);
			} else if (kind === 'static') {
				packages.add(to);
			}
		}
	}

	return {files, packages};
}

function importAt(node: ts.Node): {readonly name: string; readonly kind: ImportKind} | undefined {
	if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
		// `import {type A}` stays an import when the types are taken away; only `import type` goes whole.
		return {name: node.moduleSpecifier.text, kind: node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? 'type' : 'static'};
	}

	if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
		return {name: node.moduleSpecifier.text, kind: node.isTypeOnly ? 'type' : 'static'};
	}

	if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
		return {name: node.argument.literal.text, kind: 'type'};
	}

	if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
		const [name] = node.arguments;
		return {name: name && ts.isStringLiteralLike(name) ? name.text : 'a name made at run time', kind: 'dynamic'};
	}

	return undefined;
}

function resolve(file: string, name: string): {readonly to: string; readonly isOurs: boolean} {
	if (name.startsWith('.')) {
		return {to: path.posix.join(path.posix.dirname(file), name), isOurs: true};
	}

	const [first = '', second = ''] = name.split('/', 2);
	return {to: first.startsWith('@') ? `${first}/${second}` : first, isOurs: false};
}
