import { expect, test } from 'vitest';
import type { StationHealth } from '#lib/app/keptStation.ts';
import { careList } from './careList.ts';

const now = '2026-11-26T08:00:00.000Z';
const well: StationHealth = {
	router: { behind: 0, behindMs: 0, setAside: 0, troubled: false },
	quarantine: 0,
	gaps: 0,
	devicesWithGaps: 0,
	devices: { known: 1, seenToday: 1 },
	feeds: { doorbells: 1, changes: 0 },
	storage: { databases: 5, files: 15, bytes: 9_000, freeBytes: 50 * 1024 ** 3 },
	backup: { at: '2026-11-25T08:00:00.000Z', bytes: 9_000 }
};

test('[U22] nothing is said where all is well, and each trouble has its sentence, the worst first', () => {
	expect(careList(well, now)).toEqual([]);
	const bad: StationHealth = {
		...well,
		router: { behind: 9, behindMs: 5 * 60_000, setAside: 2, troubled: true },
		quarantine: 3,
		gaps: 4,
		devicesWithGaps: 1,
		storage: { databases: 5, freeBytes: 1024 ** 2 },
		backup: { at: '2026-11-01T08:00:00.000Z', bytes: 9_000 },
		upstream: { state: 'waiting', behind: 3, lastContactAt: '', refused: 6 }
	};
	const sentences = careList(bad, now);
	expect(sentences).toHaveLength(8);
	expect(sentences[0]).toContain('故障');
	expect(sentences[1]).toContain('1.0 MB');
	expect(sentences).toContain('转送落后 5 分钟。');
	expect(sentences).toContain('1 部手机共缺 4 个号。请联系手机的主人。');
	expect(careList({ ...well, backup: null }, now)).toEqual([]);
});
