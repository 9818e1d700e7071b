/**
 * One direction of a slow line: so many bits a second for all who share it, and every byte arrives
 * half a round trip after it has left. It never changes the order.
 */
export interface LinkSpeed {
	roundTripMs: number;
	bitsPerSecond: number;
}

export interface SlowLink {
	/** Resolves when these bytes have arrived at the other end. */
	carry(bytes: number): Promise<void>;
	/** Bytes that have not arrived yet. */
	waiting(): number;
}

/** `speed` is read anew for every byte, so that a line may become faster or slower. */
export function openSlowLink(
	speed: Readonly<LinkSpeed>,
	nowMs: () => number = () => performance.now()
): SlowLink {
	const onTheWay: { arrivesMs: number; bytes: number; arrive: () => void }[] = [];
	let freeMs = 0;
	let waiting = 0;
	let timer: NodeJS.Timeout | undefined;

	function arrivals(): void {
		timer = undefined;
		while (onTheWay[0] && onTheWay[0].arrivesMs <= nowMs()) {
			const { bytes, arrive } = onTheWay.shift() as (typeof onTheWay)[number];
			waiting -= bytes;
			arrive();
		}
		const [next] = onTheWay;
		if (next) timer = setTimeout(arrivals, Math.max(0, next.arrivesMs - nowMs()));
	}

	return {
		carry(bytes) {
			freeMs = Math.max(freeMs, nowMs()) + (bytes * 8 * 1_000) / speed.bitsPerSecond;
			waiting += bytes;
			const arrivesMs = freeMs + speed.roundTripMs / 2;
			return new Promise((arrive) => {
				onTheWay.push({ arrivesMs, bytes, arrive });
				timer ??= setTimeout(arrivals, Math.max(0, arrivesMs - nowMs()));
			});
		},
		waiting: () => waiting
	};
}
