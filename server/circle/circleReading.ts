/**
 * Turns a checked spreadsheet file into rows of the living circle. Runs in a worker of its own, and
 * lets nothing out of it but the columns that are known.
 */
import { cellText } from '#lib/domain/rosterCells.ts';
import { boundedSheets } from '../admin/sheetParts.ts';
import { SheetRefused } from '../admin/sheetRefusal.ts';

export type CircleField = 'name' | 'type' | 'address' | 'metres' | 'bearing' | 'hours' | 'phone';

export interface CircleRow {
	sheet: string;
	/** As the keeper's program numbers it. */
	row: number;
	cells: Partial<Record<CircleField, string>>;
}

const aliases: Readonly<Record<CircleField, string>> = {
	name: '名称 场所 场所名称 地点名称 单位名称',
	type: '类别 类型 种类 设施类别',
	address: '地址 位置 详细地址',
	metres: '距离 步行距离 距离米 米数',
	bearing: '方向 方位 方位角',
	hours: '营业时间 开放时间 服务时间 时间',
	phone: '电话 联系电话 服务电话'
};
const fieldByAlias: ReadonlyMap<string, CircleField> = new Map(
	(Object.entries(aliases) as [CircleField, string][]).flatMap(([field, names]) =>
		names.split(' ').map((name) => [name, field] as const)
	)
);

/** Titles stand above the header. */
const headerWithin = 10;

export async function readCircleRows(file: Buffer): Promise<CircleRow[]> {
	const rows: CircleRow[] = [];
	let isFound = false;
	for (const { name, data } of await boundedSheets(file)) {
		const header = headerIn(data);
		if (!header) continue;
		isFound = true;
		data.forEach((line, at) => {
			if (at <= header.row) return;
			const cells = cellsOf(line, header.columns);
			if (Object.keys(cells).length > 0) rows.push({ sheet: name, row: at + 1, cells });
		});
	}
	if (!isFound) throw new SheetRefused({ kind: 'no_circle' });
	return rows;
}

function headerIn(data: readonly (readonly unknown[])[]) {
	for (const [row, line] of data.slice(0, headerWithin).entries()) {
		const columns = new Map<CircleField, number>();
		line.forEach((cell, at) => {
			const field = fieldByAlias.get(plainHeader(cellText(cell)));
			if (field !== undefined && !columns.has(field)) columns.set(field, at);
		});
		if (columns.has('name') && columns.has('metres')) return { row, columns };
	}
	return undefined;
}

function cellsOf(line: readonly unknown[], columns: ReadonlyMap<CircleField, number>) {
	const cells: CircleRow['cells'] = {};
	for (const [field, at] of columns) {
		const text = cellText(line[at]);
		if (text !== '') cells[field] = text;
	}
	return cells;
}

/** `* 距离（米）：` is 距离. */
function plainHeader(written: string): string {
	return written.normalize('NFKC').replace(/\([^)]*\)|[*:\s]/g, '');
}
