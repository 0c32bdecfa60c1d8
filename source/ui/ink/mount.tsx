/**
Starts Ink on the screen. Loaded after the first paint, since Ink and React take longer to load than nstop to read the kernel.
*/
import {render, type Instance} from 'ink';
import type {Screen} from '../../screen/screen.ts';
import type {Input} from '../../terminal/keys/input.ts';
import {App, type AppProps} from './app.tsx';
import {ScreenContext} from './canvas.tsx';

/**
Mounts the app; from its return on it draws and listens to keys.
*/
export function mount(screen: Screen, input: Input, props: AppProps): Instance {
	const borrowerOf = () => input.borrower;
	return render(<ScreenContext value={screen}><App {...props} borrowerOf={borrowerOf}/></ScreenContext>, {
		stdout: screen.stdout,
		stdin: input.stdin,
		debug: true,
		alternateScreen: true,
		interactive: true,
		patchConsole: false,
		exitOnCtrlC: false,
	});
}
