/**
 * What whoever keeps a database in a cluster sets and asks for there: limits, rights, purges,
 * compaction. It remembers nothing; the cluster does.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { CouchCalls } from './couchCalls.ts';
import type { PurgedInfo, StoreSettings } from './documentStore.ts';
import { StorageUnreachable } from './storageErrors.ts';

/** What CouchDB answers where nobody set anything: for admins of the server only. */
const nobodySet = { members: { roles: ['_admin'] }, admins: { roles: ['_admin'] } };
const lookAgainMs = 500;

export class CouchKeeping {
	readonly #calls: CouchCalls;
	/** Of the database, encoded. */
	readonly #path: string;

	constructor(calls: CouchCalls, path: string) {
		this.#calls = calls;
		this.#path = path;
	}

	async settings(): Promise<StoreSettings> {
		const [revsLimit, purgedInfosLimit, security] = await Promise.all(
			['_revs_limit', '_purged_infos_limit', '_security'].map((name) => this.#read(name))
		);
		return {
			revsLimit: revsLimit as number,
			purgedInfosLimit: purgedInfosLimit as number,
			security: isNobodys(security) ? null : JSON.stringify(security)
		};
	}

	async save({ revsLimit, purgedInfosLimit, security }: Partial<StoreSettings>): Promise<void> {
		if (revsLimit !== undefined) await this.#put('_revs_limit', String(revsLimit));
		if (purgedInfosLimit !== undefined) {
			await this.#put('_purged_infos_limit', String(purgedInfosLimit));
		}
		if (security !== undefined) {
			await this.#put('_security', security ?? JSON.stringify(nobodySet));
		}
	}

	async purge(asked: ReadonlyMap<string, readonly string[]>): Promise<Map<string, string[]>> {
		const { status, json } = await this.#calls.ask('POST', `${this.#path}/_purge`, {
			json: JSON.stringify(Object.fromEntries(asked))
		});
		if (status !== 201) throw new StorageUnreachable('Too few copies of the cluster took a purge.');
		const { purged } = json as { purged: Record<string, string[]> };
		return new Map([...asked.keys()].map((id) => [id, purged[id] ?? []]));
	}

	async purgedInfos(): Promise<PurgedInfo[]> {
		const { purged_infos: infos } = (await this.#read('_purged_infos')) as {
			purged_infos: PurgedInfo[];
		};
		return infos.map(({ id, revs }) => ({ id, revs }));
	}

	/** Resolves when the cluster has done it. How far it came is not told on the way. */
	async compact(): Promise<void> {
		await this.#calls.ask('POST', `${this.#path}/_compact`, { json: '{}' });
		while (await this.#isCompacting()) await pause(lookAgainMs, undefined, { ref: false });
	}

	async #isCompacting(): Promise<boolean> {
		const { json } = await this.#calls.ask('GET', this.#path);
		return (json as { compact_running?: boolean }).compact_running === true;
	}

	async #read(name: string): Promise<unknown> {
		return (await this.#calls.ask('GET', `${this.#path}/${name}`)).json;
	}

	async #put(name: string, json: string): Promise<void> {
		await this.#calls.ask('PUT', `${this.#path}/${name}`, { json });
	}
}

/** The order of members and what is empty say nothing. */
function isNobodys(security: unknown): boolean {
	const { members, admins } = security as Partial<Record<'members' | 'admins', Named>>;
	return [members, admins].every(
		(one) => one?.roles?.join() === '_admin' && (one.names ?? []).length === 0
	);
}

interface Named {
	names?: string[];
	roles?: string[];
}
