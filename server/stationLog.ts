/**
 * The station's log: one JSON object a line, for machines and for whoever looks later. It never
 * speaks of a person: no names, no documents, no addresses.
 */
export type LogLevel = 'info' | 'warn' | 'error';

export interface StationLog {
	(level: LogLevel, event: string, facts?: Record<string, string | number | boolean>): void;
}

export function openStationLog(
	write: (line: string) => void,
	quiet: readonly LogLevel[] = []
): StationLog {
	return (level, event, facts = {}) => {
		if (quiet.includes(level)) return;
		write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...facts })}\n`);
	};
}

/** Where an error happened and of what class; its message could carry what a document says. */
export function factsOfError(error: unknown): Record<string, string> {
	if (!(error instanceof Error)) return { error: typeof error };
	const { code } = error as NodeJS.ErrnoException;
	return {
		error: error.name,
		...(code === undefined ? {} : { code }),
		...(error.cause instanceof Error ? { cause: error.cause.name } : {}),
		stack: framesOf(error)
	};
}

/** What stands behind the message, since a message can look like a frame. */
function framesOf({ stack = '', message }: Error): string {
	const behind = message === '' ? 0 : stack.indexOf(message);
	if (behind < 0) return '';
	const frames = stack
		.slice(behind + message.length)
		.split('\n')
		.filter((line) => /^\s+at /.test(line));
	return frames
		.slice(0, 5)
		.map((line) => line.trim())
		.join(' ');
}
