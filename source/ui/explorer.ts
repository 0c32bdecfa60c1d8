/**
The interactive program: stores, keys and effects put together around one screen.
*/
import {setTimeout as sleep} from 'node:timers/promises';
import type {Snapshot} from '../model/snapshot.ts';
import {Screen} from '../screen/screen.ts';
import {leaveToShell} from '../screen/left-over.ts';
import {bracketedPaste} from '../screen/sequences.ts';
import {createStore, type Store} from '../store.ts';
import {Input} from '../terminal/keys/input.ts';
import type {Effect} from './actions/action.ts';
import {showFirstScreen} from './ink/first-screen.ts';
import type {AttachedSession} from './effects/hang-up.ts';
import type {ComposeAnswer} from './compose-answer.ts';
import {EventReader} from './effects/event-reader.ts';
import type {EventReading} from './events/reading.ts';
import type {Inspection} from './inspection.ts';
import {LogReader} from './effects/log-reader.ts';
import type {LogReading} from './logs/reading.ts';
import {engineNews} from './effects/engine-news.ts';
import {carryOut} from './effects/carry-out.ts';
import type {ExplorerOptions} from './explorer-options.ts';
import {createComposeAsker} from './effects/compose-asker.ts';
import {createInspector} from './effects/inspector.ts';
import {wantsOf} from './wants.ts';
import {VolumeCounter} from './effects/volume-counter.ts';
import {ResourceReader} from './effects/resource-reader.ts';
import {nothingRead, type ResourceReading} from './resources/reading.ts';
import {arranged, stepToOpening} from './opening.ts';
import {tellEnded} from './awaited.ts';
import {Bursts} from './bursts.ts';
import {QuestionGate, type Question} from './dialogs/gate.ts';
import {initialState, resize, type UiState} from './state.ts';
import {report} from './messages.ts';
import {createWorld, type WorldSource} from './world.ts';

/**
One run of the screen. `paint` shows the first screen at once and `start` loads the rest after it; `quit` settles when the person wants
to leave.
*/
export class Explorer {
	readonly quit: Promise<void>;
	readonly #options: ExplorerOptions;
	readonly #screen: Screen;
	readonly #input: Input;
	readonly #snapshots: Store<Snapshot>;
	readonly #state: Store<UiState>;
	readonly #inspection = createStore<Inspection | undefined>(undefined);
	readonly #compose = createStore<ComposeAnswer | undefined>(undefined);
	readonly #log = createStore<LogReading | undefined>(undefined);
	readonly #events = createStore<EventReading | undefined>(undefined);
	readonly #resources = createStore<ResourceReading>(nothingRead);
	readonly #logReader: LogReader;
	readonly #resourceReader: ResourceReader;
	readonly #volumeCounter: VolumeCounter;
	readonly #eventReader: EventReader;
	readonly #world: WorldSource;
	readonly #leave: () => void;
	readonly #sessions = new Set<AttachedSession>();
	readonly #bursts: Bursts;
	readonly #gate = new QuestionGate();
	#question: Question | undefined;
	#endFirstScreen: () => void = () => undefined;
	#unmount: () => void = () => undefined;
	#takeInput: () => void = () => undefined;
	#isStopped = false;

