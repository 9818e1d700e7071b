/** Addresses inside the app, made in one place. Door ids contain slashes and Chinese letters. */
import type { DoorId } from '#lib/domain/ids.ts';
import { localPart } from '#lib/domain/ids.ts';

export function doorPath(door: DoorId): string {
	return `/door/${encodeURI(door)}`;
}

/** Undefined where the address is not a door's. */
export function doorOfPath(path: string): DoorId | undefined {
	const coded = /^\/door\/(.+)$/.exec(path)?.[1];
	return coded === undefined ? undefined : decodeURI(coded);
}

export function visitPath(door: DoorId): string {
	return `/visit/${encodeURI(door)}`;
}

/** The slip for a door that stayed shut. */
export function leaveSlipPath(door: DoorId): string {
	return `/leave/${encodeURI(door)}`;
}

/** The concern form; without a door for what was found on patrol. */
export function reportPath(door: DoorId | ''): string {
	return door === '' ? '/report' : `/report/${encodeURI(door)}`;
}

/** 登记诉求 at the desk. */
export const deskRaisePath = '/desk/new';

/** 社区设置 */
export const settingsPath = '/me/settings';
export const exportPath = '/me/export';
export const ordersPath = '/me/orders';

/** A built-in table's code, a kept one's ULID, or `new`. */
export function profilePath(code: string): string {
	return `${exportPath}/${code}`;
}

/** Takes the document id or the bare ULID. */
export function concernPath(id: string): string {
	return `/concerns/${id.startsWith('concern:') ? localPart(id) : id}`;
}

/** 敲门行动: all of them, a new one, one of them. */
export const campaignsPath = '/campaigns';
export const campaignMakerPath = '/campaigns/new';

/** Takes the document id or the bare ULID. */
export function campaignPath(id: string): string {
	return `${campaignsPath}/${id.startsWith('campaign:') ? localPart(id) : id}`;
}

/** What a resident may be shown of her own. */
export function shownPath(door: DoorId): string {
	return `/shown/${encodeURI(door)}`;
}

/** What residents ask about their own data, at the desk. */
export const rightsPath = '/rights';
