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

type Parsed = {
	readonly file: string;
	readonly exports: readonly string[];
	readonly imports: ReadonlyArray<{readonly from: string; readonly name: string}>;
};

function parse(file: string): Parsed {
	const language = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
	const tree = ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest, true, language);
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
