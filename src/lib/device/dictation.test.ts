import { expect, test } from 'vitest';
import { openDictation } from './dictation.ts';

type World = NonNullable<Parameters<typeof openDictation>[0]>;
type Maker = NonNullable<World['SpeechRecognition']>;

/** A browser that understands what the test says, as Chromium reports it. */
function browser(options: { here?: string; fails?: boolean } = {}) {
	const made: Speaker[] = [];
	class Speaker {
		lang = '';
		continuous = false;
		interimResults = true;
		processLocally = false;
		onresult: InstanceType<Maker>['onresult'] = null;
		onend: (() => void) | null = null;
		onerror: (() => void) | null = null;
		track: unknown;
		static available = async () => options.here ?? 'unavailable';
		constructor() {
			made.push(this);
		}
		start(track?: MediaStreamTrack) {
			if (options.fails) throw new DOMException('no', 'NotAllowedError');
			this.track = track;
		}
		stop() {
			this.onend?.();
		}
		abort() {}
		says(words: string, isFinal = true) {
			const result = Object.assign([{ transcript: words }], { isFinal });
			this.onresult?.({ resultIndex: 0, results: [result] });
		}
	}
	return { made, SpeechRecognition: Speaker };
}
const track = {} as MediaStreamTrack;

test('[U123] says where speech becomes text: nowhere, here, or at a server', async () => {
	expect(await openDictation({}).place()).toBe('none');
	expect(await openDictation(browser({ here: 'available' })).place()).toBe('device');
	expect(await openDictation(browser({ here: 'downloadable' })).place()).toBe('server');
	class Old extends browser().SpeechRecognition {}
	Object.assign(Old, { available: undefined });
	expect(await openDictation({ webkitSpeechRecognition: Old }).place()).toBe('server');
});

test('[U123] offers what was understood for sure, and stays on the device where that was said', async () => {
	const world = browser({ here: 'available' });
	const listening = openDictation(world).listen(track, 'device');
	const [speaker] = world.made;
	speaker!.says('三楼的灯', false);
	speaker!.says('三楼的灯坏了');
	speaker!.says('，晚上看不见');
	expect(await listening.end()).toBe('三楼的灯坏了，晚上看不见');
	expect(speaker).toMatchObject({ processLocally: true, track, lang: 'zh-CN' });
});

test('[U123] where it does not work there is no text, and no failure', async () => {
	const broken = openDictation(browser({ fails: true })).listen(track, 'server');
	expect(await broken.end()).toBe('');
	expect(await openDictation({}).listen(track, 'server').end()).toBe('');
	const unused = browser();
	expect(await openDictation(unused).listen(track, 'none').end()).toBe('');
	expect(unused.made).toEqual([]);
});
