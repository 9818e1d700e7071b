/** The account of a table of places as the keeper reads it before she confirms. */
import type { CircleReport } from './circleKeeper.ts';
import type { CircleReason, CircleRefusal } from './circleRows.ts';

const reasons: Readonly<Record<CircleReason, string>> = {
	name_missing: '没有名称',
	type_unknown: '类别不认识；可写菜市场、卫生室、服务中心、学校、公园、家政、养老、维修、其他',
	metres_missing: '没有写距离',
	metres_bad: '距离读不懂，请写米数，例如 350 或 1.2公里',
	bearing_bad: '方向读不懂，请写东、东南这样的方向，或 0 到 360 的度数；不知道就留空',
	phone_bad: '电话读不懂',
	text_too_long: '文字太长',
	id_number: '含有身份证号，整行不取',
	repeated: '同一个地方写了两次'
};

/** More than fit a screen are only counted. */
const linesShown = 60;

export function circleText(report: CircleReport): string {
	const { rows, fresh, changed, unchanged, gone, undrawn, refused } = report;
	return [
		`共 ${rows} 行：新增 ${fresh.length} 处，变更 ${changed.length} 处，不变 ${unchanged} 处，去掉 ${gone.length} 处`,
		...(undrawn > 0 ? [`其中 ${undrawn} 处没有写方向，只在列表里，不在方位图上`] : []),
		...section('新增', fresh),
		...section('变更', changed),
		...section('表中没有、将去掉的', gone),
		...section(`不能导入的行（${refused.length} 行）`, refused.map(circleSentence))
	].join('\n');
}

export function circleSentence({ sheet, row, reason, word }: CircleRefusal): string {
	return `“${sheet}”第 ${row} 行：${reasons[reason]}${word === '' ? '' : `（${word}）`}`;
}

function section(title: string, lines: readonly string[]): string[] {
	if (lines.length === 0) return [];
	const more = lines.length - linesShown;
	return [
		'',
		title,
		...lines.slice(0, linesShown).map((line) => `  ${line}`),
		...(more > 0 ? [`  …还有 ${more} 条`] : [])
	];
}
