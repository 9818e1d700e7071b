/**
 * The people of the stories around one station, and what happens to all of them: time goes by, the
 * station is restored, everybody meets. Behind each verb stand the real domain, the real ledger, the
 * real rows and the real station with its router and its clocks; only sockets, screens and the
 * passing of time are left out.
 */
import type { LedgerDocument } from '#lib/domain/documents.ts';
import { communityLedger } from '#lib/domain/feeds.ts';
import type { StationOptions } from '../../server/stationOptions.ts';
import type { TrialStation } from '../../server/trialStation.ts';
import {
	openTrialStation,
	trialCommunity,
	trialCost,
	trialPassword
} from '../../server/trialStation.ts';
import { hashPassword } from '../../server/access/passwords.ts';
import { openMemoryStorage } from '../../server/storage/memoryStorage.ts';
import type { StationStorage } from '../../server/storage/documentStore.ts';
import { GridWorker, feed, grid } from './gridWorker.ts';
import { Handler } from './handler.ts';
import { layDown, readFeed } from './layDown.ts';
import { Desk, Street } from './office.ts';
import type { Person } from './person.ts';
import { Reporter } from './reporter.ts';
import { smallGrid } from './smallGrid.ts';
import { smallOrganisation } from './smallOrganisation.ts';
import type { World } from './storyPhone.ts';

const doors = 8;
const community = trialCommunity.id;

export interface Cast {
	/** The station as it stands now; another one after a restore. */
	station(): TrialStation;
	gridWorker(account: string, how?: { draws: boolean }): Promise<GridWorker>;
	desk(account: string): Promise<Desk>;
	lead(account: string): Promise<Desk>;
	/** @param unit code of the company, e.g. `wy-herun` */
	property(account: string, unit: string): Promise<Handler>;
	department(account: string, unit: string): Promise<Handler>;
	/** Of the house in which all doors of the small grid are. */
	buildingHead(account: string): Promise<Reporter>;
	informant(account: string): Promise<Reporter>;
	street(account: string): Promise<Street>;
	people(): readonly Person[];
	/** Who is offline stays out; the others deliver, the station works, and they hear what is new. */
	allMeet(): Promise<void>;
	/** Only these deliver, and the station works. */
	meet(...who: Person[]): Promise<void>;
	/** Router and clocks have nothing to do. */
	stationRests(): Promise<void>;
	/** Hours and minutes go by, for everybody. */
	pass(ms: number): void;
	nowMs(): number;
	/** The station is brought back from a copy that was taken of it earlier. */
	copy(): Promise<StationStorage>;
	restore(copy: StationStorage): Promise<void>;
	/** Another station answers from now on, at the same address. */
	moveTo(parts: StationParts): Promise<void>;
	/** The station writes into the feed by itself. */
	stationWrites(documents: readonly { _id: string; _rev: string }[]): Promise<void>;
	/** The feed at the station, by id. */
	atStation(): Promise<Map<string, LedgerDocument>>;
	/** The community's ledger, by id, once the router has nothing to do. */
	inCommunity(): Promise<Map<string, LedgerDocument>>;
	close(): Promise<void>;
}

export type StationParts = Pick<StationOptions, 'storage' | 'access' | 'adminToken' | 'copies'>;

/** In memory unless told. */
export async function openCast(parts: Partial<StationParts> = {}): Promise<Cast> {
	let nowMs = Date.parse('2026-11-23T01:00:00Z');
	const clock = () => nowMs;
	let station = await openTrialStation({ ...parts, nowMs: clock });
	const people: Person[] = [];
	const world: World = { send: (request) => station.handle(request), nowMs: clock };
	await layDown(station.storage, feed, smallGrid(grid, doors));

	async function enters<P extends Person>(person: P): Promise<P> {
		const { account: name, grant } = person;
		if (!station.access.account(name)) {
			station.access.saveAccount(
				{ name, displayName: name, grants: [grant], demo: true },
				await hashPassword(trialPassword, trialCost)
			);
		}
		await person.signsIn();
		await person.opensApp();
		await person.meetsStation();
		people.push(person);
		return person;
	}

	async function stationRests(): Promise<void> {
		await station.router.idle();
		await station.loop.idle();
		await station.loop.turn();
		await station.router.idle();
	}

	async function meet(...who: readonly Person[]): Promise<void> {
		for (const person of who) {
			if (person.phone.isOffline) continue;
			await person.meetsAgain();
			if (!person.reading.signedOut) continue;
			await person.signsIn();
			await person.meetsAgain();
		}
		await stationRests();
	}

	return {
		station: () => station,
		async gridWorker(name, { draws } = { draws: true }) {
			const worker = new GridWorker(name, world);
			worker.draws = draws;
			return enters(worker);
		},
		desk: (name) => enters(new Desk(name, { role: 'community_staff', scope: community }, world)),
		lead: (name) => enters(new Desk(name, { role: 'community_lead', scope: community }, world)),
		property: (name, unit) => enters(handler(name, 'handler_property', unit, world)),
		department: (name, unit) => enters(handler(name, 'handler_dept', unit, world)),
		buildingHead: (name) =>
			enters(new Reporter(name, { role: 'building_head', scope: `${grid}/xk/3` }, world)),
		informant: (name) =>
			enters(new Reporter(name, { role: 'informant', scope: `${community}/${name}` }, world)),
		street: (name) =>
			enters(new Street(name, { role: 'street_staff', scope: community.slice(0, 9) }, world)),
		people: () => people,
		async allMeet() {
			// First everybody tells, then everybody hears.
			await meet(...people);
			await meet(...people);
		},
		meet,
		stationRests,
		pass(ms) {
			nowMs += ms;
		},
		nowMs: clock,
		async copy() {
			const copied = openMemoryStorage();
			for (const name of await station.storage.names()) {
				await copied.create(name);
				await layDown(copied, name, [...(await readFeed(station.storage, name)).values()]);
			}
			return copied;
		},
		async restore(copied) {
			const { access } = station;
			await station.close();
			station = await openTrialStation({ nowMs: clock, storage: copied, access });
		},
		async moveTo(other) {
			await station.close();
			station = await openTrialStation({ nowMs: clock, ...other });
		},
		stationWrites: (documents) => layDown(station.storage, feed, documents),
		atStation: () => readFeed(station.storage, feed),
		async inCommunity() {
			await station.router.idle();
			return readFeed(station.storage, communityLedger(community));
		},
		async close() {
			for (const person of people) await person.leaves();
			await station.close();
		}
	};
}

/** A cast before a station that knows which units there are. */
export async function openWholeCast(): Promise<Cast> {
	const cast = await openCast();
	const { storage } = cast.station();
	await layDown(storage, communityLedger(community), [smallOrganisation(community)]);
	return cast;
}

function handler(
	name: string,
	role: 'handler_property' | 'handler_dept',
	unit: string,
	world: World
): Handler {
	return new Handler(name, { role, scope: `${community}/${unit}` }, world);
}