	constructor(options: ExplorerOptions) {
		this.#options = options;
		this.#screen = new Screen({tty: options.output, modes: [bracketedPaste]});
		this.#input = new Input(options.input);
		this.#snapshots = options.host.snapshots as Store<Snapshot>;
		const {columns, rows} = this.#screen;
		const begin = initialState(columns, rows);
		const state = options.opening ? arranged(begin, options.opening) : begin;
		this.#state = createStore(state);
		this.#world = createWorld({
			...options,
			snapshots: this.#snapshots,
			state: this.#state,
			inspection: this.#inspection,
			compose: this.#compose,
			log: this.#log,
			resources: this.#resources,
			events: this.#events,
		});
		this.#logReader = new LogReader(this.#log, options.host);
		this.#eventReader = new EventReader(this.#events, options.host);
		this.#resourceReader = new ResourceReader(this.#resources, options.host);
		this.#volumeCounter = new VolumeCounter({
			host: options.host,
			resources: this.#resources,
			update: change => {
				this.#update(change);
			},
		});
		this.#bursts = new Bursts({
			world: () => this.#world.get(),
			set: next => {
				this.#state.set(next);
			},
			carryOut: effect => {
				this.#carryOut(effect);
			},
			readAgain: () => {
				this.#gate.readAgain();
			},
			now: () => performance.now(),
		});
		this.#screen.on('painted', () => {
			this.#gate.show(this.#question);
		});
		const {promise, resolve} = Promise.withResolvers<undefined>();
		this.quit = promise;
		this.#leave = () => {
			resolve(undefined);
		};
	}

	/**
	Loads Ink and gives the screen to it. To be called after `paint`.
	*/
	async start(): Promise<void> {
		const {mount} = await import('./ink/mount.tsx');
		if (this.#isStopped) {
			return;
		}

		const instance = mount(this.#screen, this.#input, {
			source: this.#world,
			onKeys: (keys, arrival) => this.#bursts.take(keys, arrival),
			answerable: () => this.#gate.answerable,
			onQuestion: question => {
				this.#question = question;
			},
		});
		this.#endFirstScreen();
		this.#input.listen();
		this.#unmount = () => {
			instance.unmount();
		};
	}

	/**
	Shows what is known, before anything else is loaded.
	*/
	paint(): void {
		const screen = this.#screen;
		// Before Ink hears of the new size, so that both draw the same.
		screen.on('resize', () => {
			this.#update(state => resize(state, screen.columns, screen.rows));
		});
		const {host} = this.#options;
		const inspect = createInspector(this.#inspection, id => host.engine(id));
		const askCompose = createComposeAsker(this.#compose, host);
		this.#world.subscribe(() => {
			const {view} = this.#world.get();
			host.want(wantsOf(view));
			inspect(view);
			askCompose(view);
			this.#logReader.follow(view);
			this.#resourceReader.follow(view);
			this.#eventReader.follow(view);
		});
		host.want(wantsOf(this.#world.get().view));
		this.#followEngines();
		this.#snapshots.subscribe(() => {
			this.#update(state => tellEnded(state, this.#snapshots.get()));
		});
		this.#open();
		this.#endFirstScreen = showFirstScreen(screen, this.#world);
		this.#input.open();
		screen.enter();
		screen.flush();
	}

	/**
	The kernel's view goes on while an engine is away: the header says since when, a message why where that engine was asked for by name.
	*/
	#followEngines(): void {
		const snapshots = this.#snapshots;
		let {engines} = snapshots.get();
		snapshots.subscribe(() => {
			const now = snapshots.get().engines;
			const news = now === engines ? undefined : engineNews(engines, now);
			engines = now;
			if (news) {
				this.#update(state => report(state, news));
			}
		});
	}

	/**
	Goes where the command line says, as soon as that is there.
	*/
	#open(): void {
		const {opening} = this.#options;
		if (!opening) {
			return;
		}

		const {port} = opening.selection;
		const listeners = port === undefined ? undefined : this.#options.host.portListeners(port);
		let end: () => void = () => undefined;
		const look = (): boolean => {
			const {state, isDone} = stepToOpening(this.#state.get(), this.#snapshots.get(), opening, listeners);
			this.#state.set(state);
			if (isDone) {
				end();
			}

			return isDone;
		};

		if (!look()) {
			end = this.#snapshots.subscribe(() => {
				look();
			});
		}
	}

	/**
	Redraws the whole screen, for when the terminal may have lost some of it.
	*/
	redraw(): void {
		this.#screen.redraw();
	}

	/**
	Waits until the open shells can be informed that nstop is ending, but no longer than `milliseconds`.
	*/
	async prepareStop(milliseconds: number): Promise<void> {
		await Promise.race([Promise.all([...this.#sessions].map(async ({isReady}) => isReady)), sleep(milliseconds)]);
	}

	/**
	Gives the terminal back as it was, and hangs up the shells that are open. May be called at any moment, and twice.
	*/
	stop(): void {
		this.#isStopped = true;
		this.#logReader.close();
		this.#resourceReader.close();
		this.#volumeCounter.stop();
		this.#eventReader.close();
		const isAttached = this.#sessions.size > 0;
		for (const {hangUp} of this.#sessions) {
			hangUp();
		}

		this.#sessions.clear();
		// The program may end with the next statement, so nothing may be left to be written later.
		const bytes = isAttached ? leaveToShell : this.#screen.restore();
		if (bytes !== '') {
			this.#options.output.writeLast(bytes);
		}

		this.#input.close();
		const unmount = this.#unmount;
		this.#unmount = () => undefined;
		unmount();
	}

	/**
	Gives the terminal to the shell for a while, before it comes back. False where a shell of the host has it, which does its own job
	control, or where the screen has been left for good.
	*/
	giveUp(): boolean {
		const isAttached = this.#sessions.size > 0;
		if (this.#isStopped || (!this.#screen.isActive && !isAttached)) {
			return false;
		}

		// In the background this stops the program, before it writes.
		this.#takeInput = this.#input.suspend();
		this.#options.output.writeLast(isAttached ? leaveToShell : this.#screen.restore());
		return true;
	}

	/**
	Takes the terminal after `giveUp`. Only whoever may set its mode may write to it: in the background that stops the program again.
	*/
	takeBack(): void {
		this.#takeInput();
		for (const session of this.#sessions) {
			session.takeBack();
		}

		if (this.#sessions.size > 0) {
			return;
		}

		this.#screen.enter();
		this.#screen.redraw();
	}

	#update(change: (state: UiState) => UiState): void {
		this.#bursts.follow(change);
		this.#state.set(change(this.#state.get()));
	}

	#carryOut(effect: Effect): void {
		carryOut(effect, {
			options: this.#options,
			screen: this.#screen,
			input: this.#input,
			sessions: this.#sessions,
			volumeCounter: this.#volumeCounter,
			log: () => this.#log.get(),
			state: () => this.#state.get(),
			update: change => {
				this.#update(change);
			},
			leave: this.#leave,
		});
	}
}
