/**
 * Writes along while somebody speaks, where the browser can. Some browsers send the sound to their
 * maker's server for it, so it is only used where whoever speaks was asked; without it all goes on.
 */

export type DictationPlace = 'none' | 'device' | 'server';

interface Heard {
	resultIndex: number;
	results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }>;
}

/** As far as it is used here; not in every browser, and not in TypeScript's library. */
interface Recognition {
	lang: string;
	continuous: boolean;
	interimResults: boolean;
	processLocally?: boolean;
	onresult: ((event: Heard) => void) | null;
	onend: (() => void) | null;
	onerror: (() => void) | null;
	start(track?: MediaStreamTrack): void;
	stop(): void;
	abort(): void;
}

interface RecognitionMaker {
	new (): Recognition;
	available?(asked: { langs: string[]; processLocally: boolean }): Promise<string>;
}

interface World {
	SpeechRecognition?: RecognitionMaker;
	webkitSpeechRecognition?: RecognitionMaker;
}

const lang = 'zh-CN';
/** After the last word some take a moment; nobody waits longer for what is only offered. */
const patienceMs = 3_000;

export function openDictation(world: World = globalThis as World) {
	const Maker = world.SpeechRecognition ?? world.webkitSpeechRecognition;
	return {
		async place(): Promise<DictationPlace> {
			if (!Maker) return 'none';
			const here = await Maker.available?.({ langs: [lang], processLocally: true }).catch(() => '');
			return here === 'available' ? 'device' : 'server';
		},
		listen(track: MediaStreamTrack, place: DictationPlace): { end(): Promise<string> } {
			if (!Maker || place === 'none') return { end: async () => '' };
			return listenWith(new Maker(), track, place === 'device');
		}
	};
}

function listenWith(
	recognition: Recognition,
	track: MediaStreamTrack,
	processLocally: boolean
): { end(): Promise<string> } {
	let text = '';
	const ended = new Promise<void>((resolve) => {
		recognition.onend = () => resolve();
		recognition.onerror = () => resolve();
	});
	recognition.lang = lang;
	recognition.continuous = true;
	recognition.interimResults = false;
	if (processLocally) recognition.processLocally = true;
	recognition.onresult = ({ resultIndex, results }) => {
		for (let at = resultIndex; at < results.length; at += 1) {
			const result = results[at];
			if (result?.isFinal) text += result[0]?.transcript ?? '';
		}
	};
	const started = attempt(() => recognition.start(track));
	return {
		async end() {
			if (!started) return '';
			attempt(() => recognition.stop());
			const late = new Promise<void>((resolve) => setTimeout(resolve, patienceMs));
			await Promise.race([ended, late]);
			attempt(() => recognition.abort());
			return text.trim();
		}
	};
}

/** Where it is only half there it throws; that is no reason to lose the sound. */
function attempt(step: () => void): boolean {
	try {
		step();
		return true;
	} catch {
		return false;
	}
}
