import { beforeEach, expect, test } from 'vitest';
import type { ConcernStep } from '#lib/app/app.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import type { Notice } from '#lib/screens/shell/notices.svelte.ts';
import { Notices } from '#lib/screens/shell/notices.svelte.ts';
import { Saving } from '#lib/screens/desk/saving.svelte.ts';
import { takeBack } from './takeBack.ts';
import { takeStep } from './takeStep.ts';

const concern = 'concern:01ARZ3NDEKTSV4RRFFQ69G5FAV';
const step = 'event:01ARZ3NDEKTSV4RRFFQ69G5FAV:01ARZ3NDEKTSV4RRFFQ69G5FAW';
let takenBack: string[][];
let isLate: boolean;
let notices: Notices;

const app = {
	actOnConcern: async (_id: string, _step: ConcernStep) => accepted({ id: step }),
	takeBackStep: async (id: string, event: string) => {
		if (isLate) return refused({ kind: 'built_upon' });
		takenBack.push([id, event]);
		return accepted({ id: event });
	}
};
const shown = (): Notice | undefined => notices.current;

beforeEach(() => {
	takenBack = [];
	isLate = false;
	notices = new Notices({ after: () => () => {} });
});

test('[U96] a step of one tap can be taken back from its notice, and it is said that it was', async () => {
	await takeStep({ app, notices }, concern, {
		...{ name: 'accept', type: 'accept', atOnce: true, look: 'primary' }
	});
	expect(shown()).toMatchObject({ tone: 'saved', text: expect.stringContaining('已接单') });
	await notices.undo();
	expect(takenBack).toEqual([[concern, step]]);
	expect(shown()).toMatchObject({ tone: 'saved', text: '已收回「接单」' });
	expect(shown()?.undo).toBeUndefined();
});

test('[U96] what the desk wrote too, and once somebody went on it is said why not', async () => {
	const saving = new Saving(notices);
	isLate = true;
	await saving.run(
		() => app.actOnConcern(concern, { type: 'dispatch', note: '' }),
		'已派单',
		(id) => takeBack({ app, notices }, concern, { step: id, word: '派单' })
	);
	await notices.undo();
	expect(takenBack).toEqual([]);
	expect(shown()).toMatchObject({ tone: 'trouble', text: expect.stringContaining('接着办') });
});
