import { describe, expect, it, vi } from 'vitest';
import { openLane } from './lane.ts';
import { MeetingTrouble } from './trouble.ts';

function setUp(errand: (feed: string) => Promise<void>) {
	return openLane({ errand, onChange: () => undefined, chance: () => 1 });
}

describe('lane', () => {
	it('never runs two errands at once, and runs what was wished for meanwhile', async () => {
		const seen: string[] = [];
		let busy = 0;
		const lane = setUp(async (feed) => {
			expect((busy += 1)).toBe(1);
			seen.push(feed);
			if (seen.length === 1) lane.want(['a', 'b']);
			await Promise.resolve();
			busy -= 1;
		});
		lane.want(['a']);
		await lane.ended();
		expect(seen).toEqual(['a', 'a', 'b']);
	});

	it('[M3] waits after a failure, and tries at once when kicked', async () => {
		vi.useFakeTimers();
		let fails = 2;
		const tries: number[] = [];
		const lane = setUp(async () => {
			tries.push(Date.now());
			if (fails > 0) {
				fails -= 1;
				throw new MeetingTrouble('station_unreachable', 'test');
			}
		});
		const start = Date.now();
		lane.want(['a']);
		await lane.ended();
		expect(lane.trouble()?.kind).toBe('station_unreachable');
		lane.want(['a']);
		await vi.advanceTimersByTimeAsync(999);
		expect(tries).toHaveLength(1);
		await vi.advanceTimersByTimeAsync(1);
		expect(tries.map((at) => at - start)).toEqual([0, 1_000]);
		lane.kick();
		await lane.ended();
		expect(tries).toHaveLength(3);
		expect(lane.trouble()).toBeUndefined();
		vi.useRealTimers();
	});

	it('[M2] goes on with other feeds where one is shut', async () => {
		const seen: string[] = [];
		const lane = setUp(async (feed) => {
			seen.push(feed);
			if (feed === 'shut') throw new MeetingTrouble('station_refused', 'test');
		});
		lane.want(['shut', 'open']);
		await lane.ended();
		lane.rest();
		expect(seen).toEqual(['shut', 'open']);
		expect(lane.trouble()?.kind).toBe('station_refused');
	});

	it('[M19] does not blame the station for what the phone did', async () => {
		const lane = setUp(async () => {
			throw Object.assign(new Error('disk'), { name: 'QuotaExceededError' });
		});
		lane.want(['a']);
		await lane.ended();
		lane.rest();
		expect(lane.trouble()?.kind).toBe('phone_failed');
	});
});
