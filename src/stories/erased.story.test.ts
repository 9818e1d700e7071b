// Somebody is forgotten: two phones of her grid, the desk that agrees, and what is left on each of
// them, in its rows too; and that nobody is entered again without a word.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localPart } from '#lib/domain/ids.ts';
import type { NewResident } from '#lib/domain/newResident.ts';
import { rightsRequests } from '#lib/projections/rightsRequests.ts';
import type { Cast } from './cast.ts';
import { openCast } from './cast.ts';
import type { GridWorker } from './gridWorker.ts';
import { door, grid } from './gridWorker.ts';
import type { Desk } from './office.ts';
import { doorOf } from './smallGrid.ts';

const name = '敖登高娃';
const phone = '15547112233';
const woman: NewResident = {
	name,
	phone,
	relation: '女',
	gender: 'female',
	birthYear: 1958,
	residency: 'resident',
	careTags: []
};

let cast: Cast;
let wang: GridWorker;
let other: GridWorker;
let desk: Desk;

beforeEach(async () => {
	cast = await openCast();
	wang = await cast.gridWorker('wangge1');
	other = await cast.gridWorker('wangge1');
	desk = await cast.desk('shequ1');
});
afterEach(async () => {
	await cast.close();
});

/** Everything that lies on a phone, its ledgers and its rows. */
async function lyingOn(person: GridWorker): Promise<string> {
	const ledgers = person.phone.disks().map((ledger) => ledger.changesSince(0, 99_999));
	const tables = person.rows.tables.map((table) => table.toArray());
	return JSON.stringify([await Promise.all(ledgers), await Promise.all(tables)]);
}

async function isEntered(at: string): Promise<string> {
	const saved = await wang.does.addResident(at, woman);
	if (!saved.ok) throw new Error(saved.refusal.kind);
	return saved.value.id;
}

async function isErased(id: string, at: string): Promise<void> {
	const words = { door: at, resident: localPart(id), request: 'erase', words: '' } as const;
	expect(await wang.does.askRights(words)).toMatchObject({ ok: true });
	await cast.allMeet();
	const [asked] = await rightsRequests(desk.rows);
	const { _id } = asked!.request;
	expect(await desk.does.answerRights(_id, { outcome: 'done', note: '' })).toMatchObject({
		ok: true
	});
	await cast.allMeet();
	expect(await wang.does.eraseAsAnswered(_id)).toMatchObject({ ok: true });
	await cast.allMeet();
}

test('[P26] two phones forget her in ledger and rows, and her worker’s records stay delivered', async () => {
	const id = await isEntered(door);
	await cast.allMeet();
	for (const person of [wang, other]) expect(await lyingOn(person)).toContain(name);
	await isErased(id, door);
	for (const person of [wang, other]) {
		const held = await lyingOn(person);
		expect(held).toContain(localPart(id));
		expect(held).not.toContain(name);
		expect(held).not.toContain(phone);
	}
	const records = await wang.rows.records.toArray();
	expect(records.find((record) => record.id === id)?.state).toBe('delivered');
	expect(records.filter(({ state }) => state !== 'delivered')).toEqual([]);
});

test('[P27] nothing is filled in again of her, and whoever enters somebody there is asked first', async () => {
	const elsewhere = doorOf(grid, 3);
	const id = await isEntered(elsewhere);
	await cast.allMeet();
	await isErased(id, elsewhere);
	expect(await other.does.amend('resident', localPart(id), { phone })).toMatchObject({
		refusal: { kind: 'erased' }
	});
	expect(await other.does.addResident(elsewhere, woman)).toMatchObject({
		refusal: { kind: 'erased_here' }
	});
	expect(await other.does.addResident(elsewhere, woman, true)).toMatchObject({ ok: true });
	expect(await other.does.addResident(doorOf(grid, 4), woman)).toMatchObject({ ok: true });
});
