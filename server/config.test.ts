import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

describe('what the keeper sets', () => {
	const refusalOf = (environment: Record<string, string>): string => {
		const outcome = readConfig(environment);
		return outcome.ok ? '' : outcome.refusal;
	};

	test('[S23] documents lie in files unless told otherwise', () => {
		expect(readConfig({})).toMatchObject({ ok: true, value: { cluster: undefined } });
		expect(readConfig({ STORE: 'sqlite', COUCHDB_URL: 'x' })).toMatchObject({
			ok: true,
			value: { cluster: undefined }
		});
	});

	test('[S23] a cluster is named by its address, and a community in it by a prefix', () => {
		const url = 'http://admin:geheim@couchdb:5984';
		expect(readConfig({ STORE: 'couchdb', COUCHDB_URL: url })).toMatchObject({
			ok: true,
			value: { cluster: { url, prefix: '' } }
		});
		const settings = { STORE: 'couchdb', COUCHDB_URL: url, COUCHDB_PREFIX: 'xk-' };
		expect(readConfig(settings)).toMatchObject({ value: { cluster: { prefix: 'xk-' } } });
	});

	test('[R55] phones carry a year of what is over, or what the keeper says', () => {
		expect(readConfig({})).toMatchObject({ value: { feedWindowDays: 365 } });
		expect(readConfig({ FEED_MONTHS: '6' })).toMatchObject({ value: { feedWindowDays: 183 } });
		for (const months of ['0', '-1', '1.5', 'x', '100', '']) {
			expect(refusalOf({ FEED_MONTHS: months })).toContain('FEED_MONTHS');
		}
	});

	test('[O97] the demo is whole, or small where the keeper says so', () => {
		expect(readConfig({})).toMatchObject({ value: { demoSize: 'whole' } });
		expect(readConfig({ DEMO_SIZE: 'small' })).toMatchObject({ value: { demoSize: 'small' } });
		for (const size of ['', 'tiny', '5']) {
			expect(refusalOf({ DEMO_SIZE: size })).toContain('DEMO_SIZE');
		}
	});

	test('[S21] [S23] a wrong value has its sentence, without the password', () => {
		const couchdb = { STORE: 'couchdb', COUCHDB_URL: 'http://admin:geheim@couchdb:5984' };
		expect(refusalOf({ STORE: 'mysql' })).toContain('STORE 应是 sqlite 或 couchdb');
		expect(refusalOf({ STORE: 'couchdb' })).toContain('COUCHDB_URL=');
		for (const url of ['admin:geheim@couchdb', 'ftp://a:geheim@x', 'http://a:geheim@x/?y', '\n']) {
			const told = refusalOf({ ...couchdb, COUCHDB_URL: url });
			expect(told).toContain('http:// 或 https://');
			expect(told).not.toContain('geheim');
		}
		expect(refusalOf({ ...couchdb, COUCHDB_URL: 'http://couchdb:5984' })).toContain('用户名和密码');
		for (const prefix of ['A', '1', '-x', 'a/b', 'a'.repeat(40)]) {
			expect(refusalOf({ ...couchdb, COUCHDB_PREFIX: prefix })).toContain('COUCHDB_PREFIX');
		}
	});
});
