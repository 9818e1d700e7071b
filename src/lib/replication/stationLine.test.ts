import { expect, test } from 'vitest';
import type { StationLine } from './stationLine.ts';
import { ask } from './stationLine.ts';

function lineTo(heard: Headers[]): StationLine {
	return {
		async fetch({ headers }) {
			heard.push(headers);
			return new Response('{}', { headers: { 'Content-Type': 'application/json' } });
		},
		origin: 'http://station.test',
		device: '01KASXV2G0000000000000000D',
		limitMs: 1_000,
		nowMs: () => 0
	};
}

test('[O14] every call says the app’s version and what the phone will still hold after it', async () => {
	const heard: Headers[] = [];
	const holds = () => ({ waiting: 5, refused: 1, pictures: 2 });
	const line = { ...lineTo(heard), app: '1.2.3', holds };
	await ask(line, '/station/me');
	await ask(line, '/db/feed/_bulk_docs', { method: 'POST', body: '{}', leaves: 3 });
	expect(heard.map((headers) => headers.get('x-qingge-app'))).toEqual(['1.2.3', '1.2.3']);
	expect(heard.map((headers) => headers.get('x-qingge-holds'))).toEqual(['5,1,2', '2,1,2']);
});

test('[O14] what is not known is not said', async () => {
	const heard: Headers[] = [];
	await ask({ ...lineTo(heard), app: '1.2.3', holds: () => undefined }, '/station/me');
	await ask(lineTo(heard), '/station/me');
	expect(heard[0]?.has('x-qingge-holds')).toBe(false);
	expect(heard[1]?.has('x-qingge-app')).toBe(false);
});
