/** Units that handle concerns: what kind a word means, and the code that a new one gets. */
import { pinyin } from 'pinyin-pro';
import type { Unit } from '#lib/domain/loopDocuments.ts';

type UnitKind = Unit['kind'];

const kinds: readonly (readonly [UnitKind, string, RegExp])[] = [
	['property', 'wy', /物业/],
	['care_group', 'yl', /银龄|互助|关爱|照护/],
	['volunteers', 'zy', /志愿|社会组织|功能性|党支部/],
	['department', 'bm', /部门|单位|公司|中队|机关|派出所/],
	['street', 'jd', /街道/],
	['community', 'sq', /社区|居委/]
];

export function kindOfUnit(written: string): UnitKind | undefined {
	return kinds.find(([, , words]) => words.test(written))?.[0];
}

/** `wy-herun` from 和润物业. A code once given stays with its name: it is part of documents. */
export function codeFor(name: string, kind: UnitKind, given: readonly Unit[]): string {
	const known = given.find((unit) => unit.name === name);
	if (known) return known.code;
	const start = kinds.find(([of]) => of === kind)?.[1] ?? 'dw';
	const stem = name.replace(/(?:有限)?公司$|物业(?:服务)?(?:有限公司|公司)?$/, '') || name;
	const letters =
		pinyin(stem, { toneType: 'none', type: 'array' })
			.join('')
			.toLowerCase()
			.replace(/[^a-z0-9]/g, '')
			.slice(0, 16) || 'x';
	const taken = new Set(given.map(({ code }) => code));
	for (let number = 1; ; number += 1) {
		const code = `${start}-${letters}${number === 1 ? '' : String(number)}`;
		if (!taken.has(code)) return code;
	}
}
