/** Takes away what app.html shows until the first screen stands. */
export function liftCurtain(): void {
	document.getElementById('curtain')?.remove();
}
