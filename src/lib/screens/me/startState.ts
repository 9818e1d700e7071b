/**
 * Whether the app would open here without a network, and show what it should: its own files and the
 * whole first load must be on the phone. Says nothing before both are known.
 */
import type { ShellState, StatusReading } from '#lib/app/app.ts';

export type StartState = ShellState | 'loading';

export function startState({ shell, known, complete }: StatusReading): StartState {
	if (shell !== 'kept') return shell;
	if (!known) return 'unknown';
	return complete ? 'kept' : 'loading';
}
