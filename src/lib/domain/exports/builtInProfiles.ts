/**
 * The tables that are asked for most (DOMAIN 2.6), to begin from. They are part of the program;
 * a community's own profile is a document, often a changed copy of one of these.
 */
import type { ExportProfileFields } from '#lib/domain/communityDocuments.ts';
import { fieldOf } from './exportFields.ts';
import type { ExportSource } from './exportFields.ts';

export interface BuiltInProfile extends Pick<
	ExportProfileFields,
	'name' | 'source' | 'columns' | 'masked'
> {
	/** For addresses and the log; never a document's id. */
	code: string;
}

/** `field` or `field=header`; without a header the field's own name is one. */
function made(code: string, name: string, source: ExportSource, columns: string): BuiltInProfile {
	return {
		...{ code, name, source, masked: true },
		columns: columns.split(' ').map((column) => {
			const [field = '', header = fieldOf(source, field)?.zh ?? field] = column.split('=');
			return { header, field, fixed: '' };
		})
	};
}

export const builtInProfiles: readonly BuiltInProfile[] = [
	made(
		'diary',
		'民情日记',
		'visits',
		'at=时间 address=地点 head=走访对象 worker=走访人 family=家庭基本情况 note=实际困难 asked=诉求与建议 answered=处理/答复 next=后续计划'
	),
	made(
		'visits',
		'走访明细',
		'visits',
		'day grid estate address head phones type mode outcome unchanged note worker photos'
	),
	made(
		'care',
		'探访关爱台账',
		'care_visits',
		'day grid address head care mode outcome health mood safety hygiene living attention next worker'
	),
	made(
		'hotline',
		'12345 转办单',
		'hotline',
		'outside.number=工单编号 outside.system=来单平台 outside.due=办结时限 at=接单时间 place=事发地点 category=问题分类 text=诉求内容 number=社区受理编号 handler=承办单位 state=办理状态 resolved=办结时间 resolution=办理结果 solved=是否解决 satisfaction=群众满意度 said=回访情况'
	),
	made(
		'residents',
		'居民台账',
		'residents',
		'grid estate building unit room name relation gender born phone residency care standing'
	),
	made(
		'concerns',
		'诉求台账',
		'concerns',
		'number at grid place group category text source urgency state handler resolved resolution satisfaction'
	)
];

export function builtInProfile(code: string): BuiltInProfile | undefined {
	return builtInProfiles.find((profile) => profile.code === code);
}
