/**
 * Where the district is, as the keeper said. The password lies in the station's own file only and is
 * never shown again.
 */
import type { AccessStore } from '../access/accessStore.ts';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';

export interface UpstreamSettings {
	/** Databases lie right beneath; without credentials, without a slash at the end. */
	url: string;
	user: string;
	password: string;
}

export interface SettingsAsked {
	url: string;
	user: string;
	password: string;
	/** Plain http to another machine, where records and password can be read on the way. */
	insecure: boolean;
}

export type SettingsRefusal = 'url' | 'insecure' | 'credentials';

const factName = 'upstream';

export function checkedSettings(asked: SettingsAsked): Outcome<UpstreamSettings, SettingsRefusal> {
	if (!URL.canParse(asked.url)) return refused('url');
	const url = new URL(asked.url);
	if (!['http:', 'https:'].includes(url.protocol) || url.search !== '' || url.hash !== '') {
		return refused('url');
	}
	if (url.protocol === 'http:' && !isLoopbackName(url.hostname) && !asked.insecure) {
		return refused('insecure');
	}
	const inUrl = url.username !== '' || url.password !== '';
	if (inUrl && asked.user !== '') return refused('credentials');
	const user = inUrl ? decodeURIComponent(url.username) : asked.user;
	const password = inUrl ? decodeURIComponent(url.password) : asked.password;
	if (user.includes(':')) return refused('credentials');
	const base = (url.origin + url.pathname).replace(/\/+$/, '');
	return accepted({ url: base, user, password });
}

export function readSettings(access: Pick<AccessStore, 'fact'>): UpstreamSettings | undefined {
	const text = access.fact(factName) ?? '';
	return text === '' ? undefined : (JSON.parse(text) as UpstreamSettings);
}

export function saveSettings(
	access: Pick<AccessStore, 'saveFact'>,
	settings: UpstreamSettings | undefined
): void {
	access.saveFact(factName, settings ? JSON.stringify(settings) : '');
}

function isLoopbackName(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
