/** A database's file from the outside: making it, opening it, and its facts, epochs included. */
import { newEpoch } from './sequence.ts';
import type { KeptSettings, StoreFacts } from './shelf.ts';
import { plainSettings } from './shelf.ts';
import type { SqliteConnection } from './sqliteDriver.ts';
import { pragmas, schema, schemaVersion, upgrades } from './sqliteStatements.ts';
import { DatabaseDamaged } from './storageErrors.ts';

/** The connection stays open: closing it would write everything a second time. */
export function createDatabaseFile(
	connection: SqliteConnection,
	{ startTime, lifetime }: { startTime: string; lifetime: string }
): SqliteConnection {
	try {
		connection.exec(
			`${pragmas} BEGIN IMMEDIATE; ${schema} PRAGMA user_version = ${schemaVersion};`
		);
		connection.prepare('INSERT INTO counts (seq, docs, deleted) VALUES (0, 0, 0)').run();
		connection.prepare('INSERT INTO facts (start_time) VALUES (?)').run(startTime);
		connection
			.prepare('INSERT INTO epochs (epoch, lifetime) VALUES (?, ?)')
			.run(newEpoch(), lifetime);
		connection.exec('COMMIT');
		return connection;
	} catch (error) {
		connection.close();
		throw error;
	}
}

export function openDatabaseFile(connection: SqliteConnection): SqliteConnection {
	try {
		connection.exec(pragmas);
		upgrade(connection, Number(connection.prepare('PRAGMA user_version').one()?.[0]));
		return connection;
	} catch (error) {
		connection.close();
		throw error;
	}
}

function upgrade(connection: SqliteConnection, from: number): void {
	for (let version = from; version !== schemaVersion; version += 1) {
		const steps = upgrades[version];
		if (steps === undefined) throw new DatabaseDamaged(`Unknown format ${from}.`);
		connection.exec(`BEGIN IMMEDIATE; ${steps} PRAGMA user_version = ${version + 1}; COMMIT;`);
	}
}

/**
 * What a store holds in memory. A database last written in another lifetime begins a new epoch:
 * the station was not stopped cleanly since, so numbers above this seq may have been given before.
 */
export function factsOf(connection: SqliteConnection, lifetime: string): StoreFacts {
	const [seq, docs, deleted] = connection
		.prepare('SELECT seq, docs, deleted FROM counts')
		.one() as number[] as [number, number, number];
	const current = connection
		.prepare('SELECT epoch, lifetime FROM epochs WHERE up_to IS NULL')
		.one() as [string, string] | undefined;
	let epoch = current?.[0];
	if (epoch === undefined || current?.[1] !== lifetime) {
		epoch = newEpoch();
		connection.exec('BEGIN IMMEDIATE');
		connection.prepare('UPDATE epochs SET up_to = ? WHERE up_to IS NULL').run(seq);
		connection.prepare('INSERT INTO epochs (epoch, lifetime) VALUES (?, ?)').run(epoch, lifetime);
		connection.exec('COMMIT');
	}
	const [startTime, settings] = connection
		.prepare('SELECT start_time, settings FROM facts')
		.one() as [string, string | null];
	return {
		epoch,
		seq,
		docs,
		deleted,
		startTime,
		settings:
			settings === null
				? plainSettings
				: { ...plainSettings, ...(JSON.parse(settings) as KeptSettings) },
		former: connection
			.prepare('SELECT epoch, up_to FROM epochs WHERE up_to IS NOT NULL')
			.all()
			.map(([name, upTo]) => ({ epoch: name as string, upTo: upTo as number }))
	};
}
