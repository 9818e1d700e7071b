// Every personal field of every kind carries a mark of its own; every feed of every role is then
// searched, byte by byte, for those that it must not hold.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventDocument, LedgerDocument } from '#lib/domain/documents.ts';
import type { RoleGrant } from '#lib/domain/feeds.ts';
import { documentId } from '#lib/domain/ids.ts';
import { sampleDoor, sampleGrid } from '#lib/domain/sampleDocuments.ts';
import { parseDocument } from '#lib/domain/parseDocument.ts';
import { historyOf, leavesOf, treeOf } from './storage/revisionTree.ts';
import type { Person } from './trialPost.ts';
import { enter, newUlid, sha256 } from './trialPost.ts';
import type { TrialStation } from './trialStation.ts';
import { openTrialStation } from './trialStation.ts';

const community = '150105001019';
const roles: Readonly<Record<string, [string, RoleGrant]>> = {
	grid: ['wangge1', { role: 'grid_worker', scope: sampleGrid }],
	otherGrid: ['wangge2', { role: 'grid_worker', scope: `${community}-02` }],
	community: ['shequ1', { role: 'community_staff', scope: community }],
	building: ['louzhang1', { role: 'building_head', scope: `${sampleGrid}/xk/3` }],
	otherBuilding: ['louzhang2', { role: 'building_head', scope: `${sampleGrid}/xk/4` }],
	informant: ['xinxiyuan1', { role: 'informant', scope: `${community}/xinxiyuan1` }],
	otherInformant: ['xinxiyuan2', { role: 'informant', scope: `${community}/xinxiyuan2` }],
	handler: ['wuye2', { role: 'handler_property', scope: `${community}/wy-herun` }],
	otherHandler: ['bumen1', { role: 'handler_dept', scope: `${community}/bm-ranqi` }],
	street: ['jiedao', { role: 'street_staff', scope: '150105001' }]
};

/** Each mark, and the feeds that may hold it; all that are not named must not. */
const mayHold: Readonly<Record<string, readonly string[]>> = {
	'resident.name': ['grid'],
	'resident.phone': ['grid'],
	'resident.emergencyContact': ['grid'],
	'resident.note': ['grid'],
	care_mark: ['grid'],
	'household.headName': ['grid'],
	'household.phones': ['grid'],
	'household.bestTime': ['grid'],
	'household.note': ['grid'],
	'visit.note': ['grid'],
	'visit.careChecks': ['grid'],
	'visit.bestTime': ['grid'],
	'amendment.household': ['grid'],
	'amendment.resident': ['grid'],
	'visit.photo': ['grid'],
	'visit.sound': ['grid'],
	'check.words': ['grid', 'community', 'building'],
	'answer.note': ['grid', 'community', 'building'],
	// An open report, sent to wy-herun and whistled for: its words are the matter itself.
	'open.text': ['grid', 'community', 'handler', 'street'],
	'open.photo': ['grid', 'community', 'handler', 'street'],
	'open.sound': ['grid', 'community', 'handler', 'street'],
	'open.unnamedSound': ['grid', 'community'],
	'open.correction': ['grid', 'community'],
	'open.order': ['grid', 'community', 'handler', 'street'],
	'open.contact': ['grid', 'community', 'handler'],
	'open.receive': ['grid', 'community'],
	'open.follow_up': ['grid', 'community'],
	// The same of somebody who asked to be unnamed.
	'unnamed.text': ['grid', 'community'],
	'unnamed.place': ['grid', 'community'],
	'unnamed.photo': ['grid', 'community'],
	'unnamed.sound': ['grid', 'community'],
	'unnamed.join': ['grid', 'community'],
	'unnamed.order': ['grid', 'community', 'handler', 'street'],
	// Open at first, delivered, and then asked to be unnamed: what was delivered is taken back.
	'later.text': ['grid', 'community'],
	'later.place': ['grid', 'community'],
	'later.photo': ['grid', 'community'],
	'later.contact': ['grid', 'community'],
	'later.join': ['grid', 'community'],
	'later.order': ['grid', 'community', 'handler', 'street'],
	'later.progress': ['grid', 'community', 'handler', 'street'],
	// Of the whole house, until it turned out to be of a kind where reporters stay unnamed.
	'house.text': ['grid', 'community'],
	'house.photo': ['grid', 'community'],
	// A report of an informant who asked to be unnamed: his own feed keeps what he wrote.
	'informed.text': ['grid', 'community', 'informant'],
	'informed.sound': ['grid', 'community', 'informant'],
	'informed.resolveSound': ['grid', 'community', 'handler'],
	'informed.resolve': ['grid', 'community', 'informant', 'handler'],
	'informed.progress': ['grid', 'community', 'handler']
};

