/** The part of health that knows when the station was last backed up. */
import type { AccessStore } from '../access/accessStore.ts';
import type { HealthPart } from './healthPart.ts';

/** Written by the backup when it is done: `{at, bytes}`. */
const factName = 'lastBackup';
/** A week, and a day for whoever was away. */
const lateMs = 8 * 24 * 60 * 60_000;

/** A station that was never backed up is a new one, or one that is backed up in another way. */
export function backupPart(access: Pick<AccessStore, 'fact'>, nowMs: () => number): HealthPart {
	return async () => {
		const text = access.fact(factName);
		if (text === undefined) return { light: 'green', facts: { backup: null } };
		const { at, bytes } = JSON.parse(text) as { at: string; bytes: number };
		const ageMs = Math.max(0, nowMs() - Date.parse(at));
		return {
			light: ageMs > lateMs ? 'yellow' : 'green',
			facts: { backup: { at, ageMs, bytes } }
		};
	};
}
