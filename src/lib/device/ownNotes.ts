/**
 * What somebody keeps for herself on this phone: her plan of the day, the phrases she put away.
 * Never sent, and gone when her account leaves the phone.
 */
import type { DeviceDatabase } from './deviceDatabase.ts';

/** `walk` is a DayPlan, `phrases` what she does not want proposed, `reminded` when she was last reminded. */
type OwnNote = 'walk' | 'phrases' | 'reminded';

export interface OwnNotes {
	/** As it was kept; whoever reads it makes sure that it is what she takes it for. */
	read(name: OwnNote): Promise<unknown>;
	keep(name: OwnNote, value: unknown): Promise<void>;
	forget(): Promise<void>;
}

const names: readonly OwnNote[] = ['walk', 'phrases', 'reminded'];

export function openOwnNotes({ notes }: DeviceDatabase, account: string): OwnNotes {
	const key = (name: OwnNote) => `own ${account} ${name}`;
	return {
		read: async (name) => (await notes.get(key(name)))?.value,
		async keep(name, value) {
			await notes.put({ name: key(name), value });
		},
		async forget() {
			await notes.bulkDelete(names.map(key));
		}
	};
}
