/** How loud it is at the microphone just now, for the eye only: nothing of it is kept. */
const samples = 512;
/** Speech at arm's length fills about a quarter of the range. */
const gain = 4;

export function listenToLevel(stream: MediaStream): { now(): number; close(): void } {
	// Without it one still records.
	if (!('AudioContext' in globalThis)) return { now: () => 0, close: () => undefined };
	const context = new AudioContext();
	const analyser = context.createAnalyser();
	analyser.fftSize = samples;
	context.createMediaStreamSource(stream).connect(analyser);
	const wave = new Float32Array(samples);
	return {
		now() {
			analyser.getFloatTimeDomainData(wave);
			const power = wave.reduce((sum, value) => sum + value * value, 0) / samples;
			return Math.min(1, Math.sqrt(power) * gain);
		},
		close: () => void context.close()
	};
}
