/**
 * One of the main places while another is in sight: it stays drawn as it was left and reads nothing, so
 * that coming back draws nothing anew and nobody works for what nobody sees.
 */
import { getContext, setContext } from 'svelte';

export class Pane {
	#isShown: () => boolean;

	constructor(isShown: () => boolean) {
		this.#isShown = isShown;
	}

	get isShown(): boolean {
		return this.#isShown();
	}

	/** What is read while this is in sight; meanwhile what was read last. */
	held<T>(read: () => T): () => T {
		let last: { value: T } | undefined;
		const current = $derived.by(() => {
			if (this.isShown || !last) last = { value: read() };
			return last.value;
		});
		return () => current;
	}
}

const key = Symbol('pane');
/** A page has no other beside it. */
const alone = new Pane(() => true);

export function getPane(): Pane {
	return getContext<Pane | undefined>(key) ?? alone;
}

export function setPane(pane: Pane): void {
	setContext(key, pane);
}
