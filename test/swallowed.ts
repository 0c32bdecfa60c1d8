import assert from 'node:assert/strict';
import {globSync, readFileSync} from 'node:fs';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
The lines of a file where an error is dropped and no comment says why nothing is lost: a `catch` without the error, and a rejected
promise that gives undefined. A comment counts in the block, or before the statement.
*/
function silentlyDropped(file: string, text: string): readonly string[] {
	const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
	const dropped: string[] = [];
	const visit = (node: ts.Node): void => {
		const isSilent = ts.isCatchClause(node)
			? !node.variableDeclaration && !/\/[*/]/.test(node.getText())
			: isIgnored(node) && !hasCommentBefore(node, text);
		if (isSilent) {
			dropped.push(`${file}:${tree.getLineAndCharacterOfPosition(node.getEnd()).line + 1}`);
		}

		ts.forEachChild(node, visit);
	};

	visit(tree);
	return dropped;
}

/**
Whether this is `.catch(() => undefined)` or `.catch(() => {})`.
*/
function isIgnored(node: ts.Node): boolean {
	return ts.isCallExpression(node)
		&& ts.isPropertyAccessExpression(node.expression)
		&& node.expression.name.text === 'catch'
		&& node.arguments.some(argument => /^\(\) => (?:undefined|\{\s*\})$/.test(argument.getText()));
}

/**
A comment stands for the statements that follow it without a blank line between.
*/
function hasCommentBefore(node: ts.Node, text: string): boolean {
	const before = text.slice(0, node.getEnd());
	const paragraph = before.slice(before.lastIndexOf('\n\n') + 1);
	return paragraph.split('\n').some(line => /^\s*\/\/ (?!eslint)/.test(line));
}

test('no error is dropped without a comment that says why nothing is lost', () => {
	const files = globSync('source/**/*.{ts,tsx}', {cwd: root}).filter(file => !file.startsWith('source/tools/'));
	assert.ok(files.length > 300, 'the files were not found, so this test proves nothing');
	assert.deepEqual(files.flatMap(file => silentlyDropped(file, readFileSync(`${root}/${file}`, 'utf8'))), []);
});

test('a dropped error is found however it is written', () => {
	assert.deepEqual(silentlyDropped('a.ts', 'try {\n\ta();\n} catch {\n\treturn undefined;\n}\n'), ['a.ts:5']);
	assert.deepEqual(silentlyDropped('a.ts', 'try {\n\ta();\n} catch {\n\t// It has ended.\n}\n'), []);
	assert.deepEqual(silentlyDropped('a.ts', '// Why.\nb();\n\nvoid a().catch(() => undefined);\n'), ['a.ts:4']);
	assert.deepEqual(silentlyDropped('a.ts', '// Why.\nvoid a().catch(() => {});\n'), []);
});
