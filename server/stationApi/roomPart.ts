/** The part of health that knows whether the station found no room for a write. */
import type { HealthPart } from './healthPart.ts';

export function roomPart(hasRoom: () => boolean): HealthPart {
	return async () => {
		const full = !hasRoom();
		return { light: full ? 'red' : 'green', facts: { full } };
	};
}
