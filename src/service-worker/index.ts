/**
 * Serves the shell when there is no network, and pictures that were looked at before. It answers
 * GET only, never touches records (nothing under /db or /station but pictures), and never takes
 * over by itself: a new version waits until the person takes it (SAFETY 1.2).
 */
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';
import { serveShell } from './shell.ts';
import { servePictures } from './pictures.ts';
import { answerReminders } from './reminders.ts';

declare const self: ServiceWorkerGlobalScope;

serveShell({ build, files, version });
servePictures();
answerReminders();

self.addEventListener('message', (event) => {
	const said = event.data as { type?: unknown } | null;
	if (said?.type === 'SKIP_WAITING') void self.skipWaiting();
});
