// A sound from a worker's phone, as each role's phone reads it.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RoleGrant } from '#lib/domain/feeds.ts';
import { documentId } from '#lib/domain/ids.ts';
import { sampleGrid } from '#lib/domain/sampleDocuments.ts';
import type { Person } from './trialPost.ts';
import { enter, newUlid } from './trialPost.ts';
import type { TrialStation } from './trialStation.ts';
import { openTrialStation } from './trialStation.ts';

const community = '150105001019';
let station: TrialStation;

beforeAll(async () => {
	station = await openTrialStation();
});
afterAll(async () => {
	await station.close();
});

function soundOf(words: string) {
	const bytes = Uint8Array.from(`\x1a\x45\xdf\xa3\x42\x82\x84webm ${words}`, (one) =>
		one.charCodeAt(0)
	);
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	return { bytes, sha256, _id: documentId.sound(sha256) };
}

async function hears(person: Person, { _id, sha256 }: ReturnType<typeof soundOf>) {
	return await person.ask(`/db/${person.feed.replace('feed-', 'media-')}/${_id}/${sha256}`);
}

test('[A62] a sound is heard by whoever’s feed holds its document, and is nothing but a sound', async () => {
	const role = (name: RoleGrant['role'], scope: string): RoleGrant => ({ role: name, scope });
	const worker = await enter(station, 'wangge1', role('grid_worker', sampleGrid));
	const office = await enter(station, 'shequ1', role('community_staff', community));
	const herun = await enter(station, 'wuye2', role('handler_property', `${community}/wy-herun`));
	const ranqi = await enter(station, 'bumen1', role('handler_dept', `${community}/bm-ranqi`));
	const spoken = soundOf('three lamps are out');
	const concern = newUlid();
	const header = documentId.concern(concern);
	const { _id, sha256, bytes } = spoken;
	await worker.push(
		worker.write('concern', { _id: header, sounds: [_id] }),
		worker.write('sound', { _id, sha256, subject: header, bytes: bytes.length })
	);
	const path = `/db/media-grid-${sampleGrid}/${_id}/${sha256}`;
	const put = async (body: Uint8Array<ArrayBuffer>, type: string) => {
		const headers = { 'Content-Type': type };
		return (await worker.ask(path, { method: 'PUT', headers, body })).status;
	};
	expect(await put(bytes, 'text/html')).toBe(403);
	expect(await put(soundOf('something else').bytes, 'audio/webm')).toBe(403);
	expect(await put(bytes, 'audio/webm')).toBe(201);
	await station.router.idle();
	expect((await hears(herun, spoken)).status).toBe(404);
	const step = (type: 'receive' | 'dispatch', handler?: string) =>
		office.write('event', {
			...{ _id: documentId.event(concern, newUlid()), concern, type },
			...(handler === undefined ? {} : { handler })
		});
	await office.push(step('receive'), step('dispatch', 'wy-herun'));
	await station.router.idle();
	for (const person of [worker, office, herun]) {
		const answer = await hears(person, spoken);
		expect([person.account, answer.status]).toEqual([person.account, 200]);
		expect(answer.headers.get('content-type')).toBe('audio/webm');
		expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
		expect(answer.headers.get('content-security-policy')).toContain('sandbox');
		expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
	}
	expect((await hears(ranqi, spoken)).status).toBe(404);
});
