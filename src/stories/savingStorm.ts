// Saving and saving until the phone dies under her hands: what the kill and the power lane have in
// common. The storm notes what it taps before it taps, so that nothing can be there unasked.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { screenWords } from '#lib/text/screenWords.ts';
import type { Phone } from './phone.ts';
import { labelOfSheet, notice } from './phone.ts';

/** Any picture will do: the phone draws it anew. */
const picture = join(import.meta.dirname, '../../static/icons/icon-512.png');

export interface Storm {
	phone: Phone;
	/** Address of the door where it begins; the storm goes on from there. */
	address: string;
	untilMs: number;
	/** Counted from when the door stands open, or from when the first record was called saved. */
	since: 'open' | 'saved';
	/** Ends the phone's life. */
	end: () => Promise<void>;
	/** Begins with a concern that carries a picture. */
	withPicture: boolean;
	/** Label of every door, as often as something was saved there. */
	tapped: string[];
}

export async function rage(storm: Storm): Promise<void> {
	const { tapped } = storm;
	const { page, acknowledged } = storm.phone;
	await page.goto(storm.address);
	await expect(page.getByRole('group', { name: screenWords.outcomes.label })).toBeVisible({
		timeout: 30_000
	});
	// Before the phone may die: a death in the middle of it is Playwright's own trouble.
	await page.exposeBinding('tellTapped', (_source, label: string) => {
		tapped.push(label);
	});
	let isOver = false;
	const saving = saveOnAndOn(storm).catch((cause: unknown) => {
		if (!isOver) throw cause;
	});
	if (storm.since === 'saved') {
		await expect.poll(() => acknowledged.length, { intervals: [10] }).toBeGreaterThan(0);
	}
	await Promise.race([pause(storm.untilMs), saving]);
	isOver = true;
	await storm.end();
	await saving;
}

async function saveOnAndOn({ phone: { page }, withPicture, tapped }: Storm): Promise<void> {
	if (withPicture) {
		tapped.push(await labelOfSheet(page));
		await page.getByRole('link', { name: screenWords.outcomes.concern }).click();
		const category = page.getByRole('region', { name: screenWords.concern.category });
		await category.getByRole('button').first().click();
		// Some kinds ask for a word, and which kind stands first depends on the demo's day.
		await page.getByRole('textbox', { name: screenWords.concern.text }).fill('两天了');
		await page.getByLabel(screenWords.pictures.take).setInputFiles(picture);
		await page.getByRole('button', { name: screenWords.common.save, exact: true }).click();
		await expect(notice(page)).toBeVisible();
	}
	await page.evaluate(tapFromDoorToDoor, {
		unchanged: screenWords.outcomes.unchanged,
		saved: screenWords.notices.saved('')
	});
}

/**
 * Runs in the page, as fast as the app answers: no hand outside could keep up with it. Looks for the
 * same words as a person.
 */
async function tapFromDoorToDoor(words: { unchanged: string; saved: string }): Promise<void> {
	const { tellTapped } = globalThis as unknown as { tellTapped: (label: string) => Promise<void> };
	const until = async <T>(look: () => T | undefined): Promise<T> => {
		for (;;) {
			const seen = look();
			if (seen !== undefined) return seen;
			await new Promise((drawn) => requestAnimationFrame(drawn));
		}
	};
	/** A door's label; between two doors the last heading is the list's for a moment. */
	const sheet = () => {
		const title = [...document.querySelectorAll('h1')].at(-1)?.textContent.split(' ')[0] ?? '';
		return /-\d+$/.test(title) ? title : '';
	};
	const unchanged = () =>
		[...document.querySelectorAll('button')].find((one) =>
			one.textContent.includes(words.unchanged)
		);
	const nextOf = (label: string) =>
		[...document.querySelectorAll('[role=status] > *')]
			.find((one) => one.textContent.includes(`${words.saved}${label} ${words.unchanged}`))
			?.querySelector('a') ?? undefined;
	for (;;) {
		const label = await until(() => sheet() || undefined);
		const button = await until(unchanged);
		await tellTapped(label);
		button.click();
		const next = await until(() => nextOf(label));
		next.click();
		await until(() => sheet() !== label || undefined);
	}
}
