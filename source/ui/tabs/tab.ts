/**
A tab of the details pane is one record: its words, the kernel files it needs, and its lines.
*/
import type {
	Container,
	Process,
	ProcessDetails,
	Snapshot,
} from '../../model/types.ts';
import type {DetailFile} from '../../sampler/wants.ts';
import type {Inspection} from '../inspection.ts';
import type {Line} from '../spans.ts';
import type {Theme} from '../theme.ts';

export type SubjectKind = 'container' | 'process';

/**
What the details are about. For a container the close look is at its first process.
*/
export type Subject = {
	readonly kind: SubjectKind;
	readonly container: Container | undefined;
	readonly process: Process | undefined;
	/**
	Undefined until it was read.
	*/
	readonly details: ProcessDetails | undefined;
	readonly inspection: Inspection | undefined;
	readonly snapshot: Snapshot;
};

export type Tab = {
	readonly id: string;
	readonly title: string;
	/**
	A sentence for help and README.
	*/
	readonly help: string;
	readonly subjects: readonly SubjectKind[];
	/**
	Kernel files that are read only while this tab is on screen.
	*/
	readonly files: readonly DetailFile[];
	/**
	The content, each line made for the width but not yet cut to it.
	*/
	lines(subject: Subject, width: number, theme: Theme): readonly Line[];
};
