/**
 * `GET /station/health`: whether somebody has to look after the station. Numbers only: it is for
 * anybody who watches, and speaks of no person.
 */
import { json } from '../http/couchResponse.ts';
import type { HealthPart, Light } from './healthPart.ts';
import { worstOf } from './healthPart.ts';
import type { StationCall, StationParts } from './stationCall.ts';

interface HealthReading {
	status: Light;
	facts: Record<string, unknown>;
}

export interface Health {
	read(): Promise<HealthReading>;
	answer: StationCall;
}

export function openHealth(
	{ community, version, startedMs, nowMs }: StationParts,
	parts: readonly HealthPart[]
): Health {
	async function read(): Promise<HealthReading> {
		const readings = await Promise.all(parts.map((part) => part()));
		return {
			status: worstOf(readings.map(({ light }) => light)),
			facts: Object.assign({}, ...readings.map(({ facts }) => facts)) as Record<string, unknown>
		};
	}

	return {
		read,
		async answer() {
			const { status, facts } = await read();
			return json(status === 'red' ? 503 : 200, {
				status,
				version,
				uptimeMs: nowMs() - startedMs,
				demo: community().demo,
				...facts
			});
		}
	};
}
