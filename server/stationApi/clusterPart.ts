/**
 * The part of health that knows the stations sharing a cluster: how many are alive, and how many
 * databases this one follows. One alone is enough, so the light stays green.
 */
import type { HealthPart } from './healthPart.ts';

export function clusterPart(alive: () => string[], followed: () => string[]): HealthPart {
	return async () => ({
		light: 'green',
		facts: { cluster: { stationsAlive: alive().length, databasesFollowedHere: followed().length } }
	});
}
