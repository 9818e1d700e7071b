/** How often one address may ask in a minute. Ids cannot be guessed; this only keeps the load away. */
const minuteMs = 60_000;
/** Addresses remembered within a minute; beyond them the count begins anew for all. */
const remembered = 10_000;

export function openCallPace(nowMs: () => number, most: number): (address: string) => boolean {
	let counts = new Map<string, number>();
	let sinceMs = nowMs();
	return (address) => {
		if (nowMs() - sinceMs >= minuteMs || counts.size > remembered) {
			counts = new Map();
			sinceMs = nowMs();
		}
		const count = (counts.get(address) ?? 0) + 1;
		counts.set(address, count);
		return count <= most;
	};
}
