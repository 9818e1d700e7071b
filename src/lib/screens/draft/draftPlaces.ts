/** Where a draft is continued, and what it is called. The key says which form and where. */
import type { Draft } from '#lib/app/app.ts';
import {
	concernPath,
	deskRaisePath,
	profilePath,
	reportPath,
	settingsPath,
	visitPath
} from '#lib/screens/shell/paths.ts';
import { exportWords } from '#lib/text/exportWords.ts';
import { stepWords } from '#lib/text/handlerWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';
import { settingsWords } from '#lib/text/settingsWords.ts';

const placeDraft = 'place';
/** The one report of a building head or informant, and the one entry of the desk; not the grid worker's form. */
export const reportDraft = 'report';
export const deskDraft = 'desk';
const withoutDoor: ReadonlySet<string> = new Set([placeDraft, reportDraft, deskDraft]);

export function draftKey(form: Draft['form'], where: string): string {
	return `${form}:${where === '' ? placeDraft : where}`;
}

export function draftPath({ key, form }: Pick<Draft, 'key' | 'form'>): string {
	const where = whereOf(key);
	if (form === 'visit') return visitPath(where);
	if (form === 'export') return profilePath(where);
	if (form === 'step') return concernPath(where.slice(0, where.indexOf(':')));
	if (form === 'settings') return settingsPath;
	if (where === deskDraft) return deskRaisePath;
	return reportPath(withoutDoor.has(where) ? '' : where);
}

/** `走访 3-2-501`, `办结 电梯` */
export function draftName({ key, form, value }: Pick<Draft, 'key' | 'form' | 'value'>): string {
	const where = whereOf(key);
	if (form === 'export') return exportWords.draft((value as { name?: string }).name ?? '');
	if (form === 'step') return stepName(where, value);
	if (form === 'settings') return settingsWords.title;
	const label = withoutDoor.has(where)
		? screenWords.concern.titlePlace
		: (where.split('/').at(-1) ?? where);
	return form === 'visit' ? screenWords.me.draftVisit(label) : screenWords.me.draftConcern(label);
}

function stepName(where: string, value: unknown): string {
	const name = where.slice(where.indexOf(':') + 1);
	const words = Object.entries(stepWords).find(([step]) => step === name)?.[1];
	const title = (value as { title?: string }).title ?? '';
	return [words?.button ?? '', title].filter(Boolean).join(' ');
}

function whereOf(key: string): string {
	return key.slice(key.indexOf(':') + 1);
}
