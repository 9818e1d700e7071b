import { expect, test } from 'vitest';
import type { KeeperDesk, KeeperRefusal, StationOverview } from '#lib/app/keptStation.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';
import { StationWatch } from './stationWatch.svelte.ts';

const seen = { version: '1.0.0' } as StationOverview;

function deskThat(answers: (StationOverview | KeeperRefusal)[]): KeeperDesk {
	const overview = async () => {
		const next = answers.shift() ?? 'station_unreachable';
		return typeof next === 'string' ? refused(next) : accepted(next);
	};
	const accept = async () => refused('decided' as const);
	return { overview, accept } as unknown as KeeperDesk;
}

test('[U23] when nobody answers, what was seen before stays, and it is said', async () => {
	const watch = new StationWatch(deskThat([seen, 'station_unreachable', 'signed_out', seen]));
	await watch.refresh();
	expect(watch).toMatchObject({ overview: seen, isStale: false });
	await watch.refresh();
	expect(watch).toMatchObject({ overview: seen, isStale: true, isSignedOut: false });
	await watch.refresh();
	expect(watch).toMatchObject({ overview: seen, isSignedOut: true });
	await watch.refresh();
	expect(watch).toMatchObject({ isStale: false, isSignedOut: false });
});

test('[U23] [U223] an act that came to nothing says why, in words, where it was asked', async () => {
	const watch = new StationWatch(deskThat([seen, seen]));
	expect(await watch.act('accept x', watch.desk.accept('quarantined:x'))).toBeUndefined();
	expect(watch.troubleOf('accept x')).toBe('这一条已经处理过了。');
	expect(watch.lackOf('accept x')).toEqual({ field: 'accept x' });
	expect(watch.troubleOf('accept y')).toBe('');
	expect(watch.lackOf('accept y')).toBeUndefined();
});
