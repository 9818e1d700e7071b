/**
 * How the command line finds a station that runs on the same data: a file in its folder, readable by
 * the station's own user only, says where it listens and holds the token of the keeper's calls.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface RunningStation {
	url: string;
	token: string;
}

const fileIn = (dataDir: string) => join(dataDir, 'running.json');

export function noteRunning(dataDir: string, running: RunningStation): void {
	const file = fileIn(dataDir);
	// Made anew, so that it never keeps looser rights of an older file.
	rmSync(file, { force: true });
	writeFileSync(file, JSON.stringify(running), { mode: 0o600 });
}

export function forgetRunning(dataDir: string): void {
	rmSync(fileIn(dataDir), { force: true });
}

/** What the file says; a station that was killed leaves it behind. */
export function readRunning(dataDir: string): RunningStation | undefined {
	try {
		return JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as RunningStation;
	} catch {
		return undefined;
	}
}
