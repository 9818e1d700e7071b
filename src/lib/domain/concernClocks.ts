/**
 * The clocks of a concern: which limits hold now, since when, and how much is left. Which ones is
 * said by who has it in hand; how long by data (clockPolicies.ts). Instants may come from phones
 * whose clocks are wrong, so nothing here trusts their order.
 */
import { addDays, instantAt } from './calendar.ts';
import type { ClockLimit, ClockSettings, PolicyCode, StepCode } from './clockPolicies.ts';
import type { ConcernStateCode } from './concernStates.ts';
import { isEnded } from './concernStates.ts';
import type { Urgency } from './documents.ts';
import type { Running, Span } from './runningTime.ts';
import { elapsedMs, inOrder, instantAfter } from './runningTime.ts';
import type { Pause, Standing } from './standing.ts';

/** Header and fold together, or a row. */
export interface ClockedConcern extends Pick<
	Standing,
	| 'handler'
	| 'handedAt'
	| 'dispatchedAt'
	| 'acceptedAt'
	| 'respondedAt'
	| 'whistledAt'
	| 'joinedAt'
	| 'mediatedAt'
	| 'notedAt'
	| 'resolvedAt'
	| 'closedAt'
	| 'changedAt'
> {
	state: ConcernStateCode;
	urgency: Urgency;
	capturedAt: string;
	pauses: readonly Pause[];
}

export interface ConcernClock {
	policy: PolicyCode;
	step: StepCode;
	limitMs: number;
	startedAt: string;
	dueAt: string;
	state: 'running' | 'near' | 'late' | 'done' | 'paused';
	/** Negative when late; of what is done, how much was left. */
	leftMs: number;
}

interface Hand {
	policy: PolicyCode;
	startedAt: string;
	/** When each step was done, or `''`. */
	done: Partial<Record<StepCode, string>>;
}

export function concernClocks(
	concern: ClockedConcern,
	settings: ClockSettings,
	nowIso: string
): ConcernClock[] {
	const isUrgent = concern.urgency === 'red';
	const view: View = { settings, isUrgent, pauses: pausesOf(concern, nowIso), nowIso };
	return handsOf(concern, settings).flatMap(({ policy, startedAt, done }) =>
		settings.policies[policy].flatMap((limit) => {
			// It does not count what people did, and is over with whatever closed the matter.
			if (limit.step === 'close' && concern.closedAt !== '') return [];
			const clock = { policy, startedAt, limit, doneAt: done[limit.step] ?? '' };
			return limit.ms === null ? [] : [read({ ...clock, ms: limit.ms }, view)];
		})
	);
}

/** The clock that runs out first, or has run out longest ago; undefined where none runs. */
export function mostPressing(clocks: readonly ConcernClock[]): ConcernClock | undefined {
	return clocks
		.filter(({ state }) => state !== 'done' && state !== 'paused')
		.sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))[0];
}

/** How long the resident has waited, from capture until the matter was over. Nothing pauses it. */
export function residentWaitMs(concern: ClockedConcern, nowIso: string): number {
	return Math.max(0, overAt(concern, nowIso) - Date.parse(concern.capturedAt));
}

/** How long whoever has it in hand has had it, without pauses; never more than the resident waited. */
export function handlerMs(concern: ClockedConcern, nowIso: string): number {
	const { handler, handedAt, resolvedAt, capturedAt } = concern;
	if (handler === '' || handedAt === '') return 0;
	const from = Math.max(Date.parse(handedAt), Date.parse(capturedAt));
	const over = overAt(concern, nowIso);
	const until = resolvedAt === '' ? over : Math.min(over, Date.parse(resolvedAt));
	return elapsedMs(from, until, { office: null, pauses: pausesOf(concern, nowIso) });
}

function overAt({ state, closedAt, changedAt }: ClockedConcern, nowIso: string): number {
	const now = Date.parse(nowIso);
	return isEnded(state) ? Math.min(now, Date.parse(closedAt || changedAt)) : now;
}

