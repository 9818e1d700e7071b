import { expect, test, vi } from 'vitest';
import type { TodayWalk } from './dayWalk.svelte.ts';
import { Reminding } from './reminding.svelte.ts';

const row = (why: string[], doneAt = '') => ({ why, doneAt });
const walk = {
	stairs: [
		{ doors: [row(['promised']), row(['due']), row(['revisit']), row(['promised'], 'done')] }
	],
	left: 3
} as unknown as TodayWalk;

function open({ mode = '', takes = true } = {}) {
	const [shown, badges, notes]: [string[], number[], unknown[]] = [[], [], []];
	const reminding = new Reminding(
		{
			now: () => '2026-11-27T02:00:00.000Z',
			preference: () => mode,
			own: {
				read: async () => undefined,
				keep: async (_name, value) => {
					notes.push(value);
				}
			},
			reminders: {
				permission: () => 'granted',
				ask: async () => 'granted',
				hasBadge: true,
				show: async ({ body }) => {
					if (takes) shown.push(body);
					return takes;
				},
				badge: async (count) => {
					badges.push(count);
				}
			}
		},
		() => walk
	);
	return { reminding, shown, badges, notes };
}

test('[U104] in the app a line says what cannot wait, until she says that she knows', async () => {
	const { reminding, badges, shown, notes } = open();
	await vi.waitFor(() => expect(reminding.due).toBe('morning'));
	expect(reminding.pressing).toEqual({ promised: 1, lastDay: 1 });
	reminding.tellPhone();
	expect({ badges, shown }).toEqual({ badges: [3], shown: [] });
	await reminding.settle();
	expect(reminding.due).toBeUndefined();
	expect(notes).toEqual([{ day: '2026-11-27', part: 'morning' }]);
});

test('[U104] where the phone says it, the app does not say it again; where it does not, the line stays', async () => {
	const told = open({ mode: 'system' });
	await vi.waitFor(() => expect(told.reminding.due).toBe('morning'));
	told.reminding.tellPhone();
	await vi.waitFor(() => expect(told.reminding.due).toBeUndefined());
	expect(told.shown).toHaveLength(1);
	expect(told.shown[0]).not.toMatch(/号楼|\d-\d/);

	const refused = open({ mode: 'system', takes: false });
	await vi.waitFor(() => expect(refused.reminding.due).toBe('morning'));
	refused.reminding.tellPhone();
	await vi.waitFor(() => expect(refused.badges).toEqual([3]));
	expect(refused.reminding.due).toBe('morning');
});

test('[U104] who wants none gets none, nor a number on the icon', async () => {
	const { reminding, badges } = open({ mode: 'off' });
	await Promise.resolve();
	reminding.tellPhone();
	expect(reminding.due).toBeUndefined();
	expect(badges).toEqual([0]);
});
