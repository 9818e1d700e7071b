/**
 * What the station page knows: the last overview, and whether it is still true. It asks again while
 * somebody looks; what was seen before stays on the screen when nobody answers.
 */
import type { KeeperAnswer, KeeperDesk, StationOverview } from '#lib/app/keptStation.ts';
import { untrack } from 'svelte';
import { wordsOfKeeperRefusal } from '#lib/text/keeperWords.ts';

const everyMs = 15_000;

export class StationWatch {
	readonly desk: KeeperDesk;
	#overview = $state.raw<StationOverview | undefined>();
	#isBusy = $state(false);
	#isStale = $state(false);
	#isSignedOut = $state(false);
	#trouble = $state.raw<{ about: string; words: string } | undefined>();

	constructor(desk: KeeperDesk) {
		this.desk = desk;
	}

	get overview(): StationOverview | undefined {
		return this.#overview;
	}

	get isBusy(): boolean {
		return this.#isBusy;
	}

	/** Nobody answered the last time. */
	get isStale(): boolean {
		return this.#isStale;
	}

	get isSignedOut(): boolean {
		return this.#isSignedOut;
	}

	/** Why the last act came to nothing, in words, and about what. */
	get trouble(): { about: string; words: string } | undefined {
		return this.#trouble;
	}

	/** The words of it, if it is about this; else `''`. */
	troubleOf(about: string): string {
		return this.#trouble?.about === about ? this.#trouble.words : '';
	}

	/** The field that trouble is about; a new object each time. */
	lackOf(about: string): { field: string } | undefined {
		return this.#trouble?.about === about ? { field: about } : undefined;
	}

	async refresh(): Promise<void> {
		if (this.#isBusy) return;
		this.#isBusy = true;
		try {
			const answer = await this.desk.overview();
			if (answer.ok) this.#overview = answer.value;
			this.#isStale = !answer.ok;
			this.#isSignedOut = !answer.ok && answer.refusal === 'signed_out';
		} finally {
			this.#isBusy = false;
		}
	}

	/**
	 * Does something at the station, says why it did not work, and looks at how things stand then.
	 * `about` is where it was asked, as `data-field` names it on the screen.
	 */
	async act<T>(about: string, act: KeeperAnswer<T>): Promise<T | undefined> {
		this.#trouble = undefined;
		const answer = await act;
		await this.refresh();
		if (!answer.ok) this.#trouble = { about, words: wordsOfKeeperRefusal(answer.refusal) };
		return answer.ok ? answer.value : undefined;
	}

	/** What cannot be asked of the station as it stands. */
	lacks(about: string, words: string): void {
		this.#trouble = { about, words };
	}

	hush(): void {
		this.#trouble = undefined;
	}

	/** For as long as the page stands. */
	watch(): () => void {
		const look = () => {
			if (document.visibilityState === 'visible') void this.refresh();
		};
		// Hung on an element, this would run anew with everything it reads.
		untrack(look);
		const timer = setInterval(look, everyMs);
		document.addEventListener('visibilitychange', look);
		return () => {
			clearInterval(timer);
			document.removeEventListener('visibilitychange', look);
		};
	}
}
