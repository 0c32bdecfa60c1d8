/**
A tab of the details pane is one record: its words, what it needs of the kernel and of the engine, and its lines.
*/
import type {ShownFileName} from '../../kernel/pid/shown-files.ts';
import type {ResourceKind} from '../../engine/resources.ts';
import type {Container} from '../../model/container.ts';
import type {Process} from '../../model/process.ts';
import type {ProcessDetails} from '../../model/process-details.ts';
import type {Resource} from '../../model/resources/resource.ts';
import type {Snapshot} from '../../model/snapshot.ts';
import type {DetailFile} from '../../sampler/wants.ts';
import type {Keymap} from '../../settings/keymap.ts';
import type {CommandRun} from '../commands.ts';
import type {ComposeAnswer} from '../compose-answer.ts';
import type {EventReading} from '../events/reading.ts';
import type {Inspection} from '../inspection.ts';
import type {LogReading} from '../logs/reading.ts';
import type {ResourceQuestion, ResourceReading} from '../resources/reading.ts';
import type {Line} from '../../text/spans.ts';
import type {Theme} from '../../text/theme.ts';

export type SubjectKind = 'container' | 'process' | ResourceKind;

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
	/**
	The selected image, volume or network, where they are about one.
	*/
	readonly resource: Resource | undefined;
	/**
	What was asked and counted of it.
	*/
	readonly resources: ResourceReading;
	/**
	The open log, while it is that of the container.
	*/
	readonly log: LogReading | undefined;
	/**
	The command of Compose whose output the log is.
	*/
	readonly output?: CommandRun | undefined;
	/**
	The last command of Compose for the project.
	*/
	readonly command?: CommandRun | undefined;
	/**
	What Compose says of the files of a project, of whichever it was asked last.
	*/
	readonly compose?: ComposeAnswer | undefined;
	/**
	What happened to it lately, while the tab for that is open.
	*/
	readonly events: EventReading | undefined;
	readonly snapshot: Snapshot;
	/**
	The file of the process that is shown as it is.
	*/
	readonly file: ShownFileName;
	/**
	The moment of the graph that is looked at, in slots before its end.
	*/
	readonly slotsBack: number;
	/**
	For what a tab says about keys.
	*/
	readonly keymap: Keymap;
	/**
	Whether values under names that promise a secret are shown.
	*/
	readonly areSecretsShown: boolean;
};

/**
What a tab may have an engine asked for about its container.
*/
type EngineQuestion = 'inspection' | ResourceQuestion;

export type Tab = {
	readonly id: string;
	readonly title: string;
	/**
	A sentence for help and README.
	*/
	readonly help: string;
	readonly subjects: readonly SubjectKind[];
	/**
	It can also be about all containers of a project together.
	*/
	readonly isForProjects?: true;
	/**
	What it shows of a process is its past, and stays when that has ended.
	*/
	readonly isOfPast?: true;
	/**
	Kernel files that are read only while this tab is on screen.
	*/
	readonly files: readonly DetailFile[];
	/**
	What the engine is asked for while this tab is on screen; nothing if absent.
	*/
	readonly asked?: readonly EngineQuestion[];
	/**
	Those that it needs besides where it is about a process that was chosen as such.
	*/
	readonly processFiles?: readonly DetailFile[];
	/**
	Those that it needs besides where it is about a container.
	*/
	readonly containerFiles?: readonly DetailFile[];
	/**
	Shows the one file that was chosen, which is read only then.
	*/
	readonly isFileShown?: true;
	/**
	Its end is what one wants to see: it opens there and stays there as it grows.
	*/
	readonly isReadFromEnd?: true;
	/**
	Commands that show by hand what it shows, beside those for its files.
	*/
	commands?(subject: Subject): readonly string[];
	/**
	Lines above the content that stay where they are when it is scrolled.
	*/
	heading?(subject: Subject, width: number, theme: Theme): readonly Line[];
	/**
	The content, each line made for the width but not yet cut to it.
	*/
	lines(subject: Subject, width: number, theme: Theme): readonly Line[];
	/**
	The content for a pane of this height, where it is drawn larger if there is more room than it needs.
	*/
	fill?(subject: Subject, room: {readonly width: number; readonly height: number}, theme: Theme): readonly Line[];
};

/**
What a tab needs of the kernel where it is about a container or a process.
*/
export function filesOf({files, processFiles = [], containerFiles = []}: Tab, subject: SubjectKind): readonly DetailFile[] {
	return [...files, ...(subject === 'process' ? processFiles : containerFiles)];
}
