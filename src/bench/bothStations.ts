/** Our open station and the peers, each in its own process, measured in turns. */
import { join } from 'node:path';
import type { ChildServer } from './childServer.ts';
import { startChild } from './childServer.ts';
import type { CouchClient } from './couchClient.ts';
import { openCouchClient } from './couchClient.ts';
import { openCouchdb } from './couchdbServer.ts';
import type { BenchGround, Row } from './lane.ts';
import { peerName, startPeer } from './peerServer.ts';
import { inTurns } from './rounds.ts';

export interface Contestant {
	server: ChildServer;
	client: CouchClient;
	/** For clients of another make. */
	headers: Readonly<Record<string, string>>;
}

export interface Taken<T> {
	ours: T[];
	/** Empty where the peer could not be had; `note` says why. */
	theirs: T[];
	/** Empty where no CouchDB was given. */
	couchdb: T[];
	note?: string;
}

type Measure<T> = (contestant: Contestant, db: string) => Promise<T>;

/** Each measures in a fresh database every round, after one round to warm up that does not count. */
export async function takeBoth<T>(
	bench: BenchGround,
	rounds: number,
	measure: Measure<T>
): Promise<Taken<T>> {
	const order = { folder: join(bench.scratch, 'ours') };
	const ours = contestant(bench, await startChild(bench, './generalStation.ts', order));
	await measure(ours, 'warm');
	let note: string | undefined;
	/** Without a peer ours is still worth knowing; the reason goes into the table, and it is out. */
	async function attempt<R>(work: () => Promise<R>): Promise<R | undefined> {
		try {
			return note === undefined ? await work() : undefined;
		} catch (error) {
			note = error instanceof Error ? error.message : String(error);
			return undefined;
		}
	}
	const peer = await attempt(async () => contestant(bench, await startPeer(bench)));
	if (peer) await attempt(() => withinLimit(measure(peer, 'warm')));
	const couchdb = openCouchdb(bench);
	if (couchdb) await measure(couchdb, `${couchdb.prefix}warm`);
	const taken = await inTurns<string, T | undefined>(rounds, {
		ours: (round) => measure(ours, `round${round}`),
		...(peer && { theirs: (round) => attempt(() => withinLimit(measure(peer, `round${round}`))) }),
		...(couchdb && { couchdb: (round) => measure(couchdb, `${couchdb.prefix}round${round}`) })
	});
	const of = (name: string) => (taken[name] ?? []).filter((one) => one !== undefined);
	return {
		...{ ours: of('ours'), theirs: of('theirs'), couchdb: of('couchdb') },
		...(note !== undefined && { note })
	};
}

/** A peer that has not done by then will not be waited for: its round says nothing any more. */
const longestRoundMs = 75_000;

async function withinLimit<R>(work: Promise<R>): Promise<R> {
	let alarm: NodeJS.Timeout | undefined;
	const limit = new Promise<never>((_, reject) => {
		alarm = setTimeout(
			() => reject(new Error(`${peerName} was not done after ${longestRoundMs / 1_000} s`)),
			longestRoundMs
		);
	});
	try {
		return await Promise.race([work, limit]);
	} finally {
		clearTimeout(alarm);
	}
}

/** One row out of what was taken; `figure` picks it out of all rounds. */
export function rowOf<T>(
	taken: Taken<T>,
	row: Pick<Row, 'what' | 'unit'>,
	figure: (rounds: readonly T[]) => number
): Row {
	const peer = taken.theirs.length > 0 && { name: peerName, value: figure(taken.theirs) };
	return {
		...row,
		ours: figure(taken.ours),
		...(peer && { peer }),
		...(taken.couchdb.length > 0 && { couchdb: figure(taken.couchdb) }),
		...(taken.note !== undefined && { note: taken.note })
	};
}

function contestant(bench: BenchGround, server: ChildServer): Contestant {
	const client = openCouchClient(server.url);
	bench.onEnd(() => client.close());
	return { server, client, headers: {} };
}
