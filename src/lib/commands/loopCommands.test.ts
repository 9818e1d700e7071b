import { beforeEach, describe, expect, it } from 'vitest';
import type { ConcernFields, LedgerDocument } from '#lib/domain/documents.ts';
import type { Role } from '#lib/domain/feeds.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import { sampleDevice, sampleDoor, sampleGrid } from '#lib/domain/sampleDocuments.ts';
import type { Line } from '#lib/domain/toldConcern.ts';
import { doorAt, told, toldHeader, ulidAt } from '#lib/domain/toldConcern.ts';
import type { Ledger } from '#lib/ledger/ledger.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import { openScribe } from '#lib/ledger/scribe.ts';
import { sha256 } from '#lib/ledger/sha256.ts';
import { answerCheck } from './answerCheck.ts';
import { askCheck } from './askCheck.ts';
import type { PreparedPicture } from './picture.ts';
import { raiseConcern } from './raiseConcern.ts';
import type { Splittable } from './splitConcern.ts';
import { splitConcern } from './splitConcern.ts';
import type { StepToTake } from './takeStep.ts';
import { takeStep } from './takeStep.ts';
import type { WritingDesk } from './writingDesk.ts';

const now = '2026-11-23T02:00:00.000Z';
const community = sampleGrid.slice(0, 12);
const picture: PreparedPicture = {
	sha256: 'cd'.repeat(32),
	contentType: 'image/jpeg',
	bytes: 150_000,
	width: 1600,
	height: 1200,
	thumbnail: 'AAAA'
};

let ledger: Ledger;
let desk: (account: string, role: Role, units?: string[]) => WritingDesk;

beforeEach(async () => {
	ledger = openMemoryLedger('f');
	const { append } = await openScribe({
		ledger,
		author: 'shequ1',
		device: sampleDevice,
		now: () => now,
		sha256,
		lock: (work) => work()
	});
	let ids = 0;
	const newId = () => ulidAt((ids += 1));
	desk = (account, role, units = []) => ({
		...{ append, newId, account, role, units },
		now: () => now,
		grid: sampleGrid
	});
});

const shequ = () => desk('shequ1', 'community_staff');
const wuye = () => desk('wuye1', 'handler_property', ['wy-herun']);
const bumen = () => desk('bumen1', 'handler_dept', ['bm-ranqi']);

function known(lines: Line[] = [], change: Partial<ConcernFields> = {}, id = 1): Splittable {
	const header = toldHeader({ ...change, _id: `concern:${ulidAt(80_000 + id)}` });
	return { ...header, ...told(header, ...lines), id: header._id };
}

async function written(): Promise<LedgerDocument[]> {
	const { documents } = await ledger.changesSince(0, 100);
	for (const document of documents) expect(parseDocument(document)).toMatchObject({ ok: true });
	return documents;
}

const dispatched: Line[] = [['shequ1', 'dispatch']];
const working: Line[] = [...dispatched, ['wuye1', 'accept'], ['wuye1', 'respond']];
const resolved: Line[] = [...working, ['wuye1', 'resolve', { note: '修好了' }]];