const mark = (name: string) => `mark:${name}:`;
const photoName = (name: string) => documentId.photo(sha256(mark(name)));
const soundName = (name: string) => documentId.sound(sha256(mark(name)));

describe('marks in personal fields', () => {
	let station: TrialStation;
	const people: Record<string, Person> = {};
	const held: Record<string, string> = {};
	/** Before it was asked for silence. */
	const before: Record<string, string> = {};

	beforeAll(async () => {
		station = await openTrialStation();
		for (const [name, [account, grant]] of Object.entries(roles)) {
			people[name] = await enter(station, account, grant);
		}
		await importRegister();
		await visitAndCheck();
		await reportOpenly();
		await reportUnnamed();
		await inform();
		await reportAndThink();
		await station.router.idle();
		for (const [name, { feed }] of Object.entries(people)) held[name] = await bytesOf(feed);
	});
	afterAll(async () => {
		await station.close();
	});

	const by = (name: string) => people[name]!;

	async function push(name: string, ...documents: LedgerDocument[]): Promise<void> {
		expect(await by(name).push(...documents)).toEqual([]);
		await station.router.idle();
	}

	function step(name: string, concern: string, change: Partial<EventDocument>): EventDocument {
		const _id = documentId.event(concern, newUlid());
		return by(name).write('event', { _id, concern, ...change });
	}

	function photo(name: string, as: string, subject: string): LedgerDocument {
		const hash = sha256(mark(as));
		// Its thumbnail is the picture.
		const thumbnail = btoa(mark(as)).replace(/=+$/, '');
		return by(name).write('photo', { _id: photoName(as), sha256: hash, subject, thumbnail });
	}

	function sound(name: string, as: string, subject: string): LedgerDocument {
		const hash = sha256(mark(as));
		return by(name).write('sound', { _id: soundName(as), sha256: hash, subject });
	}

	/** The station's own: written into the ledger, as an import does. */
	async function importRegister(): Promise<void> {
		const station_ = { author: 'station', deviceSeq: undefined };
		const writer = by('grid');
		const documents = [
			writer.write('door', { estate: '兴康小区', room: '501' }),
			writer.write('household', {
				...{
					headName: mark('household.headName'),
					phones: [mark('household.phones').slice(0, 20)]
				},
				...{ bestTime: mark('household.bestTime'), note: mark('household.note') }
			}),
			writer.write('resident', {
				...{ name: mark('resident.name'), phone: mark('resident.phone').slice(0, 20) },
				...{ emergencyContact: mark('resident.emergencyContact'), note: mark('resident.note') },
				careTags: ['care_mark']
			})
		].map(({ deviceSeq: _numbered, ...document }) => ({ ...document, ...station_ }));
		const ledger = (await station.storage.open(`ledger-${community}`))!;
		await ledger.write(
			documents.map(({ _id: id, _rev, deviceSeq: _none, ...content }) => ({
				...{ id, revisions: { start: 1, ids: [_rev.slice(2)] }, deleted: false },
				...{ body: JSON.stringify(content), attachments: null }
			})),
			{ newEdits: false }
		);
		await station.router.idle();
	}

	async function visitAndCheck(): Promise<void> {
		const writer = by('grid');
		const visit = newUlid();
		const resident = newUlid();
		await push(
			'grid',
			writer.write('visit', {
				...{ _id: documentId.visit(visit), note: mark('visit.note') },
				...{ bestTime: mark('visit.bestTime'), photos: [photoName('visit.photo')] },
				careChecks: { health: { state: 'attention', note: mark('visit.careChecks') } }
			}),
			photo('grid', 'visit.photo', documentId.visit(visit)),
			sound('grid', 'visit.sound', documentId.visit(visit)),
			writer.write('amendment', {
				set: { note: mark('amendment.household') },
				saw: { note: null }
			}),
			writer.write('amendment', {
				...{ _id: documentId.amendment(resident, newUlid()), subject: resident },
				...{ subjectKind: 'resident', set: { note: mark('amendment.resident') } },
				saw: { note: null }
			})
		);
		const check = newUlid();
		await push(
			'grid',
			writer.write('check', { _id: documentId.check(check), words: mark('check.words') })
		);
		await push(
			'building',
			by('building').write('check_answer', {
				...{ _id: documentId.checkAnswer(check, newUlid()), check, note: mark('answer.note') }
			})
		);
	}

	async function reportOpenly(): Promise<void> {
		const concern = newUlid();
		const _id = documentId.concern(concern);
		await push(
			'grid',
			by('grid').write('concern', {
				...{ _id, text: mark('open.text'), photos: [photoName('open.photo')] },
				sounds: [soundName('open.sound')]
			}),
			photo('grid', 'open.photo', _id),
			sound('grid', 'open.sound', _id),
			// Says that it belongs to the concern, which does not name it.
			sound('grid', 'open.unnamedSound', _id),
			by('grid').write('amendment', {
				...{ _id: documentId.amendment(concern, newUlid()), subject: concern },
				...{ subjectKind: 'concern', set: { text: mark('open.correction') }, saw: { text: null } }
			})
		);
		await push(
			'community',
			step('community', concern, { type: 'receive', note: mark('open.receive') }),
			step('community', concern, {
				...{ type: 'dispatch', handler: 'wy-herun', note: mark('open.order') },
				contact: mark('open.contact')
			}),
			step('community', concern, { type: 'request_whistle' })
		);
		await push('handler', step('handler', concern, { type: 'accept' }));
		await push(
			'handler',
			step('handler', concern, { type: 'respond', firstResponse: 'call' }),
			step('handler', concern, { type: 'resolve' })
		);
		await push(
			'grid',
			step('grid', concern, {
				...{ type: 'follow_up', solved: true, satisfaction: 5, door: sampleDoor },
				note: mark('open.follow_up')
			})
		);
	}

	async function reportUnnamed(): Promise<void> {
		const concern = newUlid();
		const _id = documentId.concern(concern);
		await push(
			'grid',
			by('grid').write('concern', {
				...{ _id, text: mark('unnamed.text'), place: mark('unnamed.place') },
				...{ photos: [photoName('unnamed.photo')], confidentialReporter: true },
				sounds: [soundName('unnamed.sound')]
			}),
			photo('grid', 'unnamed.photo', _id),
			sound('grid', 'unnamed.sound', _id),
			step('grid', concern, {
				...{ type: 'join_household', door: `${sampleGrid}/xk/3-2-502`, note: mark('unnamed.join') }
			})
		);
		await push(
			'community',
			step('community', concern, { type: 'receive' }),
			step('community', concern, {
				...{ type: 'dispatch', handler: 'wy-herun', note: mark('unnamed.order') }
			}),
			step('community', concern, { type: 'request_whistle' })
		);
	}

	/** Feeds hold all of it before the amendment comes, or there was nothing to take back. */
	async function reportAndThink(): Promise<void> {
		const concern = newUlid();
		const _id = documentId.concern(concern);
		await push(
			'grid',
			by('grid').write('concern', {
				...{ _id, text: mark('later.text'), place: mark('later.place') },
				photos: [photoName('later.photo')]
			}),
			photo('grid', 'later.photo', _id),
			step('grid', concern, {
				...{ type: 'join_household', door: `${sampleGrid}/xk/3-2-503`, note: mark('later.join') }
			})
		);
		await push(
			'community',
			step('community', concern, { type: 'receive' }),
			step('community', concern, {
				...{ type: 'dispatch', handler: 'wy-herun', note: mark('later.order') },
				contact: mark('later.contact')
			}),
			step('community', concern, { type: 'request_whistle' })
		);
		await push('handler', step('handler', concern, { type: 'accept' }));
		await push(
			'handler',
			step('handler', concern, { type: 'respond', firstResponse: 'call' }),
			step('handler', concern, { type: 'progress', note: mark('later.progress') })
		);
		const house = newUlid();
		const houseId = documentId.concern(house);
		await push(
			'grid',
			by('grid').write('concern', {
				...{ _id: houseId, door: '', text: mark('house.text') },
				photos: [photoName('house.photo')]
			}),
			photo('grid', 'house.photo', houseId)
		);
		for (const name of ['handler', 'street'] as const) {
			before[name] = await bytesOf(by(name).feed);
			for (const kept of ['later.text', 'later.photo', 'later.order']) {
				expect([name, kept, isIn(kept, before[name])]).toEqual([name, kept, true]);
			}
		}
		expect(isIn('later.contact', before['handler']!)).toBe(true);
		expect(before['handler']).toContain('3-2-503');
		before['building'] = await bytesOf(by('building').feed);
		for (const kept of ['house.text', 'house.photo']) {
			expect([kept, isIn(kept, before['building'])]).toEqual([kept, true]);
		}
		const say = (subject: string, set: Record<string, string | boolean>) =>
			by('grid').write('amendment', {
				...{ _id: documentId.amendment(subject, newUlid()), subject, set },
				...{
					subjectKind: 'concern',
					saw: Object.fromEntries(Object.keys(set).map((f) => [f, null]))
				}
			});
		await push(
			'grid',
			say(concern, { confidentialReporter: true }),
			say(house, { category: 'dispute.neighbor' })
		);
		// What comes after it obeys as well, and changes nothing of what was taken back.
		await push('handler', step('handler', concern, { type: 'resolve', note: '已修好' }));
	}

	async function inform(): Promise<void> {
		const concern = newUlid();
		const _id = documentId.concern(concern);
		await push(
			'informant',
			by('informant').write('concern', {
				...{ _id, source: 'informant', door: '', text: mark('informed.text') },
				...{ confidentialReporter: true, sounds: [soundName('informed.sound')] }
			}),
			sound('informant', 'informed.sound', _id)
		);
		await push(
			'community',
			step('community', concern, { type: 'receive' }),
			step('community', concern, { type: 'dispatch', handler: 'wy-herun', note: '去看看' })
		);
		await push('handler', step('handler', concern, { type: 'accept' }));
		const resolved = step('handler', concern, {
			...{ type: 'resolve', note: mark('informed.resolve') },
			sounds: [soundName('informed.resolveSound')]
		});
		await push(
			'handler',
			step('handler', concern, { type: 'respond', firstResponse: 'onsite' }),
			step('handler', concern, { type: 'progress', note: mark('informed.progress') }),
			resolved,
			sound('handler', 'informed.resolveSound', resolved._id)
		);
	}

	/** Whatever lies in a feed, also what was deleted, or lost, or came before. */
	async function bytesOf(feed: string): Promise<string> {
		const store = (await station.storage.open(feed))!;
		const { rows } = await store.changes({ since: '0', limit: 10_000, bodies: true });
		const lines = rows.map(async (row) => {
			if (row.tree === null) return `${row.id} ${row.body}`;
			const all = leavesOf(treeOf(row)).flatMap(({ rev }) => historyOf(treeOf(row), rev));
			const kept = await Promise.all(all.map(({ rev }) => store.revision(row.id, rev)));
			return [row.id, row.body, ...kept.map((one) => one?.body ?? '')].join(' ');
		});
		// The name of a picture that is gone is a hash, and told before; only what it names counts.
		return (await Promise.all(lines)).filter((line) => !isGoneName(line)).join('\n');
	}

	const isGoneName = (line: string) => /^photo:[0-9a-f]{64}(?: \{\}| )*$/.test(line);

	/** Pictures are found by their name, and by their thumbnail. */
	function isIn(name: string, text: string): boolean {
		if (name.endsWith('.photo')) {
			return [photoName(name), sha256(mark(name)), btoa(mark(name)).replace(/=+$/, '')].some(
				(one) => text.includes(one)
			);
		}
		if (name.toLowerCase().endsWith('sound')) return text.includes(soundName(name));
		return text.includes(name === 'care_mark' ? name : mark(name).slice(0, 20));
	}

	test.each(Object.entries(mayHold))('[R49] %s', (name, allowed) => {
		const holding = Object.keys(held).filter((feed) => isIn(name, held[feed]!));
		expect(holding.sort()).toEqual([...allowed].sort());
	});

	test('[R49] [R50] nobody else learns who reported and asked not to be named', () => {
		expect(held['handler']).not.toContain('xinxiyuan1');
		expect(held['street']).not.toContain('xinxiyuan1');
		expect(held['building']).not.toContain('xinxiyuan1');
		expect(held['handler']).not.toContain('informant');
		for (const feed of ['handler', 'street', 'building', 'informant']) {
			expect(held[feed]).not.toContain('3-2-502');
			expect(held[feed]).not.toContain('3-2-503');
		}
		expect(held['otherHandler']).toBe('');
		expect(held['otherInformant']).toBe('');
		expect(held['otherBuilding']).toBe('');
	});

	test('[R57] a phone is told what to forget, reads nothing of it any more, and the picture is shut', async () => {
		const { ask, feed } = by('handler');
		const answer = await ask(`/db/${feed}/_changes?include_docs=true`);
		const { results } = (await answer.json()) as { results: Told[] };
		const isPhoto = ({ id }: Told) => id === photoName('later.photo');
		expect(results.filter(isPhoto)).toMatchObject([{ deleted: true }]);
		const recut = results.filter(({ changes: [last] }) => last?.rev.startsWith('2-') === true);
		expect(recut.filter(({ deleted }) => deleted !== true).map(({ doc }) => doc.kind)).toEqual(
			expect.arrayContaining(['concern', 'event'])
		);
		for (const { id, doc } of recut) {
			expect([id, parseDocument(doc).ok || doc._deleted === true]).toEqual([id, true]);
			const open = await ask(`/db/${feed}/${encodeURIComponent(id)}?open_revs=all&revs=true`, {
				headers: { Accept: 'application/json' }
			});
			expect(await open.text()).not.toContain('mark:later.text');
		}
		const bytes = photoName('later.photo').slice('photo:'.length);
		const media = feed.replace('feed-', 'media-');
		const picture = await ask(`/db/${media}/${photoName('later.photo')}/${bytes}`);
		expect(picture.status).toBe(404);
	});

	test('[R57] told again, in whatever order, it stays taken back', async () => {
		const { feed } = by('handler');
		const store = (await station.storage.open(feed))!;
		const { updateSeq } = await store.info();
		await push('grid', by('grid').write('visit', { _id: documentId.visit(newUlid()) }));
		const ledger = (await station.storage.open(`ledger-${community}`))!;
		const rows = await ledger.rowsById({ from: 'event:', to: 'event;', limit: 999, bodies: false });
		expect(rows.length).toBeGreaterThan(10);
		await station.close();
		for (const name of [`ledger-${community}`, by('grid').feed]) {
			await (await station.storage.open(name))!.writeLocal('router', '{"since":"0"}');
		}
		const again = await openTrialStation({ storage: station.storage, access: station.access });
		await again.router.idle();
		expect((await store.info()).updateSeq).toBe(updateSeq);
		expect(await bytesOf(feed)).toBe(held['handler']);
		await again.close();
	});
});

interface Told {
	id: string;
	deleted?: boolean;
	changes: { rev: string }[];
	doc: LedgerDocument & { _deleted?: boolean };
}
