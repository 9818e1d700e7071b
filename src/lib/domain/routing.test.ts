import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { DocumentKind } from './envelope.ts';
import { feedOfGrant } from './feedOfGrant.ts';
import type { Role } from './feeds.ts';
import { communityFeed, communityLedger, gridFeed } from './feeds.ts';
import { routesFor, shareOf } from './routing.ts';
import { sampleDocument, sampleGrid, sampleKinds } from './sampleDocuments.ts';
import type { Line } from './toldConcern.ts';
import { told, toldHeader, ulidAt } from './toldConcern.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const feed = gridFeed(sampleGrid);
/** What is the whole community's. */
const ofAll: readonly DocumentKind[] = [
	...(['organisation', 'settings', 'places', 'export_profile'] as const),
	...(['campaign', 'campaign_end', 'tally'] as const)
];
const ofGrids = sampleKinds.filter((kind) => !ofAll.includes(kind));
const ledger = communityLedger('150105001019');
const community = communityFeed('150105001019');
/** The register and the visits stay with the grid; the sample photo is of a visit. */
const ofGridOnly: readonly DocumentKind[] = [
	'household',
	'resident',
	'visit',
	'photo',
	'sound',
	'amendment'
];

describe('routesFor', () => {
	test.each(ofGrids)('[R1] a %s goes from the grid to its community', (kind) => {
		expect(routesFor(sampleDocument(kind, sha256), { from: feed })).toEqual([ledger]);
	});

	test.each(ofGrids)('[R2] a %s goes from the community to its grid', (kind) => {
		expect(routesFor(sampleDocument(kind, sha256), { from: ledger })).toContain(feed);
	});

	test('[R3] what lies where it has no business goes nowhere', () => {
		const document = sampleDocument('visit', sha256);
		const elsewhere = [
			...[gridFeed('150105001019-02'), communityLedger('150105001020'), 'x', ''],
			...['feed-building-150105001019-02-xk-3', 'feed-handler-150105001020-wy-herun'],
			...['feed-informant-150105001020-xinxiyuan1', communityFeed('150105001020')],
			...['feed-street-150105002', 'feed-nothing-150105001019', 'media-grid-150105001019-01']
		];
		for (const from of elsewhere) expect(routesFor(document, { from })).toEqual([]);
	});

	test('[R4] nothing is sent back to where it came from', () => {
		const document = sampleDocument('concern', sha256);
		for (const from of [feed, ledger, community]) {
			expect(routesFor(document, { from })).not.toContain(from);
		}
	});

	test.each([
		['building_head', `${sampleGrid}/xk/3`],
		['informant', '150105001019/xinxiyuan1'],
		['handler_property', '150105001019/wy-herun'],
		['handler_dept', '150105001019/bm-ranqi'],
		['community_staff', '150105001019'],
		['street_staff', '150105001']
	] as [Role, string][])('[R40] what a %s writes goes whole to the ledger', (role, scope) => {
		const from = feedOfGrant({ role, scope })!;
		const concern = sampleDocument('concern', sha256);
		expect(routesFor(concern, { from })).toEqual([ledger]);
		expect(routesFor({ ...concern, cut: 'handler' }, { from })).toEqual([]);
	});

	test.each(ofGrids)('[R41] a %s goes to the community, unless it is of the register', (kind) => {
		const to = routesFor(sampleDocument(kind, sha256), { from: ledger });
		expect(to.includes(community)).toBe(!ofGridOnly.includes(kind));
	});

	test('[R41] photos and corrections of a concern are for the community too', () => {
		const subject = '01KASXV2G0000000000000000A';
		const photo = sampleDocument('photo', sha256, { subject: `concern:${subject}` });
		const amendment = sampleDocument('amendment', sha256, {
			...{ _id: `amendment:${subject}:01KASXV2G0000000000000000B`, subject },
			...{ subjectKind: 'concern', set: { urgency: 'red' }, saw: { urgency: null } }
		});
		for (const document of [photo, amendment]) {
			expect(routesFor(document, { from: ledger })).toEqual([feed, community]);
		}
	});

	test('[R75] a resident whom a grid worker entered stays with the grid, as the station’s own do', () => {
		const resident = sampleDocument('resident', sha256, { author: 'wangge1' });
		expect(routesFor(resident, { from: feed })).toEqual([ledger]);
		expect(routesFor(resident, { from: ledger }, [sampleGrid, '150105001019-02'])).toEqual([feed]);
	});

	test('[R42] who acts in a community is told to every grid, and what is of no grid to none', () => {
		const organisation = sampleDocument('organisation', sha256);
		const grids = [sampleGrid, '150105001019-02'];
		expect(routesFor(organisation, { from: ledger }, grids)).toEqual([
			...grids.map(gridFeed),
			community
		]);
		const ofNone = sampleDocument('concern', sha256, { grid: '150105001019-00', door: '' });
		expect(routesFor(ofNone, { from: ledger }, grids)).toEqual([community]);
	});
});

describe('shareOf', () => {
	const header = toldHeader();
	const order: Line = ['shequ1', 'dispatch'];
	const toJiahe: Line = ['shequ1', 'dispatch', { handler: 'wy-jiahe' }];

	function toldTo(...lines: Line[]) {
		const state = told(header, ...lines);
		const matter = { header, state, confidential: false, retracted: false };
		const herun = { feed: '', role: 'handler_property' as const, accounts: [] };
		const share = shareOf(matter, { ...herun, scope: '150105001019/wy-herun' });
		return share && { types: share.events.map(({ type }) => type), inHand: share.inHand };
	}

	test('[C129] a unit learns that its order was taken back, and nothing of what follows', () => {
		const takenBack: Line = ['shequ1', 'retract', { retracts: ulidAt(1) }];
		expect(toldTo(order, takenBack, toJiahe)).toEqual({
			...{ types: ['dispatch', 'retract'], inHand: false }
		});
	});

	test('[C129] a unit learns why its order, or its whistle, has no effect', () => {
		const ended: Line[] = [['shequ1', 'decline']];
		const blown: Line = ['jiedao', 'blow_whistle', { handlers: ['bm-reli', 'wy-herun'] }];
		for (const inVain of [order, blown] as const) {
			expect(toldTo(...ended, inVain, ['wuye1', 'accept'])).toEqual({
				...{ types: ['decline', inVain[1]], inHand: false }
			});
		}
		expect(toldTo(...ended, toJiahe)).toBeUndefined();
	});
});
