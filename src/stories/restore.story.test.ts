// T-RESTORE: the station is brought back from a real backup while phones hold what came after it.
// All meet again; nothing that was acknowledged is lost, nothing is there twice, and no number
// raises an alarm that is none.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gridMedia } from '#lib/domain/feeds.ts';
import { sampleDocument } from '#lib/domain/sampleDocuments.ts';
import { sha256 } from '#lib/ledger/sha256.ts';
import { ulid } from 'ulid';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backUp } from '../../server/admin/backupCommand.ts';
import { restore } from '../../server/admin/restoreCommand.ts';
import { doorOver } from '../../server/admin/stationDoor.ts';
import type { StationData } from '../../server/stationData.ts';
import { openStationData } from '../../server/stationData.ts';
import { trialOrigin } from '../../server/trialStation.ts';
import type { Cast } from './cast.ts';
import { openCast } from './cast.ts';
import type { GridWorker } from './gridWorker.ts';
import { door, grid, otherDoor } from './gridWorker.ts';
import { picture } from './storyPictures.ts';

const adminToken = 'the token';
const hourMs = 3_600_000;
const passphrase = { fromStdin: false, fromEnvironment: 'a long passphrase' };

let folder: string;
let data: StationData;
let cast: Cast;
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'qingge-restore-'));
	data = await openStationData(join(folder, 'data'));
	cast = await openCast({ ...data, adminToken });
});
afterEach(async () => {
	await cast.close();
	await data.close();
	rmSync(folder, { recursive: true, force: true });
});

async function backsUp(): Promise<string> {
	const file = join(folder, `${ulid()}.age`);
	const station = { url: trialOrigin, token: adminToken };
	const way = { running: true, close: async () => undefined };
	const done = await backUp(doorOver(cast.station().handle, station, way), {
		...{ file, overwrite: false, passphrase },
		workFactor: 4
	});
	expect(done.code).toBe(0);
	return file;
}

/** The station is gone; another machine takes the backup and the address. */
async function restores(file: string): Promise<void> {
	const dataDir = join(folder, ulid());
	const done = await restore({ file, dataDir, overwrite: false, signOut: false, passphrase });
	expect(done.code).toBe(0);
	await takesOver(await openStationData(dataDir));
}

async function takesOver(fresh: StationData): Promise<void> {
	await cast.moveTo({ ...fresh, adminToken });
	await data.close();
	data = fresh;
}

/** Starts from the files as they lie while the station runs, as after a power failure. */
async function restarts(): Promise<void> {
	const { source } = data.copies!;
	const dataDir = join(folder, ulid());
	const { signal } = new AbortController();
	mkdirSync(join(dataDir, 'db'), { recursive: true });
	for (const name of await source.names()) {
		await source.copyTo(name, join(dataDir, name), signal);
	}
	await takesOver(await openStationData(dataDir));
}

async function allMeet(...people: GridWorker[]): Promise<void> {
	// Nobody asks by hand: a phone in a pocket must do it by itself.
	for (let round = 0; round < 3; round += 1) {
		for (const worker of people) {
			await worker.engine.meet({ byHand: false });
			await worker.rests();
		}
	}
}

async function alarms(): Promise<unknown> {
	const health = await cast.station().handle(new Request(`${trialOrigin}/station/health`));
	const { gaps, devicesWithGaps } = (await health.json()) as Record<string, unknown>;
	return { gaps, devicesWithGaps };
}

async function hasBytes(hash: string): Promise<boolean> {
	const store = await data.storage.open(gridMedia(grid));
	const row = await store!.row(`photo:${hash}`);
	const digest = row?.attachments?.[hash]?.digest;
	return (
		digest !== undefined &&
		(await store!.attachment(digest, { id: row!.id, rev: row!.rev, name: hash })) !== undefined
	);
}

async function nothingIsLost(acknowledged: readonly string[], ...people: GridWorker[]) {
	const there = await cast.atStation();
	expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
	expect(new Set((await cast.inCommunity()).keys())).toEqual(new Set(there.keys()));
	for (const worker of people) {
		expect(await worker.ledger()).toEqual(there);
		expect(worker.reading).toMatchObject({ waiting: 0, missingAtStation: [] });
	}
	// A number stands for one document: nothing came twice.
	const numbers = [...there.values()].flatMap(({ device, deviceSeq }) =>
		deviceSeq === undefined ? [] : `${device} ${deviceSeq}`
	);
	expect(new Set(numbers).size).toBe(numbers.length);
	expect(await alarms()).toEqual({ gaps: 0, devicesWithGaps: 0 });
}

