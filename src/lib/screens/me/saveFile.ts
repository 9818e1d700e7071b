/** Hands a file to the person: the browser asks where to, or puts it with the downloads. */
export function saveFile(file: Blob, name: string): void {
	const url = URL.createObjectURL(file);
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	// The browser has taken the file by the next turn; Chromium asks for the address again until then.
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
