/**
 * One text for one content: keys sorted by code unit, no white space, `undefined` left out.
 * Phone and station must produce the same bytes, since the revision is taken over them.
 */
export function canonicalJson(value: unknown): string {
	// As JSON itself does: what the phone stamps must be what the station reads.
	if (Array.isArray(value))
		return `[${value.map((member) => canonicalJson(member ?? null)).join(',')}]`;
	if (value !== null && typeof value === 'object') {
		const record = value as Record<string, unknown>;
		const members: string[] = [];
		for (const key of Object.keys(record).sort()) {
			if (record[key] === undefined) continue;
			members.push(`${JSON.stringify(key)}:${canonicalJson(record[key])}`);
		}
		return `{${members.join(',')}}`;
	}
	if (typeof value === 'number' && !Number.isFinite(value)) {
		throw new TypeError('A document holds finite numbers only.');
	}
	return JSON.stringify(value);
}
