/**
 * Which columns of another platform's table of orders say what (12345, the city's platform). It only
 * proposes: a person looks at it once, and the mapping is kept as an export profile, so that results
 * go back under the very headers in which the orders came.
 */
import type { ExportColumn } from '#lib/domain/communityDocuments.ts';
import { plainCell } from '#lib/domain/rosterCells.ts';

/** Fields of the source `hotline` (exportFields.ts) that an order may bring. */
export const orderFields = [
	...(['outside.number', 'outside.system', 'outside.due'] as const),
	...(['text', 'place', 'category', 'confidential'] as const)
] as const;
export type OrderField = (typeof orderFields)[number];

const called: Readonly<Record<OrderField, RegExp>> = {
	'outside.number': /^(?:工单|外部|转办单?|受理|案卷|任务|单据?)?(?:编号|单号|号|流水号)$/,
	'outside.system': /^(?:来单平台|工单来源|来源渠道|来源|平台)$/,
	'outside.due': /时限|截止|限期|要求办结|应办结|到期/,
	text: /^(?:工单|诉求|反映|问题|事件|案件)?(?:标题|主题|内容|描述|详情|事项|问题|诉求)$/,
	place: /(?:地址|地点|位置)$/,
	category: /(?:分类|类别|类型|归口)$/,
	confidential: /保密|匿名/
};

/** These bring who a person is; nobody may map them. */
const personal =
	/姓名|联系人|来电人|反映人|诉求人|市民|电话|手机|号码|身份证|证件|性别|年龄|出生|民族/;
/** 是否保密 is of the order, though it names the reporter. */
const ofOrder = /保密|匿名/;

export interface OrderHeader {
	/** Index of the row of names. */
	at: number;
	headers: string[];
}

/** Titles may stand above it; undefined where no row looks like one. */
export function findOrderHeader(
	rows: readonly (readonly unknown[])[],
	within = 10
): OrderHeader | undefined {
	for (const [at, row] of rows.slice(0, within).entries()) {
		const headers = row.map(headerOf);
		const named = headers.filter((header) => header !== '');
		const known = named.filter((header) => fieldFor(header) !== '' || isPersonal(header));
		if (named.length >= 2 && known.length >= 2) return { at, headers };
	}
	return undefined;
}

/** One column per header, in their order; `field` is `''` for what is not brought in. */
export function proposeColumns(headers: readonly string[]): ExportColumn[] {
	const taken = new Set<string>();
	return headers.map((header) => {
		const field = fieldFor(header);
		// Only what is said may be said in several columns: a title and a text.
		if (field === '' || (taken.has(field) && field !== 'text')) {
			return { header, field: '', fixed: '' };
		}
		taken.add(field);
		return { header, field, fixed: '' };
	});
}

/** The columns of this file by a mapping that was kept; new headers bring nothing until somebody says so. */
export function columnsBy(
	kept: readonly ExportColumn[],
	headers: readonly string[]
): ExportColumn[] {
	const fields = new Map(kept.map(({ header, field }) => [header, field]));
	return headers.map((header) => ({ header, field: fields.get(header) ?? '', fixed: '' }));
}

/** Whether a kept mapping is one of this file: it knows every header, and which is the number. */
export function isMappingOf(kept: readonly ExportColumn[], headers: readonly string[]): boolean {
	const known = new Set(kept.map(({ header }) => header));
	return (
		headers.every((header) => header === '' || known.has(header)) &&
		columnsBy(kept, headers).some(({ field }) => field === 'outside.number')
	);
}

export function isPersonal(header: string): boolean {
	return personal.test(header) && !ofOrder.test(header);
}

function headerOf(cell: unknown): string {
	return plainCell(cell)
		.replace(/[\s\u200b*]+/g, '')
		.slice(0, 60);
}

function fieldFor(header: string): OrderField | '' {
	if (header === '' || isPersonal(header)) return '';
	return orderFields.find((field) => called[field].test(header)) ?? '';
}
