/**
Replies of `io.systemd.Unit.List`: an object with `context`, what a unit is meant to be, and `runtime`, what it is now.
*/
import {unsupported} from '../known.ts';
import {beginningOf, type UnitFacts} from './unit-facts.ts';
import {fieldsOf} from './varlink.ts';

/**
The facts in one reply; undefined where it is about a unit of another type, an inactive one, or about nothing.
*/
export function unitOfReply(parameters: unknown): UnitFacts | undefined {
	const reply = fieldsOf(parameters);
	const context = fieldsOf(reply?.context);
	const runtime = fieldsOf(reply?.runtime);
	const name = textOf(context?.ID);
	const activeState = textOf(runtime?.ActiveState);
	const type = /\.(service|scope|slice)$/.exec(name)?.[1];
	if (type === undefined || activeState === 'inactive') {
		return undefined;
	}

	return {
		name,
		description: textOf(context?.Description),
		loadState: textOf(runtime?.LoadState),
		activeState,
		subState: textOf(runtime?.SubState),
		isFrozen: textOf(runtime?.FreezerState).startsWith('frozen'),
		since: secondsOf(fieldsOf(runtime?.[beginningOf(activeState)])?.realtime),
		cgroup: textOf(fieldsOf(runtime?.CGroup)?.Path) || undefined,
		...factsOfType(type, fieldsOf(runtime?.[type === 'service' ? 'Service' : 'Scope'])),
	};
}

type FactsOfType = Pick<UnitFacts, 'result' | 'restarts' | 'mainPid'>;

/**
What only services and scopes have. The first versions of systemd with this method leave it all out.
*/
function factsOfType(type: string, own: Readonly<Record<string, unknown>> | undefined): FactsOfType {
	const isService = type === 'service';
	if (!own) {
		const unknown = isService ? unsupported : undefined;
		return {result: type === 'slice' ? undefined : unsupported, restarts: unknown, mainPid: unknown};
	}

	return {
		// Enumerations are written with `_` here, and with `-` everywhere else.
		result: textOf(own.Result).replaceAll('_', '-') || unsupported,
		// What is 0 is left out.
		restarts: isService ? numberOf(own.NRestarts) ?? 0 : undefined,
		mainPid: isService ? numberOf(fieldsOf(own.MainPID)?.pid) : undefined,
	};
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function numberOf(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/**
Milliseconds of microseconds, to the second: so exact is the client, and so the same facts are the same from either.
*/
function secondsOf(microseconds: unknown): number | undefined {
	const number = numberOf(microseconds);
	return number === undefined ? undefined : Math.floor(number / 1e6) * 1000;
}
