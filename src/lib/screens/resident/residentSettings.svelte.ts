/** What the community settled about what residents are handed: scripts, their order, whom to call. */
import type { App } from '#lib/app/app.ts';
import type { SettingsFields } from '#lib/domain/communityDocuments.ts';
import { newestKept } from '#lib/projections/keptPapers.ts';
import { Live } from '#lib/projections/live.svelte.ts';

export type Scripts = SettingsFields['scripts'];

export class ResidentSettings {
	readonly #app: App;
	readonly #newest: Live<Awaited<ReturnType<typeof newestKept<'settings'>>>>;

	constructor(app: App) {
		this.#app = app;
		this.#newest = new Live(() => newestKept(app.database, 'settings'));
	}

	/** Chinese alone until somebody decides otherwise. */
	get scripts(): Scripts {
		return this.#newest.value?.scripts ?? 'zh';
	}

	/** `''` where nobody told one. */
	get dutyPhone(): string {
		return this.#newest.value?.dutyPhone || this.#app.me.community.phone;
	}
}
