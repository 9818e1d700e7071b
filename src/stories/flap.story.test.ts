/**
 * Three phones of one grid on a line where anything may happen (SAFETY T-FLAP). Whatever does, what
 * was acknowledged is on the phone or at the station, once, and when the line is quiet again all
 * hold the same.
 *
 * FLAP_SEEDS and FLAP_FROM run other and more seeds: FLAP_FROM=17 FLAP_SEEDS=1 npx vitest run flap
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { describe, expect, it } from 'vitest';
import type { Cast } from './cast.ts';
import { openCast } from './cast.ts';
import type { GridWorker } from './gridWorker.ts';
import { grid } from './gridWorker.ts';
import type { Fault, FaultyLine } from './faultyLine.ts';
import { dice, faults, openFaultyLine } from './faultyLine.ts';
import { doorOf } from './smallGrid.ts';

const from = Number(process.env.FLAP_FROM ?? 1);
const seeds = Number(process.env.FLAP_SEEDS ?? 100);
const opsOfEach = 30;
/** Rows cost most of the time; with them the same seeds say the same. */
const drawEvery = 20;
const quietRounds = 3;

interface Run {
	cast: Cast;
	phones: OnePhone[];
}

interface OnePhone {
	worker: GridWorker;
	line: FaultyLine;
	/** Dice of its own, so that no phone's fate hangs on another's pace. */
	roll: () => number;
	acknowledged: string[];
}

async function setUp(seed: number): Promise<Run> {
	const cast = await openCast();
	const phones: OnePhone[] = [];
	for (const [index, name] of ['lin', 'bao', 'su'].entries()) {
		const [roll, fate] = [dice(seed * 10 + index), dice(seed * 10 + index + 5)];
		const worker = await cast.gridWorker(name, { draws: seed % drawEvery === 0 });
		const line = openFaultyLine((request) => cast.station().handle(request), fate);
		worker.phone.line = line.send;
		line.trouble = 0.35;
		phones.push({ worker, line, roll, acknowledged: [] });
	}
	return { cast, phones };
}

async function oneStep({ cast }: Run, { worker, roll, acknowledged }: OnePhone): Promise<void> {
	const at = doorOf(grid, 1 + Math.floor(roll() * 8));
	const chance = roll();
	cast.pass(Math.floor(roll() * 120_000));
	if (chance < 0.4) {
		const saved = await worker.triesVisit(at, { note: `${roll()}`, unchanged: false });
		if (saved.ok) acknowledged.push(saved.value.id);
		else expect(saved.refusal.kind).toBe('storage_full');
	} else if (chance < 0.5 && !worker.phone.isFull) {
		acknowledged.push(await worker.raisesConcern(at));
	} else if (chance < 0.75) await worker.engine.meet({ byHand: roll() < 0.5 });
	else if (chance < 0.8) worker.phone.isOffline = !worker.phone.isOffline;
	else if (chance < 0.85) {
		worker.isKilled();
		await worker.opensApp();
	} else if (chance < 0.9) worker.phone.isFull = !worker.phone.isFull;
	else if (worker.reading.signedOut) await signsInSomehow(worker);
}

/** She tries until the line lets her in. */
async function signsInSomehow(worker: GridWorker): Promise<void> {
	await worker.signsIn().catch(() => undefined);
}

async function becomeQuiet({ phones }: Run): Promise<void> {
	for (const { worker, line } of phones) {
		line.trouble = 0;
		worker.phone.isFull = false;
		worker.comesBack();
		if (worker.reading.signedOut) await worker.signsIn();
	}
	for (let round = 0; round < quietRounds; round += 1) {
		for (const { worker } of phones) await worker.meetsStation();
	}
}

const isOwn = (worker: GridWorker) => (document: LedgerDocument) =>
	document.device === worker.phone.device;

async function ownDocuments(worker: GridWorker): Promise<LedgerDocument[]> {
	return [...(await worker.ledger()).values()].filter(isOwn(worker));
}

/** Holds at every moment in which nothing moves. */
async function checkPhone(worker: GridWorker, acknowledged: readonly string[]): Promise<void> {
	const own = await ownDocuments(worker);
	const ids = new Set(own.map(({ _id }) => _id));
	// I1: what was acknowledged is here.
	for (const id of acknowledged) expect(ids.has(id), `I1 ${id}`).toBe(true);
	const delivered = new Set(
		(await worker.disk.receipts())
			.filter(({ of, state }) => of === 'document' && state === 'delivered')
			.map(({ id }) => id)
	);
	// I4: the badge is exactly what the station has not taken.
	const { waiting, refused } = worker.reading;
	expect(waiting + refused, 'I4').toBe(own.filter(({ _id }) => !delivered.has(_id)).length);
}

async function checkStation({ cast, phones }: Run): Promise<void> {
	const there = await cast.atStation();
	const numbers = [...there.values()].flatMap(({ device, deviceSeq }) =>
		deviceSeq === undefined ? [] : [`${device} ${deviceSeq}`]
	);
	expect(new Set(numbers).size, 'I2').toBe(numbers.length);
	for (const { worker, acknowledged } of phones) {
		await checkPhone(worker, acknowledged);
		expect(await worker.ledger(), 'I3').toEqual(there);
		for (const receipt of await worker.disk.receipts()) {
			// I5: no receipt for what the station does not hold in that very revision.
			if (receipt.state === 'delivered') {
				expect(there.get(receipt.id)?._rev, 'I5').toBe(receipt.rev);
			}
		}
		expect(worker.reading, 'I4').toMatchObject({ waiting: 0, refused: 0, trouble: undefined });
		expect(worker.reading.missingAtStation, 'I6').toEqual([]);
		const given = (await ownDocuments(worker)).map(({ deviceSeq }) => deviceSeq ?? 0);
		given.sort((a, b) => a - b);
		expect(given, 'I6').toEqual(given.map((_, index) => index + 1));
	}
}

const met = new Map<Fault, number>();

describe('a line on which anything may happen', () => {
	it.each(Array.from({ length: seeds }, (_, index) => from + index))(
		'[M22] seed %i',
		async (seed) => {
			const run = await setUp(seed);
			try {
				for (let op = 0; op < opsOfEach; op += 1) {
					await Promise.all(run.phones.map((phone) => oneStep(run, phone)));
				}
				for (const { worker, acknowledged } of run.phones) {
					await worker.rests();
					await checkPhone(worker, acknowledged);
				}
				await becomeQuiet(run);
				await checkStation(run);
				for (const { line } of run.phones) {
					for (const [fault, times] of line.met) met.set(fault, (met.get(fault) ?? 0) + times);
				}
				expect(await run.cast.inCommunity()).toEqual(await run.cast.atStation());
			} catch (cause) {
				const again = `FLAP_FROM=${seed} FLAP_SEEDS=1 npx vitest run src/stories/flap`;
				throw new Error(`Seed ${seed} fails. To see it again: ${again}`, { cause });
			} finally {
				await run.cast.close();
			}
		}
	);

	it('[M22] has thrown everything it has at them', () => {
		const often = seeds < 20 ? 0 : seeds / 4;
		expect(met.size).toBeGreaterThan(0);
		for (const [fault, times] of met) expect(times, fault).toBeGreaterThan(often);
		if (often > 0) expect([...met.keys()].sort()).toEqual([...faults].sort());
	});
});
