/**
 * A made-up grid of any size, as its feed would send it: for tests and measurements of this room.
 * The same size gives the same documents. It never reaches a ledger that people use.
 */
import type { ConcernEventType, LedgerDocument } from '#lib/domain/documents.ts';
import type { Entry } from '#lib/domain/entry.ts';
import { stampEntry } from '#lib/domain/entry.ts';
import { writeStamp } from '#lib/domain/hybridClock.ts';
import { documentId } from '#lib/domain/ids.ts';
import { sampleDevice, sampleEntry, sampleGrid } from '#lib/domain/sampleDocuments.ts';
import { sha256 } from '#lib/ledger/sha256.ts';

export const sampleFeedName = `feed-grid-${sampleGrid}`;

const start = Date.parse('2026-11-01T01:00:00.000Z');
const surnames = Array.from('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗');
const given = Array.from('丽强敏静磊洋艳勇军杰娟涛明超秀霞平刚桂英');
const outcomes = ['met', 'no_answer', 'met_family', 'refused', 'met', 'rescheduled'] as const;
const steps: ConcernEventType[] = [
	'receive',
	'self_handle',
	'progress',
	'resolve',
	'join_household'
];

/** About `size` documents; doors first, as an import writes them. */
export function sampleFeed(size: number): LedgerDocument[] {
	const documents: LedgerDocument[] = [];
	const doors = Math.max(1, Math.floor(size / 18));
	let minutes = 0;
	const seqs = new Map<string, number>();

	function write(entry: Entry, author: string, device: string): void {
		minutes += 1;
		const wallMs = start + minutes * 60_000;
		const deviceSeq = (seqs.get(device) ?? 0) + 1;
		seqs.set(device, deviceSeq);
		const stamp = {
			author,
			device,
			capturedAt: new Date(wallMs).toISOString(),
			clock: writeStamp({ wallMs, counter: 0 }, device),
			...(device === 'station' ? {} : { deviceSeq })
		};
		documents.push(stampEntry(entry, stamp, sha256));
	}
	const fromStation = (entry: Entry) => write(entry, 'station', 'station');
	const fromPhone = (entry: Entry, at: number) =>
		write(entry, 'wangge1', at % 2 === 0 ? sampleDevice : 'neighbour-device');
	const doorAt = (at: number) => {
		const room = `${(Math.floor(at / 2) % 6) + 1}0${(at % 2) + 1}`;
		return `${sampleGrid}/xk/${Math.floor(at / 36) + 1}-${(Math.floor(at / 12) % 3) + 1}-${room}`;
	};

	for (let at = 0; at < doors; at += 1) {
		const door = doorAt(at);
		const [building = '', unit = '', room = ''] = door.split('/')[2]?.split('-') ?? [];
		const headName = `${surnames[at % 20] ?? ''}${given[(at * 7) % 20] ?? ''}`;
		fromStation({
			...sampleEntry('door'),
			...{ _id: documentId.door(door), door, building, unit, room, floor: Number(room.charAt(0)) }
		});
		fromStation({
			...sampleEntry('household'),
			...{ _id: documentId.household(door), door, headName, phones: [phone(at)] }
		});
		for (let person = 0; person < 3; person += 1) {
			fromStation({
				...sampleEntry('resident'),
				_id: documentId.resident(ulid('R', at * 3 + person)),
				door,
				name: person === 0 ? headName : `${headName.charAt(0)}${given[(at + person) % 20] ?? ''}`,
				phone: phone(at * 3 + person),
				careTags: person === 0 && at % 5 === 0 ? ['elder_alone'] : []
			});
		}
	}
	for (let at = 0; documents.length < size; at += 1) {
		const door = doorAt((at * 5) % doors);
		fromPhone(
			{
				...sampleEntry('visit'),
				...{ _id: documentId.visit(ulid('V', at)), door, unchanged: false },
				...{ outcome: outcomes[at % 6] ?? 'met', nextVisitOn: at % 9 === 5 ? '2026-12-01' : '' }
			},
			at
		);
		if (at % 4 === 0) raise(at, door);
		if (at % 7 === 0) correct(at, door);
	}
	return documents.slice(0, size);

	function raise(at: number, door: string): void {
		const concern = ulid('C', at);
		const building = `xk/${door.split('/')[2]?.split('-')[0] ?? ''}`;
		fromPhone({ ...sampleEntry('concern'), _id: documentId.concern(concern), door, building }, at);
		for (const [index, type] of steps.slice(0, (at / 4) % 6).entries()) {
			const _id = documentId.event(concern, ulid('E', at * 8 + index));
			const extra = type === 'join_household' ? { door: doorAt((at * 3) % doors) } : {};
			fromPhone({ ...sampleEntry('event'), _id, concern, type, note: '已办', ...extra }, at);
		}
	}

	function correct(at: number, door: string): void {
		const id = ulid('A', at);
		const entry = sampleEntry('amendment');
		const visit = ulid('V', at);
		fromPhone(
			at % 2 === 0
				? {
						...entry,
						_id: documentId.amendment(door, id),
						subject: door,
						set: { phones: [phone(at + 5)] }
					}
				: {
						...entry,
						_id: documentId.amendment(visit, id),
						...{ subject: visit, subjectKind: 'visit' as const },
						...{ set: { retracted: true }, saw: { retracted: null } }
					},
			at
		);
	}
}

function ulid(letter: string, number: number): string {
	return `01KASXV2G0${letter}${String(number).padStart(15, '0')}`;
}

function phone(number: number): string {
	return `138${String((number * 7919) % 100_000_000).padStart(8, '0')}`;
}
