/**
 * Serves the shell when there is no network, and pictures and sounds that were looked at or heard
 * before. It answers GET, and the one POST by which another app shares something into this one; it
 * never touches records (nothing under /db or /station but pictures and sounds), and never takes over
 * by itself: a new version waits until the person takes it (SAFETY 1.2).
 */
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';
import { serveShell } from './shell.ts';
import { servePictures, serveSounds } from './pictures.ts';
import { takeShared } from './shared.ts';
import { answerReminders } from './reminders.ts';

declare const self: ServiceWorkerGlobalScope;

serveShell({ build, files, version });
servePictures();
serveSounds();
takeShared();
answerReminders();

self.addEventListener('message', (event) => {
	const said = event.data as { type?: unknown } | null;
	if (said?.type === 'SKIP_WAITING') void self.skipWaiting();
});
