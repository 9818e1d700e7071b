/**
 * A grid's feed made from a seed: doors, households, residents by the station, visits and concerns by
 * a worker's phone, each with its valid revision. People and words are made up.
 */
import { createHash } from 'node:crypto';
import type { DoorType, LedgerDocument } from '#lib/domain/documents.ts';
import { buildingKeyOf, doorIdOf } from '#lib/domain/doorId.ts';
import type { Entry } from '#lib/domain/entry.ts';
import { stampEntry } from '#lib/domain/entry.ts';
import { writeStamp } from '#lib/domain/hybridClock.ts';
import type { DoorId, GridId } from '#lib/domain/ids.ts';
import { documentId } from '#lib/domain/ids.ts';
import type { SeededRandom } from './seededRandom.ts';
import { seededRandom } from './seededRandom.ts';

export interface GridSize {
	doors: number;
	residents: number;
	visits: number;
	concerns: number;
	/** All doors in one building, as a quarter of bungalows is written down. */
	together?: boolean;
}

export const author = 'wangge1';
/** Worker's phone that wrote the history; the phones of the benchmark are others. */
const device = '01KASXV2G0000000000BENCH00';
const surnames = Array.from('王张刘陈杨赵黄周吴徐孙马朱胡郭何高罗韩唐冯于曹彭曾萧田袁潘');
const givenLetters = Array.from('明华强秀英敏静丽军杰涛超平刚云霞玲梅雪芳燕琴建国文娜晓');
const remarks = [
	'见到本人，家里一切正常，提醒冬季用电安全。',
	'暖气不太热，已经联系物业，周三上门检查。',
	'老人独居，身体还好，药按时吃，女儿周末回来。',
	'楼道灯坏了两盏，已经记下，等物业换。',
	'孩子放假在家，家长上班，提醒不要独自用火。',
	'门口堆放杂物，已经劝说，答应这周清理干净。'
];
const categories = ['utility.heating', 'property.corridor_light', 'environment.garbage'];

export function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

/** In the order in which they would have come to the station. */
export function gridDocuments(
	grid: GridId,
	size: GridSize,
	seed: number,
	nowMs: number
): LedgerDocument[] {
	const random = seededRandom(seed);
	const documents: LedgerDocument[] = [];
	const atMs = nowMs - 40 * 24 * 60 * 60_000;
	let stamped = 0;
	let deviceSeq = 0;

	function add(entry: Entry, byStation: boolean): void {
		stamped += 1;
		const wallMs = atMs + Math.floor((stamped * 39 * 24 * 60 * 60_000) / total);
		const writer = byStation
			? { author: 'station', device: 'station' }
			: { author, device, deviceSeq: (deviceSeq += 1) };
		const clock = writeStamp({ wallMs, counter: 0 }, writer.device);
		const capturedAt = new Date(wallMs).toISOString();
		documents.push(stampEntry(entry, { ...writer, capturedAt, clock }, sha256));
	}

	const total = size.doors * 2 + size.residents + size.visits + size.concerns;
	const ulid = () => ulidOf(random, (documents.length + 1) * 7);
	const doors = Array.from({ length: size.doors }, (_, at) => {
		return addressOf(grid, at, size.together);
	});
	for (const { door, ...address } of doors) {
		add(doorEntry(grid, door, address), true);
		add(householdEntry(grid, door, random), true);
	}
	for (let at = 0; at < size.residents; at += 1) {
		const { door } = doors[at % doors.length] ?? random.pick(doors);
		add(residentEntry(grid, door, ulid(), at < doors.length, random), true);
	}
	for (let at = 0; at < size.visits; at += 1) {
		add(visitEntry(grid, random.pick(doors).door, ulid(), random), false);
	}
	for (let at = 0; at < size.concerns; at += 1) {
		const { door, building } = random.pick(doors);
		add(concernEntry(grid, door, building, ulid(), random), false);
	}
	return documents;
}

