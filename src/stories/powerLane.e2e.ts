// T-POWER: the phone's power goes while visits are being saved and no station is in reach. Only what
// was synced to the disk is still there, and what was called saved must be among it, on both of
// Chromium's stores (SAFETY F1–F4). The mutant is the control: an app that does not ask for strict
// durability has to lose something here, or the lane proves nothing.
import { expect, test } from '@playwright/test';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { alteredBuild } from './alteredBuild.ts';
import { dice } from './faultyLine.ts';
import { opensApp, signsIn, signsInAgainIfAsked, switchOn } from './phone.ts';
import { noPowerCut, openPowerCut } from './powerCut/powerCut.ts';
import { rage } from './savingStorm.ts';
import { faultsOfNumbers, faultsOfSaved, openBooks } from './stationBooks.ts';
import { builtApp, newFolder, openStation } from './stationFixture.ts';
import type { StationFixture } from './stationFixture.ts';

/** SEED=… replays a run that failed. */
const seed = Number(process.env['SEED'] ?? 20_261_123);
/** On each store, as many as the mutant needs to be caught. Longer: `npm run long -- power`. */
const cuts = Number(process.env['CUTS'] ?? 3);
const buildings = 12;
const grid = '150105001019-01';
const stores = [
	{ store: 'LevelDB', flags: [] },
	{ store: 'SQLite', flags: ['--enable-features=IdbSqliteBackingStore'] }
];

let station: StationFixture;

test.describe('T-POWER', () => {
	test.skip(noPowerCut !== undefined, noPowerCut);
	test.setTimeout(120_000 + cuts * 30_000);
	test.beforeAll(async () => {
		test.setTimeout(120_000);
		station = await openStation();
	});
	test.afterAll(async () => {
		await station.close();
	});

	for (const { store, flags } of stores) {
		test(`[L14] ${cuts} cuts on ${store} lose nothing that was called saved, SEED=${seed}`, async () => {
			const { written, tapped, acknowledged } = await cutsOf({ flags, build: builtApp, cuts });
			expect(acknowledged.length).toBeGreaterThanOrEqual(cuts);
			expect(faultsOfSaved(written, { tapped, acknowledged })).toEqual([]);
			expect(faultsOfNumbers(written)).toEqual([]);
		});
	}

	test(`[L14] a mutant without strict durability loses what it called saved`, async () => {
		const build = alteredBuild(({ text }) => text.replace(/(urability:)`strict`/g, '$1`relaxed`'));
		// One cut may come just after somebody else's sync of the same log; three do not.
		const { written, tapped, acknowledged } = await cutsOf({ flags: [], build, cuts: 3 });
		expect(acknowledged.length).toBeGreaterThan(0);
		expect(faultsOfSaved(written, { tapped, acknowledged })).not.toEqual([]);
	});
});

interface Cuts {
	flags: readonly string[];
	build: string;
	cuts: number;
}

/** One phone that suffers them one after the other, and then meets its station. */
async function cutsOf({ flags, build, cuts }: Cuts) {
	const roll = dice(seed);
	const folder = newFolder('qingge-power-');
	const profile = join(folder, 'profile');
	const tapped: string[] = [];
	const acknowledged: string[] = [];
	await station.stop();
	await station.start(build);
	const books = await openBooks(station.url, 'wangge1', `feed-grid-${grid}`);
	const first = await switchOn({ profile, flags });
	await signsIn(first.page, station.url);
	await first.context.close();
	await station.stop();

	for (let cut = 0; cut < cuts; cut += 1) {
		const shadow = join(folder, `shadow-${String(cut)}`);
		// All that a phone wrote before its last half minute lies on the disk; so does all of this.
		const power = openPowerCut({ root: profile, shadow });
		const phone = await switchOn({ profile, flags, env: power.env });
		await rage({
			phone,
			address: `${station.url}/door/${grid}/xk/${(cut % buildings) + 1}-1-101`,
			untilMs: roll() * 1_500,
			since: 'saved',
			end: power.cut,
			withPicture: false,
			tapped
		});
		acknowledged.push(...phone.acknowledged);
		power.restore();
		rmSync(shadow, { recursive: true });
	}

	await station.start(build);
	const last = await switchOn({ profile, flags });
	await opensApp(last.page, station.url);
	await signsInAgainIfAsked(last.page);
	const written = await books.written();
	await last.context.close();
	return { written, tapped, acknowledged };
}
