/**
What Compose says of the files of a project: asked only while the Compose tab shows it.
*/
import type {ComposeReport} from '../compose/report.ts';
import type {ContainerKey} from '../model/keys.ts';

export type ComposeAnswer =
	| {readonly project: ContainerKey; readonly state: 'asking'}
	| {readonly project: ContainerKey; readonly state: 'failed'; readonly reason: string}
	| {readonly project: ContainerKey; readonly state: 'answered'; readonly report: ComposeReport};
