/**
 * The sign-in form: account and password to an open app, or a sentence that says what to do. The
 * password is forgotten as soon as the station has answered.
 */
import type { App, Entrance } from '#lib/app/app.ts';
import { failureWords } from '#lib/text/reasonWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';

export class SignIn {
	account = $state('');
	password = $state('');
	#isBusy = $state(false);
	#trouble = $state('');
	#entrance: Entrance;

	constructor(entrance: Entrance, account = '') {
		this.#entrance = entrance;
		this.account = account;
	}

	get isBusy(): boolean {
		return this.#isBusy;
	}

	/** In words, or `''`. */
	get trouble(): string {
		return this.#trouble;
	}

	async enter(): Promise<App | undefined> {
		if (this.#isBusy) return undefined;
		this.#trouble = this.#missing();
		if (this.#trouble !== '') return undefined;
		this.#isBusy = true;
		try {
			const signedIn = await this.#entrance.signIn(this.account.trim(), this.password);
			if (signedIn.ok) return signedIn.value;
			const { what, remedy } = failureWords[signedIn.refusal.kind];
			this.#trouble = `${what}${remedy}`;
			return undefined;
		} finally {
			this.password = '';
			this.#isBusy = false;
		}
	}

	#missing(): string {
		if (this.account.trim() === '') return screenWords.signIn.accountMissing;
		return this.password === '' ? screenWords.signIn.passwordMissing : '';
	}
}
