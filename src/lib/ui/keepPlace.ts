import { keepFocus } from './keepFocus.ts';

const pressable = 'a[href], button, input:not([type=hidden]), select, textarea, summary';

/**
 * For a row of buttons or a list of rows, of which one goes away when it is pressed: the one that moves up
 * into its place takes the focus, so that whoever works by keyboard goes on from there.
 */
export function keepPlace(list: HTMLElement): () => void {
	let at = 0;
	let which = 0;
	const come = ({ target }: FocusEvent) => {
		const child = [...list.children].findIndex((one) => one.contains(target as Node));
		if (child < 0) return;
		at = child;
		which = Math.max(0, within(list.children[child]).indexOf(target as HTMLElement));
	};
	const leave = keepFocus(() => {
		const rows = [...list.children];
		for (const row of [...rows.slice(at), ...rows.slice(0, at).reverse()]) {
			const controls = within(row);
			if (controls.length > 0) return controls[which] ?? controls[0];
		}
		return undefined;
	})(list);
	list.addEventListener('focusin', come);
	return () => {
		list.removeEventListener('focusin', come);
		leave();
	};
}

function within(child: Element | undefined): HTMLElement[] {
	if (!child) return [];
	const inside = [...child.querySelectorAll<HTMLElement>(pressable)];
	const all =
		child instanceof HTMLElement && child.matches(pressable) ? [child, ...inside] : inside;
	// Hidden ones cannot take it.
	return all.filter((one) => one.getClientRects().length > 0);
}