describe('takeStep', () => {
	it('[C85] writes the event with its pictures, in the concern’s own grid', async () => {
		const step = { type: 'resolve', note: ' 已更换水泵 ' } as const;
		const done = await takeStep({ concern: known(working), step, pictures: [picture] }, wuye());
		const id = `photo:${picture.sha256}`;
		expect(done).toMatchObject({
			ok: true,
			value: { type: 'resolve', note: '已更换水泵', photos: [id] }
		});
		const documents = await written();
		expect(documents.find(({ kind }) => kind === 'photo')).toMatchObject({
			subject: done.ok && done.value._id,
			grid: sampleGrid
		});
		expect(documents).toHaveLength(2);
	});

	it('[C85] fills in what follows from who writes', async () => {
		const whistled = known([['jiedao', 'blow_whistle']]);
		expect(
			await takeStep({ concern: whistled, step: { type: 'join', note: '' } }, bumen())
		).toMatchObject({ value: { handler: 'bm-ranqi' } });
		const rang = (handler: string) =>
			takeStep({ concern: whistled, step: { type: 'join', note: '来电', handler } }, shequ());
		expect(await rang('bm-chengguan')).toMatchObject({ value: { handler: 'bm-chengguan' } });
		expect(await rang('bm-reli')).toMatchObject({ refusal: { kind: 'not_asked' } });
		const fresh = known();
		expect(
			await takeStep({ concern: fresh, step: { type: 'mediate', note: '' } }, shequ())
		).toMatchObject({ value: { stage: 'community_second' } });
		const asked = { type: 'follow_up', note: '', solved: true, satisfaction: 5 } as const;
		expect(await takeStep({ concern: known(resolved), step: asked }, shequ())).toMatchObject({
			value: { door: sampleDoor }
		});
	});

	const round: Line[] = [
		['shequ1', 'dispatch'],
		['wuye1', 'return', { note: '不归我们' }]
	];
	const note = '写清楚了';
	const refusals: [string, Line[], StepToTake['step'], () => WritingDesk, object][] = [
		['not this state', [], { type: 'accept', note }, wuye, { kind: 'not_allowed' }],
		[
			'not this unit',
			dispatched,
			{ type: 'accept', note },
			() => desk('wuye2', 'handler_property', ['wy-jiahe']),
			{ kind: 'not_allowed' }
		],
		[
			'not the keeper of the stage',
			[],
			{ type: 'mediate', note, stage: 'grid_first' },
			shequ,
			{ kind: 'not_allowed' }
		],
		[
			'the whistle first',
			[...round, ...round, ...round],
			{ type: 'dispatch', note, handler: 'wy-herun' },
			shequ,
			{ kind: 'whistle_due' }
		],
		[
			'not whistled for',
			[['jiedao', 'blow_whistle', { handlers: ['bm-reli'] }]],
			{ type: 'join', note },
			bumen,
			{ kind: 'not_asked' }
		],
		[
			'own work',
			[...working, ['shequ1', 'resolve']],
			{ type: 'follow_up', note, solved: true },
			shequ,
			{ kind: 'own_work' }
		],
		[
			'a reason',
			dispatched,
			{ type: 'return', note: ' ' },
			wuye,
			{ kind: 'note_missing', field: 'note' }
		],
		[
			'words or a picture',
			working,
			{ type: 'progress', note: '' },
			wuye,
			{ kind: 'note_missing', field: 'note' }
		],
		[
			'what was agreed',
			[],
			{ type: 'mediate', note: '', agreed: true },
			shequ,
			{ kind: 'note_missing', field: 'note' }
		],
		[
			'a day to come',
			working,
			{ type: 'request_suspend', note, until: '2026-11-23' },
			wuye,
			{ kind: 'until', field: 'until' }
		],
		[
			'no identity number',
			[],
			{ type: 'dispatch', note, handler: 'wy-herun', contact: '11010519491231002X' },
			shequ,
			{ kind: 'id_number', field: 'contact' }
		],
		['a handler', [], { type: 'dispatch', note }, shequ, { kind: 'shape', field: 'handler' }],
		[
			'a door that waits',
			resolved,
			{ type: 'follow_up', note, solved: true, door: doorAt('900') },
			shequ,
			{ kind: 'already', field: 'door' }
		]
	];
	it.each(refusals)(
		'[C85] asks for %s, and writes nothing',
		async (_, lines, step, by, refusal) => {
			const done = await takeStep({ concern: known(lines), step }, by());
			expect(done).toMatchObject({ ok: false, refusal });
			expect(await written()).toEqual([]);
		}
	);

	it('[C85] the property company does not judge its own case', async () => {
		const step = { type: 'mediate', note } as const;
		const fee = known(dispatched, { category: 'property.fee' });
		expect(await takeStep({ concern: fee, step }, wuye())).toMatchObject({
			refusal: { kind: 'own_case' }
		});
		const quarrel = known(dispatched, { category: 'dispute.neighbor' });
		expect(await takeStep({ concern: quarrel, step }, wuye())).toMatchObject({
			value: { stage: 'property_final' }
		});
	});

	it('[C85] sends a hidden reporter’s matter only in the sender’s own words', async () => {
		const step = { type: 'dispatch', note: '', handler: 'wy-herun' } as const;
		const hidden = known([], { confidentialReporter: true });
		expect(await takeStep({ concern: hidden, step }, shequ())).toMatchObject({
			refusal: { kind: 'note_missing' }
		});
		expect(await takeStep({ concern: known(), step }, shequ())).toMatchObject({ ok: true });
	});

	it('[C86] a merge brings its doors along, together with the merge', async () => {
		const one = known([['wangge1', 'join_household']]);
		const other = known([], { door: doorAt('701') }, 2);
		const step = { type: 'merge', note: '', into: other.id.slice('concern:'.length) } as const;
		expect(await takeStep({ concern: one, step, into: other }, shequ())).toMatchObject({
			ok: true,
			value: { type: 'merge' }
		});
		const documents = await written();
		const joined = documents.filter((d) => d.kind === 'event' && d.type === 'join_household');
		expect(joined.map((d) => d.kind === 'event' && [d.concern, d.door])).toEqual([
			[step.into, sampleDoor],
			[step.into, doorAt('502')]
		]);
	});

	it('[C86] never makes a hidden reporter visible, nor merges into what has ended or itself', async () => {
		const hidden = known([], { confidentialReporter: true });
		const open = known([], { door: doorAt('701') }, 2);
		const ended = known([['wangge1', 'withdraw']], {}, 3);
		const merge = (concern: Splittable, into?: Splittable) => {
			const step = { type: 'merge', note: '', into: ulidAt(80_002) } as const;
			return takeStep({ concern, step, into }, shequ());
		};
		expect(await merge(hidden, open)).toMatchObject({ refusal: { kind: 'confidential' } });
		for (const into of [ended, open, undefined]) {
			expect(await merge(open, into)).toMatchObject({
				refusal: { kind: 'not_allowed', field: 'into' }
			});
		}
		expect(await written()).toEqual([]);
		expect(await merge(open, hidden)).toMatchObject({ ok: true });
	});
});

