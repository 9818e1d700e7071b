/**
 * Words that stand in tables for departments. They are Chinese whatever language the screens speak,
 * and the station writes them too; what screens say stands in text/.
 */
import type { GridId } from '#lib/domain/ids.ts';

interface WatermarkFacts {
	name: string;
	who: string;
	account: string;
	/** `2026-11-27 10:15` */
	at: string;
	community: string;
	rows: number;
	masked: boolean;
}

export const tableWords = {
	yes: '是',
	no: '否',
	changed: '有变化',
	unchanged: '无变化',
	fine: '正常',
	attention: (note: string) => (note === '' ? '需关注' : `需关注：${note}`),
	between: '；',
	beside: '、',
	again: (day: string) => `${day} 再访`,
	people: (count: number) => `${count} 人`,
	grid: (grid: GridId) => (grid.endsWith('-00') ? '社区' : `第${Number(grid.slice(-2))}网格`),
	here: '在住',
	moved: '已搬离',
	deceased: '已去世',
	confidential: '（反映人要求保密）',
	watermark: ({ name, who, account, at, community, rows, masked }: WatermarkFacts) =>
		`${name} · ${community} · ${at} 由 ${who}（${account}）导出，共 ${rows} 行 · ${
			masked ? '姓名电话已遮盖' : '含完整姓名电话'
		} · 内部使用，不得外传`
} as const;
