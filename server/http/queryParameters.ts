/** Reads the parameters of a call, each within its bounds, from its URL or, where given, its body. */
import { badRequest, CouchError } from './couchError.ts';
import { parseJsonText } from './jsonGate.ts';

/** More parameters than any call has are an attack on whoever walks them. */
const mostParameters = 64;

export class QueryParameters {
	readonly #url: URLSearchParams;
	readonly #body: Record<string, unknown>;

	constructor(url: URLSearchParams, body: object = {}) {
		if (url.size > mostParameters) throw badRequest('Too many query parameters');
		this.#url = url;
		this.#body = body as Record<string, unknown>;
	}

	/** The same names, where the body's values stand for those of the URL. */
	with(body: object): QueryParameters {
		return new QueryParameters(this.#url, body);
	}

	has(name: string): boolean {
		return Object.hasOwn(this.#body, name) || this.#url.has(name);
	}

	text(name: string): string | undefined {
		const value = this.#valueOf(name);
		if (value === undefined || typeof value === 'string') return value;
		return JSON.stringify(value);
	}

	flag(name: string, otherwise = false): boolean {
		const text = this.text(name);
		if (text === undefined) return otherwise;
		if (text === 'true') return true;
		if (text === 'false') return false;
		throw parseError(`Invalid boolean parameter: ${name}`);
	}

	/** A whole number, not negative; what is greater than `most` counts as `most`. */
	count(name: string, otherwise: number, most: number): number {
		const text = this.text(name);
		if (text === undefined) return otherwise;
		if (!/^\d{1,15}$/.test(text)) throw parseError(`Invalid value for ${name}`);
		return Math.min(Number(text), most);
	}

	/** The value itself; in a URL it is written as JSON. The first name that is given counts. */
	json(...names: string[]): unknown {
		const name = names.find((one) => this.has(one));
		if (name === undefined) return undefined;
		if (Object.hasOwn(this.#body, name)) return this.#body[name];
		return parseJsonText(this.#url.get(name) ?? '');
	}

	#valueOf(name: string): unknown {
		if (Object.hasOwn(this.#body, name)) return this.#body[name];
		return this.#url.get(name) ?? undefined;
	}
}

function parseError(reason: string): CouchError {
	return new CouchError(400, 'query_parse_error', reason);
}
