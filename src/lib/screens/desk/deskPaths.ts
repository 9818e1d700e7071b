/** Addresses of the desk, and of what is shown or printed of one concern. */
import { localPart } from '#lib/domain/ids.ts';

export const deskHome = '/';

/** Takes the document id or the bare ULID. */
export function deskPath(id: string): string {
	return `/desk/${id.startsWith('concern:') ? localPart(id) : id}`;
}

/** What a resident may be shown. */
export function progressPath(id: string): string {
	return `${deskPath(id)}/progress`;
}

export function slipPath(id: string): string {
	return `${deskPath(id)}/slip`;
}
