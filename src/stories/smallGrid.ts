/** A grid of a few doors, as the station's import would have made it. Invented people. */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import type { Entry } from '#lib/domain/entry.ts';
import { stampEntry } from '#lib/domain/entry.ts';
import { writeStamp } from '#lib/domain/hybridClock.ts';
import { documentId } from '#lib/domain/ids.ts';
import { sha256 } from '#lib/ledger/sha256.ts';

const heads = ['乌日娜', '哈斯', '王桂英', '赵国强', '其木格', '刘洋', '陈静', '云飞'];
const importedMs = Date.parse('2026-11-01T00:00:00Z');

export function doorOf(grid: string, number: number): string {
	return `${grid}/xk/3-1-${100 + number}`;
}

/** Two documents a door: the door itself and its household. */
export function smallGrid(grid: string, doors: number): LedgerDocument[] {
	const entries = Array.from({ length: doors }, (_, index): Entry[] => {
		const door = doorOf(grid, index + 1);
		return [
			{
				_id: documentId.door(door),
				kind: 'door',
				grid,
				door,
				estate: '兴康小区',
				building: '3',
				unit: '1',
				floor: 1,
				room: String(101 + index),
				type: 'flat'
			},
			{
				_id: documentId.household(door),
				kind: 'household',
				grid,
				door,
				tenure: 'own',
				headName: heads[index % heads.length] ?? '',
				phones: [],
				partyHub: false,
				preferredLanguage: 'zh',
				bestTime: '',
				note: ''
			}
		];
	}).flat();
	return entries.map((entry, counter) =>
		stampEntry(
			entry,
			{
				author: 'station',
				device: 'station',
				capturedAt: new Date(importedMs).toISOString(),
				clock: writeStamp({ wallMs: importedMs, counter }, 'station')
			},
			sha256
		)
	);
}
