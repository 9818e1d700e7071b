/** Writes who acts in the demo as an XLSX file, to be read by the organisation's import like any other. */
import writeExcelFile from 'write-excel-file/node';
import type { Day } from '#lib/domain/calendar.ts';
import { demoBranches, demoPeople, demoUnits } from './demoOrganisation.ts';

/** No number begins so: nobody can be called by mistake. */
const dutyPhone = (at: number) => `0471-00001${String(at).padStart(2, '0')}`;

/** Days of stand-ins depend on `today`; all else is always the same. */
export async function demoOrganisationXlsx(today: Day): Promise<Buffer> {
	const units = demoUnits.map(({ code, name, kind, estates, categories }, at) => [
		...[name, kind, code, dutyPhone(at + 1), estates.join('、'), categories.join('、')]
	]);
	const people = demoPeople(today).map(({ name, account, post, scope, from, until }) => [
		...[name, account, post, scope, '', from, until]
	]);
	return writeExcelFile([
		sheet('单位', ['名称', '类别', '代码', '电话', '小区', '诉求类别'], units),
		sheet('人员', ['姓名', '账号', '岗位', '范围', '电话', '起', '止'], people),
		sheet(
			'党组织',
			['名称', '范围'],
			demoBranches.map(({ name, scope }) => [name, scope])
		)
	]).toBuffer();
}

function sheet(name: string, header: string[], rows: string[][]) {
	const title = header.map((value) => ({ value, fontWeight: 'bold' as const }));
	const data = [title, ...rows.map((cells) => cells.map((value) => ({ value })))];
	return { sheet: name, data, columns: header.map(() => ({ width: 16 })) };
}
