import { expect, test } from 'vitest';
import type { PreparedPicture } from '#lib/device/preparePicture.ts';
import { openEarlyPictures } from './earlyPictures.ts';

/** A canvas by hand: every piece of work ends when the test says so. */
function opened() {
	const begun: string[] = [];
	const ends: (() => void)[] = [];
	let marks = 0;
	const said = async (word: string, blob: Blob) => {
		begun.push(`${word} ${await blob.text()}`);
		await new Promise<void>((resolve) => ends.push(resolve));
	};
	const early = openEarlyPictures({
		async shrink(file) {
			await said('shrink', file);
			return new Blob([`small ${await file.text()}`]);
		},
		async prepare(picture, mark) {
			await said('prepare', picture);
			if ((await picture.text()) === 'no picture') throw new Error('unreadable');
			return { blob: picture, sha256: mark } as PreparedPicture;
		},
		newId: () => `mark ${String((marks += 1))}`
	});
	const end = async () => {
		await expect.poll(() => ends.length).toBeGreaterThan(0);
		ends.shift()?.();
	};
	return { early, begun, end };
}

test('[U208] a picture is made ready once it is taken, and saving takes what stands', async () => {
	const { early, begun, end } = opened();
	const shrinking = early.shrink(new Blob(['a']));
	await end();
	const small = await shrinking;
	await end();
	await expect.poll(() => begun).toEqual(['shrink a', 'prepare small a']);
	expect(await early.take(small)).toMatchObject({ blob: small, sha256: 'mark 1' });
	expect(begun).toHaveLength(2);
});

test('[U208] saved while it is still made small, it is waited for and not begun once more', async () => {
	const { early, begun, end } = opened();
	const file = new Blob(['a']);
	void early.shrink(file);
	const taking = early.take(file);
	await end();
	await end();
	expect(await (await taking).blob.text()).toBe('small a');
	expect(begun).toEqual(['shrink a', 'prepare small a']);
});

test('[U208] one is opened after the other, also what an unfinished form held', async () => {
	const { early, begun, end } = opened();
	const [first, second] = [new Blob(['1']), new Blob(['2'])];
	early.getReady(first);
	early.getReady(second);
	early.getReady(first);
	await expect.poll(() => begun).toEqual(['prepare 1']);
	await end();
	await end();
	expect((await early.take(second)).sha256).toBe('mark 2');
	expect(begun).toEqual(['prepare 1', 'prepare 2']);
});

test('[U208] what went into a record is made anew for another, under a mark of its own', async () => {
	const { early, end } = opened();
	const picture = new Blob(['a']);
	early.getReady(picture);
	await end();
	expect((await early.take(picture)).sha256).toBe('mark 1');
	const again = early.take(picture);
	await end();
	expect((await again).sha256).toBe('mark 2');
});

test('[U208] what cannot be read fails where it is saved, and the next one goes on', async () => {
	const { early, end } = opened();
	const broken = new Blob(['no picture']);
	const whole = new Blob(['a']);
	early.getReady(broken);
	early.getReady(whole);
	await end();
	await end();
	await expect(early.take(broken)).rejects.toThrow('unreadable');
	expect((await early.take(whole)).sha256).toBe('mark 2');
});
