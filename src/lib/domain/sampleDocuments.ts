/**
 * One honest document of every kind, for tests of this room and of others. It never reaches a
 * ledger that people use. Long, since there are many kinds; one list, so that none is forgotten.
 */
import type { DocumentOfKind } from './documents.ts';
import type { DocumentKind } from './envelope.ts';
import { schemas } from './envelope.ts';
import type { Entry, EntryOf } from './entry.ts';
import { stampEntry } from './entry.ts';
import { writeStamp } from './hybridClock.ts';
import { documentId } from './ids.ts';
import type { Sha256 } from './revision.ts';

export const sampleGrid = '150105001019-01';
export const sampleDoor = `${sampleGrid}/xk/3-2-501`;
export const sampleUlid = '01KASXV2G0000000000000000A';
export const sampleOther = '01KASXV2G0000000000000000B';
export const sampleDevice = '01KASXV2G0000000000000000D';
export const sampleNow = '2026-11-23T02:00:00.000Z';

const entries: { readonly [K in DocumentKind]: EntryOf<K> } = {
	door: {
		_id: documentId.door(sampleDoor),
		kind: 'door',
		grid: sampleGrid,
		door: sampleDoor,
		estate: '兴康小区',
		building: '3',
		unit: '2',
		floor: 5,
		room: '501',
		type: 'flat'
	},
	household: {
		_id: documentId.household(sampleDoor),
		kind: 'household',
		grid: sampleGrid,
		door: sampleDoor,
		tenure: 'own',
		headName: '乌日娜',
		phones: ['13800000000'],
		partyHub: false,
		preferredLanguage: 'zh',
		bestTime: '',
		note: ''
	},
	resident: {
		_id: documentId.resident(sampleUlid),
		kind: 'resident',
		grid: sampleGrid,
		door: sampleDoor,
		name: '乌日娜',
		relation: '户主',
		gender: 'female',
		birthYear: 1941,
		phone: '13800000000',
		residency: 'resident',
		careTags: ['elder_alone_80'],
		ethnicity: '02',
		emergencyContact: '',
		note: '',
		moved: false,
		deceased: false
	},
	visit: {
		_id: documentId.visit(sampleUlid),
		kind: 'visit',
		grid: sampleGrid,
		door: sampleDoor,
		type: 'routine',
		mode: 'door',
		outcome: 'met',
		unchanged: true,
		note: '',
		careChecks: {},
		photos: [],
		leftSlip: false,
		nextVisitOn: '',
		bestTime: ''
	},
	concern: {
		_id: documentId.concern(sampleUlid),
		kind: 'concern',
		grid: sampleGrid,
		door: sampleDoor,
		building: 'xk/3',
		place: '',
		category: 'utility.heating',
		nature: 'report',
		urgency: 'green',
		source: 'visit',
		text: '暖气不热',
		photos: [],
		confidentialReporter: false
	},
	event: {
		_id: documentId.event(sampleUlid, sampleOther),
		kind: 'event',
		grid: sampleGrid,
		concern: sampleUlid,
		type: 'self_handle',
		note: ''
	},
	amendment: {
		_id: documentId.amendment(sampleDoor, sampleOther),
		kind: 'amendment',
		grid: sampleGrid,
		subject: sampleDoor,
		subjectKind: 'household',
		set: { phones: ['13900000000'] },
		saw: { phones: null }
	},
	photo: {
		_id: documentId.photo('ab'.repeat(32)),
		kind: 'photo',
		grid: sampleGrid,
		sha256: 'ab'.repeat(32),
		subject: documentId.visit(sampleUlid),
		contentType: 'image/jpeg',
		bytes: 120_000,
		width: 1600,
		height: 1200,
		thumbnail: 'AAAA'
	},
	check: {
		_id: documentId.check(sampleOther),
		kind: 'check',
		grid: sampleGrid,
		door: sampleDoor,
		label: '3号楼2单元501',
		scope: `${sampleGrid}/xk/3`,
		words: '这周请看看501',
		dueOn: '2026-11-30'
	},
	check_answer: {
		_id: documentId.checkAnswer(sampleOther, sampleUlid),
		kind: 'check_answer',
		grid: sampleGrid,
		check: sampleOther,
		outcome: 'fine',
		note: '',
		photos: []
	},
	warning: {
		_id: documentId.warning(sampleUlid, 'property_54321.accept.after'),
		kind: 'warning',
		grid: sampleGrid,
		concern: sampleUlid,
		policy: 'property_54321',
		step: 'accept',
		stage: 'after',
		dueAt: sampleNow
	},
	organisation: {
		_id: documentId.organisation(sampleOther),
		kind: 'organisation',
		grid: '150105001019-00',
		units: [
			{
				code: 'wy-herun',
				kind: 'property',
				name: '和润物业',
				phone: '0471-0000000',
				estates: ['xk'],
				categories: ['repair']
			}
		],
		posts: [],
		branches: []
	},
	settings: {
		_id: documentId.settings(sampleOther),
		kind: 'settings',
		grid: '150105001019-00',
		limits: [{ policy: 'property_54321', step: 'two', ms: 7_200_000, counts: 'office' }],
		office: null,
		slip: { red: '急办', blue: '常办' },
		scripts: 'zh',
		dutyPhone: '0471-0000000'
	},
	places: {
		_id: documentId.places(sampleOther),
		kind: 'places',
		grid: '150105001019-00',
		places: [
			{
				name: '兴康菜市场',
				type: 'market',
				address: '兴康路 2 号',
				metres: 400,
				bearing: 90,
				hours: '7:00–19:00',
				phone: ''
			}
		]
	},
	campaign: {
		_id: documentId.campaign(sampleOther),
		kind: 'campaign',
		grid: '150105001019-00',
		title: '泵房改造问一问',
		words: '泵房要不要改，家家问到。',
		where: [sampleGrid],
		questions: [{ code: 'q1', ask: '同意改造吗', answer: 'opinion', options: [], required: true }],
		dueOn: '2026-12-10'
	},
	campaign_end: {
		_id: documentId.campaignEnd(sampleOther, sampleUlid),
		kind: 'campaign_end',
		grid: '150105001019-00',
		campaign: sampleOther,
		note: ''
	},
	campaign_answer: {
		_id: documentId.campaignAnswer(sampleOther, sampleUlid),
		kind: 'campaign_answer',
		grid: sampleGrid,
		campaign: sampleOther,
		door: sampleDoor,
		outcome: 'answered',
		answers: { q1: 'for' },
		note: '',
		photos: []
	},
	rights_request: {
		_id: documentId.rightsRequest(sampleOther),
		kind: 'rights_request',
		grid: sampleGrid,
		door: sampleDoor,
		resident: '',
		request: 'correct',
		words: '电话写错了'
	},
	rights_answer: {
		_id: documentId.rightsAnswer(sampleOther, sampleUlid),
		kind: 'rights_answer',
		grid: sampleGrid,
		request: sampleOther,
		outcome: 'done',
		note: ''
	},
	export_profile: {
		_id: documentId.exportProfile(sampleOther),
		kind: 'export_profile',
		grid: '150105001019-00',
		name: '民情日记',
		source: 'visits',
		columns: [{ header: '时间', field: 'day', fixed: '' }],
		masked: true
	},
	export_run: {
		_id: documentId.exportRun(sampleOther),
		kind: 'export_run',
		grid: sampleGrid,
		profile: sampleOther,
		name: '民情日记',
		source: 'visits',
		from: '2026-11-01',
		until: '2026-11-23',
		rows: 12,
		masked: true
	},
	tally: {
		_id: documentId.tally('150105001019', '2026-11-23'),
		kind: 'tally',
		grid: '150105001019-00',
		community: '150105001019',
		name: '兴康社区',
		day: '2026-11-23',
		states: { received: 3 },
		...{ late: 1, sent: 6, responded: 5, asked: 4, solved: 3, satisfied: 3 }
	},
	sound: {
		_id: documentId.sound('cd'.repeat(32)),
		kind: 'sound',
		grid: sampleGrid,
		sha256: 'cd'.repeat(32),
		subject: documentId.visit(sampleUlid),
		contentType: 'audio/webm',
		bytes: 40_000,
		seconds: 12
	}
};

export const sampleKinds = Object.keys(schemas) as DocumentKind[];

export function sampleEntry<K extends DocumentKind>(kind: K): EntryOf<K> {
	return structuredClone(entries[kind]);
}

/** As a phone of `wangge1` would have written it, unless `change` says otherwise. */
export function sampleDocument<K extends DocumentKind>(
	kind: K,
	sha256: Sha256,
	change: Partial<DocumentOfKind[K]> = {}
): DocumentOfKind[K] {
	const stamp = {
		author: 'wangge1',
		device: sampleDevice,
		deviceSeq: 1,
		capturedAt: sampleNow,
		clock: writeStamp({ wallMs: Date.parse(sampleNow), counter: 0 }, sampleDevice)
	};
	const entry = sampleEntry(kind) as Entry;
	return stampEntry({ ...entry, ...change }, { ...stamp, ...change }, sha256) as DocumentOfKind[K];
}
