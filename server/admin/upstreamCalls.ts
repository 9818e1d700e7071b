/** The keeper's calls about the district: where it is, how far it came, and to try again now. */
import type { AccessStore } from '../access/accessStore.ts';
import { badRequest } from '../http/couchError.ts';
import { json } from '../http/couchResponse.ts';
import { readObject } from '../http/requestBody.ts';
import { checkedSettings, readSettings } from '../upstream/settings.ts';
import type { Upstream } from '../upstream/upstream.ts';

const mostBytes = 16 * 1024;

interface Parts {
	access: AccessStore;
	upstream: Upstream;
}

type Call = (parts: Parts, request: Request) => Promise<Response>;

export const upstreamCalls: readonly (readonly [string, Call])[] = [
	['GET /upstream', show],
	['POST /upstream', set],
	['POST /upstream/off', turnOff],
	['POST /upstream/kick', kick]
];

/** Never the password. */
async function show({ access, upstream }: Parts): Promise<Response> {
	const settings = readSettings(access);
	return json(200, {
		url: settings?.url ?? '',
		user: settings?.user ?? '',
		reading: await upstream.reading(),
		refused: upstream.refused()
	});
}

async function set({ upstream }: Parts, request: Request): Promise<Response> {
	const { url, user, password, insecure } = await readObject(request, mostBytes);
	const checked = checkedSettings({
		url: String(url),
		user: String(user),
		password: String(password),
		insecure: insecure === true
	});
	if (!checked.ok) throw badRequest(checked.refusal);
	await upstream.set(checked.value);
	return json(200, { ok: true, url: checked.value.url });
}

async function turnOff({ upstream }: Parts): Promise<Response> {
	await upstream.set(undefined);
	return json(200, { ok: true });
}

async function kick({ upstream }: Parts): Promise<Response> {
	upstream.kick();
	return json(200, { ok: true });
}
