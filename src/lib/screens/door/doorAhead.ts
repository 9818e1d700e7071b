/**
 * Reads a door while the finger still rests on the way to it, so that its page opens drawn. It is
 * shown for the moment until the page has read by itself, never longer.
 */
import { getContext, setContext } from 'svelte';
import type { DoorId } from '#lib/domain/ids.ts';
import type { DoorScreen } from '#lib/projections/doorScreen.ts';
import { doorOfPath } from '#lib/screens/shell/paths.ts';

/** A finger that rests longer changed its mind, or means something else. */
const freshMs = 1_000;

export class DoorAhead {
	#read: (door: DoorId) => Promise<DoorScreen | undefined>;
	#nowMs: () => number;
	#last: { door: DoorId; screen: DoorScreen; readMs: number } | undefined;

	constructor(
		read: (door: DoorId) => Promise<DoorScreen | undefined>,
		nowMs = () => performance.now()
	) {
		this.#read = read;
		this.#nowMs = nowMs;
	}

	/** Of whatever is pressed: where it leads to a door, that door is read. */
	press(target: EventTarget | null): void {
		const link = target instanceof Element ? target.closest('a') : null;
		const door = link && doorOfPath(link.pathname);
		if (!door) return;
		const readMs = this.#nowMs();
		this.#read(door).then(
			(screen) => {
				if (screen) this.#last = { door, screen, readMs };
			},
			// The page reads by itself and tells what is wrong.
			() => undefined
		);
	}

	/** Undefined where it was not read just now. */
	take(door: DoorId): DoorScreen | undefined {
		const last = this.#last;
		this.#last = undefined;
		const isFresh = last?.door === door && this.#nowMs() - last.readMs < freshMs;
		return isFresh ? last.screen : undefined;
	}
}

const key = Symbol('door ahead');

export function setDoorAhead(ahead: DoorAhead): void {
	setContext(key, ahead);
}

/** Undefined in a house from whose lists no door is opened. */
export function getDoorAhead(): DoorAhead | undefined {
	return getContext<DoorAhead | undefined>(key);
}
