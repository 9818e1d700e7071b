/** Documents of about 600 bytes for general databases, the same in every run. */
import { seededRandom } from './seededRandom.ts';

export interface PlainDocument {
	_id: string;
	_rev: string;
	[field: string]: unknown;
}

const letters =
	'兴康小区网格走访居民反映暖气不热已经联系物业处理楼道灯坏了老人独居需要常去看看天气冷';

export function plainDocuments(count: number, seed: number): PlainDocument[] {
	const random = seededRandom(seed);
	const words = (length: number) =>
		Array.from({ length }, () => random.pick(Array.from(letters))).join('');
	return Array.from({ length: count }, (_, at) => ({
		_id: `visit:${String(at).padStart(8, '0')}${random.hex(18)}`,
		_rev: `1-${random.hex(32)}`,
		kind: 'visit',
		schema: 1,
		author: `wangge${1 + random.below(5)}`,
		device: random.hex(26),
		deviceSeq: at + 1,
		capturedAt: new Date(1_795_000_000_000 + at * 60_000).toISOString(),
		door: `150105001019-01/xk/${1 + random.below(60)}-${1 + random.below(4)}-${101 + random.below(600)}`,
		outcome: random.pick(['met', 'no_answer', 'met_family']),
		unchanged: random.below(4) > 0,
		note: words(70),
		careChecks: { health: { state: 'fine', note: '' }, mood: { state: 'fine', note: '' } }
	}));
}

export function inBatches<T>(items: readonly T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
		items.slice(at * size, (at + 1) * size)
	);
}
