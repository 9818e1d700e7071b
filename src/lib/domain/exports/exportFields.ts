/**
 * What a table may be made of: per source its fields, how departments call them, and how each is
 * masked. Names of fields are stored in profiles for ever: one may be added, none renamed.
 */
import type { ExportProfileFields } from '#lib/domain/communityDocuments.ts';

export type ExportSource = ExportProfileFields['source'];

/**
 * `address` and `words` are left out of the masked row of whoever asked not to be known; what was done
 * is `told`, as handlers are told it (cutCopy.ts).
 */
export type Mask = 'name' | 'phones' | 'contact' | 'words' | 'told' | 'address';

export interface ExportField {
	field: string;
	zh: string;
	mask?: Mask;
}

const place: readonly ExportField[] = [
	{ field: 'grid', zh: '所属网格' },
	{ field: 'estate', zh: '小区' },
	{ field: 'building', zh: '楼栋' },
	{ field: 'unit', zh: '单元' },
	{ field: 'floor', zh: '楼层' },
	{ field: 'room', zh: '房号' },
	{ field: 'address', zh: '详细地址' }
];

const home: readonly ExportField[] = [
	{ field: 'head', zh: '户主', mask: 'name' },
	{ field: 'phones', zh: '联系电话', mask: 'phones' },
	{ field: 'people', zh: '在住人数' },
	{ field: 'tenure', zh: '房屋使用' },
	{ field: 'care', zh: '关爱对象类别' },
	{ field: 'family', zh: '家庭基本情况' }
];

const visit: readonly ExportField[] = [
	{ field: 'at', zh: '走访时间' },
	{ field: 'day', zh: '走访日期' },
	...place,
	...home,
	{ field: 'worker', zh: '走访人' },
	{ field: 'type', zh: '走访类型' },
	{ field: 'mode', zh: '走访方式' },
	{ field: 'outcome', zh: '走访结果' },
	{ field: 'unchanged', zh: '有无变化' },
	{ field: 'note', zh: '走访内容', mask: 'words' },
	{ field: 'asked', zh: '诉求与建议', mask: 'words' },
	{ field: 'answered', zh: '处理答复', mask: 'words' },
	{ field: 'next', zh: '后续计划' },
	{ field: 'slip', zh: '是否留条' },
	{ field: 'photos', zh: '照片数' }
];

const checks: readonly ExportField[] = [
	{ field: 'health', zh: '健康状况', mask: 'words' },
	{ field: 'mood', zh: '精神状态', mask: 'words' },
	{ field: 'safety', zh: '安全情况', mask: 'words' },
	{ field: 'hygiene', zh: '卫生状况', mask: 'words' },
	{ field: 'living', zh: '居住环境', mask: 'words' },
	{ field: 'attention', zh: '需关注事项', mask: 'words' }
];

const concern: readonly ExportField[] = [
	{ field: 'number', zh: '受理编号' },
	{ field: 'outside.system', zh: '来单平台' },
	{ field: 'outside.number', zh: '外部单号' },
	{ field: 'outside.due', zh: '要求办结日期' },
	{ field: 'at', zh: '反映时间' },
	{ field: 'day', zh: '反映日期' },
	{ field: 'grid', zh: '所属网格' },
	{ field: 'place', zh: '地点', mask: 'address' },
	{ field: 'group', zh: '大类' },
	{ field: 'category', zh: '类别' },
	{ field: 'nature', zh: '性质' },
	{ field: 'urgency', zh: '紧急程度' },
	{ field: 'source', zh: '来源' },
	{ field: 'text', zh: '诉求内容', mask: 'words' },
	{ field: 'doors', zh: '反映户数' },
	{ field: 'confidential', zh: '是否保密' },
	{ field: 'state', zh: '办理状态' },
	{ field: 'handler', zh: '承办单位' },
	{ field: 'order', zh: '办理要求', mask: 'told' },
	{ field: 'received', zh: '受理时间' },
	{ field: 'dispatched', zh: '派单时间' },
	{ field: 'responded', zh: '首次响应时间' },
	{ field: 'resolved', zh: '办结时间' },
	{ field: 'closed', zh: '结案时间' },
	{ field: 'resolution', zh: '办理结果', mask: 'told' },
	{ field: 'asked', zh: '回访时间' },
	{ field: 'solved', zh: '是否解决' },
	{ field: 'satisfaction', zh: '满意度' },
	{ field: 'said', zh: '回访情况', mask: 'words' }
];

export const exportFields: Readonly<Record<ExportSource, readonly ExportField[]>> = {
	visits: visit,
	care_visits: [...visit, ...checks],
	households: [
		...place,
		...home,
		{ field: 'hub', zh: '党员中心户' },
		{ field: 'language', zh: '沟通语言' },
		{ field: 'best', zh: '方便时间' },
		{ field: 'note', zh: '备注', mask: 'words' }
	],
	residents: [
		...place,
		{ field: 'name', zh: '姓名', mask: 'name' },
		{ field: 'relation', zh: '与户主关系' },
		{ field: 'gender', zh: '性别' },
		{ field: 'born', zh: '出生年份' },
		{ field: 'phone', zh: '联系电话', mask: 'phones' },
		{ field: 'residency', zh: '人员类型' },
		{ field: 'care', zh: '关爱对象类别' },
		{ field: 'emergency', zh: '紧急联系人', mask: 'contact' },
		{ field: 'standing', zh: '在住情况' },
		{ field: 'note', zh: '备注', mask: 'words' }
	],
	concerns: concern,
	hotline: concern
};

export function fieldOf(source: ExportSource, name: string): ExportField | undefined {
	return exportFields[source].find(({ field }) => field === name);
}

/** A register has no days: it is told as it stands. */
export function hasPeriod(source: ExportSource): boolean {
	return source !== 'households' && source !== 'residents';
}
