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
	const contestants: Record<string, (round: number) => Promise<T>> = {};
	const enter = async (name: string, who: Contestant, prefix: string) => {
		await measure(who, `${prefix}warm`);
		contestants[name] = (round) => measure(who, `${prefix}round${round}`);
	};
	await enter('ours', ours, '');
	let note: string | undefined;
	try {
		await enter('theirs', contestant(bench, await startPeer(bench)), '');
	} catch (error) {
		// Without the peer ours is still worth knowing; the reason goes into the table.
		note = error instanceof Error ? error.message : String(error);
	}
	const couchdb = openCouchdb(bench);
	if (couchdb) await enter('couchdb', couchdb, couchdb.prefix);
	const taken = await inTurns(rounds, contestants);
	return {
		ours: taken['ours'] ?? [],
		theirs: taken['theirs'] ?? [],
		couchdb: taken['couchdb'] ?? [],
		...(note !== undefined && { note })
	};
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
