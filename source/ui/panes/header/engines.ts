/**
The engines in the header, each with a dot that says how it is.
*/
import type {Elsewhere, EngineStatus} from '../../../engine/engine.ts';
import {clean, clipStart} from '../../../text/clean.ts';
import {formatDuration} from '../../../text/format.ts';
import {lineWidth, type Span} from '../../../text/spans.ts';
import type {Theme, Tone} from '../../../text/theme.ts';

const engineLooks: Readonly<Record<EngineStatus['state'], {readonly tone: Tone; readonly isFilled: boolean}>> = {
	up: {tone: 'good', isFilled: true},
	connecting: {tone: 'warn', isFilled: false},
	slow: {tone: 'warn', isFilled: true},
	stopped: {tone: 'warn', isFilled: false},
	unreachable: {tone: 'bad', isFilled: false},
	denied: {tone: 'bad', isFilled: false},
};

/**
Where an engine is that only its socket is here of.
*/
const elsewhereWords: Readonly<Record<Elsewhere['place'], string>> = {kernel: 'other kernel', outside: 'outside'};

/**
Distributions add their own marks, as in `20.10.24+dfsg1`.
*/
function shortVersion(version = ''): string {
	return /^[\d.]+/.exec(version)?.[0] ?? version;
}

/**
Ways to say the same, the longest first.
*/
export type Forms = ReadonlyArray<readonly Span[]>;

/**
Forms with addresses, and those without.
*/
export type EngineForms = {readonly long: Forms; readonly short: Forms};

type Words = {
	/**
	Width of the whole screen.
	*/
	readonly width: number;
	readonly now: number;
	readonly theme: Theme;
};

/**
The engines with their words: the others in words or as a dot each, and the first with its name alone where there is no room for more.
*/
export function engineForms(engines: readonly EngineStatus[], words: Words): EngineForms {
	const {width, theme} = words;
	const [first, ...others] = engines;
	if (first === undefined) {
		return {long: [], short: [[{text: '  no engine', tone: 'warn'}]]};
	}

	const full = engines.flatMap(engine => [...engineWords(engine, words), ...addressWords(engine, words)]);
	const dots: readonly Span[] =
		others.length === 0 ? [] : [{text: ` +${others.length} `}, ...others.map(({state}) => loneDot(state, theme))];
	const name: readonly Span[] = [{text: `  ${first.kind} `}, loneDot(first.state, theme)];
	return {
		long: [
			...(lineWidth(full) <= width / 2 ? [full] : []),
			[...engineWords(first, words), ...addressWords(first, words), ...dots],
		],
		short: [[...engineWords(first, words), ...dots], [...name, ...dots], name],
	};
}

function engineDot(state: EngineStatus['state'], theme: Theme): Span {
	const {tone, isFilled} = engineLooks[state];
	return {text: isFilled ? theme.glyphs.bullet : theme.glyphs.hollowBullet, tone};
}

/**
A dot without the word of its state: trouble has a letter beside it, which is also the key that tells more.
*/
function loneDot(state: EngineStatus['state'], theme: Theme): Span {
	const dot = engineDot(state, theme);
	return dot.tone === 'bad' ? {...dot, text: `${dot.text}!`} : dot;
}

function engineWords(engine: EngineStatus, {now, theme}: Words): readonly Span[] {
	const {kind, version, state, since} = engine;
	const {tone} = engineLooks[state];
	if (isQuiet(engine)) {
		return [{text: `  ${kind} `}, engineDot(state, theme), {text: ` ${state}`, tone}];
	}

	return [
		{text: `  ${[kind, clean(shortVersion(version), theme.isUnicode)].filter(Boolean).join(' ')} `},
		engineDot(state, theme),
		...(engine.elsewhere ? [{text: ` ${elsewhereWords[engine.elsewhere.place]}`, tone: 'warn' as const}] : []),
		...(state === 'up' ? [] : [{text: ` ${state} ${formatDuration((now - since) / 1000)}`, tone}]),
	];
}

/**
Whether an engine is away that nobody asked for: a word is enough, and the list of problems has the rest.
*/
function isQuiet({isNamed, state}: EngineStatus): boolean {
	return !isNamed && state !== 'up';
}

function addressWords(engine: EngineStatus, {width, theme}: Words): readonly Span[] {
	if (isQuiet(engine)) {
		return [];
	}

	const {address, isRootless} = engine;
	const mode = isRootless === undefined ? '' : (isRootless ? ' rootless' : ' rootful');
	const shown = clipStart(clean(address.replace('unix://', ''), theme.isUnicode), Math.floor(width / 4), theme.glyphs.ellipsis);
	return [{text: ` ${shown}${mode}`, tone: 'dim'}];
}
