import { expect, test } from 'vitest';
import type { ReminderParts } from './reminders.ts';
import { openReminders } from './reminders.ts';

/** A phone as far as reminders see it. */
function phone(permission: NotificationPermission, change: Partial<ReminderParts> = {}) {
	const shown: string[] = [];
	const badges: number[] = [];
	const notification = {
		permission,
		async requestPermission() {
			notification.permission = 'granted';
			return notification.permission;
		}
	};
	const reminders = openReminders({
		notification,
		registration: async () => ({
			active: {} as ServiceWorker,
			async showNotification(title) {
				shown.push(title);
			}
		}),
		icon: {
			async setAppBadge(count = 0) {
				badges.push(count);
			},
			async clearAppBadge() {
				badges.push(0);
			}
		},
		...change
	});
	return { reminders, shown, badges };
}
const notice = { title: '今天要去的', body: '约好的 2 户，还没去。' };

test('[V31] the phone shows a reminder only where somebody allowed it', async () => {
	const asked = phone('default');
	expect(await asked.reminders.show(notice)).toBe(false);
	expect(await asked.reminders.ask()).toBe('granted');
	expect(await asked.reminders.show(notice)).toBe(true);
	expect(asked.shown).toEqual(['今天要去的']);
	expect(await phone('denied').reminders.show(notice)).toBe(false);
});

test('[V31] a browser without notices, without a worker, or that takes permission back says no', async () => {
	const none = phone('granted', { notification: undefined });
	expect(none.reminders.permission()).toBe('unsupported');
	expect(await none.reminders.ask()).toBe('unsupported');
	expect(await none.reminders.show(notice)).toBe(false);
	const noWorker = phone('granted', { registration: async () => undefined });
	expect(await noWorker.reminders.show(notice)).toBe(false);
	const takenBack = phone('granted', {
		registration: async () => ({
			active: {} as ServiceWorker,
			showNotification: async () => {
				throw new TypeError('No notification permission');
			}
		})
	});
	expect(await takenBack.reminders.show(notice)).toBe(false);
});

test('[V31] the icon carries what is left, and nothing when nothing is', async () => {
	const { reminders, badges } = phone('default');
	await reminders.badge(12);
	await reminders.badge(0);
	expect(badges).toEqual([12, 0]);
	const bare = phone('default', { icon: undefined }).reminders;
	expect(bare.hasBadge).toBe(false);
	await bare.badge(3);
});