function handsOf(concern: ClockedConcern, { kinds }: ClockSettings): Hand[] {
	const { state, handler, resolvedAt, whistledAt, dispatchedAt, handedAt, mediatedAt } = concern;
	const hands: Hand[] = [];
	const isLive = !isEnded(state) || resolvedAt !== '';
	if (isLive && whistledAt !== '') {
		const done = { respond: concern.joinedAt, resolve: resolvedAt };
		hands.push({ policy: 'whistle', startedAt: whistledAt, done });
	} else if (isLive && kinds[handler] === 'property' && dispatchedAt === handedAt) {
		const respond = concern.respondedAt || resolvedAt;
		const done = {
			...{ accept: concern.acceptedAt || respond, respond, resolve: resolvedAt },
			// Nobody has said what they are (DOMAIN 1.4); what is over waits for nothing.
			...{ two: resolvedAt, one: resolvedAt }
		};
		hands.push({ policy: 'property_54321', startedAt: dispatchedAt, done });
	}
	if (isLive && mediatedAt !== '') {
		hands.push({ policy: 'mediation', startedAt: mediatedAt, done: { conclude: resolvedAt } });
	}
	if (resolvedAt !== '') {
		hands.push({ policy: 'follow_up', startedAt: resolvedAt, done: { ask: concern.closedAt } });
	}
	if (state === 'suspended') {
		hands.push({ policy: 'suspended_note', startedAt: concern.notedAt, done: {} });
	}
	return hands;
}

interface Clock {
	policy: PolicyCode;
	startedAt: string;
	limit: ClockLimit;
	ms: number;
	doneAt: string;
}

interface View {
	settings: ClockSettings;
	isUrgent: boolean;
	pauses: readonly Span[];
	nowIso: string;
}

function read(
	{ policy, startedAt, limit, ms, doneAt }: Clock,
	{ settings: { office, nearFrom }, isUrgent, pauses, nowIso }: View
): ConcernClock {
	const isPausable = policy !== 'suspended_note';
	const running: Running = {
		office: limit.counts === 'office' && !isUrgent ? office : null,
		pauses: isPausable ? pauses : []
	};
	const from = Date.parse(startedAt);
	const now = Date.parse(nowIso);
	const until = doneAt === '' ? now : Math.min(now, Date.parse(doneAt));
	const leftMs = ms - elapsedMs(from, until, running);
	const isPaused = isPausable && running.pauses.some(([a, b]) => a <= now && b > now);
	return {
		policy,
		step: limit.step,
		limitMs: ms,
		startedAt,
		dueAt: new Date(instantAfter(from, ms, dueAlong(running, now))).toISOString(),
		leftMs,
		state: doneAt !== '' ? 'done' : stateOf(isPaused, leftMs, ms - leftMs >= ms * nearFrom)
	};
}

function stateOf(isPaused: boolean, leftMs: number, isNear: boolean): ConcernClock['state'] {
	// What stands still presses nobody, however late it was before.
	if (isPaused) return 'paused';
	if (leftMs < 0) return 'late';
	return isNear ? 'near' : 'running';
}

/** As if a pause that goes on ended now: what is due is not put off before it has been waited. */
function dueAlong(running: Running, now: number): Running {
	const pauses = running.pauses.map(([a, b]): Span => [a, a <= now ? Math.min(b, now) : b]);
	return { ...running, pauses: inOrder(pauses) };
}

/** A pause ends when the matter goes on, or when the day is over up to which it was allowed. */
function pausesOf({ pauses }: ClockedConcern, nowIso: string): Span[] {
	const spans = pauses.map(({ from, until, agreedUntil }): Span => {
		const ends = agreedUntil === '' ? nowIso : instantAt(addDays(agreedUntil, 1), 0);
		const at = Date.parse(ends);
		return [Date.parse(from), until === '' ? at : Math.min(at, Date.parse(until))];
	});
	return inOrder(spans);
}