const hashOf = async (blob: Blob) =>
	createHash('sha256')
		.update(new Uint8Array(await blob.arrayBuffer()))
		.digest('hex');

describe('a station restored from a backup', () => {
	it.each([
		['an hour ago', hourMs, false],
		['a day ago, with a power failure since', 24 * hourMs, true]
	])('[B7] of %s gets back what it missed', async (_when, ageMs, failedSince) => {
		const [lin, bao] = [await cast.gridWorker('lin'), await cast.gridWorker('bao')];
		const acknowledged = [await lin.recordsVisit(door), await bao.recordsVisit(otherDoor)];
		await allMeet(lin, bao);
		const file = await backsUp();
		cast.pass(ageMs);
		if (failedSince) {
			acknowledged.push(await lin.recordsVisit(otherDoor));
			await allMeet(lin, bao);
			await restarts();
		}
		const photo = picture('阀门');
		acknowledged.push(
			await lin.recordsVisit(otherDoor, { pictures: [{ blob: photo }] }),
			await bao.raisesConcern(door)
		);
		await allMeet(lin, bao);
		await vi.waitFor(async () => expect(await hasBytes(await hashOf(photo))).toBe(true));
		// One was never sent before the station died.
		bao.goesOffline();
		acknowledged.push(await bao.recordsVisit(door));

		await restores(file);
		expect((await cast.atStation()).has(acknowledged[2]!)).toBe(false);
		expect(await hasBytes(await hashOf(photo))).toBe(false);
		bao.comesBack();
		await allMeet(lin, bao);
		await nothingIsLost(acknowledged, lin, bao);
		await vi.waitFor(async () => expect(await hasBytes(await hashOf(photo))).toBe(true));
	});

	it('[B7] that has nothing but the same accounts gets everything the phones wrote', async () => {
		const [lin, bao] = [await cast.gridWorker('lin'), await cast.gridWorker('bao')];
		const acknowledged = [await lin.recordsVisit(door)];
		acknowledged.push(await bao.raisesConcern(otherDoor));
		await allMeet(lin, bao);
		const { access } = cast.station();
		const fresh = await openStationData(join(folder, ulid()));
		fresh.access.saveCommunity(access.community()!);
		for (const account of access.accounts()) {
			fresh.access.saveAccount(account, access.passwordHash(account.name)!);
		}
		await takesOver(fresh);
		await allMeet(lin, bao);
		expect(lin.reading).toMatchObject({ signedOut: true });
		for (const worker of [lin, bao]) await worker.signsIn();
		await allMeet(lin, bao);
		const there = await cast.atStation();
		expect(acknowledged.filter((id) => !there.has(id))).toEqual([]);
		expect(new Set((await cast.inCommunity()).keys())).toEqual(new Set(there.keys()));
		expect([lin, bao].map(({ reading }) => reading.missingAtStation)).toEqual([[], []]);
		expect(await alarms()).toEqual({ gaps: 0, devicesWithGaps: 0 });
	});

	it('[B7] restored a second time from the same backup, gets it all again', async () => {
		const lin = await cast.gridWorker('lin');
		await allMeet(lin);
		const file = await backsUp();
		const acknowledged: string[] = [];
		for (let time = 0; time < 2; time += 1) {
			acknowledged.push(await lin.recordsVisit(door));
			await allMeet(lin);
			await restores(file);
			await allMeet(lin);
			await nothingIsLost(acknowledged, lin);
		}
	});

	it('[B7] [M8] knows again what it had refused, so that its number is no gap', async () => {
		const lin = await cast.gridWorker('lin');
		await allMeet(lin);
		const file = await backsUp();
		lin.goesOffline();
		const clashing = await lin.recordsVisit(door, { note: '撞号', unchanged: false });
		const foreign = sampleDocument('visit', sha256, { _id: clashing, device: ulid() });
		await cast.stationWrites([{ ...foreign, _rev: `1-${'a'.repeat(32)}` }]);
		lin.comesBack();
		await allMeet(lin);
		const later = await lin.recordsVisit(otherDoor);
		await allMeet(lin);
		expect(await lin.stateOf(clashing)).toBe('refused');
		expect(await alarms()).toEqual({ gaps: 0, devicesWithGaps: 0 });

		await restores(file);
		await allMeet(lin);
		expect((await cast.atStation()).has(later)).toBe(true);
		expect(await alarms()).toEqual({ gaps: 0, devicesWithGaps: 0 });
	});
});
