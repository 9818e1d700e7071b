import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { buildingFeed, communityFeed, gridFeed, handlerFeed, writerIn } from './feeds.ts';
import { writeStamp } from './hybridClock.ts';
import { documentId } from './ids.ts';
import type { PushContext } from './pushRules.ts';
import { checkPush } from './pushRules.ts';
import { withRevision } from './revision.ts';
import {
	sampleDevice,
	sampleDocument,
	sampleDoor,
	sampleGrid,
	sampleNow,
	sampleOther
} from './sampleDocuments.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const context: PushContext = {
	account: 'wangge1',
	device: sampleDevice,
	grants: [{ role: 'grid_worker', scope: sampleGrid }],
	feed: gridFeed(sampleGrid),
	sha256
};
const refusalOf = (raw: unknown, change: Partial<PushContext> = {}) => {
	const answer = checkPush(raw, { ...context, ...change });
	return answer.ok ? undefined : answer.refusal.kind;
};
const visit = sampleDocument('visit', sha256);

describe('checkPush', () => {
	test.each(['visit', 'concern', 'event', 'amendment', 'photo'] as const)(
		'[P1] a grid worker may write a %s into the feed of her grid',
		(kind) => {
			const document = sampleDocument(kind, sha256);
			expect(checkPush(document, context)).toEqual({ ok: true, value: document });
		}
	);

	test.each(['door', 'household'] as const)('[P2] a %s comes from the station only', (kind) => {
		expect(refusalOf(sampleDocument(kind, sha256))).toBe('role');
	});

	test('[R76] a grid worker enters a resident at a door of her grid; nobody else enters one', () => {
		const resident = sampleDocument('resident', sha256, {
			...{ author: 'wangge1', device: sampleDevice, deviceSeq: 7, clock: visit.clock }
		});
		expect(refusalOf(resident)).toBeUndefined();
		expect(refusalOf(resident, { account: 'wangge2' })).toBe('author');
		const { deviceSeq: _gone, ...unnumbered } = resident;
		expect(refusalOf(withRevision(unnumbered, sha256))).toBe('shape');
		const elsewhere = sampleDocument('resident', sha256, {
			...{ author: 'wangge1', device: sampleDevice, deviceSeq: 7, clock: visit.clock },
			door: '150105001019-02/xk/3-2-501'
		});
		expect(refusalOf(elsewhere)).toBe('shape');
		const community = sampleGrid.slice(0, 12);
		for (const [role, scope, feed] of [
			['community_lead', community, communityFeed(community)],
			['community_staff', community, communityFeed(community)],
			['building_head', `${sampleGrid}/xk/3`, buildingFeed(`${sampleGrid}/xk/3`)],
			['handler_property', `${community}/wy-herun`, handlerFeed(community, 'wy-herun')]
		] as const) {
			const device = writerIn(feed, sampleDevice);
			const clock = visit.clock.replace(sampleDevice, device);
			const theirs = sampleDocument('resident', sha256, {
				...{ author: 'wangge1', device, deviceSeq: 7, clock }
			});
			expect(refusalOf(theirs, { grants: [{ role, scope }], feed }), role).toBe('role');
		}
	});

	test('[P3] author and device are those of the session', () => {
		expect(refusalOf(visit, { account: 'wangge2' })).toBe('author');
		expect(refusalOf(visit, { account: null })).toBe('author');
		expect(refusalOf(visit, { device: sampleOther })).toBe('device');
		expect(refusalOf(visit, { device: null })).toBe('device');
	});

	test('[P4] without the number its device gave it, a document is refused', () => {
		const { deviceSeq: _gone, ...unnumbered } = visit;
		expect(refusalOf(withRevision(unnumbered, sha256))).toBe('shape');
	});

	test('[P5] only into the feed of its own grid, by who holds a role there', () => {
		const elsewhere = '150105001019-02';
		expect(refusalOf(visit, { feed: gridFeed(elsewhere) })).toBe('scope');
		expect(refusalOf(visit, { feed: 'ledger-150105001019' })).toBe('scope');
		expect(refusalOf(visit, { grants: [{ role: 'grid_worker', scope: elsewhere }] })).toBe('scope');
		expect(refusalOf(visit, { grants: [] })).toBe('scope');
		expect(refusalOf(visit, { grants: [{ role: 'building_head', scope: sampleGrid }] })).toBe(
			'role'
		);
	});

	test('[P6] an event only of a type that the role may write', () => {
		const event = (type: 'dispatch' | 'follow_up') =>
			sampleDocument('event', sha256, {
				type,
				...(type === 'dispatch' ? { handler: 'wuye1' } : { solved: true, door: sampleDoor })
			});
		expect(refusalOf(event('follow_up'))).toBeUndefined();
		expect(refusalOf(event('dispatch'))).toBe('role');
	});

	test('[P7] the revision is computed again from the content', () => {
		expect(refusalOf({ ...visit, note: 'changed on the way' })).toBe('revision');
		expect(refusalOf({ ...visit, _rev: `1-${'0'.repeat(32)}` })).toBe('revision');
	});

	test('[P8] one generation, no tombstone, no invented history', () => {
		const hash = visit._rev.slice(2);
		expect(refusalOf({ ...visit, _rev: `2-${hash}` })).toBe('generation');
		expect(refusalOf({ ...visit, _rev: `999999999-${hash}` })).toBe('generation');
		expect(refusalOf({ ...visit, _rev: `9007199254740991-${hash}` })).toBe('generation');
		expect(refusalOf({ ...visit, _deleted: true })).toBe('deleted');
		expect(refusalOf({ ...visit, _deleted: false })).toBe('deleted');
		expect(refusalOf({ ...visit, _revisions: { start: 1, ids: [hash] } })).toBeUndefined();
		expect(refusalOf({ ...visit, _revisions: { start: 2, ids: [hash, hash] } })).toBe('generation');
		expect(refusalOf({ ...visit, _revisions: 'none' })).toBe('generation');
		expect(refusalOf({ ...visit, _revisions: { start: 1, ids: ['0'.repeat(32)] } })).toBe(
			'revision'
		);
	});

	test('[P9] what cannot be read is refused by what is wrong with it', () => {
		expect(refusalOf(null)).toBe('shape');
		expect(refusalOf({ ...visit, kind: 'hearing' })).toBe('shape');
		expect(refusalOf({ ...visit, schema: 2 })).toBe('schema_newer');
		expect(refusalOf({ ...visit, note: 'nul \0' })).toBe('poison');
		const huge = { ...visit, photos: Array.from({ length: 9 }, () => '格'.repeat(8_000)) };
		expect(refusalOf(huge)).toBe('too_large');
	});

	test('[P10] an amendment of a household of another grid is refused', () => {
		const elsewhere = '150105001019-02/xk/3-2-501';
		const amendment = sampleDocument('amendment', sha256, {
			_id: documentId.amendment(elsewhere, sampleOther),
			subject: elsewhere
		});
		expect(refusalOf(amendment)).toBe('shape');
	});

	test('[P11] the detail never repeats what the document says', () => {
		const secret = '云中锦书'.repeat(3);
		const answer = checkPush({ ...visit, outcome: secret }, context);
		expect(answer.ok).toBe(false);
		expect(JSON.stringify(answer)).not.toContain(secret);
	});

	test('[A68] a unit notes the tables of its own orders, and keeps none for others', () => {
		const scope = '150105001019/wy-herun';
		const feed = 'feed-handler-150105001019-wy-herun';
		const grants = [{ role: 'handler_property' as const, scope }];
		const device = writerIn(feed, sampleDevice);
		const clock = writeStamp({ wallMs: Date.parse(sampleNow), counter: 0 }, device);
		const by = { account: 'wuye1', grants, feed };
		const written = { author: 'wuye1', device, deviceSeq: 1, grid: '150105001019-00', clock };
		expect(refusalOf(sampleDocument('export_run', sha256, written), by)).toBeUndefined();
		expect(refusalOf(sampleDocument('export_profile', sha256, written), by)).toBe('role');
	});
});
