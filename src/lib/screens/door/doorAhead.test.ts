import { expect, test } from 'vitest';
import type { DoorScreen } from '#lib/projections/doorScreen.ts';
import { doorPath } from '#lib/screens/shell/paths.ts';
import { sampleDoor } from '#lib/screens/sampleRows.ts';
import { DoorAhead } from './doorAhead.ts';

const door = '150105001019-01/兴康小区/3-2-501';

/** As much of a browser's link as is asked. */
class Element {
	pathname: string;
	constructor(pathname: string) {
		this.pathname = pathname;
	}
	closest = () => (this.pathname === '' ? null : this);
}

function phone() {
	const asked: string[] = [];
	let nowMs = 0;
	const ahead = new DoorAhead(
		(id) => {
			asked.push(id);
			return Promise.resolve({ row: sampleDoor } as DoorScreen);
		},
		() => nowMs
	);
	const press = async (path: string) => {
		ahead.press(new Element(path) as never);
		await Promise.resolve();
	};
	return { asked, ahead, press, waits: (ms: number) => (nowMs += ms) };
}

test('[U238] a door is read while it is pressed, shown once, and not when that is long ago', async ({
	onTestFinished
}) => {
	const before = globalThis.Element;
	globalThis.Element = Element as never;
	onTestFinished(() => void (globalThis.Element = before));
	const { asked, ahead, press, waits } = phone();
	await press(doorPath(door));
	expect(asked).toEqual([door]);
	expect(ahead.take('150105001019-01/xk/3-2-502')).toBeUndefined();
	await press(doorPath(door));
	expect(ahead.take(door)?.row).toBe(sampleDoor);
	expect(ahead.take(door)).toBeUndefined();
	await press(doorPath(door));
	waits(1_000);
	expect(ahead.take(door)).toBeUndefined();
	await press('/concerns/01M8');
	await press('');
	expect(asked).toHaveLength(3);
});
