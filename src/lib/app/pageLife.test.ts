import { expect, test } from 'vitest';
import { watchPageLife } from './pageLife.ts';

function opened() {
	const page = new EventTarget();
	const document = Object.assign(new EventTarget(), { visibilityState: 'visible' as const });
	const heard: string[] = [];
	const stop = watchPageLife({
		page,
		document,
		onLeft: () => heard.push('left'),
		onBack: () => heard.push('back')
	});
	const on = (target: EventTarget, ...types: string[]) => {
		for (const type of types) target.dispatchEvent(new Event(type));
	};
	return { page, document, heard, stop, on };
}

test('[U206] a page that is left lets go, and opens anew once when it comes back', () => {
	const { page, document, heard, on } = opened();
	on(page, 'pageshow');
	on(document, 'visibilitychange');
	expect(heard).toEqual([]);
	on(page, 'pagehide', 'pageshow');
	on(document, 'visibilitychange');
	expect(heard).toEqual(['left', 'back']);
});

test('[U206] it is back too where only its visibility is told, and not before somebody looks', () => {
	const { page, document, heard, on } = opened();
	on(page, 'pagehide');
	Object.assign(document, { visibilityState: 'hidden' });
	on(document, 'visibilitychange');
	expect(heard).toEqual(['left']);
	Object.assign(document, { visibilityState: 'visible' });
	on(document, 'visibilitychange');
	expect(heard).toEqual(['left', 'back']);
});

test('[U206] a closed app hears of no page any more', () => {
	const { page, heard, stop, on } = opened();
	stop();
	on(page, 'pagehide', 'pageshow');
	expect(heard).toEqual([]);
});
