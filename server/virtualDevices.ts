/**
 * Phones as the station sees them, for tests of load: each has a session of its own, pulls its feed
 * as the app does and pushes visits. They keep nothing on a disk and draw nothing.
 */
import { createHash } from 'node:crypto';
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { gridFeed } from '#lib/domain/feeds.ts';
import { writeStamp } from '#lib/domain/hybridClock.ts';
import type { GridId } from '#lib/domain/ids.ts';
import { sampleDocument } from '#lib/domain/sampleDocuments.ts';
import type { Community } from './access/community.ts';
import { databasesOf } from './access/community.ts';
import { hashPassword } from './access/passwords.ts';
import { openSessions } from './access/sessions.ts';
import { openStationData } from './stationData.ts';

export interface Crowd {
	community: Community;
	devices: DeviceSpec[];
}

interface DeviceSpec {
	account: string;
	device: string;
	grid: GridId;
	cookie: string;
}

export interface CrowdSize {
	grids: number;
	devicesPerGrid: number;
	documentsPerGrid: number;
}

export interface VirtualDevice {
	readonly spec: DeviceSpec;
	/** Revision by id: all that was pulled. */
	readonly held: ReadonlyMap<string, string>;
	/** What the station had answered for. */
	readonly receipted: ReadonlyMap<string, string>;
	/** Reads on to the end of the feed; answers how many rows came. */
	pull(): Promise<number>;
	push(visits: number): Promise<void>;
	/** Numbers that the station has not seen though later ones came. */
	missing(): Promise<number[]>;
}

/** As the app asks (pullFeed.ts). */
const [firstPage, laterPage] = [1_000, 10_000];
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const digits = (number: number, length: number) => String(number).padStart(length, '0');

/** Lays a community down in an empty folder, its people already signed in: a day starts with that. */
export async function gatherCrowd(dataDir: string, size: CrowdSize): Promise<Crowd> {
	const { grids, devicesPerGrid, documentsPerGrid } = size;
	const community: Community = {
		...{ id: '150105001019', name: '兴康社区', street: '人民路街道', phone: '', demo: false },
		grids: Array.from({ length: grids }, (_, at) => ({
			id: `150105001019-${digits(at + 1, 2)}`,
			label: `第${at + 1}网格`
		}))
	};
	const data = await openStationData(dataDir);
	data.access.saveCommunity(community);
	for (const name of databasesOf(community)) await data.storage.create(name);
	const sessions = openSessions(data.access, Date.now);
	const passwordHash = await hashPassword('nobody signs in here');
	const devices: DeviceSpec[] = [];
	for (const [at, { id: grid }] of community.grids.entries()) {
		const account = {
			...{ name: `wangge${at + 1}`, displayName: `网格员${at + 1}`, demo: false },
			grants: [{ role: 'grid_worker' as const, scope: grid }]
		};
		data.access.saveAccount(account, passwordHash);
		const store = await data.storage.open(gridFeed(grid));
		await store?.write(rosterOf(grid, documentsPerGrid), { newEdits: false });
		for (let number = 0; number < devicesPerGrid; number += 1) {
			const device = `01KASXV2G0000000000${digits(at, 3)}${digits(number, 4)}`;
			const request = new Request('http://station', { headers: { 'X-Qingge-Device': device } });
			const cookie = sessions.begin(request, account).split(';')[0] ?? '';
			devices.push({ account: account.name, device, grid, cookie });
		}
	}
	await data.close();
	return { community, devices };
}

function rosterOf(grid: GridId, count: number) {
	return Array.from({ length: count }, (_, at) => {
		const { _id, _rev, ...content } = sampleDocument('resident', sha256, {
			...{ _id: `resident:01KASXV2G0${grid.slice(-2)}${digits(at, 14)}`, grid, author: 'station' },
			...{ door: `${grid}/xk/3-2-${101 + (at % 800)}` }
		});
		const revisions = { start: 1, ids: [_rev.slice(2)] };
		const body = JSON.stringify(content);
		return { id: _id, revisions, deleted: false, body, attachments: null };
	});
}

export function openVirtualDevice(url: string, spec: DeviceSpec): VirtualDevice {
	const { account, device, grid, cookie } = spec;
	const feed = gridFeed(grid);
	const held = new Map<string, string>();
	const receipted = new Map<string, string>();
	const headers = { Cookie: cookie, 'X-Qingge-Device': device };
	let since = '0';
	let deviceSeq = 0;

	async function ask<T>(path: string, body?: object): Promise<T> {
		const answer = await fetch(`${url}${path}`, {
			headers: { ...headers, 'Content-Type': 'application/json' },
			...(body && { method: 'POST', body: JSON.stringify(body) })
		});
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return (await answer.json()) as T;
	}

	function newVisit(): LedgerDocument {
		deviceSeq += 1;
		return sampleDocument('visit', sha256, {
			...{ _id: `visit:01KASXV${device.slice(-7)}${digits(deviceSeq, 12)}`, grid, author: account },
			...{
				door: `${grid}/xk/3-2-101`,
				device,
				deviceSeq,
				note: `第${deviceSeq}次走访，一切正常。`
			},
			clock: writeStamp({ wallMs: Date.now(), counter: 0 }, device)
		});
	}

	return {
		...{ spec, held, receipted },
		async pull() {
			let came = 0;
			for (let limit = firstPage; ; limit = laterPage) {
				const path = `/db/${feed}/_changes?include_docs=true&since=${since}&limit=${limit}`;
				const page = await ask<ChangesPage>(path);
				for (const { doc } of page.results) held.set(doc._id, doc._rev);
				since = page.last_seq;
				came += page.results.length;
				if (page.results.length < limit) return came;
			}
		},
		async push(visits) {
			const docs = Array.from({ length: visits }, newVisit);
			const path = `/db/${feed}/_bulk_docs`;
			const refused = await ask<unknown[]>(path, { new_edits: false, docs });
			if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused[0])}`);
			for (const { _id, _rev } of docs) receipted.set(_id, _rev);
		},
		async missing() {
			const me = await ask<{ numbers: Record<string, { missing: number[] }> }>('/station/me');
			return me.numbers[feed]?.missing ?? [];
		}
	};
}

interface ChangesPage {
	results: { doc: { _id: string; _rev: string } }[];
	last_seq: string;
}
