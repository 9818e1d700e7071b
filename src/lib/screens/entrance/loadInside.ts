/** What stands behind the entrance is fetched beside the sign-in form, with what opens accounts. */
import type { Component, Snippet } from 'svelte';
import type { App, Entrance } from '#lib/app/app.ts';

export type Inside = Component<{ app: App; entrance: Entrance; children: Snippet }>;

export async function loadInside(): Promise<Inside> {
	return (await import('./Inside.svelte')).default;
}
