/** The account of an import as the keeper reads it before she confirms. */
import type { Counted, ImportReport } from './rosterPlan.ts';
import type { RowRefused } from './rosterRows.ts';
import { columnReasons, notTakenWords, rowReasons } from './sheetWords.ts';

/** More rows than fit a screen are summed up by their reason. */
const rowsShown = 30;

export function reportText(report: ImportReport): string {
	return [
		`工作表“${report.sheet}”：${report.rows} 行`,
		'',
		'将要写入',
		counted('户（门）', report.doors),
		counted('家庭资料', report.households),
		counted('居民', report.residents),
		...report.perGrid.map(
			({ grid, doors, residents }) =>
				`    第${Number(grid.slice(-2))}网格：${doors} 户，${residents} 人`
		),
		...(report.residents.notMentioned > 0
			? [`    系统里有、表中没有的居民 ${report.residents.notMentioned} 人：保持原样，不删除`]
			: []),
		...section('取用的列', [report.columns.map(({ header }) => header).join('、')]),
		...section(
			'按本人要求删除过、默认不写入的',
			report.erased.map(
				({ row, on, people }) =>
					`第 ${row} 行那一户：${people > 0 ? `${people} 人` : '户主、电话'}，${on} 删除`
			)
		),
		...section(
			'不取的列（内容不读取）',
			report.dropped.map(({ header, reason }) => `“${header}”：${columnReasons[reason]}`)
		),
		...section(
			'取了行、但没有取的内容',
			report.notTaken.map(
				({ kind, count, labels }) =>
					`${notTakenWords[kind]}：${count} 处${labels.length > 0 ? `（${labels.join('、')}）` : ''}`
			)
		),
		...section(`不能导入的行（${report.refused.length} 行）`, refusedLines(report.refused))
	].join('\n');
}

function counted(name: string, { fresh, changed, unchanged }: Counted): string {
	return `  ${name}：新增 ${fresh}，变更 ${changed}，不变 ${unchanged}`;
}

function section(title: string, lines: string[]): string[] {
	return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function refusedLines(refused: readonly RowRefused[]): string[] {
	const shown = refused
		.slice(0, rowsShown)
		.map(({ row, kind, other }) =>
			other === undefined
				? `第 ${row} 行：${rowReasons[kind]}`
				: `第 ${row} 行：${rowReasons[kind]}（见第 ${other} 行）`
		);
	const left = Map.groupBy(refused.slice(rowsShown), ({ kind }) => kind);
	const summed = [...left].map(
		([kind, rows]) => `另有 ${rows.length} 行：${rowReasons[kind]}（第 ${rowNumbers(rows)} 行）`
	);
	return [...shown, ...summed];
}

function rowNumbers(rows: readonly RowRefused[]): string {
	const numbers = rows.slice(0, 50).map(({ row }) => row);
	return numbers.join('、') + (rows.length > 50 ? ' 等' : '');
}

/** Whether there is anything to write at all. */
export function changesNothing({ doors, households, residents }: ImportReport): boolean {
	return [doors, households, residents].every(({ fresh, changed }) => fresh + changed === 0);
}
