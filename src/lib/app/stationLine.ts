/** A page's own line to the station. Records travel on the worker's. */
import type { StationLine } from '#lib/replication/stationLine.ts';

const limitMs = 20_000;

export function stationLine(device: string): StationLine {
	return {
		fetch: (request) => fetch(request),
		origin: location.origin,
		device,
		limitMs,
		nowMs: () => Date.now()
	};
}
