import {globSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
An exported name: the file that exports it, from the top of the checkout, and the files that import it.
*/
type ExportedName = {
	readonly file: string;
	readonly name: string;
	readonly importedBy: readonly string[];
};

/**
All exported names of `source/` and `test/helpers/`, types too, each with the files of `source/` and `test/` that import it.
A file that imports a whole module (`import * as`, `await import()`) imports all of its names.
*/
export function readExportedNames(): readonly ExportedName[] {
	const files = globSync('{source,test}/**/*.{ts,tsx}', {cwd: root});
	const parsed = files.map(file => parse(file));
	const importers = new Map<string, Set<string>>();
	for (const {file, imports} of parsed) {
		for (const {from, name} of imports) {
			const key = `${from} ${name}`;
			importers.set(key, (importers.get(key) ?? new Set()).add(file));
		}
	}

	return parsed
		.filter(({file}) => /^(?:source|test\/helpers)\//.test(file))
		.flatMap(({file, exports}) => exports.map(name => ({
			file,
			name,
			importedBy: [...importers.get(`${file} ${name}`) ?? [], ...importers.get(`${file} *`) ?? []],
		})));
}

/**
A member that can be reached from outside its file: a public method, getter or field of a class, or a field of a type.
*/
type Member = {readonly file: string; readonly name: string; readonly isOfClass: boolean};

/**
The members declared in `source/` whose name nothing in `source/` reads: tests alone use them, or Node.js and libraries, or nobody. A name
that two types have counts as read where one of them is, so that no types need to be checked for it.
*/
export function readUnreadMembers(): readonly Member[] {
	const files = globSync('source/**/*.{ts,tsx}', {cwd: root});
	const members: Member[] = [];
	const read = new Set<string>();
	for (const file of files) {
		const visit = (node: ts.Node): void => {
			for (const name of namesReadBy(node)) {
				read.add(name);
			}

			const isOfClass = ts.isClassElement(node) && ts.isClassLike(node.parent);
			if (isOfClass || ts.isPropertySignature(node) || ts.isMethodSignature(node)) {
				const {name} = node;
				members.push(...name && ts.isIdentifier(name) && !isOverride(node) ? [{file, name: name.text, isOfClass}] : []);
			}

			ts.forEachChild(node, visit);
		};

		visit(syntaxTreeOf(file));
	}

	return members.filter(({name}) => !read.has(name));
}

const isOverride = (node: ts.Node): boolean =>
	ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({kind}) => kind === ts.SyntaxKind.OverrideKeyword);

function namesReadBy(node: ts.Node): readonly string[] {
	if (ts.isPropertyAccessExpression(node)) {
		return [node.name.text];
	}

	if (ts.isBindingElement(node)) {
		return [(node.propertyName ?? node.name).getText()];
	}

	if (ts.isJsxAttribute(node)) {
		return [node.name.getText()];
	}

	return ts.isStringLiteral(node) ? [node.text] : [];
}

type Parsed = {
	readonly file: string;
	readonly exports: readonly string[];
	readonly imports: ReadonlyArray<{readonly from: string; readonly name: string}>;
};

function syntaxTreeOf(file: string): ts.SourceFile {
	const language = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
	return ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest, true, language);
}

function parse(file: string): Parsed {
	const tree = syntaxTreeOf(file);
	const exports: string[] = [];
	const imports: Array<{from: string; name: string}> = [];
	const note = (specifier: ts.Expression | ts.LiteralTypeNode | undefined, names: readonly string[]): void => {
		const literal = specifier && ts.isLiteralTypeNode(specifier) ? specifier.literal : specifier;
		const text = literal && ts.isStringLiteral(literal) ? literal.text : '';
		imports.push(...text.startsWith('.') ? names.map(name => ({from: path.join(path.dirname(file), text), name})) : []);
	};

	for (const statement of tree.statements) {
		exports.push(...exportedBy(statement));
	}

	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node)) {
			note(node.moduleSpecifier, namesOf(node.importClause));
		} else if (ts.isExportDeclaration(node)) {
			const {exportClause: clause} = node;
			note(node.moduleSpecifier, clause && ts.isNamedExports(clause)
				? clause.elements.map(({name, propertyName}) => (propertyName ?? name).text)
				: ['*']);
		} else if (ts.isImportTypeNode(node)) {
			const {qualifier} = node;
			note(
				ts.isLiteralTypeNode(node.argument) ? node.argument : undefined,
				[qualifier ? qualifier.getText().split('.', 1)[0] ?? '*' : '*'],
			);
		} else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
			note(node.arguments[0], ['*']);
		}

		ts.forEachChild(node, visit);
	};

	visit(tree);
	return {file, exports, imports};
}

function namesOf(clause: ts.ImportClause | undefined): readonly string[] {
	const bindings = clause?.namedBindings;
	const named = bindings === undefined
		? []
		: (ts.isNamedImports(bindings) ? bindings.elements.map(({name, propertyName}) => (propertyName ?? name).text) : ['*']);
	return clause?.name ? ['default', ...named] : named;
}

function exportedBy(statement: ts.Statement): readonly string[] {
	if (ts.isExportAssignment(statement)) {
		return ['default'];
	}

	if (ts.isExportDeclaration(statement)) {
		const {exportClause: clause} = statement;
		return clause && ts.isNamedExports(clause) ? clause.elements.map(({name}) => name.text) : [];
	}

	const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) ?? [] : [];
	if (modifiers.every(({kind}) => kind !== ts.SyntaxKind.ExportKeyword)) {
		return [];
	}

	if (modifiers.some(({kind}) => kind === ts.SyntaxKind.DefaultKeyword)) {
		return ['default'];
	}

	if (ts.isVariableStatement(statement)) {
		return statement.declarationList.declarations.flatMap(({name}) => bindingNames(name));
	}

	const {name} = statement as ts.DeclarationStatement;
	return name ? [name.text] : [];
}

function bindingNames(name: ts.BindingName): readonly string[] {
	return ts.isIdentifier(name)
		? [name.text]
		: name.elements.flatMap(element => ts.isBindingElement(element) ? bindingNames(element.name) : []);
}
