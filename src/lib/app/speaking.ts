/**
 * What the screens may ask of microphone and speech recognition; device/ realises both. Neither may
 * keep or send anything by itself.
 */

/** What somebody said, as the microphone gave it. */
export interface SoundIntent {
	blob: Blob;
	/** Whole, at least 1. */
	seconds: number;
}

export interface Microphone {
	/** False where this browser cannot record. */
	readonly isThere: boolean;
	/** Asks for the microphone where that is needed; fails with MicrophoneDenied or MicrophoneMissing. */
	record(ears: RecordingEars): Promise<Recording>;
}

interface RecordingEars {
	/** What was said so far, every few seconds: a recording survives the phone's end. */
	onPart(sound: SoundIntent): void;
	/** It ended by itself: three minutes are over, or the phone took the microphone away. */
	onEnd(sound: SoundIntent | undefined): void;
}

export interface Recording {
	/** For whoever writes along. */
	readonly track: MediaStreamTrack;
	readonly seconds: number;
	/** 0–1, how loud it is just now. */
	readonly level: number;
	/** Undefined where nothing was said for long enough to be kept. */
	stop(): Promise<SoundIntent | undefined>;
}

/** Where speech becomes text: nowhere, on this device, or at the browser maker's server. */
export type DictationPlace = 'none' | 'device' | 'server';

export interface Dictation {
	place(): Promise<DictationPlace>;
	/** Writes along; answers what was understood when it ends, `''` for nothing. Never fails. */
	listen(track: MediaStreamTrack, place: DictationPlace): { end(): Promise<string> };
}
