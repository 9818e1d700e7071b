/**
 * Everything the keeper sees at a glance: how the station is, its phones, its feeds, what was
 * refused, who did what. Counts, times and accounts; nothing of what a record says.
 */
import { gridFeed, writerIn } from '#lib/domain/feeds.ts';
import type { DeviceMeeting } from '../access/accessStore.ts';
import { missingIn, missingList } from '../router/numbers.ts';
import { grantOf } from './contentGrant.ts';
import type { KeeperParts } from './keeperParts.ts';
import { listItems } from './quarantineDesk.ts';

const mostActs = 30;
const mostNumbers = 20;

export async function overview(parts: KeeperParts, keeper: string) {
	const { health, community, nowMs, version } = parts;
	const { status, facts } = await health.read();
	return {
		now: new Date(nowMs()).toISOString(),
		version,
		status,
		health: facts,
		community: { name: community().name, street: community().street },
		grant: grantOf(parts, keeper) ?? null,
		devices: await devices(parts),
		feeds: await feeds(parts),
		quarantine: await listItems(parts),
		audit: parts.audit.last(mostActs)
	};
}

/** Phones that met us, and those that only left a gap in their numbers. */
async function devices(parts: KeeperParts) {
	const { meetings, numbers, doorbell, access, community } = parts;
	const counted = await numbers.all();
	const listening = new Set(doorbell.listening());
	const names = new Map(access.accounts().map((account) => [account.name, account]));
	const met = meetings.all();
	const unmet = counted
		.filter(({ feed, device, numbers: of }) => {
			const isOfOne = (meeting: DeviceMeeting) => writerIn(feed, meeting.device) === device;
			return missingIn(of) > 0 && !met.some(isOfOne);
		})
		.map(({ device }): DeviceMeeting => {
			return { device, account: '', at: '', app: '', holds: null };
		});
	return [...met, ...unmet].map((meeting) => {
		const account = names.get(meeting.account);
		const own = counted.filter(({ feed, device }) => device === writerIn(feed, meeting.device));
		const scopes = account?.grants.map(({ scope }) => scope) ?? [];
		return {
			...meeting,
			displayName: account?.displayName ?? '',
			grids: community()
				.grids.filter(
					({ id }) => scopes.includes(id) || own.some(({ feed }) => feed === gridFeed(id))
				)
				.map(({ label }) => label),
			listening: listening.has(meeting.device),
			missing: own.reduce((sum, { numbers: of }) => sum + missingIn(of), 0),
			missingNumbers: own.flatMap(({ numbers: of }) => missingList(of, mostNumbers))
		};
	});
}

async function feeds({ storage, community, router }: KeeperParts) {
	const { databases } = await router.reading();
	return await Promise.all(
		community().grids.map(async ({ id, label }) => {
			const name = gridFeed(id);
			const info = await (await storage.open(name))?.info();
			const carried = databases.find((database) => database.name === name);
			return {
				label,
				documents: info?.docCount ?? 0,
				bytes: info?.fileSize ?? 0,
				behind: carried?.behind ?? 0,
				troubled: carried?.troubled ?? false
			};
		})
	);
}
