/** Lets the browser draw, and answer whoever touches the screen, before what follows is done. */
export function nextTask(): Promise<void> {
	return new Promise((resolve) => {
		setTimeout(resolve);
	});
}
