/**
 * One person speaking into the phone: held or tapped, with what was said so far handed on every few
 * seconds. It never ends without handing on what it has.
 */
import type { App } from '#lib/app/app.ts';
import type { DictationPlace, Recording, SoundIntent } from '#lib/app/speaking.ts';
import { soundWords as words } from '#lib/text/soundWords.ts';
import { troubleOfMicrophone } from './troubleOfMicrophone.ts';

export interface SpeakingParts {
	app: Pick<App, 'microphone' | 'dictation'>;
	/** What is kept of the recording that is going on; undefined for nothing. */
	onsound(sound: SoundIntent | undefined): void;
	/** What was understood, where it was asked for. */
	ontext(text: string): void;
}

/** How often the eye is told. */
const tickMs = 120;

export class Speaking {
	readonly #parts: SpeakingParts;
	#state = $state<'idle' | 'asking' | 'recording'>('idle');
	#seconds = $state(0);
	#level = $state(0);
	#said = $state('');
	#trouble = $state('');
	#isLeft = false;
	#recording: Recording | undefined;
	#listening: { end(): Promise<string> } | undefined;
	#ticking: ReturnType<typeof setInterval> | undefined;

	constructor(parts: SpeakingParts) {
		this.#parts = parts;
	}

	get state(): 'idle' | 'asking' | 'recording' {
		return this.#state;
	}

	get seconds(): number {
		return this.#seconds;
	}

	/** 0–1 */
	get level(): number {
		return this.#level;
	}

	/** For whoever does not see it: that it began, that it ended. */
	get said(): string {
		return this.#said;
	}

	/** In words, or `''`. */
	get trouble(): string {
		return this.#trouble;
	}

	async begin(writesAlong: DictationPlace): Promise<void> {
		if (this.#state !== 'idle') return;
		this.#state = 'asking';
		this.#trouble = '';
		const { app, onsound } = this.#parts;
		try {
			this.#recording = await app.microphone.record({
				onPart: (sound) => onsound(sound),
				onEnd: (sound) => void this.#ended(sound)
			});
		} catch (cause) {
			this.#state = 'idle';
			this.#trouble = troubleOfMicrophone(cause);
			return;
		}
		// Permission came after she had gone.
		if (this.#isLeft) {
			await this.end();
			return;
		}
		this.#listening = app.dictation.listen(this.#recording.track, writesAlong);
		this.#state = 'recording';
		this.#said = words.began;
		this.#ticking = setInterval(() => this.#tick(), tickMs);
	}

	/** Resolves when what was said is handed on. */
	async end(): Promise<void> {
		const recording = this.#recording;
		if (!recording) return;
		this.#recording = undefined;
		await this.#ended(await recording.stop());
	}

	/** Whoever goes away while speaking has said what she said. */
	leave(): void {
		this.#isLeft = true;
		void this.end();
	}

	#tick(): void {
		this.#seconds = this.#recording?.seconds ?? 0;
		this.#level = this.#recording?.level ?? 0;
	}

	async #ended(sound: SoundIntent | undefined): Promise<void> {
		clearInterval(this.#ticking);
		this.#recording = undefined;
		this.#seconds = 0;
		this.#level = 0;
		this.#state = 'idle';
		this.#said = sound ? words.ended(sound.seconds) : '';
		if (!sound) this.#trouble = words.tooShort;
		this.#parts.onsound(sound);
		const listening = this.#listening;
		this.#listening = undefined;
		const text = await listening?.end();
		if (text !== undefined && sound) this.#parts.ontext(text);
	}
}
