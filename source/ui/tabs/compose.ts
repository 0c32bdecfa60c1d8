/**
The Compose tab: the services of a project as they are, beside what its Compose file says of them now.
*/
import {driftOf, type ServiceDrift} from '../../compose/drift.ts';
import type {Container} from '../../model/container.ts';
import {membersOf, projectKey} from '../../model/project.ts';
import type {Snapshot} from '../../model/snapshot.ts';
import {keyWord} from '../../settings/keymap.ts';
import {clean} from '../../text/clean.ts';
import type {Line} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';
import {wrap} from '../../text/wrap.ts';
import {standingOf} from '../commands.ts';
import type {Subject, Tab} from './tab.ts';
import {textTable} from './text-table.ts';

export const composeTab: Tab = {
	id: 'compose',
	title: 'Compose',
	help: 'The services of a Compose project: how many containers run and should run, and whether they were made of what the Compose file '
		+ 'says now. Compose is asked when this tab is opened.',
	subjects: ['container'],
	isForProjects: true,
	files: [],
	lines(subject, width, theme) {
		const project = projectRowOf(subject.container, subject.snapshot);
		return project?.sumOf?.kind === 'compose'
			? projectLines(project, subject, width, theme)
			: wrap('It belongs to no Compose project.', width);
	},
};

/**
The row of the project that this row is or belongs to.
*/
export function projectRowOf(container: Container | undefined, {projects}: Pick<Snapshot, 'projects'>): Container | undefined {
	if (!container || container.sumOf) {
		return container;
	}

	const key = projectKey(container);
	return key === undefined ? undefined : projects.get(key);
}

/**
The containers of a project that are on the engine at this address: others may have a project of the same name.
*/
export function membersOn(address: string, project: Container, snapshot: Snapshot): readonly Container[] {
	const engine = snapshot.engines.find(each => each.address === address);
	return membersOf(project, snapshot).filter(member => engine !== undefined && member.engine === engine.id);
}

function projectLines(
	project: Container,
	{snapshot, compose: told, command, keymap}: Subject,
	width: number,
	theme: Theme,
): readonly Line[] {
	const answer = told?.project === project.key ? told : undefined;
	const report = answer?.state === 'answered' ? answer.report : undefined;
	const members = report ? membersOn(report.address, project, snapshot) : membersOf(project, snapshot);
	const made = members.map(({labels, image, state}) => ({labels, image, isRunning: state === 'running'}));
	const services = driftOf(made, report?.services);
	const text = (words: string): readonly string[] => wrap(clean(words, theme.isUnicode), width);
	const where = report
		? text(`${report.client.name} ${report.client.version}, ${report.files.join(', ')}`).map((line): Line => [{text: line, tone: 'dim'}])
		: [];
	const last = command
		? text(`${command.command.name} ${command.verb}: ${standingOf(command)}. ${keyWord(keymap, 'compose-output')} shows its output.`)
		: [];
	return [
		...where,
		...(where.length > 0 ? [''] : []),
		...driftTable(services, theme),
		'',
		...noteLines(answer, services, width, theme),
		...last,
	];
}

/**
Why it is not known whether something differs, or what it means that something does.
*/
function noteLines(answer: Subject['compose'], services: readonly ServiceDrift[], width: number, theme: Theme): readonly Line[] {
	if (answer?.state === 'failed') {
		return wrap(clean(answer.reason, theme.isUnicode), width).map((text): Line => [{text, tone: 'bad'}]);
	}

	if (answer?.state !== 'answered') {
		return ['Compose is being asked.'];
	}

	if (!answer.report.services) {
		return wrap(`${answer.report.client.name} cannot tell whether what runs differs from the file.`, width);
	}

	return services.some(({difference}) => difference === 'differs')
		? wrap('What differs was made of another file, or with other variables than nstop has: up would replace it.', width)
		: [];
}

function driftTable(services: readonly ServiceDrift[], theme: Theme): readonly Line[] {
	return textTable<ServiceDrift>([
		{title: 'SERVICE', cell: ({name}) => ({text: clean(name, theme.isUnicode), tone: 'strong'})},
		{title: 'RUNNING', cell: service => ({text: runningText(service), tone: isWhole(service) ? 'normal' : 'warn'})},
		{title: 'FILE', cell: service => ({text: differenceText(service), tone: service.difference === 'same' ? 'good' : 'warn'})},
		{title: 'IMAGE', cell: ({image = ''}) => ({text: clean(image, theme.isUnicode)})},
	], services, theme);
}

function isWhole({running, wanted, containers}: ServiceDrift): boolean {
	return running === (wanted ?? containers);
}

function runningText({running, wanted, containers}: ServiceDrift): string {
	return `${running} of ${wanted ?? containers}`;
}

function differenceText({difference, differing, containers}: ServiceDrift): string {
	if (difference === 'unknown') {
		return '';
	}

	return difference === 'differs' && containers > 1 && differing < containers ? `${differing} of ${containers} differ` : difference;
}
