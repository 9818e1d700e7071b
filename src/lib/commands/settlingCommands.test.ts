import { beforeEach, describe, expect, test } from 'vitest';
import { amendedConcern } from '#lib/domain/amendedConcern.ts';
import type { SettingsDocument, SettingsFields } from '#lib/domain/communityDocuments.ts';
import type { AmendmentDocument, ConcernDocument } from '#lib/domain/documents.ts';
import type { Role } from '#lib/domain/feeds.ts';
import { foldFields } from '#lib/domain/household.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import { sampleDevice, sampleGrid } from '#lib/domain/sampleDocuments.ts';
import { unsettled } from '#lib/domain/settings.ts';
import type { Line } from '#lib/domain/toldConcern.ts';
import { told, toldHeader, ulidAt } from '#lib/domain/toldConcern.ts';
import { openMemoryLedger } from '#lib/ledger/memoryLedger.ts';
import { openScribe } from '#lib/ledger/scribe.ts';
import { sha256 } from '#lib/ledger/sha256.ts';
import { correctConcern } from './correctConcern.ts';
import { settle } from './settle.ts';
import { takeBackStep } from './takeBackStep.ts';
import type { WritingDesk } from './writingDesk.ts';

const hour = 3_600_000;
let desk: (account: string, role: Role) => WritingDesk;

beforeEach(async () => {
	const { append } = await openScribe({
		ledger: openMemoryLedger('f'),
		author: 'shuji',
		device: sampleDevice,
		now: () => '2026-11-23T02:00:00.000Z',
		sha256,
		lock: (work) => work()
	});
	let ids = 700;
	desk = (account, role) => ({
		...{ append, account, role, units: [], grid: sampleGrid },
		newId: () => ulidAt((ids += 1)),
		now: () => '2026-11-23T02:00:00.000Z'
	});
});
const lead = () => desk('shuji', 'community_lead');

describe('settling', () => {
	const fields = (change: Partial<SettingsFields> = {}): SettingsFields => ({
		...unsettled,
		slip: { red: ' 急事 ', blue: '' },
		...change
	});
	const limit = { policy: 'whistle', step: 'respond', ms: 2 * hour, counts: 'calendar' } as const;
	const office = { spans: [[510, 720]], summerMonths: [], summerSpans: [], weekdays: [1] };
	const write = async (change: Partial<SettingsFields>, newest?: SettingsDocument) =>
		settle({ fields: fields(change), saw: newest?._id ?? '', newest }, lead());

	test('[C99] the lead’s settings are a document of the whole community, only what differs in it', async () => {
		const usual = {
			policy: 'whistle',
			step: 'resolve',
			ms: 72 * hour,
			counts: 'calendar'
		} as const;
		const saved = await write({ limits: [limit, usual], office });
		expect(saved).toMatchObject({
			ok: true,
			value: { grid: '150105001019-00', limits: [limit], office, slip: { red: '急事', blue: '' } }
		});
		expect(saved.ok && parseDocument(saved.value).ok).toBe(true);
	});

	test('[C99] nobody else settles anything', async () => {
		for (const role of ['community_staff', 'grid_worker', 'street_staff'] as const) {
			const saved = await settle({ fields: fields(), saw: '', newest: undefined }, desk('a', role));
			expect(saved).toEqual({ ok: false, refusal: { kind: 'not_allowed' } });
		}
	});

	test('[C99] what somebody settled meanwhile is not written over before it was seen', async () => {
		const first = await write({});
		const newest = first.ok ? first.value : undefined;
		const blind = await settle(
			{ fields: fields({ dutyPhone: '0471-1' }), saw: '', newest },
			lead()
		);
		expect(blind).toEqual({ ok: false, refusal: { kind: 'settled_meanwhile' } });
		expect(await write({ dutyPhone: '0471-1' }, newest)).toMatchObject({ ok: true });
		expect(await write({}, newest)).toEqual({ ok: false, refusal: { kind: 'nothing_changed' } });
	});

	test('[C99] a limit nobody measures, hours that do not fit and an ID number are said, not dropped', async () => {
		const refusal = async (change: Partial<SettingsFields>) => {
			const saved = await write(change);
			return saved.ok ? undefined : saved.refusal;
		};
		expect(await refusal({ limits: [{ ...limit, step: 'three' }] })).toEqual({
			kind: 'limit',
			field: 'whistle.three'
		});
		expect(await refusal({ limits: [{ ...limit, ms: 1 }] })).toEqual({
			kind: 'shape',
			field: 'limits'
		});
		for (const spans of [
			[[720, 510]],
			[],
			[
				[510, 720],
				[600, 800]
			]
		]) {
			expect(await refusal({ office: { ...office, spans } })).toEqual({
				kind: 'hours',
				field: 'office'
			});
		}
		expect(await refusal({ slip: { red: '11010519491231002X', blue: '' } })).toMatchObject({
			kind: 'id_number'
		});
	});
});

