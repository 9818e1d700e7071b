/**
 * `GET /metrics` for Prometheus: how much is asked and how long it takes, and the numbers of health.
 * Names of routes and statuses only: no account, no id, no address. Who asks from elsewhere than
 * this machine shows a token.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { peerOf } from '../access/peer.ts';
import { CouchError, notFound } from '../http/couchError.ts';
import { whole } from '../http/couchResponse.ts';
import type { Health } from './health.ts';
import type { StationCall } from './stationCall.ts';

export interface MetricsAccess {
	/** Undefined: nobody from elsewhere. */
	token: string | undefined;
	/** False behind a proxy, where everybody may seem to come from this machine. */
	trustLoopback: boolean;
}

export interface Metrics {
	answer: StationCall;
	observe(asked: { route: string; method: string; status: number; seconds: number }): void;
	countQuarantined(reason: string): void;
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const lights = { green: 0, yellow: 1, red: 2 };

/** Where each number of health lies; a fact that is not there has no sample. */
const gauges: readonly [name: string, help: string, path: string][] = [
	['doorbells', 'Open lines of phones that wait for news', 'feeds.doorbells'],
	['open_changes', 'Open feeds of _changes', 'feeds.changes'],
	['router_behind', 'Changes that the router has still to carry', 'router.behind'],
	['router_lag_ms', 'How long something has been waiting to be carried', 'router.behindMs'],
	['router_set_aside', 'Changes that could not be carried since the start', 'router.setAside'],
	['quarantine_open', 'Refused documents that nobody has decided about', 'quarantine'],
	['devices_known', 'Phones that ever met this station', 'devices.known'],
	['devices_seen_24h', 'Phones that met this station within 24 hours', 'devices.seenToday'],
	['backup_age_ms', 'Since the last backup; none before the first', 'backup.ageMs'],
	['gaps', 'Numbers that devices gave and the station never saw', 'gaps'],
	['gap_devices', 'Devices with such gaps', 'devicesWithGaps'],
	['databases', 'Databases of this station', 'storage.databases'],
	['storage_files', 'Files in the data folder', 'storage.files'],
	['storage_bytes', 'Bytes in the data folder', 'storage.bytes'],
	['disk_free_bytes', 'Bytes left on its disk', 'storage.freeBytes']
];

export function openMetrics(health: Health, access: MetricsAccess): Metrics {
	const registry = new Registry();
	const registers = [registry];
	let watchesProcess = false;
	const requests = new Histogram({
		name: 'qingge_request_seconds',
		help: 'Time to an answer, by route, method and status',
		labelNames: ['route', 'method', 'status'] as const,
		buckets: seconds,
		registers
	});
	const quarantined = new Counter({
		name: 'qingge_quarantined_total',
		help: 'Documents refused since the start, by reason',
		labelNames: ['reason'] as const,
		registers
	});
	const status = gauge('status', 'Health: 0 green, 1 yellow, 2 red');
	const numbers = new Map<string, Gauge>();

	function gauge(name: string, help: string): Gauge {
		return new Gauge({ name: `qingge_${name}`, help, registers });
	}

	return {
		async answer(request) {
			if (!mayRead(request, access)) throw notFound('missing');
			if (request.method !== 'GET') {
				throw new CouchError(405, 'method_not_allowed', 'Only GET allowed', { Allow: 'GET' });
			}
			if (!watchesProcess) {
				// Only where somebody reads them: they measure all the time from then on.
				collectDefaultMetrics({ register: registry });
				watchesProcess = true;
			}
			const reading = await health.read();
			status.set(lights[reading.status]);
			for (const [name, help, path] of gauges) {
				const value = numberAt(reading.facts, path);
				// Begun with its first value: one that has none would say 0.
				if (value === undefined) continue;
				const known = numbers.get(name) ?? gauge(name, help);
				numbers.set(name, known);
				known.set(value);
			}
			return whole(200, await registry.metrics(), {
				'Content-Type': registry.contentType,
				'Cache-Control': 'no-store'
			});
		},
		observe({ route, method, status, seconds }) {
			requests.observe({ route, method, status }, seconds);
		},
		countQuarantined(reason) {
			quarantined.inc({ reason });
		}
	};
}

function numberAt(facts: Record<string, unknown>, path: string): number | undefined {
	let at: unknown = facts;
	for (const name of path.split('.')) at = (at as Record<string, unknown> | undefined)?.[name];
	return typeof at === 'number' ? at : undefined;
}

function mayRead(request: Request, { token, trustLoopback }: MetricsAccess): boolean {
	if (trustLoopback && isLoopbackAddress(peerOf(request).address)) return true;
	if (token === undefined) return false;
	const hashed = (text: string) => new Uint8Array(createHash('sha256').update(text).digest());
	const shown = request.headers.get('authorization') ?? '';
	return timingSafeEqual(hashed(shown), hashed(`Bearer ${token}`));
}

function isLoopbackAddress(address: string): boolean {
	return (
		address === 'in-process' || address === '::1' || /^(?:::ffff:)?127(?:\.\d+){3}$/.test(address)
	);
}
