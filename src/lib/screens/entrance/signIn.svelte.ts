/**
 * The sign-in form: account and password to an open app, or a sentence that says what to do. The
 * password is forgotten as soon as the station has answered.
 */
import type { App, Entrance } from '#lib/app/app.ts';
import { failureWords } from '#lib/text/reasonWords.ts';
import { screenWords } from '#lib/text/screenWords.ts';

type SignInField = 'account' | 'password';

export class SignIn {
	account = $state('');
	password = $state('');
	#isBusy = $state(false);
	#trouble = $state('');
	#lack: { field: SignInField } | undefined = $state.raw();
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

	/** Which of the two is to be looked at again; a new object each time. */
	get lack(): { field: SignInField } | undefined {
		return this.#lack;
	}

	async enter(): Promise<App | undefined> {
		if (this.#isBusy) return undefined;
		const missing = this.#missing();
		this.#say(missing?.words ?? '', missing?.field);
		if (missing) return undefined;
		this.#isBusy = true;
		try {
			const signedIn = await this.#entrance.signIn(this.account.trim(), this.password);
			if (signedIn.ok) return signedIn.value;
			const { what, remedy } = failureWords[signedIn.refusal.kind];
			const isPassword = signedIn.refusal.kind === 'wrong_password';
			this.#say(`${what}${remedy}`, isPassword ? 'password' : undefined);
			return undefined;
		} finally {
			this.password = '';
			this.#isBusy = false;
		}
	}

	#say(trouble: string, field: SignInField | undefined): void {
		this.#trouble = trouble;
		this.#lack = field && { field };
	}

	#missing(): { field: SignInField; words: string } | undefined {
		const { accountMissing, passwordMissing } = screenWords.signIn;
		if (this.account.trim() === '') return { field: 'account', words: accountMissing };
		return this.password === '' ? { field: 'password', words: passwordMissing } : undefined;
	}
}
