/**
 * One of the main places while another, or a page, is in sight instead: it stays drawn as it was left
 * and reads nothing, so that nobody works for what nobody sees.
 */
import { getContext, setContext } from 'svelte';

export class Pane {
	#isShown: () => boolean;
	#isCovered: () => boolean;

	constructor(isShown: () => boolean, isCovered: () => boolean) {
		this.#isShown = isShown;
		this.#isCovered = isCovered;
	}

	/** False behind another place; under a page it is still the place where one is. */
	get isShown(): boolean {
		return this.#isShown();
	}

	/** What is read while this is in sight; meanwhile what was read last. */
	held<T>(read: () => T): () => T {
		let last: { value: T } | undefined;
		const current = $derived.by(() => {
			if ((this.isShown && !this.#isCovered()) || !last) last = { value: read() };
			return last.value;
		});
		return () => current;
	}
}

const key = Symbol('pane');
/** A page has no other beside it. */
const alone = new Pane(
	() => true,
	() => false
);

export function getPane(): Pane {
	return getContext<Pane | undefined>(key) ?? alone;
}

export function setPane(pane: Pane): void {
	setContext(key, pane);
}
