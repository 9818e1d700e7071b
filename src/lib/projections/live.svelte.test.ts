import 'fake-indexeddb/auto';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProjectionDatabase } from './database.ts';
import { drawFirst } from './drawFirst.ts';
import { Live } from './live.svelte.ts';
import type { SetAsideRow } from './rows.ts';

let database: ProjectionDatabase;
let number = 0;
const row = (id: string): SetAsideRow => ({ id, feed: 'f', reason: '', document: null, at: '' });

beforeEach(() => {
	database = new ProjectionDatabase(`live-test-${(number += 1)}`);
});
afterEach(async () => {
	await database.delete();
});

/** Looks at a reading as a component would, and notes all it saw. */
function watch<T>(read: () => T): { seen: T[]; stop: () => void } {
	const seen: T[] = [];
	const stop = $effect.root(() => {
		// Stands for a component that shows the reading.
		// eslint-disable-next-line no-restricted-syntax
		$effect(() => {
			seen.push(read());
		});
	});
	flushSync();
	return { seen, stop };
}

describe('Live', () => {
	it('[J19] is loading first, then follows the rows', async () => {
		const live = new Live(() => database.setAside.count());
		const { seen, stop } = watch(() => live.reading);
		expect(seen).toEqual([{ status: 'loading' }]);
		await vi.waitFor(() => expect(live.value).toBe(0));
		await database.setAside.put(row('a'));
		await vi.waitFor(() => {
			flushSync();
			expect(seen.at(-1)).toEqual({ status: 'ready', value: 1 });
		});
		stop();
	});

	it('[J19] follows its argument when a screen shows another thing', async () => {
		await database.setAside.bulkPut([row('a'), { ...row('b'), reason: 'later' }]);
		let id = $state('a');
		const live = $derived.by(() => {
			const wanted = id;
			return new Live(() => database.setAside.get(wanted));
		});
		const { seen, stop } = watch(() => live.value?.reason);
		await vi.waitFor(() => {
			flushSync();
			expect(seen.at(-1)).toBe('');
		});
		id = 'b';
		flushSync();
		await vi.waitFor(() => {
			flushSync();
			expect(seen.at(-1)).toBe('later');
		});
		stop();
	});

	it('[J19] asks nobody any more when nobody looks', async () => {
		let asked = 0;
		const live = new Live(async () => {
			asked += 1;
			return await database.setAside.count();
		});
		const { stop } = watch(() => live.reading);
		await vi.waitFor(() => expect(live.value).toBe(0));
		stop();
		await vi.waitFor(() => flushSync());
		const before = asked;
		await database.setAside.put(row('a'));
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(asked).toBe(before);
	});

	it('[J77] what was read a moment ago is shown at once, and then what the rows are', async () => {
		await database.setAside.put(row('a'));
		const live = new Live(() => database.setAside.count(), 7);
		const { seen, stop } = watch(() => live.value);
		expect(seen).toEqual([7]);
		await vi.waitFor(() => {
			flushSync();
			expect(seen).toEqual([7, 1]);
		});
		await database.setAside.put(row('b'));
		await vi.waitFor(() => {
			flushSync();
			expect(seen.at(-1)).toBe(2);
		});
		stop();
	});

	it('[J79] while something is being drawn no row is read again, and afterwards once for all that changed', async () => {
		let asked = 0;
		const live = new Live(async () => {
			asked += 1;
			return await database.setAside.count();
		});
		const { stop } = watch(() => live.value);
		await vi.waitFor(() => expect(live.value).toBe(0));
		const before = asked;
		let showDrawn = () => {};
		drawFirst(new Promise((resolve) => (showDrawn = resolve)));
		await database.setAside.put(row('a'));
		await database.setAside.put(row('b'));
		await new Promise((later) => setTimeout(later, 20));
		expect({ asked, value: live.value }).toEqual({ asked: before, value: 0 });
		showDrawn();
		await vi.waitFor(() => expect(live.value).toBe(2));
		expect(asked).toBe(before + 1);
		await database.setAside.put(row('c'));
		await vi.waitFor(() => expect(live.value).toBe(3));
		stop();
	});

	it('[J19] tells of a query that fails, and a query that writes fails', async () => {
		const broken = new Live<number>(() => Promise.reject(new Error('no')));
		const writing = new Live(() => database.setAside.put(row('a')));
		const one = watch(() => broken.reading);
		const two = watch(() => writing.reading);
		await vi.waitFor(() => {
			expect(broken.reading.status).toBe('failed');
			expect(writing.reading.status).toBe('failed');
		});
		expect(await database.setAside.count()).toBe(0);
		one.stop();
		two.stop();
	});
});
