import { describe, expect, it } from 'vitest';
import { dropCanary, raiseCanary, readCanary } from './canary.ts';

function setUp() {
	const kept = new Map<string, string>();
	return {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
		removeItem: (key: string) => void kept.delete(key)
	};
}

describe('canary', () => {
	it('[M17] remembers the device and its highest numbers', () => {
		const storage = setUp();
		raiseCanary(storage, 'wangge1', { device: 'D', highest: { a: 3 } });
		raiseCanary(storage, 'wangge1', { device: 'D', highest: { a: 2, b: 1 } });
		expect(readCanary(storage, 'wangge1')).toEqual({ device: 'D', highest: { a: 3, b: 1 } });
		expect(readCanary(storage, 'wangge2')).toBeUndefined();
	});

	it('[M17] begins anew with another device', () => {
		const storage = setUp();
		raiseCanary(storage, 'wangge1', { device: 'D', highest: { a: 3 } });
		raiseCanary(storage, 'wangge1', { device: 'E', highest: { a: 1 } });
		expect(readCanary(storage, 'wangge1')).toEqual({ device: 'E', highest: { a: 1 } });
		dropCanary(storage, 'wangge1');
		expect(readCanary(storage, 'wangge1')).toBeUndefined();
	});

	it('[M17] warns of nothing where it cannot be read', () => {
		const storage = setUp();
		for (const text of ['{', 'null', '{"device":7}']) {
			storage.setItem('qingge:canary:wangge1', text);
			expect(readCanary(storage, 'wangge1')).toBeUndefined();
		}
	});
});
