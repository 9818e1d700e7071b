/**
 * Records what is said, as small as speech may be: Opus where the browser has it. It ends by itself
 * before a sound grows too long or too large for a record, and never keeps the microphone open.
 */
import { listenToLevel } from './soundLevel.ts';

export interface RecordedSound {
	blob: Blob;
	/** Whole, at least 1. */
	seconds: number;
}

interface Ears {
	onPart(sound: RecordedSound): void;
	onEnd(sound: RecordedSound | undefined): void;
}

/** As documentShapes.ts allows, with room for the last part. */
const mostMs = 180_000;
const mostBytes = 960 * 1024;
/** A finger that slipped said nothing. */
const leastMs = 500;
const bitsPerSecond = 24_000;
/** The browser hands over what it has this often, and it is kept every third time. */
const partMs = 1_000;
const keepEvery = 3;
const kinds = [
	'audio/webm;codecs=opus',
	'audio/webm',
	'audio/mp4;codecs=mp4a.40.2',
	'audio/mp4',
	'audio/ogg;codecs=opus'
];

export function openMicrophone() {
	return {
		get isThere(): boolean {
			return kindHere() !== undefined && 'mediaDevices' in navigator;
		},
		record
	};
}

function kindHere(): string | undefined {
	if (!('MediaRecorder' in globalThis)) return undefined;
	return kinds.find((kind) => MediaRecorder.isTypeSupported(kind));
}

async function record({ onPart, onEnd }: Ears) {
	const stream = await navigator.mediaDevices.getUserMedia({
		audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true }
	});
	const [track] = stream.getAudioTracks();
	const mimeType = kindHere();
	if (!track || mimeType === undefined) throw new DOMException('no microphone', 'NotFoundError');
	const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: bitsPerSecond });
	const level = listenToLevel(stream);
	const parts: Blob[] = [];
	const type = mimeType.split(';')[0] ?? mimeType;
	const startedMs = performance.now();
	const lastedMs = () => Math.min(performance.now() - startedMs, mostMs);
	const soFar = (): RecordedSound => ({
		blob: new Blob(parts, { type }),
		seconds: Math.max(1, Math.round(lastedMs() / 1_000))
	});
	let isAsked = false;

	const ended = new Promise<RecordedSound | undefined>((resolve) => {
		recorder.addEventListener('stop', () => {
			const sound = soFar();
			for (const one of stream.getTracks()) one.stop();
			level.close();
			resolve(lastedMs() < leastMs || sound.blob.size === 0 ? undefined : sound);
		});
	});
	const end = () => {
		if (recorder.state !== 'inactive') recorder.stop();
	};
	recorder.addEventListener('dataavailable', ({ data }) => {
		if (data.size > 0) parts.push(data);
		if (recorder.state === 'inactive') return;
		const bytes = parts.reduce((sum, { size }) => sum + size, 0);
		if (lastedMs() >= mostMs || bytes >= mostBytes) end();
		else if (parts.length % keepEvery === 0) onPart(soFar());
	});
	// A call came in, or the system took the microphone away.
	track.addEventListener('ended', end);
	recorder.start(partMs);
	void ended.then((sound) => {
		if (!isAsked) onEnd(sound);
	});

	return {
		track,
		get seconds() {
			return Math.floor(lastedMs() / 1_000);
		},
		get level() {
			return level.now();
		},
		async stop(): Promise<RecordedSound | undefined> {
			isAsked = true;
			end();
			return await ended;
		}
	};
}
