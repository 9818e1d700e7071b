/**
 * Concerns with all that happened to them, by the thousand: each dispatched, worked on, resolved and
 * asked about, some in vain. The same number gives the same papers.
 */
import type { ConcernDocument, ConcernEventType, EventDocument } from '#lib/domain/documents.ts';
import { writeStamp } from '#lib/domain/hybridClock.ts';
import { documentId } from '#lib/domain/ids.ts';
import { sampleEntry } from '#lib/domain/sampleDocuments.ts';
import { encodeTime } from 'ulid';
import { categories } from '#lib/domain/taxonomy.ts';

export interface LoopPapers {
	header: ConcernDocument;
	events: EventDocument[];
}

type Step = Partial<EventDocument> & { type: ConcernEventType; author: string };

const start = Date.parse('2026-01-05T01:00:00.000Z');
const minute = 60_000;
/** Ten a day. */
const betweenMs = 144 * minute;
const units = ['wy-xingkang', 'wy-herun', 'wy-jiahe', 'bm-reli', 'bm-ranqi'];

/** Twelve, of which one comes too late and one is not hers to write. */
function stepsOf(at: number): Step[] {
	const handler = units[at % units.length] ?? '';
	const other = units[(at + 1) % units.length] ?? '';
	const house = `wuye${String((at % 3) + 1)}`;
	return [
		{ type: 'receive', author: 'station', number: String(at) },
		{ type: 'dispatch', author: 'shequ1', handler, note: '请上门查看' },
		{ type: 'return', author: house, note: '不归我们管' },
		{ type: 'dispatch', author: 'shequ1', handler: other, note: '请上门查看' },
		{ type: 'accept', author: house },
		{ type: 'respond', author: house, firstResponse: 'call' },
		{ type: 'progress', author: house, note: '已订配件' },
		{ type: 'accept', author: house },
		{ type: 'progress', author: house, note: '正在维修' },
		{ type: 'resolve', author: house, note: '已修好' },
		{ type: 'follow_up', author: house, solved: true, satisfaction: 5 },
		{ type: 'follow_up', author: 'wangge1', solved: true, satisfaction: (at % 3) + 3 }
	];
}

/** @param most how many events each has had, at most twelve */
export function loopPapers(at: number, grid: string, most: (at: number) => number): LoopPapers {
	const id = `${encodeTime(start + at * betweenMs, 10)}${String(at).padStart(16, '0')}`;

	const building = `xk/${String((at % 40) + 1)}`;
	const door = `${grid}/${building}-${String((at % 3) + 1)}-${String((at % 6) + 1)}01`;
	const header: ConcernDocument = {
		...sampleEntry('concern'),
		...stamp(at, 0, 'wangge1'),
		...{ _id: documentId.concern(id), grid, door, building, schema: 2 },
		category: categories[at % categories.length]?.code ?? '',
		urgency: at % 17 === 0 ? 'red' : 'green',
		text: `家里的问题已经第${String(at)}次出现，希望尽快有人来看一看`
	};
	const events = stepsOf(at)
		.slice(0, most(at))
		.map((step, index): EventDocument => {
			const _id = documentId.event(id, ulid('E', at * 12 + index));
			const base = { ...sampleEntry('event'), ...stamp(at, index + 1, step.author) };
			return { ...base, ...{ _id, grid, schema: 2, concern: id }, ...step };
		});
	return { header, events };
}

/** Revisions are of no account to a fold. */
function stamp(at: number, step: number, author: string) {
	const wallMs = start + at * betweenMs + step * 40 * minute;
	const device = author === 'station' ? 'station' : `device-of-${author}`;
	return {
		...{ _rev: `1-${String(at).padStart(32, '0')}`, author, device },
		capturedAt: new Date(wallMs).toISOString(),
		clock: writeStamp({ wallMs, counter: 0 }, device)
	};
}

/** Of an event; its time is in its clock. */
function ulid(letter: string, number: number): string {
	return `01KASXV2G0${letter}${String(number).padStart(15, '0')}`;
}
