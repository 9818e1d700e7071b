/** What the keeper sets from outside, by environment variables; each wrong value has its sentence. */
import { join, resolve } from 'node:path';
import type { Outcome } from '#lib/domain/outcome.ts';
import { accepted, refused } from '#lib/domain/outcome.ts';

export interface StationConfig {
	host: string;
	/** 0 takes any free port. */
	port: number;
	dataDir: string;
	/** Where the built app lies. */
	buildDir: string;
	/** A proxy of ours stands in front and says who calls and how. */
	behindProxy: boolean;
	/** A JWK Set: whose tokens are taken. */
	tokenKeysFile: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function readConfig(environment: Environment): Outcome<StationConfig, string> {
	const port = environment['PORT'] ?? '5985';
	if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
		return refused(`PORT 应是 0 到 65535 的整数，现在是“${port.slice(0, 20)}”。`);
	}
	const host = environment['HOST'] ?? '127.0.0.1';
	if (!/^[A-Za-z0-9.:-]{1,253}$/.test(host)) {
		return refused('HOST 应是一个地址或主机名，例如 127.0.0.1。');
	}
	return accepted({
		host,
		port: Number(port),
		dataDir: resolve(environment['DATA_DIR'] ?? './data'),
		buildDir: resolve(environment['BUILD_DIR'] ?? join(import.meta.dirname, '../build')),
		behindProxy: environment['BEHIND_PROXY'] === '1',
		tokenKeysFile: environment['JWT_KEYS'] === '' ? undefined : environment['JWT_KEYS']
	});
}

export function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
