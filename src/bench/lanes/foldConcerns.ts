/** What a station or a phone pays to know how concerns stand: each folded from all that happened to it. */
import { foldConcern } from '#lib/domain/concernFold.ts';
import type { Lane } from '../lane.ts';
import { loopPapers } from '../loopPapers.ts';
import { best, median } from '../rounds.ts';

const concerns = 10_000;
const events = 12;
const rounds = 5;

export const foldConcerns: Lane = {
	name: 'fold',
	group: 'phone',
	limitMinutes: 3,
	async run() {
		const papers = Array.from({ length: concerns }, (_, at) =>
			loopPapers(at, '150105001019-01', () => events)
		);
		const waits: number[] = [];
		let closed = 0;
		for (let round = 0; round <= rounds; round += 1) {
			const from = performance.now();
			closed = 0;
			for (const { header, events: all } of papers) {
				if (foldConcern(header, all).state === 'closed') closed += 1;
			}
			// The first one compiles the code.
			if (round > 0) waits.push(performance.now() - from);
		}
		return [
			{
				what: 'fold of 10,000 concerns with 12 events each',
				...{ unit: 'ms', ours: median(waits) },
				note: `${closed} closed; ${best(waits)}`
			}
		];
	}
};
