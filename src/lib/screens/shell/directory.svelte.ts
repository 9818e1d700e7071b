/** Who acts here, as the community last said: names of units and people, and the limits that hold for them. */
import { createContext } from 'svelte';
import type { App } from '#lib/app/app.ts';
import type { ClockSettings } from '#lib/domain/clockPolicies.ts';
import type { SettingsDocument } from '#lib/domain/communityDocuments.ts';
import type { OrganisationDocument } from '#lib/domain/loopDocuments.ts';
import { settledClocks } from '#lib/domain/settledClocks.ts';
import { Live } from '#lib/projections/live.svelte.ts';
import { organisation, unitName } from '#lib/projections/organisation.ts';
import { settingsOf } from '#lib/projections/settings.ts';
import { hatWords } from '#lib/text/hatWords.ts';

/** Who writes the station's own documents. */
const stationAuthor = 'station';

export class Directory {
	#read: Live<OrganisationDocument | undefined>;
	#settled: Live<SettingsDocument | undefined>;
	#settings = $derived.by(() => settledClocks(this.known?.units ?? [], this.#settled.value));

	constructor({ database, me }: Pick<App, 'database' | 'me'>) {
		this.#read = new Live(() => organisation(database));
		this.#settled = new Live(() => settingsOf(database, me.community.id));
	}

	/** Undefined until the first one has come. */
	get known(): OrganisationDocument | undefined {
		return this.#read.value;
	}

	/** What the community settled for itself; undefined until somebody does. */
	get settled(): SettingsDocument | undefined {
		return this.#settled.value;
	}

	get settings(): ClockSettings {
		return this.#settings;
	}

	/** `''` where the account is nobody's that this phone was told of: a login name says nothing to people. */
	personOf(account: string): string {
		const name = this.nameOf(account);
		return name === account ? '' : name;
	}

	/** The code itself where nobody knows. */
	nameOf(code: string): string {
		return code === stationAuthor ? hatWords.names.keeper : unitName(this.known, code);
	}
}

export const [getDirectory, setDirectory] = createContext<Directory>();
