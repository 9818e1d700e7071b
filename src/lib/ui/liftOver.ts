/** How far a message must rise so as not to cover what has the focus. It never leaves the screen for that. */

export interface Box {
	top: number;
	bottom: number;
	left: number;
	right: number;
}

const gap = 8;

/** `message` where it lies by itself; pixels, `0` where it covers nothing or there is no room above. */
export function liftOver(message: Box, focused: Box): number {
	const isBeside = focused.right <= message.left || focused.left >= message.right;
	const isApart = focused.bottom <= message.top || focused.top >= message.bottom;
	if (isBeside || isApart) return 0;
	const lift = message.bottom - focused.top + gap;
	return message.top - lift < 0 ? 0 : Math.ceil(lift);
}