/** A visit as another phone of the same worker would write it. */
export function phoneVisit(
	grid: GridId,
	door: DoorId,
	device: string,
	deviceSeq: number,
	nowMs: number
): LedgerDocument {
	const random = seededRandom(deviceSeq + Number.parseInt(sha256(device).slice(0, 8), 16));
	const entry = visitEntry(grid, door, ulidOf(random, 900_000 + deviceSeq), random);
	const capturedAt = new Date(nowMs).toISOString();
	const clock = writeStamp({ wallMs: nowMs, counter: 0 }, device);
	return stampEntry(entry, { author, device, deviceSeq, capturedAt, clock }, sha256);
}

interface Address {
	door: DoorId;
	building: string;
	unit: string;
	floor: number;
	room: string;
	type: DoorType;
}

/** Buildings of four units, six floors and two doors on each. */
function addressOf(grid: GridId, at: number, together = false): Address {
	const floor = 1 + (Math.floor(at / 2) % 6);
	const units = together ? Infinity : 4;
	const unit = String(1 + (Math.floor(at / 12) % units));
	const building = String(1 + Math.floor(at / (12 * units)));
	const room = String(floor * 100 + 1 + (at % 2));
	const door = doorIdOf(grid, 'xk', { building, unit, room });
	return { door, building, unit, floor, room, type: 'flat' };
}

function doorEntry(grid: GridId, door: DoorId, address: Omit<Address, 'door'>): Entry {
	return { _id: documentId.door(door), kind: 'door', grid, door, estate: '兴康小区', ...address };
}

function householdEntry(grid: GridId, door: DoorId, random: SeededRandom): Entry {
	return {
		...{ _id: documentId.household(door), kind: 'household', grid, door },
		...{ tenure: 'own', headName: nameOf(random), phones: [phoneOf(random)], partyHub: false },
		...{ preferredLanguage: 'zh', bestTime: '', note: '' }
	};
}

function residentEntry(
	grid: GridId,
	door: DoorId,
	id: string,
	isHead: boolean,
	random: SeededRandom
): Entry {
	return {
		...{ _id: documentId.resident(id), kind: 'resident', grid, door, name: nameOf(random) },
		...{ relation: isHead ? '户主' : '家人', gender: random.pick(['female', 'male'] as const) },
		...{ birthYear: 1935 + random.below(85), phone: phoneOf(random), residency: 'resident' },
		careTags: random.below(20) === 0 ? [random.pick(['elder_alone_80', 'low_income'])] : [],
		...{ ethnicity: random.pick(['01', '01', '01', '02']), emergencyContact: '', note: '' },
		...{ moved: false, deceased: false }
	};
}

function visitEntry(grid: GridId, door: DoorId, id: string, random: SeededRandom): Entry {
	const unchanged = random.below(3) > 0;
	return {
		...{ _id: documentId.visit(id), kind: 'visit', grid, door, type: 'routine', mode: 'door' },
		outcome: random.pick(['met', 'met', 'met_family', 'no_answer'] as const),
		...{ unchanged, note: unchanged ? '' : random.pick(remarks) },
		careChecks:
			random.below(4) === 0
				? { health: { state: 'fine', note: '' }, mood: { state: 'fine', note: '' } }
				: {},
		...{ photos: [], leftSlip: false, nextVisitOn: '', bestTime: '' }
	};
}

function concernEntry(
	grid: GridId,
	door: DoorId,
	building: string,
	id: string,
	random: SeededRandom
): Entry {
	return {
		...{ _id: documentId.concern(id), kind: 'concern', grid, door },
		...{ building: buildingKeyOf(door, building), place: '', category: random.pick(categories) },
		...{ nature: 'report', urgency: 'green', source: 'visit', text: random.pick(remarks) },
		...{ photos: [], confidentialReporter: false }
	};
}

const nameOf = (random: SeededRandom) =>
	random.pick(surnames) + random.pick(givenLetters) + random.pick(givenLetters);

const phoneOf = (random: SeededRandom) =>
	`138${String(random.below(100_000_000)).padStart(8, '0')}`;

function ulidOf(random: SeededRandom, order: number): string {
	const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
	const tail = Array.from({ length: 10 }, () => digits.charAt(random.below(32))).join('');
	return `01KASX${order.toString().padStart(10, '0')}${tail}`;
}