describe('taking a step back', () => {
	const concern = (...lines: Line[]) => {
		const { header, history } = told(toldHeader(), ...lines);
		const { _id: id, grid } = header;
		return {
			...{ id, grid },
			history: history.map(({ event, effect }) => ({ ...event, id: event._id, effect }))
		};
	};
	const take = async (known: ReturnType<typeof concern>, at: number, account = 'shequ1') =>
		takeBackStep({ concern: known, step: known.history[at]!.id }, desk(account, 'community_staff'));

	test('[C95] is an event that names the step, of whoever wrote it', async () => {
		const known = concern(['station', 'receive'], ['shequ1', 'dispatch']);
		expect(await take(known, 1)).toMatchObject({
			ok: true,
			value: { type: 'retract', retracts: ulidAt(2), grid: sampleGrid }
		});
		expect(await take(known, 1, 'shequ2')).toMatchObject({ refusal: { kind: 'not_own' } });
	});

	test('[C95] is refused with the reason once somebody went on', async () => {
		const known = concern(['shequ1', 'dispatch'], ['wuye1', 'accept']);
		expect(await take(known, 0)).toMatchObject({ refusal: { kind: 'built_upon' } });
		const late = concern(['shequ1', 'decline'], ['shequ1', 'dispatch']);
		expect(await take(late, 1)).toMatchObject({ refusal: { kind: 'retracted' } });
	});
});

describe('correcting a concern', () => {
	const header = toldHeader({ category: 'utility.water', urgency: 'green' });
	const correct = async (
		set: Parameters<typeof correctConcern>[0]['set'],
		before: readonly AmendmentDocument[] = [],
		role: Role = 'community_staff'
	) => {
		const known = foldFields<ConcernDocument>(header, before);
		return correctConcern({ id: header._id, set, known }, desk('shequ1', role));
	};

	test('[C100] is an amendment in view of what is known, and the concern is read so from then on', async () => {
		const first = await correct({ category: 'utility.gas', urgency: 'red' });
		expect(first).toMatchObject({ ok: true, value: { subjectKind: 'concern' } });
		const amendment = (first as { value: AmendmentDocument }).value;
		expect(parseDocument(amendment).ok).toBe(true);
		expect(amendedConcern(header, [amendment])).toMatchObject({
			category: 'utility.gas',
			urgency: 'red',
			text: header.text
		});
		const second = await correct({ urgency: 'yellow' }, [amendment]);
		expect(second).toMatchObject({ value: { saw: { urgency: amendment._id } } });
		expect(await correct({ urgency: 'red' }, [amendment])).toMatchObject({
			refusal: { kind: 'nothing_changed' }
		});
	});

	test('[C100] only the community does, and only to what there is', async () => {
		expect(await correct({ urgency: 'red' }, [], 'grid_worker')).toMatchObject({
			refusal: { kind: 'not_allowed' }
		});
		expect(await correct({ category: 'utility.nothing' })).toMatchObject({
			refusal: { kind: 'category' }
		});
	});
});
