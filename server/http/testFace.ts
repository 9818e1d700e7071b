/** A face over memory with a gate that lets everybody do everything. For tests; never for a station. */
import type { StationStorage } from '../storage/documentStore.ts';
import { openMemoryStorage } from '../storage/memoryStorage.ts';
import type { Gate, Principal } from './gate.ts';
import type { CouchFaceOptions } from './handle.ts';
import { createCouchFace } from './handle.ts';

export const keeper: Principal = {
	name: 'keeper',
	roles: ['_admin'],
	grants: [],
	isAdmin: true,
	device: null
};

export const openGate: Gate = {
	identify: async () => keeper,
	authorise: () => undefined
};

export interface TestFace {
	storage: StationStorage;
	handle: (request: Request) => Promise<Response>;
	/** What nobody foresaw; a test that ends well ends with none. */
	defects: unknown[];
	/** A call by method and path behind the mount, and what came back. */
	ask: (method: string, path: string, options?: AskOptions) => Promise<Answer>;
}

export interface AskOptions {
	json?: unknown;
	body?: string | Uint8Array<ArrayBuffer>;
	headers?: Record<string, string>;
}

export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	/** The text as JSON; undefined when it is none. */
	json: unknown;
}

export async function openTestFace(options: Partial<CouchFaceOptions> = {}): Promise<TestFace> {
	const storage = options.storage ?? openMemoryStorage();
	const defects: unknown[] = [];
	const handle = createCouchFace({
		storage,
		gate: openGate,
		version: '0.0.0-test',
		uuid: '0123456789abcdef0123456789abcdef',
		onDefect: (error) => defects.push(error),
		...options
	});
	await storage.create('ledger');
	return {
		storage,
		handle,
		defects,
		ask: async (method, path, { json, body, headers = {} } = {}) => {
			const sent = json === undefined ? body : JSON.stringify(json);
			const type = json === undefined ? {} : { 'content-type': 'application/json' };
			const response = await handle(
				new Request(`http://station/db${path}`, {
					method,
					headers: { ...type, ...headers },
					...(sent === undefined ? {} : { body: sent })
				})
			);
			const text = await response.text();
			return { status: response.status, headers: response.headers, text, json: parsed(text) };
		}
	};
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