describe('splitConcern', () => {
	const parts = [
		{ category: 'property.title_deed', text: '房本一直不给办' },
		{ category: 'property.fee', text: '物业费要先交才给房本' }
	];

	it('[C87] writes both halves, their doors and the split together', async () => {
		const concern = known([['wangge1', 'join_household']], { category: 'repair.leak' });
		const done = await splitConcern({ concern, parts }, shequ());
		expect(done).toMatchObject({ ok: true, value: { category: 'property.title_deed' } });
		const documents = await written();
		const halves = documents.flatMap((d) => (d.kind === 'concern' ? d : []));
		const events = documents.flatMap((d) => (d.kind === 'event' ? d : []));
		const whole = concern.id.slice('concern:'.length);
		const ids = halves.map(({ _id }) => _id.slice('concern:'.length));
		expect(halves).toMatchObject([
			{ splitFrom: whole, door: sampleDoor, confidentialReporter: true, source: 'visit' },
			{ splitFrom: whole, category: 'property.fee' }
		]);
		expect(events.find(({ type }) => type === 'split')).toMatchObject({
			concern: whole,
			parts: ids
		});
		const joined = events.filter(({ type }) => type === 'join_household');
		expect(joined.map((event) => event.concern)).toEqual(ids);
	});

	it('[C87] hides who was hidden, and writes nothing where a half is none', async () => {
		const hidden = known([], { confidentialReporter: true });
		const plain = parts.map(({ text }) => ({ category: 'repair.leak', text }));
		await splitConcern({ concern: hidden, parts: plain }, shequ());
		const halves = (await written()).flatMap((d) => (d.kind === 'concern' ? d : []));
		expect(halves.map(({ confidentialReporter }) => confidentialReporter)).toEqual([true, true]);
		const tries = [
			[parts.slice(0, 1), { kind: 'shape', field: 'parts' }],
			[[parts[0]!, { category: 'property.fee', text: ' ' }], { kind: 'text_missing' }],
			[[parts[0]!, { category: 'no.such', text: '什么' }], { kind: 'category' }]
		] as const;
		for (const [given, refusal] of tries) {
			expect(await splitConcern({ concern: known(), parts: given }, shequ())).toMatchObject({
				ok: false,
				refusal
			});
		}
		expect(await splitConcern({ concern: known(working), parts }, shequ())).toMatchObject({
			refusal: { kind: 'not_allowed' }
		});
		expect(await splitConcern({ concern: known(), parts }, wuye())).toMatchObject({
			refusal: { kind: 'not_allowed' }
		});
		expect((await written()).filter(({ kind }) => kind === 'concern')).toHaveLength(2);
	});
});

