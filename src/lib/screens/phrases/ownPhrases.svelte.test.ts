import 'fake-indexeddb/auto';
import { afterAll, expect, test, vi } from 'vitest';
import { ProjectionDatabase } from '#lib/projections/database.ts';
import type { StoredResident, StoredVisit } from '#lib/projections/storedRows.ts';
import { OwnPhrases } from './ownPhrases.svelte.ts';

const database = new ProjectionDatabase('own-phrases-test');
afterAll(async () => {
	await database.delete();
});

test('[U107] what she puts away is not proposed again, today or later; what others wrote never is', async () => {
	const visit = (id: string, author: string, note: string) =>
		({ id, author, note, capturedAt: id, retracted: false }) as StoredVisit;
	await database.visits.bulkPut([
		visit('1', 'wangge1', '药够吃；暖气正常'),
		visit('2', 'wangge1', '暖气正常；王秀兰去女儿家'),
		visit('3', 'wangge2', '别人写的')
	]);
	await database.residents.put({ id: 'r', name: '王秀兰' } as StoredResident);
	const kept: Record<string, unknown> = {};
	const app = {
		me: { account: 'wangge1' },
		database,
		own: {
			read: async (name: string) => kept[name],
			keep: async (name: string, value: unknown) => {
				kept[name] = value;
			}
		}
	} as never;
	const own = new OwnPhrases(app);
	await vi.waitFor(() => expect(own.phrases).toEqual(['暖气正常', '药够吃']));
	await own.hide('暖气正常');
	expect(own.phrases).toEqual(['药够吃']);
	const later = new OwnPhrases(app);
	await vi.waitFor(() => expect(later.phrases).toEqual(['药够吃']));
});
