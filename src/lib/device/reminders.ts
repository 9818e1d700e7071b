/**
 * Reminders that need nobody but this phone: a notice by the system while the app is open or lies in
 * the background, and a number on the icon of an installed app. No push service is asked, so a closed
 * app is silent.
 */
type Permission = 'granted' | 'denied' | 'default' | 'unsupported';

export interface Reminders {
	permission(): Permission;
	/** Asks the person once; only from a tap. */
	ask(): Promise<Permission>;
	/** False where the system did not take it. A new one replaces the old. */
	show(notice: { title: string; body: string }): Promise<boolean>;
	readonly hasBadge: boolean;
	/** 0 takes it away. Where there is no icon to carry it, nothing happens. */
	badge(count: number): Promise<void>;
}

export interface ReminderParts {
	/** Undefined where the browser has none. */
	notification: Pick<typeof Notification, 'permission' | 'requestPermission'> | undefined;
	/** The app's own service worker; it is what a phone shows notices through. */
	registration: () => Promise<
		Pick<ServiceWorkerRegistration, 'showNotification' | 'active'> | undefined
	>;
	icon: Pick<Navigator, 'setAppBadge' | 'clearAppBadge'> | undefined;
}

/** One notice at a time: a second says what is left, not what was said. */
const tag = 'qingge-today';

export function openReminders({ notification, registration, icon }: ReminderParts): Reminders {
	const permission = (): Permission => notification?.permission ?? 'unsupported';
	return {
		permission,
		async ask() {
			await notification?.requestPermission();
			return permission();
		},
		async show({ title, body }) {
			if (permission() !== 'granted') return false;
			const ready = await registration();
			if (!ready?.active) return false;
			try {
				await ready.showNotification(title, { body, tag, icon: '/icons/icon-192.png' });
				return true;
			} catch (cause) {
				// A system that takes the permission back meanwhile throws a TypeError.
				if (cause instanceof TypeError) return false;
				throw cause;
			}
		},
		hasBadge: icon !== undefined,
		async badge(count) {
			// Refused where the app is not installed; there is no icon then.
			const told = count > 0 ? icon?.setAppBadge(count) : icon?.clearAppBadge();
			await told?.catch(() => undefined);
		}
	};
}

/** What this browser offers. */
export function reminderPartsHere(): ReminderParts {
	const workers = 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
	return {
		notification: 'Notification' in globalThis && workers ? Notification : undefined,
		registration: async () => await workers?.getRegistration(),
		icon: 'setAppBadge' in navigator ? navigator : undefined
	};
}
