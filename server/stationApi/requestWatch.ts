/**
 * Watches what is asked of the station and how it ends, for the log and for the metrics. It sees
 * names of routes, statuses and times; never a path, a body or a person.
 */
import type { Gate, RefusedRow } from '../http/gate.ts';
import type { Metrics } from './metrics.ts';
import { methodName, routeName } from './routeName.ts';

export type WatchLog = (
	level: 'info' | 'warn',
	event: string,
	facts: Record<string, string | number>
) => void;

export interface RequestWatch {
	answered(request: Request, status: number, ms: number): void;
	/** The same gate; what it refuses of a push is counted by reason. */
	over(gate: Gate): Gate;
	/** Tells what was only counted so far. */
	close(): void;
}

/** Nothing a phone asks takes so long on a station that is well. */
const slowMs = 2_000;
/** Who guesses passwords must not fill the log. */
const signInsEveryMs = 60_000;

export function openRequestWatch(
	metrics: Metrics,
	log: WatchLog,
	{ everyRequest = false } = {}
): RequestWatch {
	const signIns = { wrong: 0, tooMany: 0 };
	const telling = setInterval(tellSignIns, signInsEveryMs).unref();

	function tellSignIns(): void {
		const { wrong, tooMany } = signIns;
		if (wrong + tooMany === 0) return;
		log('warn', 'sign_ins_refused', { wrong, tooMany });
		signIns.wrong = 0;
		signIns.tooMany = 0;
	}

	function quarantined(refused: readonly RefusedRow[]): void {
		if (refused.length === 0) return;
		const reasons = refused.map(({ reason }) => /^quarantined: (\w+)/.exec(reason)?.[1] ?? '');
		for (const reason of reasons) metrics.countQuarantined(reason);
		log('warn', 'quarantined', {
			documents: refused.length,
			reasons: [...new Set(reasons)].join(',')
		});
	}

	return {
		answered(request, status, ms) {
			const route = routeName(request);
			const method = methodName(request);
			metrics.observe({ route, method, status, seconds: ms / 1000 });
			if (route === 'session' && request.method === 'POST') {
				if (status === 401) signIns.wrong += 1;
				if (status === 429) signIns.tooMany += 1;
			}
			const facts = { route, method, status, ms: Math.round(ms) };
			if (ms > slowMs) log('warn', 'slow_request', facts);
			else if (everyRequest) log('info', 'request', facts);
		},
		over(gate) {
			return {
				...gate,
				async screenPush(...asked) {
					const screening = await gate.screenPush?.(...asked);
					if (screening) quarantined(screening.refused);
					return screening;
				}
			};
		},
		close() {
			clearInterval(telling);
			tellSignIns();
		}
	};
}
