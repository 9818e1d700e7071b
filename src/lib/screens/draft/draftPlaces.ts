/** Where a draft is continued, and what it is called. The key says which form and where. */
import type { Draft } from '#lib/app/app.ts';
import { reportPath, visitPath } from '#lib/screens/shell/paths.ts';
import { zh } from '#lib/text/zh.ts';

const placeDraft = 'place';

export function draftKey(form: Draft['form'], where: string): string {
	return `${form}:${where === '' ? placeDraft : where}`;
}

export function draftPath({ key, form }: Pick<Draft, 'key' | 'form'>): string {
	const where = whereOf(key);
	if (form === 'visit') return visitPath(where);
	return reportPath(where === placeDraft ? '' : where);
}

/** `走访 3-2-501` */
export function draftName({ key, form }: Pick<Draft, 'key' | 'form'>): string {
	const where = whereOf(key);
	const label = where === placeDraft ? zh.concern.titlePlace : (where.split('/').at(-1) ?? where);
	return form === 'visit' ? zh.me.draftVisit(label) : zh.me.draftConcern(label);
}

function whereOf(key: string): string {
	return key.slice(key.indexOf(':') + 1);
}
