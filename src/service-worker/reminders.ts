/** A tap on a reminder leads back into the app. What is reminded of is decided by the page, not here. */
/// <reference lib="webworker" />
declare const self: ServiceWorkerGlobalScope;

export function answerReminders(): void {
	self.addEventListener('notificationclick', (event) => {
		event.notification.close();
		event.waitUntil(comeForward());
	});
}

/** A page that stands open keeps what is half written in it. */
async function comeForward(): Promise<void> {
	const [open] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
	if (open) await open.focus();
	else await self.clients.openWindow('/');
}
