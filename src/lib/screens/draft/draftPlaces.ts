/** Where a draft is continued, and what it is called. The key says which form and where. */
import type { Draft } from '#lib/app/app.ts';
import {
	campaignMakerPath,
	campaignPath,
	concernPath,
	deskRaisePath,
	doorPath,
	profilePath,
	reportPath,
	rightsPath,
	settingsPath,
	shownPath,
	visitPath
} from '#lib/screens/shell/paths.ts';
import { buildingWords } from '#lib/text/buildingWords.ts';
import { campaignWords } from '#lib/text/campaignWords.ts';
import { exportWords } from '#lib/text/exportWords.ts';
import { factWords } from '#lib/text/factWords.ts';
import { rightsWords } from '#lib/text/rightsWords.ts';
import { stepWords } from '#lib/text/handlerWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';
import { settingsWords } from '#lib/text/settingsWords.ts';

const placeDraft = 'place';
/** The one report of a building head or informant, and the one entry of the desk; not the grid worker's form. */
export const reportDraft = 'report';
export const deskDraft = 'desk';
/** The one campaign in the making. */
export const newCampaignDraft = 'new';
const withoutDoor: ReadonlySet<string> = new Set([placeDraft, reportDraft, deskDraft]);

export function draftKey(form: Draft['form'], where: string): string {
	return `${form}:${where === '' ? placeDraft : where}`;
}

export function draftPath({ key, form }: Pick<Draft, 'key' | 'form'>): string {
	const where = whereOf(key);
	switch (form) {
		case 'visit':
			return visitPath(where);
		case 'step':
			return concernPath(where.slice(0, where.indexOf(':')));
		case 'concern':
			if (where === deskDraft) return deskRaisePath;
			return reportPath(withoutDoor.has(where) ? '' : where);
		case 'campaign':
			return where === newCampaignDraft ? campaignMakerPath : campaignPath(where);
		case 'answer':
			return doorPath(whereOf(where));
		case 'resident':
			return doorPath(where);
		case 'rights':
			return shownPath(where);
		case 'settings':
			return settingsPath;
		case 'export':
			return profilePath(where);
		case 'check':
			return '/';
		case 'reply':
			return rightsPath;
	}
}

/** `走访 3-2-501`, `办结 电梯` */
export function draftName({ key, form, value }: Pick<Draft, 'key' | 'form' | 'value'>): string {
	const where = whereOf(key);
	const label = withoutDoor.has(where)
		? screenWords.concern.titlePlace
		: (where.split('/').at(-1) ?? where);
	switch (form) {
		case 'visit':
			return screenWords.me.draftVisit(label);
		case 'step':
			return stepName(where, value);
		case 'concern':
			return screenWords.me.draftConcern(label);
		case 'campaign':
			return where === newCampaignDraft ? campaignWords.maker.title : campaignWords.end.title;
		case 'answer':
			return `${campaignWords.title} ${label}`;
		case 'resident':
			return `${factWords.add} ${label}`;
		case 'rights':
			return `${rightsWords.ask} ${label}`;
		case 'settings':
			return settingsWords.title;
		case 'export':
			return exportWords.draft((value as { name?: string }).name ?? '');
		case 'check':
			return `${buildingWords.checks} ${(value as { label?: string }).label ?? ''}`.trim();
		case 'reply':
			return rightsWords.desk.title;
	}
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
