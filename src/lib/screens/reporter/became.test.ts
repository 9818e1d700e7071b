import { expect, test } from 'vitest';
import { concernStates } from '#lib/domain/concernStates.ts';
import { becameOf } from './became.ts';

const names: Record<string, string> = { 'wy-herun': '和润物业' };
const told = {
	record: undefined,
	nameOf: (code: string) => names[code] ?? code,
	today: '2026-11-23'
};
const report = {
	state: 'reported' as const,
	handler: 'wy-herun',
	satisfaction: 0,
	suspendedUntil: ''
};

test('[U68] every state is a sentence for a neighbour, without a word of the office', () => {
	for (const state of concernStates) {
		const { text } = becameOf({ ...report, state }, told);
		expect(text).not.toBe('');
		expect(text).not.toMatch(/派单|挂起|吹哨|结案|受理中|wy-/);
	}
});

test('[U68] a report is not called handed up before the station has it', () => {
	expect(becameOf(report, { ...told, record: 'waiting' }).text).toBe('存在手机里，有网就送出去');
	expect(becameOf(report, { ...told, record: 'delivered' }).text).toBe('已报上去，等社区收到');
});

test('[U68] who has it is said by name, and whether the resident was pleased', () => {
	expect(becameOf({ ...report, state: 'in_progress' }, told).text).toBe('和润物业正在办');
	expect(becameOf({ ...report, state: 'closed', satisfaction: 5 }, told).text).toContain('满意');
	expect(becameOf({ ...report, state: 'closed', satisfaction: 0 }, told).text).toBe('办完了');
});
