/**
 * Whether somebody has to look after the way to the district. A district that is away for an evening
 * is nobody's trouble: the station works for weeks without. Pure.
 */
import type { UpstreamReading } from './upstream.ts';

const longAwayMs = 24 * 60 * 60_000;

export function needsLook(
	{ state, trouble, lastContactAt, refused }: UpstreamReading,
	nowMs: number
): boolean {
	if (refused > 0) return true;
	if (state !== 'waiting') return false;
	if (trouble !== 'unreachable') return true;
	return lastContactAt === '' || nowMs - Date.parse(lastContactAt) > longAwayMs;
}
