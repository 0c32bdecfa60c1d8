/**
What the row of a project stands for.
*/
import {membersOf} from '../../model/project.ts';
import type {View} from '../view.ts';
import type {Explanation} from './explanation.ts';
import {clientOf} from './inspect.ts';
import {quoted} from './quoted.ts';

/**
An explanation where the cursor is on a project; none elsewhere.
*/
export function projectFacts({container}: View): readonly Explanation[] {
	return container?.sumOf
		? [{
			title: container.sumOf.kind === 'pod' ? 'Pod' : 'Compose project',
			text:
				'Neither kernel nor engine has such a thing: labels on the containers say that they belong together, and which services have to be '
				+ 'started before each. The row has the sums over its containers. An interface that several of them share is counted once.',
			commands({container: project, snapshot}) {
				const [member] = project?.sumOf?.kind === 'compose' ? membersOf(project, snapshot) : [];
				const engine = snapshot.engines.find(({id}) => id === member?.engine);
				return member && engine
					? [
						`${clientOf(engine)} ps --all --filter ${quoted(`label=com.docker.compose.project=${project!.name}`)}`,
						`${clientOf(engine)} inspect --format '{{json .Config.Labels}}' ${quoted(member.name)}`,
					]
					: [];
			},
		}]
		: [];
}
