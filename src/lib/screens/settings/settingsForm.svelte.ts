/**
 * The form of a community's settings. It begins with what holds, remembers which settings it was
 * opened on, and is never saved over others that nobody saw.
 */
import type { App } from '#lib/app/app.ts';
import type { ClockLimit } from '#lib/domain/clockPolicies.ts';
import { clockSettings, defaultPolicies } from '#lib/domain/clockPolicies.ts';
import type { SettingsDocument, SettingsFields } from '#lib/domain/communityDocuments.ts';
import { settledLimit, unsettled } from '#lib/domain/settings.ts';
import { draftKey } from '#lib/screens/draft/draftPlaces.ts';
import { KeptForm } from '#lib/screens/draft/keptForm.svelte.ts';
import { limitName, settingsWords as words } from '#lib/text/settingsWords.ts';
import type { HoursValue } from './hoursValue.ts';
import { hoursValue, settledHours } from './hoursValue.ts';
import type { LimitValue } from './limitValue.ts';
import { limitValue, settledFrom } from './limitValue.ts';

export interface SettingsValue {
	limits: LimitValue[];
	isOwnHours: boolean;
	hours: HoursValue;
	red: string;
	blue: string;
	scripts: SettingsFields['scripts'];
	dutyPhone: string;
	/** `_id` of the settings that were before the writer's eyes, `''` for none. */
	saw: string;
}

/** Every limit there is, in the order of the page. */
export const everyLimit: readonly { policy: string; limit: ClockLimit }[] = Object.entries(
	defaultPolicies
).flatMap(([policy, steps]) => steps.map((limit) => ({ policy, limit })));

export const usualHours = clockSettings([]).office;

export function settingsValue(settled: SettingsDocument | undefined): SettingsValue {
	const { limits, office, slip, scripts, dutyPhone } = settled ?? unsettled;
	return {
		limits: everyLimit.map(({ policy, limit }) =>
			limitValue(policy, limit.step, settledLimit(limits, policy, limit))
		),
		isOwnHours: office !== null,
		hours: hoursValue(office ?? usualHours),
		...{ red: slip.red, blue: slip.blue, scripts, dutyPhone },
		saw: settled?._id ?? ''
	};
}

type Desk = Pick<App, 'settle' | 'saveDraft' | 'dropDraft'>;

export class SettingsForm extends KeptForm<SettingsValue> {
	readonly #app: Desk;

	constructor(app: Desk, community: string, settled: SettingsDocument | undefined) {
		super(app, { key: settingsDraft(community), form: 'settings' }, settingsValue(settled));
		this.#app = app;
	}

	setLimit(change: LimitValue): void {
		const isSame = ({ policy, step }: LimitValue) =>
			policy === change.policy && step === change.step;
		this.set({ limits: this.value.limits.map((one) => (isSame(one) ? change : one)) });
	}

	setHours(change: Partial<HoursValue>): void {
		this.set({ hours: { ...this.value.hours, ...change } });
	}

	/** The id of what was saved; undefined where nothing was, and `trouble` says why. */
	async save(): Promise<string | undefined> {
		const { saw } = this.value;
		const wrong = this.value.limits.find((limit) => settledFrom(limit) === undefined);
		const missing = wrong && {
			field: `${wrong.policy}.${wrong.step}`,
			words: words.amountWrong(limitName(wrong.policy, wrong.step))
		};
		return (await this.saving(missing, () => this.#app.settle(this.#fields(), saw)))?.id;
	}

	#fields(): SettingsFields {
		const { limits, isOwnHours, hours, red, blue, scripts, dutyPhone } = this.value;
		return {
			limits: limits.flatMap((limit) => settledFrom(limit) ?? []),
			office: isOwnHours ? settledHours(hours) : null,
			slip: { red, blue },
			scripts,
			dutyPhone
		};
	}
}

export function settingsDraft(community: string): string {
	return draftKey('settings', community);
}