describe('checks', () => {
	const check = {
		door: sampleDoor,
		label: '3号楼2单元501',
		scope: `${sampleGrid}/xk/3`,
		words: '这周请看看',
		dueOn: '2026-11-30'
	};
	const worker = () => desk('wangge1', 'grid_worker');

	it('[C88] is asked of the head of that building, or an informant of the community', async () => {
		expect(await askCheck(check, worker())).toMatchObject({ ok: true, value: { kind: 'check' } });
		const informant = { ...check, scope: `${community}/xinxiyuan1` };
		expect(await askCheck(informant, shequ())).toMatchObject({ ok: true });
		for (const scope of [`${sampleGrid}/xk/33`, `${sampleGrid}/xk/4`, '150105001020/xinxiyuan1']) {
			expect(await askCheck({ ...check, scope }, worker()), scope).toMatchObject({
				refusal: { kind: 'scope' }
			});
		}
		expect(await written()).toHaveLength(2);
	});

	it('[C88] is asked with a day to come, plain words, and by who may', async () => {
		const tries = [
			[{ ...check, dueOn: '2026-11-22' }, { kind: 'until' }],
			[{ ...check, words: '身份证 11010519491231002X' }, { kind: 'id_number' }],
			[
				{ ...check, label: ' ' },
				{ kind: 'shape', field: 'label' }
			]
		] as const;
		for (const [asked, refusal] of tries) {
			expect(await askCheck(asked, worker())).toMatchObject({ ok: false, refusal });
		}
		expect(await askCheck(check, wuye())).toMatchObject({ refusal: { kind: 'not_allowed' } });
		expect(await written()).toEqual([]);
	});

	it('[C88] is answered by who was asked, with what was seen', async () => {
		const id = `check:${ulidAt(7)}`;
		const answer = { id, outcome: 'needs_visit', note: '门口有报纸', pictures: [picture] } as const;
		expect(await answerCheck(answer, desk('louzhang1', 'building_head'))).toMatchObject({
			ok: true,
			value: { check: ulidAt(7), photos: [`photo:${picture.sha256}`] }
		});
		expect(await answerCheck(answer, worker())).toMatchObject({
			refusal: { kind: 'not_allowed' }
		});
		expect(
			await answerCheck({ ...answer, note: '11010519491231002X' }, desk('l', 'informant'))
		).toMatchObject({ refusal: { kind: 'id_number' } });
		expect(await written()).toHaveLength(2);
	});
});

describe('raiseConcern', () => {
	const { grid: _grid, splitFrom: _from, ...fields } = toldHeader();
	const raised = {
		door: fields.door,
		building: fields.building,
		place: '',
		category: fields.category,
		text: fields.text,
		selfHandle: false,
		pictures: []
	};

	it('[C89] comes from where its role stands', async () => {
		const sources: [Role, object, string][] = [
			['grid_worker', {}, 'visit'],
			['grid_worker', { door: '' }, 'patrol'],
			['building_head', {}, 'building_head'],
			['informant', {}, 'informant'],
			['handler_property', {}, 'property'],
			['community_staff', {}, 'resident'],
			['community_lead', { source: 'meeting' }, 'meeting'],
			['community_staff', { source: 'informant' }, 'resident'],
			['street_staff', {}, 'hotline']
		];
		for (const [role, change, source] of sources) {
			const done = await raiseConcern({ ...raised, ...change }, desk('somebody', role));
			expect(done, role).toMatchObject({ ok: true, value: { source } });
		}
	});

	it('[C89] departments and keepers raise none; only a grid worker takes it in hand at once', async () => {
		for (const role of ['handler_dept', 'station_keeper'] as const) {
			expect(await raiseConcern(raised, desk('somebody', role))).toMatchObject({
				refusal: { kind: 'not_allowed' }
			});
		}
		const own = { ...raised, selfHandle: true };
		expect(await raiseConcern(own, desk('louzhang1', 'building_head'))).toMatchObject({
			refusal: { kind: 'not_allowed' }
		});
		expect(await raiseConcern(own, desk('wangge1', 'grid_worker'))).toMatchObject({ ok: true });
	});
});
