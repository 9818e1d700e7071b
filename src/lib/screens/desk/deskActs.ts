/**
 * What may be done with a concern besides dispatching it, as a table: the key, the fields its form
 * asks for, and what must not be left empty. Who may do it when is the domain's (openSteps).
 */
import type { ConcernStep } from '#lib/app/app.ts';
import type { SoundIntent } from '#lib/app/speaking.ts';
import type { ConcernEventType, MediationStage } from '#lib/domain/documents.ts';
import type { Lack } from '#lib/screens/draft/keptForm.svelte.ts';
import { deskWords } from '#lib/text/deskWords.ts';

export type ActField =
	| 'note'
	| 'until'
	| 'stage'
	| 'agreed'
	| 'units'
	| 'onsite'
	| 'answer'
	| 'door'
	| 'firstResponse'
	| 'unit'
	| 'pictures'
	/** Said, with nothing shown. */
	| 'sounds';

export interface DeskAct {
	type: ConcernEventType;
	/** One letter, or `''`. */
	key: string;
	fields: readonly ActField[];
	/** Whether the words may be left out. */
	needsNote: boolean;
}

/** As they stand on the screen. Dispatch, merge and split have forms of their own. */
export const deskActs: readonly DeskAct[] = [
	act('receive', 'R', ['note']),
	act('follow_up', 'F', ['door', 'answer', 'note']),
	act('not_reached', 'N', ['door', 'note']),
	act('mediate', 'T', ['stage', 'agreed', 'note', 'pictures'], true),
	act('deliberate', 'Y', ['agreed', 'note', 'pictures'], true),
	act('request_whistle', 'W', ['units', 'onsite', 'note'], true),
	act('blow_whistle', 'B', ['units', 'onsite', 'note']),
	act('suspend', 'G', ['until', 'note']),
	act('request_suspend', 'G', ['until', 'note'], true),
	act('resume', 'H', ['note']),
	act('nudge', 'C', ['note', 'sounds']),
	act('refer_out', 'Z', ['note'], true),
	act('decline', 'X', ['note'], true),
	act('withdraw', '', ['note'], true)
];

/** For a handler who called or came by and has no phone with the app. */
export const standInActs: readonly DeskAct[] = [
	act('accept', '', ['note']),
	act('return', '', ['note'], true),
	act('join', '', ['unit', 'note']),
	act('respond', '', ['firstResponse', 'note']),
	act('progress', '', ['note', 'pictures'], true),
	act('resolve', '', ['note', 'pictures'], true)
];

function act(
	type: ConcernEventType,
	key: string,
	fields: readonly ActField[],
	needsNote = false
): DeskAct {
	return { type, key, fields, needsNote };
}

/** What stands in the form; `''` where nothing was chosen. */
export interface ActValue {
	note: string;
	until: string;
	stage: MediationStage | '';
	agreed: 'yes' | 'no' | '';
	/** The first leads. */
	units: readonly string[];
	onsite: 'yes' | 'no' | '';
	solved: 'yes' | 'no' | '';
	satisfaction: number;
	door: string;
	firstResponse: 'call' | 'onsite' | '';
	unit: string;
}

export const emptyAct: ActValue = {
	note: '',
	until: '',
	stage: '',
	agreed: '',
	units: [],
	onsite: '',
	solved: '',
	satisfaction: 0,
	door: '',
	firstResponse: '',
	unit: ''
};

/** What was shown and said beside the fields. */
export interface ActShown {
	pictures: readonly Blob[];
	sounds: readonly SoundIntent[];
}

/** The step that a form means in which nothing lacks. */
export function stepOf(
	{ type, fields }: DeskAct,
	value: ActValue,
	{ pictures, sounds }: ActShown
): ConcernStep {
	const has = (field: ActField) => fields.includes(field);
	return {
		type,
		note: value.note.trim(),
		...(has('until') && { until: value.until }),
		...(has('stage') && value.stage !== '' && { stage: value.stage }),
		...(has('agreed') && value.agreed !== '' && { agreed: value.agreed === 'yes' }),
		...(has('units') && value.units.length > 0 && { handlers: [...value.units] }),
		...(has('unit') && { handler: value.unit }),
		...(has('onsite') && value.onsite !== '' && { onsite: value.onsite === 'yes' }),
		...(has('door') && value.door !== '' && { door: value.door }),
		...(has('answer') && { solved: value.solved === 'yes' }),
		...(has('answer') && value.satisfaction > 0 && { satisfaction: value.satisfaction }),
		...(value.firstResponse !== '' &&
			has('firstResponse') && { firstResponse: value.firstResponse }),
		...(has('pictures') && pictures.length > 0 && { pictures: pictures.map((blob) => ({ blob })) }),
		// Where something is shown, it may be said too.
		...((has('pictures') || has('sounds')) && sounds.length > 0 && { sounds: [...sounds] })
	};
}

/** What is not filled in: in words, and in which field. */
export function lackOf({ type, fields, needsNote }: DeskAct, value: ActValue): Lack | undefined {
	const lacks = (field: ActField, isEmpty: boolean) => fields.includes(field) && isEmpty;
	if (lacks('until', value.until === '')) return { field: 'until', words: deskWords.untilMissing };
	if (lacks('unit', value.unit === '')) return { field: 'unit', words: deskWords.unitsMissing };
	if (type === 'blow_whistle' && value.units.length === 0) {
		return { field: 'units', words: deskWords.unitsMissing };
	}
	if (lacks('firstResponse', value.firstResponse === '')) {
		return { field: 'firstResponse', words: deskWords.responseMissing };
	}
	if (lacks('agreed', value.agreed === '')) {
		return { field: 'agreed', words: deskWords.agreementMissing };
	}
	if (lacks('answer', value.solved === '')) {
		return { field: 'solved', words: deskWords.answerMissing };
	}
	if (!needsNote || value.note.trim() !== '') return undefined;
	return { field: 'note', words: deskWords.noteMissing };
}
