/**
 * The part of health that knows how the way to the district stands. A district that is away for an
 * evening is nobody's trouble: the station works for weeks without.
 */
import type { Upstream, UpstreamReading } from '../upstream/upstream.ts';
import type { HealthPart } from './healthPart.ts';

const longAwayMs = 24 * 60 * 60_000;

export function upstreamPart(upstream: Pick<Upstream, 'reading'>, nowMs: () => number): HealthPart {
	return async () => {
		const reading = await upstream.reading();
		return {
			light: needsLook(reading, nowMs()) ? 'yellow' : 'green',
			facts: { upstream: reading }
		};
	};
}

function needsLook(
	{ state, trouble, lastContactAt, refused }: UpstreamReading,
	nowMs: number
): boolean {
	if (refused > 0) return true;
	if (state !== 'waiting') return false;
	if (trouble !== 'unreachable') return true;
	return lastContactAt === '' || nowMs - Date.parse(lastContactAt) > longAwayMs;
}
