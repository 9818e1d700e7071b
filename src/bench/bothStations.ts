/** Our open station and the peer, each in its own process, measured in turns. */
import { join } from 'node:path';
import type { ChildServer } from './childServer.ts';
import { startChild } from './childServer.ts';
import type { CouchClient } from './couchClient.ts';
import { openCouchClient } from './couchClient.ts';
import type { BenchGround, Row } from './lane.ts';
import { peerName, startPeer } from './peerServer.ts';
import { inTurns } from './rounds.ts';

export interface Contestant {
	server: ChildServer;
	client: CouchClient;
}

export interface Taken<T> {
	ours: T[];
	/** Empty where the peer could not be had; `note` says why. */
	theirs: T[];
	note?: string;
}

/** Each measures in a fresh database every round, after one round to warm up that does not count. */
export async function takeBoth<T>(
	bench: BenchGround,
	rounds: number,
	measure: (contestant: Contestant, db: string) => Promise<T>
): Promise<Taken<T>> {
	const order = { folder: join(bench.scratch, 'ours') };
	const ours = contestant(bench, await startChild(bench, './generalStation.ts', order));
	await measure(ours, 'warm');
	const round = (who: Contestant) => (number: number) => measure(who, `round${number}`);
	let theirs: Contestant;
	try {
		theirs = contestant(bench, await startPeer(bench));
	} catch (error) {
		// Without the peer ours is still worth knowing; the reason goes into the table.
		const note = error instanceof Error ? error.message : String(error);
		return { ...(await inTurns(rounds, { ours: round(ours) })), theirs: [], note };
	}
	await measure(theirs, 'warm');
	return await inTurns(rounds, { ours: round(ours), theirs: round(theirs) });
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
		...(taken.note !== undefined && { note: taken.note })
	};
}

function contestant(bench: BenchGround, server: ChildServer): Contestant {
	const client = openCouchClient(server.url);
	bench.onEnd(() => client.close());
	return { server, client };
}
