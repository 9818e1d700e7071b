/**
 * Remembers, beside the databases, which device this is and how many records it has written. A
 * database that was emptied behind our back reports no error; it is noticed because it knows less
 * than the canary (SAFETY F16).
 */
export interface Canary {
	device: string;
	/** Highest number given, by feed. */
	highest: Record<string, number>;
}

export interface CanaryStorage {
	getItem(key: string): string | null;
	setItem(key: string, value: string): void;
	removeItem(key: string): void;
}

const keyStart = 'qingge:canary:';
const keyOf = (account: string) => `${keyStart}${account}`;

/** Whether an account was opened here and has not left, as far as these few words know. */
export function isAnyoneKnown(storage: object): boolean {
	return Object.keys(storage).some((key) => key.startsWith(keyStart));
}

export function readCanary(storage: CanaryStorage, account: string): Canary | undefined {
	const text = storage.getItem(keyOf(account));
	if (text === null) return undefined;
	try {
		const read = JSON.parse(text) as Partial<Canary> | null;
		if (typeof read?.device !== 'string') return undefined;
		return { device: read.device, highest: read.highest ?? {} };
	} catch {
		// A canary that cannot be read warns of nothing; the station's numbers still do.
		return undefined;
	}
}

/** Never lowers a number. */
export function raiseCanary(
	storage: CanaryStorage,
	account: string,
	{ device, highest }: Canary
): void {
	const known = readCanary(storage, account);
	const raised = known?.device === device ? { ...known.highest } : {};
	for (const [feed, number] of Object.entries(highest)) {
		raised[feed] = Math.max(raised[feed] ?? 0, number);
	}
	storage.setItem(keyOf(account), JSON.stringify({ device, highest: raised }));
}

export function dropCanary(storage: CanaryStorage, account: string): void {
	storage.removeItem(keyOf(account));
}
